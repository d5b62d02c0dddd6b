import {
  type CapacityRule,
  type Component,
  type Contract,
  type ContractPrice,
  type CostPart,
  type CostSum,
  type CostsInput,
  capacityByMonth,
  computeCosts,
  contractPrices,
  followsMarket,
  type Holidays,
  type MonthCapacity,
  type Span,
  SpotPrices,
  stepOfContract,
  sumCosts,
} from "@meter2mqtt/energy";
import type { LoadedContract } from "./load-contract.ts";
import { type RuleEnergy, SettledMonths } from "./settled-months.ts";
import type { TariffData } from "./tariff-data.ts";

export type CostSpan = Exclude<Span, "quarter">;

/** A capacity component of a contract, by months. */
export interface CapacityView {
  readonly component: Component;
  readonly rule: CapacityRule;
  readonly months: readonly MonthCapacity[];
}

/** So much may be worked out at once: the intervals of some years. */
const longestMs = 5 * 366 * 86_400_000;

const hourMs = 3_600_000;
/** Prices are known for tomorrow at most; a file may know some days more. */
const pricesAheadMs = 8 * 86_400_000;

/** One home's contract, and others to compare with: costs and peaks out of the ledger and the prices as they are now. */
export class TariffBook {
  readonly contract: LoadedContract;
  readonly alternatives: readonly LoadedContract[];
  readonly holidays: Holidays;
  readonly data: TariffData;
  readonly settled: SettledMonths;

  constructor(options: {
    readonly contract: LoadedContract;
    readonly alternatives: readonly LoadedContract[];
    readonly holidays: Holidays;
    readonly data: TariffData;
  }) {
    this.contract = options.contract;
    this.alternatives = options.alternatives;
    this.holidays = options.holidays;
    this.data = options.data;
    this.settled = new SettledMonths(this.data, this.holidays);
  }

  /** The contract of that id, or the home's own. */
  find(id: string | undefined): Contract | undefined {
    const all = [this.contract, ...this.alternatives].map(({ contract }) => contract);
    return id === undefined ? all[0] : all.find((contract) => contract.id === id);
  }

  /** Costs by spans of the calendar that begin in this time. RangeError where that is more than five years. */
  costs(contract: Contract, span: CostSpan, from: number, to: number): CostSum[] {
    const { calendar } = this.data;
    const start = calendar.startOf("day", from);
    const end = to > calendar.startOf("day", to) ? calendar.endOf("day", to) : to;
    if (end - start > longestMs) throw new RangeError("Costs are worked out for five years at once at most.");
    return sumCosts(this.#input(contract, start, end), span);
  }

  /** What each component comes to, part by part, from a day's beginning to another's. */
  costParts(contract: Contract, from: number, to: number): CostPart[] {
    return computeCosts(this.#input(contract, from, to));
  }

  /**
   * What a kWh costs by the contract from `from` on, the beginning of an hour, as far as it is known: to the market's last
   * price, or to the end of tomorrow where the contract doesn't follow the market.
   */
  prices(contract: Contract, from: number, now: number): ContractPrice[] {
    const { calendar, spot } = this.data;
    const market = spot(calendar.startOf("month", from), now + pricesAheadMs);
    const ahead = market.filter(({ start, lengthMs }) => start + lengthMs > from);
    const lastKnown = ahead.reduce((end, { start, lengthMs }) => Math.max(end, start + lengthMs), from);
    const tomorrow = calendar.endOf("day", calendar.endOf("day", now));
    const stepMs = stepOfContract(contract, Math.min(hourMs, ...ahead.map(({ lengthMs }) => lengthMs)));
    const components = contract.components.filter(({ kind }) => kind !== "fee" && kind !== "capacity");
    const input = this.#input({ ...contract, components }, calendar.startOf("day", now), now);
    const to = followsMarket(contract) ? lastKnown : tomorrow;
    const known = new SpotPrices(market);
    const prices = contractPrices({ ...input, spot: known, from, to, stepMs });
    // A contract that says nothing of energy that is given doesn't say that it is worth nothing.
    const hasExport = components.some(({ direction }) => direction === "export");
    return hasExport ? prices : prices.map((price) => ({ ...price, export: undefined, exportParts: new Map() }));
  }

  /** What each capacity component makes of the months that begin in this time. */
  capacity(contract: Contract, from: number, to: number): CapacityView[] {
    const { calendar } = this.data;
    const meterPeaks = this.data.meterPeaks();
    return capacityComponents(contract).map((component) => {
      const { rule } = component;
      const energy = this.#energyOf(component, from, to);
      const months = capacityByMonth({ rule, ...energy, calendar, holidays: this.holidays, meterPeaks });
      const first = calendar.startOf("month", from);
      return { component, rule, months: months.filter(({ month }) => month >= first && month < to) };
    });
  }

  /** From as many months before as the rule looks back. */
  #energyOf({ rule }: { readonly rule: CapacityRule }, from: number, to: number): RuleEnergy {
    return this.settled.energyOf(rule, monthsBefore(this.data, from, lookBackMonths({ rule })), to);
  }

  #input(contract: Contract, from: number, to: number): CostsInput {
    const { calendar, imported, exported, spot } = this.data;
    const start = Math.min(...contract.components.map((component) => startFor(component, from, this.data)), from);
    // A mean of the month's prices is of the whole month.
    const [spotFrom, spotTo] = [calendar.startOf("month", from), calendar.endOf("month", Math.max(from, to - 1))];
    return {
      contract,
      imported: imported(start, to),
      exported: exported(start, to),
      spot: new SpotPrices(spot(spotFrom, spotTo)),
      calendar,
      holidays: this.holidays,
      meterPeaks: this.data.meterPeaks(),
      energyOf: (rule) => this.#energyOf({ rule }, from, to),
      from,
      to,
    };
  }
}

/** The components of a contract that go by a capacity rule. */
export function capacityComponents(contract: Contract): Extract<Component, { kind: "capacity" }>[] {
  return contract.components.filter((component) => component.kind === "capacity");
}

/** From when on a component must know the energy to say what it comes to at `from`. */
function startFor(component: Component, from: number, data: TariffData): number {
  switch (component.kind) {
    case "tiers":
    case "netted":
    case "surplus":
      return data.calendar.startOf(component.per, from);
    case "spot-support":
    case "spot-replaced":
      return data.calendar.startOf("month", from);
    default:
      return from;
  }
}

function lookBackMonths({ rule }: { readonly rule: CapacityRule }): number {
  return (rule.meanOfMonths ?? 1) - 1 + (rule.among === "twelve-months" ? 11 : 0);
}

function monthsBefore({ calendar }: TariffData, at: number, count: number): number {
  const { year, month } = calendar.dateOf(at);
  return calendar.startOfDate({ year, month: month - count, day: 1 });
}
