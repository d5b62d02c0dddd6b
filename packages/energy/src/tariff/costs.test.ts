import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";
import type { Component, Contract } from "./contract.ts";
import { computeCosts, sumCosts } from "./costs.ts";
import { fromMoney, toCents, toMoney } from "./money.ts";
import { type SpotPrice, SpotPrices } from "./spot-prices.ts";
import { noHolidays } from "./time-filter.ts";

const hourMs = 3_600_000;
const oslo = new Calendar("Europe/Oslo", createIntlZoneRules());
const dayOf = (year: number, month: number, day: number) => oslo.startOfDate({ year, month, day });
const november = dayOf(2026, 11, 1);

function hours(start: number, amounts: readonly number[], lengthMs = hourMs): LedgerInterval[] {
  return amounts.map((amount, index) => {
    return { start: start + index * lengthMs, lengthMs, amount, quality: "measured", coveredMs: lengthMs };
  });
}

function prices(start: number, values: readonly number[], lengthMs = hourMs): SpotPrice[] {
  return values.map((price, index) => ({ start: start + index * lengthMs, lengthMs, price }));
}

function costs(
  components: readonly Component[],
  input: {
    readonly imported?: readonly LedgerInterval[];
    readonly exported?: readonly LedgerInterval[];
    readonly spot?: readonly SpotPrice[];
    readonly from?: number;
    readonly to?: number;
  },
) {
  const contract: Contract = { id: "home", name: "Home", currency: "NOK", components };
  return computeCosts({
    contract,
    imported: input.imported ?? [],
    exported: input.exported ?? [],
    spot: new SpotPrices(input.spot ?? []),
    calendar: oslo,
    holidays: noHolidays,
    from: input.from ?? november,
    to: input.to ?? dayOf(2026, 11, 2),
  });
}

/** Sum by component in the currency. */
function sums(result: ReturnType<typeof costs>): Record<string, number> {
  const byComponent: Record<string, number> = {};
  for (const { component, money } of result) byComponent[component] = (byComponent[component] ?? 0) + (money ?? 0);
  return Object.fromEntries(
    Object.entries(byComponent)
      .filter(([, money]) => money !== 0)
      .map(([id, money]) => [id, fromMoney(money)]),
  );
}

const spot: Component = { id: "spot", name: "Spot", direction: "import", kind: "spot", add: 0.05 };
const grid: Component = { id: "grid", name: "Grid", direction: "import", kind: "per-kwh", amount: 0.3 };
const vat: Component = { id: "vat", name: "VAT", direction: "import", kind: "percent", percent: 25 };

