import type { LedgerInterval } from "@meter2mqtt/energy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spreadCorrection } from "./spread-correction.ts";

const quarter = 900_000;

function interval(index: number, amount: number, quarters = 1): LedgerInterval {
  const lengthMs = quarters * quarter;
  return { start: index * quarter, lengthMs, amount, quality: "measured", coveredMs: lengthMs };
}

const hour = { from: 0, to: 4 * quarter, usualMs: quarter };

describe("spreadCorrection", () => {
  test("changes known intervals in proportion", () => {
    const known = [interval(0, 100), interval(1, 200), interval(2, 300), interval(3, 400)];
    expect(spreadCorrection(known, { ...hour, steps: 500 })?.map(({ steps, was }) => [was, steps])).toEqual([
      [100, 50],
      [200, 100],
      [300, 150],
      [400, 200],
    ]);
  });

  test("gives what is left to the missing ones, and lets the known ones be", () => {
    const known = [interval(0, 100), interval(3, 50)];
    expect(spreadCorrection(known, { ...hour, steps: 251 })).toEqual([
      { start: quarter, lengthMs: quarter, was: undefined, steps: 51 },
      { start: 2 * quarter, lengthMs: quarter, was: undefined, steps: 50 },
    ]);
  });

  test("with less than is known, the missing ones stay missing", () => {
    const known = [interval(0, 100), interval(3, 50)];
    expect(spreadCorrection(known, { ...hour, steps: 15 })?.map(({ start, steps }) => [start, steps])).toEqual([
      [0, 10],
      [3 * quarter, 5],
    ]);
  });

  test("an interval that reaches out of the time is not cut", () => {
    expect(spreadCorrection([interval(0, 100, 4)], { ...hour, to: 2 * quarter, steps: 1 })).toBeUndefined();
    expect(spreadCorrection([interval(0, 100, 4)], { ...hour, steps: 7 })).toEqual([
      { start: 0, lengthMs: 4 * quarter, was: 100, steps: 7 },
    ]);
  });

  test("nothing is lost or made by rounding, and nothing is negative", () => {
    const amounts = fc.array(fc.option(fc.nat(5000), { nil: undefined }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amounts, fc.nat(100_000), (slots, steps) => {
        const known = slots.flatMap((amount, index) => (amount === undefined ? [] : [interval(index, amount)]));
        const changed = spreadCorrection(known, { ...hour, to: slots.length * quarter, steps }) ?? [];
        const after = new Map(known.map(({ start, amount }) => [start, amount]));
        for (const { start, steps: amount } of changed) {
          expect(amount).toBeGreaterThanOrEqual(0);
          after.set(start, amount);
        }
        expect([...after.values()].reduce((sum, amount) => sum + amount, 0)).toBe(steps);
      }),
    );
  });
});
