import { createIntlZoneRules } from "@meter2mqtt/decoder";
import {
  Calendar,
  type CapacityRule,
  type Component,
  capacityRules,
  type LedgerInterval,
  noHolidays,
} from "@meter2mqtt/energy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TariffBook } from "./tariff-book.ts";

const quarterMs = 900_000;
const calendar = new Calendar("Europe/Brussels", createIntlZoneRules());
const day = (month: number, number: number) => calendar.startOfDate({ year: 2026, month, day: number });
const now = day(11, 20);

interface Home {
  readonly imported: LedgerInterval[];
  readonly exported: readonly LedgerInterval[];
}

/** A home's book under each shipped rule, and how many intervals it has read. */
function bookOf({ imported, exported }: Home) {
  const reads = { intervals: 0 };
  const within = (list: readonly LedgerInterval[], from: number, to: number) => {
    const found = list.filter(({ start }) => start >= from && start < to);
    reads.intervals += found.length;
    return found;
  };
  const charge = { kind: "per-kw", rates: [{ perKwMonth: 4 }] } as const;
  const rules = [...capacityRules, ...capacityRules.map((rule): CapacityRule => ({ ...rule, quantity: "net" }))];
  const components = rules.map((rule, index): Component => {
    return { id: `c${index}`, name: "C", direction: "import", kind: "capacity", rule: { ...rule, charge } };
  });
  const data = {
    calendar,
    imported: (from: number, to: number) => within(imported, from, to),
    exported: (from: number, to: number) => within(exported, from, to),
    spot: () => [],
    meterPeaks: () => [],
  };
  const contract = { contract: { id: "c", name: "C", currency: "EUR", components }, leftOut: [] };
  return { book: new TariffBook({ contract, alternatives: [], holidays: noHolidays, data }), contract, reads };
}

const intervals = fc
  .uniqueArray(fc.integer({ min: 0, max: Math.floor((now - day(1, 1)) / quarterMs) - 1 }), { maxLength: 60 })
  .chain((places) =>
    fc.tuple(
      ...places
        .sort((a, b) => a - b)
        .map((place) =>
          fc.record({ amount: fc.integer({ min: 0, max: 4000 }), part: fc.constantFrom(1, 3) }).map(
            ({ amount, part }): LedgerInterval => ({
              ...{ start: day(1, 1) + place * quarterMs, lengthMs: quarterMs, amount },
              ...{ quality: part === 1 ? "measured" : "estimated", coveredMs: quarterMs / part },
            }),
          ),
        ),
    ),
  );

describe("SettledMonths", () => {
  test("peaks, values and costs are the same with and without", () => {
    fc.assert(
      fc.property(intervals, intervals, (imported, exported) => {
        const home = { imported: [...imported], exported };
        const [plain, settled] = [bookOf(home), bookOf(home)];
        settled.book.settled.settle(day(11, 1));
        const from = day(1, 1);
        const ask = ({ book, contract }: ReturnType<typeof bookOf>) => [
          book
            .capacity(contract.contract, from, now)
            .map(({ months }) =>
              months.map(({ peaks, ...month }) => [month, peaks.map(({ start, watts }) => [start, watts])]),
            ),
          book.costs(contract.contract, "month", from, now).map(({ start, byComponent }) => [start, [...byComponent]]),
        ];
        const expected = ask(plain);
        expect(ask(settled)).toEqual(expected);
        // Once more, from what was chosen before.
        expect(ask(settled)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test("months that are over are read once, until something in them changes", () => {
    const quarters = Math.floor((now - day(1, 1)) / quarterMs);
    const imported = Array.from({ length: quarters }, (_, index): LedgerInterval => {
      return {
        ...{ start: day(1, 1) + index * quarterMs, lengthMs: quarterMs, amount: 100 + (index % 37) },
        ...{ quality: "measured", coveredMs: quarterMs },
      };
    });
    const { book, contract, reads } = bookOf({ imported, exported: [] });
    book.settled.settle(day(11, 1));
    const read = () => {
      reads.intervals = 0;
      const [first] = book.capacity(contract.contract, day(3, 1), day(4, 1));
      return { read: reads.intervals, highest: first?.months[0]?.peaks[0]?.watts };
    };
    const cold = read();
    const warm = read();
    // What is left is a rule that chooses among twelve months.
    expect(warm.read).toBeLessThan(cold.read / 2);
    const place = Math.floor((day(3, 10) - day(1, 1)) / quarterMs);
    const before = imported[place];
    if (before === undefined) throw new Error("no such quarter");
    imported[place] = { ...before, amount: 5000 };
    book.settled.changedFrom(day(11, 3));
    expect(cold.highest).toBeLessThan(1000);
    expect(read().highest).toBe(cold.highest);
    book.settled.changedFrom(before.start);
    // The hour that the quarter is in: 5 kWh and its other three quarters.
    expect(read().highest).toBeGreaterThan(5000);
  });
});
