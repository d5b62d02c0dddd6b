import { createIntlZoneRules } from "@meter2mqtt/decoder";
import {
  Calendar,
  type CapacityRule,
  type Component,
  capacityRules,
  type LedgerInterval,
  noHolidays,
  type SpotPrice,
  WindowProjector,
} from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { contractView, costItem, energyNowOf, whatIfItem } from "./tariff-answers.ts";
import { TariffBook } from "./tariff-book.ts";
import type { TariffData } from "./tariff-data.ts";
import { tariffNow } from "./tariff-now.ts";

const hourMs = 3_600_000;
const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
const at = (day: number, hour = 0, minute = 0) =>
  calendar.startOfDate({ year: 2026, month: 11, day }) + hour * hourMs + minute * 60_000;

function interval(start: number, amount: number): LedgerInterval {
  return { start, lengthMs: hourMs, amount, quality: "measured", coveredMs: hourMs };
}

const shipped = capacityRules.find(({ id }) => id === "no-three-days");
if (shipped === undefined) throw new Error("the rule is gone");
const rule: CapacityRule = {
  ...shipped,
  charge: {
    kind: "steps",
    steps: [
      { fromKw: 0, perMonth: 150 },
      { fromKw: 2, perMonth: 250 },
      { fromKw: 5, perMonth: 400 },
    ],
  },
};
const components: Component[] = [
  { id: "spot", name: "Spot", direction: "import", kind: "spot", add: 0.05 },
  { id: "grid", name: "Grid", direction: "import", kind: "per-kwh", amount: 0.3, when: { hours: [[6, 22]] } },
  { id: "capacity", name: "Capacity", direction: "import", kind: "capacity", rule },
  { id: "base", name: "Base", direction: "import", kind: "fee", amount: 39, per: "month" },
  { id: "vat", name: "VAT", direction: "import", kind: "percent", percent: 25 },
  { id: "sold", name: "Sold", direction: "export", kind: "spot", factor: -1 },
];
const imported = [
  interval(at(3, 17), 6000),
  interval(at(10, 7), 5000),
  interval(at(12, 7), 2000),
  interval(at(20, 16), 1500),
  // The hour that runs: what is known of it.
  { ...interval(at(20, 17), 2800), quality: "estimated" as const, coveredMs: hourMs / 3 },
];
const within = (list: readonly LedgerInterval[], from: number, to: number) =>
  list.filter(({ start }) => start >= from && start < to);
const spot: SpotPrice[] = Array.from({ length: 24 * 31 }, (_, hour) => ({
  start: at(1) + hour * hourMs,
  lengthMs: hourMs,
  price: 1,
}));
const data: TariffData = {
  calendar,
  imported: (from, to) => within(imported, from, to),
  exported: (from, to) => within([interval(at(20, 16), 500)], from, to),
  spot: (from, to) => spot.filter(({ start }) => start >= from && start < to),
  meterPeaks: () => [],
};
const contract = { contract: { id: "home", name: "Home", currency: "NOK", components }, leftOut: [] };
const fixed = {
  contract: {
    id: "fixed",
    name: "Fixed",
    currency: "NOK",
    components: [{ id: "all", name: "All", direction: "import", kind: "per-kwh", amount: 2 } as const],
  },
  leftOut: [],
};
const book = new TariffBook({ contract, alternatives: [fixed], holidays: noHolidays, data });

describe("a home's costs", () => {
  test("a day's, to the cent, parts that add up", () => {
    const [day] = book.costs(contract.contract, "day", at(20), at(21));
    expect(day && costItem(day, calendar)).toEqual({
      start: "2026-11-20T00:00:00+01:00",
      end: "2026-11-21T00:00:00+01:00",
      importKwh: 4.3,
      exportKwh: 0.5,
      // 4.3 kWh at 1.05 and 0.30, with VAT; half a kWh sold at 1.
      cost: 7.26,
      income: 0.5,
      net: 6.76,
      components: { spot: 4.52, grid: 1.29, vat: 1.45, sold: -0.5 },
    });
  });

  test("what another contract would have cost", () => {
    const sums = book.costs(fixed.contract, "day", at(1), at(21));
    expect(whatIfItem(fixed.contract, sums)).toMatchObject({ id: "fixed", cost: 34.6, income: 0, net: 34.6 });
    expect(book.find("fixed")).toBe(fixed.contract);
    expect(book.find("nobody")).toBeUndefined();
  });

  test("not for all time at once", () => {
    expect(() => book.costs(contract.contract, "day", 0, at(20))).toThrow(RangeError);
  });
});

