import type { Calendar, LocalDate, Span } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";
import { type CapacityInput, capacityByMonth, type MeterPeak } from "./capacity.ts";
import type { CapacityRule } from "./capacity-rule.ts";
import type { Component, Contract } from "./contract.ts";
import { type EnergyOfInterval, UsageMeter } from "./energy-price.ts";
import { toMoney } from "./money.ts";
import type { SpotPrices } from "./spot-prices.ts";
import { type Holidays, holdsAt, LocalMoment } from "./time-filter.ts";

/** What one component comes to in one interval, day or month. */
export interface CostPart {
  readonly component: string;
  /** Epoch milliseconds; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it is for: energy of an interval, or a fee of a day or of a month. */
  readonly of: "interval" | "day" | "month";
  /** In money units (`money.ts`); negative is received. Undefined for lack of a price. */
  readonly money: number | undefined;
  /** Energy of the component's direction that it is for; 0 of a fee. */
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
  /** What the meter says itself of months, for capacity rules that go by it. */
  readonly meterPeaks?: readonly MeterPeak[];
  /** What a capacity rule looks back on: without it the energy above. */
  readonly energyOf?: (rule: CapacityRule) => Pick<CapacityInput, "imported" | "exported">;
  /** Epoch milliseconds: whole days. What comes before `from` is counted for tiers and caps only. */
  readonly from: number;
  readonly to: number;
}

/** What a contract comes to in a span of time. */
export interface CostSum {
  /** Epoch milliseconds; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly importedWh: number;
  readonly exportedWh: number;
  /** Money units by component; those that come to nothing are not there. */
  readonly byComponent: ReadonlyMap<string, number>;
  /** The sum of all components. */
  readonly money: number;
  /** Energy that some component has no price for: the sum is less than the truth by what that costs. */
  readonly unpricedWh: number;
}

/**
 * What a contract comes to, part by part: the components in their order, each on what those before it came to. Parts are
 * integers, and all totals are sums of them: they agree whatever they are summed by. Parts of nothing are left out.
 */
export function computeCosts(input: CostsInput): CostPart[] {
  const parts: CostPart[] = [];
  visitEnergy(input, (part) => parts.push(part));
  visitFees(input, (part) => parts.push(part));
  return parts.filter(({ money }) => money !== 0).sort((a, b) => a.start - b.start);
}

/** The same added up by spans of the calendar, which must be days or longer, or hours that hold the intervals. */
export function sumCosts(input: CostsInput, span: Exclude<Span, "quarter">): CostSum[] {
  const sums = new Map<number, MutableSum>();
  let latest: MutableSum | undefined;
  const sumAt = (at: number): MutableSum => {
    if (latest !== undefined && at >= latest.start && at < latest.end) return latest;
    const start = input.calendar.startOf(span, at);
    latest = sums.get(start) ?? new MutableSum(start, input.calendar.endOf(span, at));
    sums.set(start, latest);
    return latest;
  };
  const add: Visit = (part, direction) => sumAt(part.start).add(part, direction);
  visitEnergy(input, add, (energy) => sumAt(energy.start).addEnergy(energy));
  visitFees(input, add);
  return [...sums.values()].sort((a, b) => a.start - b.start);
}

class MutableSum implements CostSum {
  readonly start: number;
  readonly end: number;
  readonly byComponent = new Map<string, number>();
  importedWh = 0;
  exportedWh = 0;
  money = 0;
  unpricedWh = 0;
  readonly #unpricedAt = { import: Number.NaN, export: Number.NaN };

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }

  add({ component, money, wattHours, start }: CostPart, direction: Direction): void {
    if (money === undefined) {
      // Several components may lack the same price; what is taken and what is given are energy of their own.
      if (start !== this.#unpricedAt[direction]) this.unpricedWh += wattHours;
      this.#unpricedAt[direction] = start;
    } else if (money !== 0) {
      this.byComponent.set(component, (this.byComponent.get(component) ?? 0) + money);
      this.money += money;
    }
  }

  addEnergy({ imported, exported }: EnergyOfInterval): void {
    this.importedWh += imported;
    this.exportedWh += exported;
  }
}

type Direction = Component["direction"];
type Visit = (part: CostPart, direction: Direction) => void;

function visitEnergy(input: CostsInput, visit: Visit, visitInterval?: (energy: EnergyOfInterval) => void): void {
  const { contract, calendar, spot, from, to } = input;
  const list = new OrderedComponents(contract.components.filter(({ kind }) => kind !== "fee" && kind !== "capacity"));
  const usage = new UsageMeter(calendar);
  for (const energy of mergedIntervals(input)) {
    if (energy.start >= to) break;
    const priced = { ...energy, calendar, spot, usage: usage.add(energy) };
    if (energy.start < from) continue;
    visitInterval?.(energy);
    const place = { start: energy.start, end: energy.start + energy.lengthMs, of: "interval" as const };
    list.visit(
      input,
      energy.start,
      (item) => usage.moneyOf(item, priced),
      ({ id, direction }, money) => {
        const wattHours = direction === "import" ? energy.imported : energy.exported;
        visit({ component: id, ...place, money, wattHours }, direction);
      },
    );
  }
}

