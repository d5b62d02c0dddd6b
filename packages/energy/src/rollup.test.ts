import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "./calendar.ts";
import type { LedgerInterval } from "./ledger-intervals.ts";
import { rollUp, rollUpFurther } from "./rollup.ts";

const quarterMs = 900_000;
const hourMs = 4 * quarterMs;
const rules = createIntlZoneRules();
const oslo = new Calendar("Europe/Oslo", rules);

function quarters(from: number, to: number, quality: LedgerInterval["quality"] = "measured"): LedgerInterval[] {
  const list: LedgerInterval[] = [];
  for (let start = from; start < to; start += quarterMs) {
    list.push({ start, lengthMs: quarterMs, amount: 1, quality, coveredMs: quarterMs });
  }
  return list;
}

describe("rollUp", () => {
  test.each([
    [{ year: 2026, month: 3, day: 29 }, 23],
    [{ year: 2026, month: 10, day: 25 }, 25],
    [{ year: 2026, month: 7, day: 1 }, 24],
  ])("the quarters of %j are %d hours", (date, hours) => {
    const start = oslo.startOfDate(date);
    const end = oslo.endOf("day", start);
    const around = quarters(start - hourMs, end + hourMs);
    const [, day] = rollUp(around, "day", oslo);
    expect(day).toEqual({
      start,
      end,
      amount: hours * 4,
      measuredMs: hours * hourMs,
      interpolatedMs: 0,
      estimatedMs: 0,
      editedMs: 0,
    });
  });

  test("says how the amount is known; what is missing is the rest", () => {
    const start = oslo.startOfDate({ year: 2026, month: 7, day: 1 });
    const list = [
      ...quarters(start, start + hourMs),
      ...quarters(start + 2 * hourMs, start + 3 * hourMs, "interpolated"),
      ...quarters(start + 3 * hourMs, start + 4 * hourMs, "edited"),
      { start: start + 4 * hourMs, lengthMs: quarterMs, amount: 3, quality: "estimated", coveredMs: 60_000 } as const,
    ];
    expect(rollUp(list, "day", oslo)).toEqual([
      {
        start,
        end: start + 24 * hourMs,
        amount: 15,
        measuredMs: hourMs,
        interpolatedMs: hourMs,
        estimatedMs: 60_000,
        editedMs: hourMs,
      },
    ]);
    expect(rollUp(list, "hour", oslo).map(({ amount }) => amount)).toEqual([4, 4, 4, 3]);
    expect(rollUp([], "day", oslo)).toEqual([]);
  });

  test("further is the same as at once, in any zone, whatever is missing", () => {
    const zone = fc.constantFrom(
      "Europe/Oslo",
      "Europe/Lisbon",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
      "Australia/Sydney",
    );
    const places = fc.uniqueArray(fc.integer({ min: 0, max: 4000 }), { maxLength: 200 });
    const from = fc.constantFrom(Date.UTC(2026, 2, 10), Date.UTC(2026, 8, 20), Date.UTC(2026, 11, 15));
    fc.assert(
      fc.property(zone, places, from, (name, list, start) => {
        const calendar = new Calendar(name, rules);
        const intervals = list
          .sort((a, b) => a - b)
          .map((place): LedgerInterval => {
            const quality = (["measured", "interpolated", "estimated", "edited"] as const)[place % 4] ?? "measured";
            return {
              start: start + place * quarterMs,
              lengthMs: quarterMs,
              amount: place,
              quality,
              coveredMs: quarterMs,
            };
          });
        const hours = rollUp(intervals, "hour", calendar);
        const days = rollUpFurther(hours, "day", calendar);
        const months = rollUpFurther(days, "month", calendar);
        expect(days).toEqual(rollUp(intervals, "day", calendar));
        expect(months).toEqual(rollUp(intervals, "month", calendar));
        expect(rollUpFurther(months, "year", calendar)).toEqual(rollUp(intervals, "year", calendar));
        const sum = (items: readonly { amount: number }[]) => items.reduce((total, { amount }) => total + amount, 0);
        expect(sum(months)).toBe(sum(intervals));
      }),
    );
  });
});
