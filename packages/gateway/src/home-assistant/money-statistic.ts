import type { Calendar, Component, Contract } from "@meter2mqtt/energy";
import type { Clock } from "../sources/back-off.ts";
import type { HourlyCosts } from "../tariffs/tariff-service.ts";
import type { FedMeter, FedStatistic } from "./fed-statistic.ts";
import { type HourlyEnergy, statisticId } from "./hourly-statistics.ts";
import type { LedgerHours } from "./ledger-hours.ts";

/** What meters' energy costs, as the gateway's tariffs work it out. */
export interface CostPort {
  contractOf(meter: string): { readonly contract: Contract; readonly calendar: Calendar } | undefined;
  /** From a month's beginning on. */
  hourly(meter: string, time: { readonly from: number; readonly to: number }): HourlyCosts | undefined;
}

export interface MoneyStatisticParts {
  readonly costs: CostPort;
  readonly clock: Clock;
  /** Of the meter's import: up to where hours are known for good. */
  readonly energy: FedStatistic;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Of what changes in silence: the month that runs and the one before it. */
const lookBackMs = 32 * dayMs;
/** An hour whose price has not come by then is not waited for. */
const pricePatienceMs = 10 * dayMs;
/** Costs are worked out for so long at the start; longer takes the memory of the machine. */
const mostMs = 5 * 365 * dayMs;

/** What counts from the year's beginning: a change moves all that comes after it. */
function isOfYears(component: Component): boolean {
  return component.kind !== "fee" && "per" in component && component.per === "year";
}

/** What a meter's import costs, or its export brings, by its contract; fees and capacity spread over their time. */
export class MoneyStatistic implements FedStatistic {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly registers: readonly string[] = ["energyImportWh", "energyExportWh"];
  readonly names: readonly string[];
  readonly #meter: string;
  readonly #kind: "cost" | "income";
  readonly #calendar: Calendar;
  readonly #countsYears: boolean;
  readonly #parts: MoneyStatisticParts;

  constructor(
    meter: FedMeter,
    kind: "cost" | "income",
    { contract, calendar, ...parts }: MoneyStatisticParts & NonNullable<ReturnType<CostPort["contractOf"]>>,
  ) {
    this.id = statisticId(meter.slug, kind);
    this.name = `${meter.name} ${kind}`;
    this.unit = contract.currency;
    this.names = meter.storedNames;
    this.#meter = meter.slug;
    this.#kind = kind;
    this.#calendar = calendar;
    this.#countsYears = contract.components.some(isOfYears);
    this.#parts = parts;
  }

  days(): ReadonlyMap<number, string> {
    const now = this.#parts.clock.now();
    const from = this.#calendar.startOf("month", now - lookBackMs);
    const days = new Map<number, string>();
    for (const { start, wattHours } of this.#given(from, now).hours) {
      const day = this.#calendar.startOf("day", start);
      // To the cent: what a fee's share moves by is no news of the day.
      days.set(day, `${days.get(day) ?? ""} ${Math.round(wattHours / 10)}`);
    }
    return days;
  }

  async hours(from: number, signal: AbortSignal): Promise<LedgerHours> {
    const { energy, clock } = this.#parts;
    // Energy says which hours are closed: of what is open, the cost is as well.
    const closed = await energy.hours(from, signal);
    const [first, last] = [closed.hours[0], closed.hours.at(-1)];
    if (first === undefined || last === undefined) return { hours: [], openFrom: closed.openFrom };
    const now = clock.now();
    const to = last.start + hourMs;
    // What changed changes tiers, caps and peaks of its month, or of its year.
    const begin = Math.max(from, first.start, now - mostMs);
    const given: HourlyEnergy[] = [];
    let missingFrom = Number.POSITIVE_INFINITY;
    const firstMonth = this.#calendar.startOf(this.#countsYears ? "year" : "month", begin);
    for (const month of this.#calendar.starts("month", firstMonth, to)) {
      if (signal.aborted) break;
      const { hours, unknown } = this.#given(month, Math.min(this.#calendar.endOf("month", month), to));
      given.push(...hours);
      missingFrom = Math.min(missingFrom, ...unknown.filter((start) => start > now - pricePatienceMs));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const openFrom = Math.min(closed.openFrom ?? Number.POSITIVE_INFINITY, missingFrom);
    return { hours: given, openFrom: Number.isFinite(openFrom) ? openFrom : undefined };
  }

  /** Hours of a time, and those that have no price yet. */
  #given(from: number, to: number): { readonly hours: HourlyEnergy[]; readonly unknown: number[] } {
    const money = this.#parts.costs.hourly(this.#meter, { from, to })?.[this.#kind] ?? [];
    return {
      hours: money.flatMap(({ start, amount }) => (amount === undefined ? [] : [{ start, wattHours: amount * 1000 }])),
      unknown: money.flatMap(({ start, amount }) => (amount === undefined ? [start] : [])),
    };
  }
}