function visitFees(input: CostsInput, visit: Visit): void {
  const { contract, calendar, from, to } = input;
  const list = new OrderedComponents(contract.components);
  // Capacity looks back far: only where a month begins it is asked.
  const hasMonth = calendar.starts("month", from, to).some((start) => start >= from);
  const charged = hasMonth ? contract.components : [];
  const charges = new Map(charged.map((component) => [component.id, chargesByMonth(component, input)]));
  for (const of of ["day", "month"] as const) {
    for (const start of calendar.starts(of, from, to)) {
      // A month's fee belongs to the month's first day, and is there once.
      if (start < from) continue;
      const place = { start, end: calendar.endOf(of, start), of, wattHours: 0 };
      list.visit(
        input,
        start,
        (item) => feeOf(item, of, charges.get(item.id)?.get(start)),
        ({ id, direction }, money) => {
          visit({ component: id, ...place, money }, direction);
        },
      );
    }
  }
}

/** A fee by the day is of the day, all others are of the month. A year's is a twelfth each month. */
function feeOf(component: Component, of: "day" | "month", charge: number | undefined): number | undefined {
  if (component.kind === "fee") {
    if ((component.per === "day") !== (of === "day")) return 0;
    return toMoney(component.per === "year" ? component.amount / 12 : component.amount);
  }
  if (component.kind !== "capacity" || of !== "month") return 0;
  return charge === undefined ? undefined : toMoney(charge);
}

/** What capacity costs, by the months' starts; none where the component is another. */
function chargesByMonth(component: Component, input: CostsInput): ReadonlyMap<number, number> {
  if (component.kind !== "capacity") return new Map();
  const { rule } = component;
  const months = capacityByMonth({ ...input, ...input.energyOf?.(rule), rule });
  return new Map(months.flatMap(({ month, charge }) => (charge === undefined ? [] : [[month, charge]])));
}

/** Components in their order; a percentage knows which of those before it is of. */
export class OrderedComponents {
  readonly #components: readonly Component[];
  /** For each percentage the places of those that it is of. */
  readonly #bases: readonly (readonly number[])[];
  /** What each has come to at the moment that is worked out; undefined where it is not known. */
  readonly #amounts: (number | undefined)[];

  constructor(components: readonly Component[]) {
    this.#components = components;
    this.#amounts = components.map(() => 0);
    this.#bases = components.map((component, place) => {
      if (component.kind !== "percent") return [];
      const before = components.slice(0, place).map((_, index) => index);
      return before.filter((index) => {
        const { id, direction } = components[index] ?? component;
        return component.of?.includes(id) ?? direction === component.direction;
      });
    });
  }

  /** What each component in force comes to, in order. */
  visit(
    { calendar, holidays }: Pick<CostsInput, "calendar" | "holidays">,
    start: number,
    moneyOf: (component: Component) => number | undefined,
    visit: (component: Component, money: number | undefined) => void,
  ): void {
    const moment = new LocalMoment(start, calendar, holidays);
    const date = textOfDate(moment.date);
    this.#components.forEach((component, place) => {
      this.#amounts[place] = 0;
      if (!isInForce(component, moment, date)) return;
      const money = component.kind === "percent" ? this.#percent(component.percent, place) : moneyOf(component);
      this.#amounts[place] = money;
      visit(component, money);
    });
  }

  /** What rests on something that is not known is not known either. */
  #percent(percent: number, place: number): number | undefined {
    let sum = 0;
    for (const index of this.#bases[place] ?? []) {
      const amount = this.#amounts[index];
      if (amount === undefined) return undefined;
      sum += amount;
    }
    return Math.round((sum * percent) / 100);
  }
}

function isInForce({ from, to, when, unless }: Component, moment: LocalMoment, date: string): boolean {
  if ((from !== undefined && date < from) || (to !== undefined && date >= to)) return false;
  return holdsAt(when, moment) && unless?.some((filter) => holdsAt(filter, moment)) !== true;
}

/** `2026-01-31` */
function textOfDate({ year, month, day }: LocalDate): string {
  return `${year}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;
}

/** Import and export of the same time side by side. Intervals of different lengths stay apart: each has its own price. */
export function mergedIntervals({ imported, exported }: Pick<CostsInput, "imported" | "exported">): EnergyOfInterval[] {
  const merged: EnergyOfInterval[] = [];
  let place = 0;
  for (const { start, lengthMs, amount } of imported) {
    for (; (exported[place]?.start ?? start) < start; place++) merged.push(onlyExported(exported[place]));
    const same = exported[place];
    const isSame = same !== undefined && same.start === start && same.lengthMs === lengthMs;
    if (isSame) place++;
    merged.push({ start, lengthMs, imported: amount, exported: isSame ? same.amount : 0 });
  }
  return [...merged, ...exported.slice(place).map(onlyExported)];
}

function onlyExported(interval: LedgerInterval | undefined): EnergyOfInterval {
  const { start = 0, lengthMs = 0, amount = 0 } = interval ?? {};
  return { start, lengthMs, imported: 0, exported: amount };
}
