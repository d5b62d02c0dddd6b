import { describe, expect, test } from "vitest";
import { type ReadingOrigin, readingKey } from "./entry-keys.ts";

const now = Date.UTC(2026, 0, 15, 12);
const origin: ReadingOrigin = { meter: "m", octets: Uint8Array.of(1, 2, 3), now, isLive: true };
const keys = (one: Partial<ReadingOrigin>, other: Partial<ReadingOrigin>): [string, string] => [
  readingKey({ ...origin, ...one }),
  readingKey({ ...origin, ...other }),
];

describe("readingKey", () => {
  test.each([
    ["a counter", { invocationCounter: 7 }],
    ["a clock that goes", { timestamp: "2026-01-15T13:00:05+01:00" }],
    ["a file with times", { timestamp: "2020-01-15T13:00:05+01:00", isLive: false }],
  ])("a frame with %s is the same whenever it comes again", (_about, fields) => {
    const [one, other] = keys(fields, { ...fields, now: now + 1000 });
    expect(one).toBe(other);
    expect(one).not.toBe(readingKey({ ...origin, ...fields, octets: Uint8Array.of(1, 2, 4) }));
    expect(one).not.toBe(readingKey({ ...origin, ...fields, meter: "n" }));
  });

  test.each([
    ["nothing of its own", {}],
    ["a clock that stands still", { timestamp: "2000-01-01T00:00:00+01:00" }],
  ])("two frames with %s are told apart by their arrival", (_about, fields) => {
    const [one, other] = keys(fields, { ...fields, now: now + 1000 });
    expect(one).not.toBe(other);
    expect(keys(fields, fields)).toEqual([one, one]);
  });
});
