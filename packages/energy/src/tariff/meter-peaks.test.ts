import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { Calendar } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";
import { capacityByMonth, type MeterPeak } from "./capacity.ts";
import type { CapacityRule } from "./capacity-rule.ts";
import { sumCosts } from "./costs.ts";
import { fromMoney } from "./money.ts";
import { capacityRules } from "./rules.ts";
import { SpotPrices } from "./spot-prices.ts";
import { noHolidays } from "./time-filter.ts";

const quarterMs = 900_000;
const calendar = new Calendar("Europe/Brussels", createIntlZoneRules());
const monthOf = (month: number) => calendar.startOfDate({ year: 2026, month, day: 1 });
const at = (month: number, day: number) => calendar.startOfDate({ year: 2026, month, day }) + 18 * 4 * quarterMs;

function ruleOf(id: string): CapacityRule {
  const rule = capacityRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return { ...rule, charge: { kind: "per-kw", rates: [{ perKwMonth: 4 }] } };
}
const flanders = ruleOf("be-vlg-month-peak");
const quarter = (start: number, kw: number): LedgerInterval => ({
  ...{ start, lengthMs: quarterMs, amount: kw * 250, quality: "measured", coveredMs: quarterMs },
});
const imported = [quarter(at(10, 5), 4), quarter(at(11, 3), 6)];
const meterPeaks: readonly MeterPeak[] = [
  { month: monthOf(8), watts: 3000, at: at(8, 14) },
  // The gateway heard nothing that day.
  { month: monthOf(10), watts: 5200, at: at(10, 20) },
];
const common = { imported, calendar, holidays: noHolidays, meterPeaks };

describe("peaks that the meter counts itself", () => {
  test("are charged for where the rule goes by them, in months that the ledger knows nothing of as well", () => {
    const months = capacityByMonth({ ...common, rule: flanders });
    expect(
      months.map(({ month, watts, meterPeak }) => [calendar.dateOf(month).month, watts, meterPeak?.watts]),
    ).toEqual([
      [8, 3000, 3000],
      [9, undefined, undefined],
      [10, 5200, 5200],
      [11, 6000, undefined],
    ]);
    // Ours stays beside it.
    expect(months[2]?.peaks.map(({ watts }) => watts)).toEqual([4000]);
    expect(months[3]).toMatchObject({ monthsKnown: 3, chargedWatts: (3000 + 5200 + 6000) / 3 });
  });

  test("less than the rule's least counts as that", () => {
    const low = [{ month: monthOf(11), watts: 1200, at: at(11, 4) }];
    expect(capacityByMonth({ ...common, rule: flanders, meterPeaks: low }).at(-1)?.watts).toBe(2500);
  });

  test("mean nothing to a rule that goes by the ledger", () => {
    const months = capacityByMonth({ ...common, rule: ruleOf("se-goteborg-energi") });
    expect(months.map(({ meterPeak }) => meterPeak)).toEqual([undefined, undefined]);
  });

  test("are what the month costs", () => {
    const component = {
      id: "capacity",
      name: "Capacity",
      direction: "import",
      kind: "capacity",
      rule: flanders,
    } as const;
    const contract = { id: "c", name: "C", currency: "EUR", components: [component] };
    const span = { from: monthOf(10), to: monthOf(11) };
    const [october] = sumCosts({ ...common, contract, exported: [], spot: new SpotPrices([]), ...span }, "month");
    expect(fromMoney(october?.money ?? 0)).toBeCloseTo((4 * (3 + 5.2)) / 2, 6);
  });
});