describe("components of energy", () => {
  test("in their order: market price with a mark-up, the grid's energy, and VAT on both", () => {
    const result = costs([spot, grid, vat], {
      imported: hours(november, [1000, 2000]),
      spot: prices(november, [1, 0.5]),
    });
    // 1.05 + 2 x 0.55; 3 x 0.3; a quarter of both.
    expect(sums(result)).toEqual({ spot: 2.15, grid: 0.9, vat: 0.7625 });
    expect(result.every(({ money }) => money !== undefined)).toBe(true);
  });

  test("a price that is missing is missing: what rests on it as well, and how much energy that is", () => {
    const result = costs([spot, grid, vat], { imported: hours(november, [1000, 2000]), spot: prices(november, [1]) });
    expect(sums(result)).toEqual({ spot: 1.05, grid: 0.9, vat: 0.3375 });
    const missing = result.filter(({ money }) => money === undefined);
    expect(missing.map(({ component, wattHours }) => [component, wattHours])).toEqual([
      ["spot", 2000],
      ["vat", 2000],
    ]);
  });

  test("hours by the mean of their quarters, quarters by their hour; an hour that lacks a quarter has no price", () => {
    const quarterPrices = prices(november, [1, 2, 3, 4, 1, 2, 3], hourMs / 4);
    const byHour = costs([{ ...spot, add: 0 }], { imported: hours(november, [1000, 1000]), spot: quarterPrices });
    expect(sums(byHour)).toEqual({ spot: 2.5 });
    expect(byHour.filter(({ money }) => money === undefined)).toHaveLength(1);
    const byQuarter = costs([{ ...spot, add: 0 }], {
      imported: hours(november, [100, 200, 300, 400], hourMs / 4),
      spot: prices(november, [2]),
    });
    expect(sums(byQuarter)).toEqual({ spot: 2 });
  });

  test("time of use: by hours over midnight, and another component in the place of one", () => {
    const night = { hours: [[22, 6]] } as const;
    const components: Component[] = [
      { ...grid, id: "night", amount: 0.1, when: night },
      { ...grid, id: "day", amount: 0.4, unless: [night] },
    ];
    const result = costs(components, {
      imported: hours(
        november,
        Array.from({ length: 24 }, () => 1000),
      ),
    });
    expect(sums(result)).toEqual({ night: 0.8, day: 6.4 });
  });

  test("tiers and caps count from the month's first hour, and begin anew with the next month", () => {
    const tiers: Component = {
      id: "tiers",
      name: "Tiers",
      direction: "import",
      kind: "tiers",
      per: "month",
      tiers: [
        { fromKwh: 0, amount: 1 },
        { fromKwh: 3, amount: 2 },
      ],
    };
    const imported = [...hours(dayOf(2026, 10, 31), [5000]), ...hours(november, [2000, 2000, 1000])];
    expect(sums(costs([tiers], { imported }))).toEqual({ tiers: 3 + 2 * 2 });
  });

  test("Norway's support: a share above the threshold, up to so many kWh a month; a fixed price instead of the market's", () => {
    const support: Component = {
      id: "support",
      name: "Support",
      direction: "import",
      kind: "spot-support",
      share: 0.9,
      above: 0.77,
      capKwhPerMonth: 3,
    };
    const imported = hours(november, [2000, 2000, 2000]);
    const spotPrices = prices(november, [0.7, 1.77, 1.77]);
    expect(sums(costs([support], { imported, spot: spotPrices }))["support"]).toBeCloseTo(-0.9, 8);
    const fixed: Component = {
      id: "fixed",
      name: "Norgespris",
      direction: "import",
      kind: "spot-replaced",
      by: 0.4,
      capKwhPerMonth: 5,
    };
    expect(sums(costs([fixed], { imported, spot: spotPrices }))["fixed"]).toBeCloseTo(
      2 * (0.4 - 0.7) + 3 * (0.4 - 1.77),
      8,
    );
  });

  test("the month's mean of the market for each kWh", () => {
    const mean: Component = { id: "mean", name: "Mean", direction: "import", kind: "spot-month-mean" };
    const result = costs([mean], { imported: hours(november, [1000]), spot: prices(november, [1, 2, 3]) });
    expect(sums(result)).toEqual({ mean: 2 });
  });

  test("what is given to the grid is paid for; net metering takes it against what was taken before or after", () => {
    const sold: Component = { id: "sold", name: "Sold", direction: "export", kind: "spot", factor: -1 };
    const netted: Component = {
      id: "netted",
      name: "Netted",
      direction: "export",
      kind: "netted",
      per: "year",
      amount: -1,
    };
    const surplus: Component = { ...netted, id: "surplus", kind: "surplus", amount: -0.1 };
    const exported = hours(november, [3000, 0]);
    const imported = hours(november, [0, 2000]);
    const result = costs([sold, netted, surplus], { imported, exported, spot: prices(november, [0.5, 0.5]) });
    expect(sums(result)).toEqual({ sold: -1.5, netted: -2, surplus: -0.1 });
  });

  test("components hold from their first day to the day on which they are over", () => {
    const components: Component[] = [
      { ...grid, id: "old", to: "2026-11-02" },
      { ...grid, id: "new", from: "2026-11-02", amount: 0.5 },
    ];
    const imported = [...hours(november + 23 * hourMs, [1000]), ...hours(dayOf(2026, 11, 2), [1000])];
    expect(sums(costs(components, { imported, to: dayOf(2026, 11, 3) }))).toEqual({ old: 0.3, new: 0.5 });
  });
});

