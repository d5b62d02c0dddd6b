import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoLocal, isoUtc, isoWithOffset } from "./iso-time.ts";

const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

describe("isoUtc", () => {
  test("is what the platform writes, for every moment from 1600 to 9999", () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1600, 0, 1), max: latest }), (epoch) => {
        expect(isoUtc(epoch)).toBe(new Date(epoch).toISOString());
      }),
      { numRuns: 2000 },
    );
  });

  test("is right on each day of the years around a century", () => {
    for (let epoch = Date.UTC(1999, 11, 1); epoch < Date.UTC(2005, 0, 1); epoch += 86_400_000) {
      expect(isoUtc(epoch)).toBe(new Date(epoch).toISOString());
    }
  });
});

describe("isoWithOffset", () => {
  test.each([
    [120, "2021-08-30T22:20:05+02:00"],
    [0, "2021-08-30T22:20:05+00:00"],
    [-210, "2021-08-30T22:20:05-03:30"],
    [345, "2021-08-30T22:20:05+05:45"],
  ])("%d minutes: %s", (offset, text) => {
    const local = { year: 2021, month: 8, day: 30, hour: 22, minute: 20, second: 5 };
    expect(isoWithOffset(local, offset)).toBe(text);
    expect(isoLocal(local)).toBe("2021-08-30T22:20:05");
  });
});
