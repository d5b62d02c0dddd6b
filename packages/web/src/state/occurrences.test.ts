import type { MeterEvent } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { toOccurrences, withEvent } from "./occurrences.ts";

const noon = Date.UTC(2026, 0, 15, 12);

function event(minute: number, changes: Partial<MeterEvent> = {}): MeterEvent {
  const at = new Date(noon + minute * 60_000).toISOString();
  return {
    ...{ meter: "house", event: "fuse", state: "raised", severity: "warning", phase: "L1", at },
    ...{ title: "A phase is near its fuse", message: `at ${minute}` },
    key: `${minute}`,
    ...changes,
  };
}

describe("toOccurrences", () => {
  test("joins what began with what ended, of the same meter, event and phase", () => {
    const events = [
      event(5, { state: "cleared" }),
      event(4, { phase: "L2", state: "cleared" }),
      event(3, { meter: "barn" }),
      event(2, { event: "export" }),
      event(1),
    ];
    const minutes = (at: number | undefined) => (at === undefined ? undefined : (at - noon) / 60_000);
    expect(toOccurrences(events).map(({ key, from, to }) => [key, minutes(from), minutes(to)])).toEqual([
      ["4", undefined, 4],
      ["3", 3, undefined],
      ["2", 2, undefined],
      ["1", 1, 5],
    ]);
  });

  test("each beginning is one of its own", () => {
    const events = [event(3), event(2, { state: "cleared" }), event(1)];
    expect(toOccurrences(events).map(({ key, to }) => [key, to !== undefined])).toEqual([
      ["3", false],
      ["1", true],
    ]);
  });
});

test("withEvent puts the new one first, each once, and stays bounded", () => {
  expect(withEvent([event(1)], event(2)).map(({ key }) => key)).toEqual(["2", "1"]);
  expect(withEvent([event(2), event(1)], event(2)).map(({ key }) => key)).toEqual(["2", "1"]);
  const many = Array.from({ length: 60 }, (_, n) => event(n));
  expect(withEvent(many, event(99))).toHaveLength(50);
});