describe("fees", () => {
  test("by day, month and year, and VAT on them; a month's is there once", () => {
    const components: Component[] = [
      { id: "metering", name: "Metering", direction: "import", kind: "fee", amount: 1, per: "day" },
      { id: "base", name: "Base", direction: "import", kind: "fee", amount: 39, per: "month" },
      { id: "subscription", name: "Subscription", direction: "import", kind: "fee", amount: 1200, per: "year" },
      vat,
    ];
    const result = costs(components, { from: november, to: dayOf(2026, 12, 1) });
    expect(sums(result)).toEqual({ metering: 30, base: 39, subscription: 100, vat: 42.25 });
    const half = costs(components, { from: dayOf(2026, 11, 15), to: dayOf(2026, 12, 1) });
    expect(sums(half)).toEqual({ metering: 16, vat: 4 });
  });

  test("capacity, by the month's three highest days", () => {
    const rule = {
      id: "x",
      name: "x",
      country: "NO",
      source: { url: "https://example.org", about: "made up" },
      windowMinutes: 60,
      quantity: "import",
      top: 3,
      distinct: "day",
      among: "month",
      charge: {
        kind: "steps",
        steps: [
          { fromKw: 0, perMonth: 100 },
          { fromKw: 2, perMonth: 200 },
        ],
      },
    } as const;
    const imported = [1, 2, 3].flatMap((day) => hours(dayOf(2026, 11, day), [2000 + day]));
    const capacity: Component = { id: "capacity", name: "Capacity", direction: "import", kind: "capacity", rule };
    expect(sums(costs([capacity, vat], { imported, to: dayOf(2026, 12, 1) }))).toEqual({ capacity: 200, vat: 50 });
  });
});

describe("both days on which the clocks change", () => {
  test.each([
    ["spring", dayOf(2026, 3, 29), 23],
    ["autumn", dayOf(2026, 10, 25), 25],
  ])("%s, with prices of hours and of quarters", (_, start, length) => {
    const amounts = Array.from({ length }, () => 1000);
    const end = start + length * hourMs;
    const byHour = prices(
      start,
      amounts.map((_amount, index) => index),
    );
    const expected = (length * (length - 1)) / 2;
    const component: Component = { ...spot, add: 0 };
    expect(sums(costs([component], { imported: hours(start, amounts), spot: byHour, from: start, to: end }))).toEqual({
      spot: expected,
    });
    const byQuarter = byHour.flatMap((item) =>
      prices(item.start, [item.price, item.price, item.price, item.price], hourMs / 4),
    );
    expect(
      sums(costs([component], { imported: hours(start, amounts), spot: byQuarter, from: start, to: end })),
    ).toEqual({
      spot: expected,
    });
  });
});

