import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { Calendar } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";
import type { Component } from "./contract.ts";
import { contractPrices, followsMarket, stepOfContract } from "./contract-prices.ts";
import { computeCosts } from "./costs.ts";
import { fromMoney } from "./money.ts";
import { SpotPrices } from "./spot-prices.ts";
import { noHolidays } from "./time-filter.ts";

const hourMs = 3_600_000;
const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
const noon = calendar.startOfDate({ year: 2026, month: 11, day: 3 }) + 12 * hourMs;
const hours = (list: readonly number[]): LedgerInterval[] =>
  list.map((amount, index) => ({
    ...{ start: noon + (index - list.length) * hourMs, lengthMs: hourMs },
    ...{ amount, quality: "measured", coveredMs: hourMs },
  }));
const spot = new SpotPrices(
  [0.5, 1.5, 0.2].map((price, index) => ({ start: noon + index * hourMs, lengthMs: hourMs, price })),
);
const bought = { direction: "import" } as const;
const sold = { direction: "export" } as const;
const contractOf = (...components: Component[]) => ({ id: "c", name: "C", currency: "NOK", components });
const pricesOf = (components: Component[], { imported = [0], exported = [0], count = 3 } = {}) =>
  contractPrices({
    contract: contractOf(...components),
    ...{ imported: hours(imported), exported: hours(exported), spot, calendar, holidays: noHolidays },
    ...{ from: noon, to: noon + count * hourMs, stepMs: hourMs },
  });

describe("contractPrices", () => {
  const usual: Component[] = [
    { ...bought, id: "spot", name: "Spot", kind: "spot", add: 0.04 },
    { ...bought, id: "day", name: "Day", kind: "per-kwh", amount: 0.3, when: { hours: [[6, 14]] } },
    { ...bought, id: "base", name: "Base", kind: "fee", amount: 39, per: "month" },
    { ...bought, id: "vat", name: "VAT", kind: "percent", percent: 25 },
    { ...sold, id: "sold", name: "Sold", kind: "spot", factor: -1, add: 0.05 },
  ];

  test("market, grid by the clock and taxes; no fees; what is sold apart", () => {
    const [first, second, third] = pricesOf(usual);
    expect(first).toMatchObject({ start: noon, import: 1.05, export: 0.45 });
    expect([...(first?.importParts ?? [])]).toEqual([
      ["spot", 0.54],
      ["day", 0.3],
      ["vat", 0.21],
    ]);
    expect([...(first?.exportParts ?? [])]).toEqual([["sold", 0.45]]);
    expect(second?.import).toBe(2.3);
    // From two o'clock on the grid costs nothing.
    expect(third).toMatchObject({ import: 0.3, export: 0.15 });
  });

  test("beyond what the market has said there is no price, and one that needs no market is there", () => {
    expect(pricesOf(usual, { count: 4 })[3]).toMatchObject({ import: undefined, export: undefined });
    const flat: Component = { ...bought, id: "flat", name: "Flat", kind: "per-kwh", amount: 2 };
    expect(pricesOf([flat], { count: 4 })[3]).toMatchObject({ import: 2, export: 0 });
  });

  test("tiers and net metering go by what was used so far", () => {
    const tiers: Component = {
      ...{ ...bought, id: "tiers", name: "Tiers", kind: "tiers", per: "month" },
      tiers: [
        { fromKwh: 0, amount: 0.1 },
        { fromKwh: 5, amount: 0.2 },
      ],
    };
    expect(pricesOf([tiers], { imported: [2000] })[0]?.import).toBe(0.1);
    expect(pricesOf([tiers], { imported: [6000] })[0]?.import).toBe(0.2);
    const netted: Component = { ...sold, id: "net", name: "Net", kind: "netted", per: "year", amount: -0.25 };
    expect(pricesOf([netted], { imported: [9000], exported: [0] })[0]?.export).toBe(0.25);
    expect(pricesOf([netted], { imported: [0], exported: [9000] })[0]?.export).toBe(0);
    // What is taken now nets what was given before.
    expect(pricesOf([netted], { imported: [0], exported: [9000] })[0]?.import).toBe(-0.25);
  });

  test("the price of a kWh is what computing the costs of a kWh comes to", () => {
    const contract = contractOf(...usual.filter(({ kind }) => kind !== "fee"));
    const parts = computeCosts({
      ...{ contract, spot, calendar, holidays: noHolidays, exported: [] },
      imported: [{ start: noon, lengthMs: hourMs, amount: 1000, quality: "measured", coveredMs: hourMs }],
      ...{ from: noon, to: noon + hourMs },
    });
    const sum = fromMoney(parts.reduce((total, { money = 0 }) => total + money, 0));
    expect(pricesOf(usual)[0]?.import).toBe(sum);
  });
});

test("prices are by the quarter where the market's are, or where a component begins within an hour", () => {
  const [grid]: Component[] = [
    { ...bought, id: "g", name: "G", kind: "per-kwh", amount: 1, when: { hours: [[7.75, 22]] } },
  ];
  const contract = contractOf({ ...bought, id: "s", name: "S", kind: "spot" });
  expect(stepOfContract(contract, hourMs)).toBe(hourMs);
  expect(stepOfContract(contract, hourMs / 4)).toBe(hourMs / 4);
  expect(grid && stepOfContract(contractOf(grid), hourMs)).toBe(hourMs / 4);
  expect([followsMarket(contract), grid && followsMarket(contractOf(grid))]).toEqual([true, false]);
});
