import type { Calendar } from "../calendar.ts";
import type { Component } from "./contract.ts";
import { costOf } from "./money.ts";
import type { SpotPrices } from "./spot-prices.ts";

/** Energy of one interval, in watt-hours. */
export interface EnergyOfInterval {
  readonly start: number;
  readonly lengthMs: number;
  readonly imported: number;
  readonly exported: number;
}

type Period = "month" | "year";

/** Watt-hours since a month or a year began, this interval included. */
interface Usage {
  readonly imported: number;
  readonly exported: number;
}

/** An interval with what there is to know for its price. */
interface PricedInterval extends EnergyOfInterval {
  readonly calendar: Calendar;
  readonly spot: SpotPrices;
  readonly usage: Readonly<Record<Period, Usage>>;
}

const nothing: Usage = { imported: 0, exported: 0 };

/** Counts what tiers, caps and net metering go by; intervals are given in order of time. */
export class UsageMeter {
  readonly #calendar: Calendar;
  readonly #ends: Record<Period, number> = { month: Number.NEGATIVE_INFINITY, year: Number.NEGATIVE_INFINITY };
  #month = nothing;
  #year = nothing;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  /** What was used since the month and the year of the interval began. */
  add({ start, imported, exported }: EnergyOfInterval): Readonly<Record<Period, Usage>> {
    const more = (usage: Usage): Usage => {
      return { imported: usage.imported + imported, exported: usage.exported + exported };
    };
    this.#month = more(this.#isOver("month", start) ? nothing : this.#month);
    this.#year = more(this.#isOver("year", start) ? nothing : this.#year);
    return { month: this.#month, year: this.#year };
  }

  /** What would be used if the interval were the next one; it is not counted. */
  peek({ start, imported, exported }: EnergyOfInterval): Readonly<Record<Period, Usage>> {
    const more = (period: Period, usage: Usage): Usage => {
      const before = start < this.#ends[period] ? usage : nothing;
      return { imported: before.imported + imported, exported: before.exported + exported };
    };
    return { month: more("month", this.#month), year: more("year", this.#year) };
  }

  #isOver(period: Period, start: number): boolean {
    if (start < this.#ends[period]) return false;
    this.#ends[period] = this.#calendar.endOf(period, start);
    return true;
  }

  /** Money units that a component comes to for an interval; undefined for lack of a price. */
  moneyOf(component: Component, interval: PricedInterval): number | undefined {
    const { imported, exported } = interval;
    const wattHours = component.direction === "import" ? imported : exported;
    switch (component.kind) {
      case "per-kwh":
        return costOf(wattHours, component.amount);
      case "spot":
      case "spot-month-mean": {
        if (wattHours === 0) return 0;
        const price = priceOf(component.kind, interval);
        return price === undefined
          ? undefined
          : costOf(wattHours, price * (component.factor ?? 1) + (component.add ?? 0));
      }
      case "spot-support":
      case "spot-replaced":
        return supportOf(component, wattHours, interval);
      case "tiers":
        return tiersOf(component, wattHours, usedOf(component, component.per, interval));
      case "netted":
      case "surplus":
        return nettedOf(component, interval);
      default:
        return 0;
    }
  }
}

function priceOf(kind: "spot" | "spot-month-mean", { spot, start, lengthMs, calendar }: PricedInterval) {
  return kind === "spot" ? spot.priceOf(start, lengthMs) : spot.monthMean(start, calendar)?.price;
}

function usedOf({ direction }: Component, period: Period, { usage }: PricedInterval): number {
  return direction === "import" ? usage[period].imported : usage[period].exported;
}

function supportOf(
  component: Extract<Component, { kind: "spot-support" | "spot-replaced" }>,
  wattHours: number,
  interval: PricedInterval,
): number | undefined {
  const { capKwhPerMonth = Number.POSITIVE_INFINITY } = component;
  const before = usedOf(component, "month", interval) - wattHours;
  const within = Math.max(0, Math.min(wattHours, capKwhPerMonth * 1000 - before));
  if (within === 0) return 0;
  const price = interval.spot.priceOf(interval.start, interval.lengthMs);
  if (price === undefined) return undefined;
  if (component.kind === "spot-replaced") return costOf(within, component.by - price);
  return costOf(within, -component.share * Math.max(0, price - component.above));
}

function tiersOf(component: Extract<Component, { kind: "tiers" }>, wattHours: number, used: number): number {
  const before = used - wattHours;
  return component.tiers.reduce((sum, { fromKwh, amount }, index) => {
    const from = Math.max(before, fromKwh * 1000);
    const to = Math.min(used, (component.tiers[index + 1]?.fromKwh ?? Number.POSITIVE_INFINITY) * 1000);
    return to > from ? sum + costOf(to - from, amount) : sum;
  }, 0);
}

/** What the interval adds to the energy that was taken as well as given; later import can net earlier export. */
function nettedOf(component: Extract<Component, { kind: "netted" | "surplus" }>, interval: PricedInterval): number {
  const after = interval.usage[component.per];
  const before = { imported: after.imported - interval.imported, exported: after.exported - interval.exported };
  const netted = Math.min(after.imported, after.exported) - Math.min(before.imported, before.exported);
  return costOf(component.kind === "netted" ? netted : interval.exported - netted, component.amount);
}