describe("whatever a contract and its energy are", () => {
  const anyComponent = fc.oneof(
    fc.record({ kind: fc.constant("per-kwh" as const), amount: fc.double({ min: -2, max: 2, noNaN: true }) }),
    fc.record({ kind: fc.constant("spot" as const), factor: fc.constantFrom(1, 0.96, 1.25) }),
    fc.record({ kind: fc.constant("percent" as const), percent: fc.constantFrom(25, 21, 6, -12) }),
    fc.record({
      kind: fc.constant("fee" as const),
      amount: fc.double({ min: 0, max: 500, noNaN: true }),
      per: fc.constantFrom("day" as const, "month" as const, "year" as const),
    }),
  );
  const world = fc.record({
    kinds: fc.array(anyComponent, { minLength: 1, maxLength: 7 }),
    amounts: fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 1, maxLength: 72 }),
    values: fc.array(fc.double({ min: -0.5, max: 8, noNaN: true }), { minLength: 1, maxLength: 72 }),
  });

  test("totals by day and by component are the same sum, and cents add up to their total", () => {
    fc.assert(
      fc.property(world, ({ kinds, amounts, values }) => {
        const components = kinds.map(
          (kind, index): Component => ({ id: `c${index}`, name: "", direction: "import", ...kind }),
        );
        const to = dayOf(2026, 11, 4);
        const parts = costs(components, { imported: hours(november, amounts), spot: prices(november, values), to });
        const total = parts.reduce((sum, { money }) => sum + (money ?? 0), 0);
        const byDay = new Map<number, number>();
        for (const { start, money } of parts) {
          const day = oslo.startOf("day", start);
          byDay.set(day, (byDay.get(day) ?? 0) + (money ?? 0));
        }
        expect(Math.abs([...byDay.values()].reduce((sum, money) => sum + money, 0) - total)).toBe(0);
        const cents = toCents([...byDay.values()]);
        expect(Math.abs(cents.parts.reduce((sum, part) => sum + part, 0) - cents.total)).toBe(0);
        expect(Math.abs(cents.total - Math.round(total / toMoney(0.01)))).toBe(0);
        expect(parts.every(({ money }) => money === undefined || Number.isInteger(money))).toBe(true);
      }),
    );
  });
});

describe("sumCosts", () => {
  test("adds up the same parts, with the energy and how much of it has no price", () => {
    const components: Component[] = [
      spot,
      grid,
      { id: "base", name: "Base", direction: "import", kind: "fee", amount: 1, per: "day" },
      vat,
    ];
    const input = {
      contract: { id: "home", name: "Home", currency: "NOK", components },
      imported: hours(november, [1000, 2000, 500]),
      exported: hours(november + hourMs, [300]),
      spot: new SpotPrices(prices(november, [1, 0.5])),
      calendar: oslo,
      holidays: noHolidays,
      from: november,
      to: dayOf(2026, 11, 3),
    };
    const [first, second] = sumCosts(input, "day");
    expect(first).toMatchObject({ importedWh: 3500, exportedWh: 300, unpricedWh: 500 });
    expect(Object.fromEntries(first?.byComponent ?? [])).toEqual({
      spot: toMoney(2.15),
      grid: toMoney(1.05),
      base: toMoney(1),
      vat: toMoney((2.15 + 0.9 + 1) / 4),
    });
    expect(second?.money).toBe(toMoney(1.25));
    const [month] = sumCosts(input, "month");
    expect(month?.money).toBe((first?.money ?? 0) + (second?.money ?? 0));
    expect(month?.money).toBe(computeCosts(input).reduce((sum, { money }) => sum + (money ?? 0), 0));
  });
});

describe("energy without a price", () => {
  test("is counted once for each direction, however many components lack the price", () => {
    const sold: Component = { id: "sold", name: "Sold", direction: "export", kind: "spot", factor: -1 };
    const [day] = sumCosts(
      {
        contract: { id: "home", name: "Home", currency: "NOK", components: [spot, grid, vat, sold] },
        // An hour in which the plant gave and the home took.
        imported: hours(november, [1000, 700]),
        exported: hours(november, [200, 300]),
        spot: new SpotPrices(prices(november, [1])),
        calendar: oslo,
        holidays: noHolidays,
        from: november,
        to: dayOf(2026, 11, 2),
      },
      "day",
    );
    expect(day?.unpricedWh).toBe(1000);
  });
});

describe("SpotPrices", () => {
  test("finds what holds whatever was asked before", () => {
    const list = prices(
      november,
      Array.from({ length: 500 }, (_, index) => index),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 503 }), { maxLength: 50 }), (asked) => {
        const spotPrices = new SpotPrices(list);
        for (const index of asked) {
          const isThere = index >= 0 && index < 500;
          expect(spotPrices.priceOf(november + index * hourMs, hourMs)).toBe(isThere ? index : undefined);
        }
      }),
    );
  });
});