describe("where a home stands", () => {
  const now = at(20, 17, 20);
  const projector = new WindowProjector(hourMs);
  for (let minute = -30; minute <= 20; minute++) projector.observe(at(20, 17, minute), 4000);

  test("the running hour, what it leads to and what that costs", () => {
    const state = tariffNow(book, now, {
      project: (_length, start, usedWattHours) => projector.project(now, { start, usedWattHours }),
    });
    const shown = energyNowOf("house", book, state, now);
    expect(shown.hour?.importKwh).toBe(2.8);
    expect(shown.month?.components["capacity"]).toBe(250);
    expect(shown.capacity[0]).toMatchObject({ month: "2026-11", kw: 4.6, charge: 250, top: 3 });
    expect(shown.capacity[0]).toMatchObject({ nextStep: { fromKw: 5, perMonth: 400, more: 150 } });
    expect(shown.capacity[0]?.steps?.map(({ fromKw }) => fromKw)).toEqual([0, 2, 5]);
    // 2.8 kWh, and 4 kW for 40 minutes; 6 + 5 + x stays below 15.
    expect(shown.windows).toMatchObject([
      {
        component: "capacity",
        usedKwh: 2.8,
        expectedKw: 5.467,
        limitKw: 3.999,
        limit: "paid",
        monthKw: 5.489,
        moreCost: 150,
        breakCost: 150,
      },
    ]);
    expect(shown.windows[0]).not.toHaveProperty("perKwOver");
    expect(shown.windows[0]?.allowedKw).toBeCloseTo((3.999 - 2.8) / (2 / 3), 2);
    expect(shown.windows[0]?.end).toBe("2026-11-20T18:00:00+01:00");
  });

  test("what a kWh costs now and next with all that is paid for it, and when it is cheapest", () => {
    const shown = energyNowOf("house", book, tariffNow(book, now, { project: () => undefined }), now);
    // (1 + 0.05 + 0.3) with a quarter of VAT; sold at the market's price.
    expect(shown.priceNow).toEqual({
      ...{ start: "2026-11-20T17:00:00+01:00", end: "2026-11-20T18:00:00+01:00", import: 1.6875, export: 1 },
      importParts: { spot: 1.05, grid: 0.3, vat: 0.3375 },
      exportParts: { sold: 1 },
    });
    expect(shown.priceNext).toMatchObject({ start: "2026-11-20T18:00:00+01:00", import: 1.6875 });
    // The market is the same all day; the grid costs nothing from 22 o'clock on.
    expect(shown.cheapest6h).toEqual({
      ...{ start: "2026-11-20T22:00:00+01:00", end: "2026-11-21T04:00:00+01:00", import: 1.3125 },
    });
    expect(shown.cheapest1h?.start).toBe("2026-11-20T22:00:00+01:00");
  });

  test("a contract that says nothing of what is given has no price for it, and one without a market goes on to tomorrow", () => {
    const own = new TariffBook({ contract: fixed, alternatives: [], holidays: noHolidays, data });
    const prices = own.prices(fixed.contract, at(20, 17), now);
    expect(prices).toHaveLength(24 + 7);
    expect(prices.every((price) => price.import === 2 && price.export === undefined)).toBe(true);
  });

  test("a limit that was set counts instead", () => {
    const project = (_length: number, start: number, usedWattHours: number) =>
      projector.project(now, { start, usedWattHours });
    const [window] = energyNowOf("house", book, tariffNow(book, now, { project, limitWatts: 5000 }), now).windows;
    expect(window).toMatchObject({ limitKw: 5, limit: "set", allowedKw: 3.3 });
  });

  test("without power there is no projection, and what is known is still told", () => {
    const state = tariffNow(book, now, { project: () => undefined });
    expect(state.windows).toEqual([]);
    expect(state.day?.importedWh).toBe(4300);
  });
});

describe("a rule that goes by the meter's own peaks", () => {
  const flanders = capacityRules.find(({ id }) => id === "be-vlg-month-peak");
  if (flanders === undefined) throw new Error("the rule is gone");
  const charged: CapacityRule = { ...flanders, charge: { kind: "per-kw", rates: [{ perKwMonth: 4 }] } };
  const own: TariffData = { ...data, meterPeaks: () => [{ month: at(1), watts: 6400, at: at(3, 17, 45) }] };
  const capacity: Component = { id: "cap", name: "Cap", direction: "import", kind: "capacity", rule: charged };
  const loaded = { contract: { id: "vl", name: "Vl", currency: "EUR", components: [capacity] }, leftOut: [] };
  const belgian = new TariffBook({ contract: loaded, alternatives: [], holidays: noHolidays, data: own });
  const now = at(20, 17, 20);
  const project = () => ({
    ...{ end: at(20, 17, 30), expectedWatts: 7000, lowWatts: 6900, highWatts: 7100, usedWattHours: 500 },
  });
  const shown = energyNowOf("house", belgian, tariffNow(belgian, now, { project }), now);

  test("shows them beside the ledger's, and charges by them", () => {
    expect(shown.capacity[0]).toMatchObject({
      ...{ kw: 6.4, charge: 25.6, perKwMonth: 4 },
      meter: { kw: 6.4, at: "2026-11-03T17:45:00+01:00", ledgerKw: 6, differenceKw: 0.4 },
    });
    expect(shown.month?.components).toEqual({ cap: 25.6 });
  });

  test("a window of the ledger that is known in part is not compared with them", () => {
    const first = interval(at(20, 16), 1500);
    const partial = [{ ...first, quality: "estimated" as const, coveredMs: hourMs / 8 }];
    const partly = { ...own, imported: (from: number, to: number) => within(partial, from, to) };
    const early = new TariffBook({ contract: loaded, alternatives: [], holidays: noHolidays, data: partly });
    const [month] = energyNowOf("house", early, tariffNow(early, now, { project }), now).capacity;
    expect(month?.meter).toEqual({ kw: 6.4, at: "2026-11-03T17:45:00+01:00" });
  });

  test("the running window is held against them", () => {
    expect(shown.windows[0]).toMatchObject({ limitKw: 6.399, limit: "paid", monthKw: 7, moreCost: 2.4, perKwOver: 4 });
  });
});

test("a contract as data, of which pages make words", () => {
  const { components: views } = contractView(contract);
  expect(views.map(({ details }) => details)).toMatchObject([
    { kind: "spot", add: 0.05 },
    { kind: "per-kwh", amount: 0.3 },
    { kind: "capacity", rule: { top: 3, distinct: "day", windowMinutes: 60, charge: { kind: "steps" } } },
    { kind: "fee", amount: 39, per: "month" },
    { kind: "percent", percent: 25 },
    { kind: "spot", factor: -1 },
  ]);
  expect(views[1]).toMatchObject({ when: { hours: [{ from: 6, to: 22 }] } });
});
