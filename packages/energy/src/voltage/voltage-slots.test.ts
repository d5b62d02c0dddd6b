import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEnough, VoltageSlots, voltagePeriodMs, voltagePeriodStart } from "./voltage-slots.ts";

const noon = Date.UTC(2026, 0, 15, 12);

function slotsOf(values: readonly (readonly [number, number])[]): VoltageSlots {
  const slots = new VoltageSlots(noon);
  for (const [at, volts] of values) slots.add(noon + at, volts);
  return slots;
}

describe("the mean of ten minutes", () => {
  test("is the root of the mean square of the first value of every ten seconds", () => {
    expect(slotsOf([]).mean).toBeUndefined();
    expect(slotsOf([[0, 230]]).mean).toEqual({ centivolts: 23_000, minutes: 1 });
    const values = [
      [0, 100],
      [3000, 400],
      [15_000, 300],
      [599_999, 200],
      [600_000, 900],
      [-1, 900],
    ] as const;
    expect(slotsOf(values).mean).toEqual({ centivolts: 21_602, minutes: 2 });
  });

  test("counts where values came in five of its minutes", () => {
    const each = (minutes: number) =>
      slotsOf(Array.from({ length: minutes }, (_, at) => [at * 60_000 + 7, 231.4] as const));
    expect(isEnough(each(4).mean ?? { centivolts: 0, minutes: 10 })).toBe(false);
    expect(each(5).mean).toEqual({ centivolts: 23_140, minutes: 5 });
    expect(isEnough(each(5).mean ?? { centivolts: 0, minutes: 0 })).toBe(true);
  });

  test("begins at full ten minutes", () => {
    expect(voltagePeriodStart(noon + voltagePeriodMs - 1)).toBe(noon);
    expect(voltagePeriodStart(noon + voltagePeriodMs)).toBe(noon + voltagePeriodMs);
  });

  test("is the same in any order, with repetitions, in parts that are merged, and from what was kept", () => {
    const value = fc.tuple(
      fc.integer({ min: -10, max: 610_000 }),
      fc.integer({ min: 0, max: 40_000 }).map((v) => v / 100),
    );
    const events = fc.array(value, { maxLength: 80 }).chain((all) =>
      fc.record({
        all: fc.constant(all),
        mixed: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
        cut: fc.nat(all.length * 2),
      }),
    );
    fc.assert(
      fc.property(events, ({ all, mixed, cut }) => {
        const merged = slotsOf(mixed.slice(0, cut));
        merged.merge(slotsOf(mixed.slice(cut)));
        const kept = new VoltageSlots(noon, merged.octets);
        expect(merged.merge(kept)).toBe(false);
        expect(kept.mean).toEqual(slotsOf(all).mean);
        expect(kept.octets).toEqual(slotsOf(all).octets);
      }),
    );
  });
});
