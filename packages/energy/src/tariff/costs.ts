import type { Calendar } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";
import { capacityByMonth } from "./capacity.ts";
import type { Component, Contract } from "./contract.ts";
import { type EnergyOfInterval, UsageMeter } from "./energy-price.ts";
import { toMoney } from "./money.ts";
import type { SpotPrices } from "./spot-prices.ts";
import { type Holidays, holdsAt } from "./time-filter.ts";

/** What one component comes to in one interval, day or month. */
export interface CostPart {
  readonly component: string;
  /** Epoch milliseconds; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it is for: energy of an interval, or a fee of a day or of a month. */
  readonly of: "interval" | "day" | "month";
  /** In money units (`money.ts`); negative is received. */
  readonly money: number;
}

/** A component that can't be worked out for lack of a price, and the energy that it leaves out. */
export interface MissingCost {
  readonly component: string;
  readonly start: number;
  readonly end: number;
  readonly wattHours: number;
}

export interface CostsInput {
  readonly contract: Contract;
  /** In watt-hours and in order of time, from the start of the year where a component counts from there. */
  readonly imported: readonly LedgerInterval[];
  readonly exported: readonly LedgerInterval[];
  readonly spot: SpotPrices;
  readonly calendar: Calendar;
  readonly holidays: Holidays;
  /** Epoch milliseconds: whole days. What comes before `from` is counted for tiers and caps only. */
  readonly from: number;
  readonly to: number;
}

export interface Costs {
  readonly parts: readonly CostPart[];
  readonly missing: readonly MissingCost[];
}

/**
 * What a contract comes to, part by part: the components in their order, each on what those before it came to. Totals
 * are sums of the parts, which are integers: they agree whatever they are summed by.
 */
export function computeCosts(input: CostsInput): Costs {
  const parts: CostPart[] = [];
  const missing: MissingCost[] = [];
  addEnergy(input, parts, missing);
  addFees(input, parts);
  return { parts: parts.filter(({ money }) => money !== 0).sort((a, b) => a.start - b.start), missing };
}

function addEnergy(input: CostsInput, parts: CostPart[], missing: MissingCost[]): void {
  const { contract, calendar, spot, from, to } = input;
  const components = contract.components.filter(({ kind }) => kind !== "fee" && kind !== "capacity");
  const usage = new UsageMeter(calendar);
  for (const energy of mergedIntervals(input)) {
    if (energy.start >= to) break;
    const priced = { ...energy, calendar, spot, usage: usage.add(energy) };
    if (energy.start < from) continue;
    const amounts = amountsOf(components, energy.start, input, (item) => usage.moneyOf(item, priced));
    for (const [{ id, direction }, money] of amounts) {
      const place = { component: id, start: energy.start, end: energy.start + energy.lengthMs };
      const wattHours = direction === "import" ? energy.imported : energy.exported;
      if (money === undefined) missing.push({ ...place, wattHours });
      else parts.push({ ...place, of: "interval", money });
    }
  }
}

function addFees(input: CostsInput, parts: CostPart[]): void {
  const { contract, calendar, from, to } = input;
  for (const of of ["day", "month"] as const) {
    for (const start of calendar.starts(of, from, to)) {
      // A month's fee belongs to the month's first day, and is there once.
      if (start < from) continue;
      const end = calendar.endOf(of, start);
      const amounts = amountsOf(contract.components, start, input, (item) => feeOf(item, of, start, input));
      for (const [{ id }, money] of amounts) {
        if (money !== undefined) parts.push({ component: id, start, end, of, money });
      }
    }
  }
}

/** What each component in force at `start` comes to, in order; undefined where it is not known. */
function amountsOf(
  components: readonly Component[],
  start: number,
  { calendar, holidays }: CostsInput,
  moneyOf: (component: Component) => number | undefined,
): [Component, number | undefined][] {
  const running = new Running();
  return components
    .filter((component) => isInForce(component, start, calendar, holidays))
    .map((component): [Component, number | undefined] => {
      const money = component.kind === "percent" ? running.percent(component) : moneyOf(component);
      running.add(component, money);
      return [component, money];
    });
}

/** A fee by the day is of the day, all others are of the month. A year's is a twelfth each month. */
function feeOf(component: Component, of: "day" | "month", start: number, input: CostsInput): number | undefined {
  if (component.kind === "fee") {
    if ((component.per === "day") !== (of === "day")) return 0;
    return toMoney(component.per === "year" ? component.amount / 12 : component.amount);
  }
  if (component.kind !== "capacity" || of !== "month") return 0;
  const { imported, exported, calendar, holidays } = input;
  const end = calendar.endOf("month", start);
  const until = (intervals: readonly LedgerInterval[]) => intervals.filter((interval) => interval.start < end);
  const months = capacityByMonth({
    rule: component.rule,
    imported: until(imported),
    exported: until(exported),
    calendar,
    holidays,
  });
  const charge = months.find(({ month }) => month === start)?.charge;
  return charge === undefined ? undefined : toMoney(charge);
}

/** What the components before have come to, by component; with one that is not known what rests on it is not either. */
class Running {
  readonly #money = new Map<string, number | undefined>();
  readonly #directions = new Map<string, Component["direction"]>();

  add({ id, direction }: Component, money: number | undefined): void {
    this.#money.set(id, money);
    this.#directions.set(id, direction);
  }

  percent(component: Extract<Component, { kind: "percent" }>): number | undefined {
    let sum = 0;
    for (const [id, money] of this.#money) {
      const isPart = component.of?.includes(id) ?? this.#directions.get(id) === component.direction;
      if (!isPart) continue;
      if (money === undefined) return undefined;
      sum += money;
    }
    return Math.round((sum * component.percent) / 100);
  }
}

function isInForce({ from, to, when, unless }: Component, at: number, calendar: Calendar, holidays: Holidays): boolean {
  if (from !== undefined || to !== undefined) {
    const { year, month, day } = calendar.dateOf(at);
    const two = (value: number) => String(value).padStart(2, "0");
    const date = `${year}-${two(month)}-${two(day)}`;
    if ((from !== undefined && date < from) || (to !== undefined && date >= to)) return false;
  }
  if (!holdsAt(when, at, calendar, holidays)) return false;
  return unless?.some((filter) => holdsAt(filter, at, calendar, holidays)) !== true;
}

/** Import and export of the same time side by side. Intervals of different lengths stay apart: each has its own price. */
function mergedIntervals({ imported, exported }: CostsInput): EnergyOfInterval[] {
  const merged = new Map<string, { start: number; lengthMs: number; imported: number; exported: number }>();
  const add = (intervals: readonly LedgerInterval[], field: "imported" | "exported") => {
    for (const { start, lengthMs, amount } of intervals) {
      const key = `${start}:${lengthMs}`;
      const item = merged.get(key) ?? { start, lengthMs, imported: 0, exported: 0 };
      item[field] += amount;
      merged.set(key, item);
    }
  };
  add(imported, "imported");
  add(exported, "exported");
  return [...merged.values()].sort((a, b) => a.start - b.start);
}
