import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownMs, PowerSlots } from "./power-slots.ts";
import { quarterMs } from "./track-rules.ts";

const start = Date.UTC(2026, 2, 28, 12);
const value = fc.record({
  at: fc.integer({ min: 0, max: quarterMs - 1 }),
  watts: fc.double({ min: -20_000, max: 20_000, noNaN: true }),
});

function slotsOf(values: readonly { at: number; watts: number }[]): PowerSlots {
  const slots = new PowerSlots(start);
  for (const { at, watts } of values) slots.add(start + at, watts);
  return slots;
}

describe("PowerSlots", () => {
  test("of every ten seconds the earliest value counts", () => {
    const slots = slotsOf([
      { at: 4_000, watts: 300 },
      { at: 2_000, watts: 100 },
      { at: 6_000, watts: 900 },
      { at: 10_000, watts: 200 },
    ]);
    expect(slots.mean).toEqual({ start, watts: 150, slots: 2 });
    expect(slots.add(start + 7_000, 5)).toBe(false);
    expect(slots.add(start + quarterMs, 5)).toBe(false);
    expect(slots.add(start - 1, 5)).toBe(false);
    expect(new PowerSlots(start).mean).toBeUndefined();
  });

  test("the order and the number of times make no difference; octets keep it all", () => {
    const lists = fc
      .array(value, { maxLength: 200 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
        ),
      );
    fc.assert(
      fc.property(lists, ([list, mixed]) => {
        const slots = slotsOf(list);
        expect(slotsOf(mixed).octets).toEqual(slots.octets);
        expect(slotsOf(mixed).mean).toEqual(slots.mean);
        const again = new PowerSlots(start, slots.octets);
        expect(again.octets).toEqual(slots.octets);
        expect(again.mean).toEqual(slots.mean);
        for (const { at, watts } of list) expect(again.add(start + at, watts)).toBe(false);
      }),
    );
  });

  test("octets of another length are not taken", () => {
    expect(new PowerSlots(start, new Uint8Array(12)).mean).toBeUndefined();
  });

  test("a value stands for the time until the next is due, at most for the quarter", () => {
    expect(knownMs({ start, watts: 1, slots: 15 }, 60_000)).toBe(quarterMs);
    expect(knownMs({ start, watts: 1, slots: 90 }, 2_500)).toBe(quarterMs);
    expect(knownMs({ start, watts: 1, slots: 45 })).toBe(quarterMs / 2);
    expect(knownMs({ start, watts: 1, slots: 90 }, 60_000)).toBe(quarterMs);
  });
});
