import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PeakGuard } from "./peak-guard.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;

function says(expected: readonly number[], limitWatts = 5000): string[] {
  const guard = new PeakGuard();
  return expected.map((expectedWatts, minute) => {
    const start = Math.floor((minute * minuteMs) / hourMs) * hourMs;
    return guard.update({ start, lengthMs: hourMs, expectedWatts, limitWatts }, minute * minuteMs) ?? "";
  });
}

describe("PeakGuard", () => {
  test("warns once, when it has looked so for a minute, and not in a window's first minutes", () => {
    const said = says(Array.from({ length: 20 }, () => 6000));
    expect(said.indexOf("raised")).toBe(7);
    expect(said.filter((word) => word !== "")).toHaveLength(1);
  });

  test("takes it back when it is well below the limit, or with the window", () => {
    const dropping = [...Array.from({ length: 10 }, () => 6000), ...Array.from({ length: 10 }, () => 4900), 4000, 4000];
    expect(says(dropping).filter((word) => word !== "")).toEqual(["raised", "cleared"]);
    expect(says(dropping).indexOf("cleared")).toBe(21);
    const whole = [...Array.from({ length: 60 }, () => 6000), 4000];
    expect(says(whole).slice(-1)).toEqual(["cleared"]);
  });

  test("raised and cleared take turns whatever comes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 300 }), (expected) => {
        const said = says(expected).filter((word) => word !== "");
        expect(said).toEqual(said.map((_, index) => (index % 2 === 0 ? "raised" : "cleared")));
      }),
    );
  });
});
