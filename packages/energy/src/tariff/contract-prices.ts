import type { Calendar } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";
import type { Component, Contract } from "./contract.ts";
import { mergedIntervals, OrderedComponents } from "./costs.ts";
import { UsageMeter } from "./energy-price.ts";
import { fromMoney } from "./money.ts";
import type { SpotPrices } from "./spot-prices.ts";
import type { Holidays } from "./time-filter.ts";

const kilowattHour = 1000;
const quarterMs = 900_000;
const hourMs = 3_600_000;

/** What a kWh comes to by a contract during a span of time: all of its components that go by energy, taxes included. */
export interface ContractPrice {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly lengthMs: number;
  /** What one more kWh taken costs; undefined where some component has no price then. */
  readonly import: number | undefined;
  /** What one more kWh given brings; negative where it costs. Undefined as before. */
  readonly export: number | undefined;
  /** Of the import, by component; those that come to nothing are not there. */
  readonly importParts: ReadonlyMap<string, number>;
  readonly exportParts: ReadonlyMap<string, number>;
}

export interface ContractPricesInput {
  readonly contract: Contract;
  /** What has been used so far, from the start of the month or year where a component counts from there. */
  readonly imported: readonly LedgerInterval[];
  readonly exported: readonly LedgerInterval[];
  readonly spot: SpotPrices;
  readonly calendar: Calendar;
  readonly holidays: Holidays;
  /** Epoch milliseconds; steps begin here, `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/**
 * What the next kWh costs, and what it brings, step by step. Tiers, caps and net metering go by what has been used so far:
 * nobody knows yet what will have been used by then. Fees and capacity are not of a kWh, and not in it.
 */
export function contractPrices(input: ContractPricesInput): ContractPrice[] {
  const { contract, calendar, spot, from, to, stepMs } = input;
  const list = new OrderedComponents(contract.components.filter(({ kind }) => kind !== "fee" && kind !== "capacity"));
  const usage = new UsageMeter(calendar);
  for (const energy of mergedIntervals(input)) usage.add(energy);

  const priceOf = (start: number, energy: { readonly imported: number; readonly exported: number }) => {
    const interval = { start, lengthMs: stepMs, ...energy };
    const priced = { ...interval, calendar, spot, usage: usage.peek(interval) };
    const parts = new Map<string, number>();
    let sum: number | undefined = 0;
    const add = ({ id }: Component, money: number | undefined) => {
      sum = sum === undefined || money === undefined ? undefined : sum + money;
      if (money !== undefined && money !== 0) parts.set(id, money);
    };
    list.visit(input, start, (component) => usage.moneyOf(component, priced), add);
    return { sum, parts };
  };
  const prices: ContractPrice[] = [];
  for (let start = from; start < to; start += stepMs) {
    const taken = priceOf(start, { imported: kilowattHour, exported: 0 });
    const given = priceOf(start, { imported: 0, exported: kilowattHour });
    prices.push({
      start,
      lengthMs: stepMs,
      import: taken.sum === undefined ? undefined : fromMoney(taken.sum),
      export: given.sum === undefined ? undefined : received(given.sum),
      importParts: mapped(taken.parts, fromMoney),
      exportParts: mapped(given.parts, received),
    });
  }
  return prices;
}

/** Money units as what is received; nothing is received as 0, not as its negative. */
function received(units: number): number {
  return units === 0 ? 0 : -fromMoney(units);
}

function mapped(parts: ReadonlyMap<string, number>, change: (units: number) => number): Map<string, number> {
  return new Map([...parts].map(([id, units]) => [id, change(units)]));
}

const byMarket: ReadonlySet<Component["kind"]> = new Set(["spot", "spot-support", "spot-replaced"]);

/** Whether the price of a kWh follows the market from step to step: it is known only as far as the market's is. */
export function followsMarket({ components }: Contract): boolean {
  return components.some(({ kind }) => byMarket.has(kind));
}

/** The longest step within which no price of the contract changes, a quarter or an hour; `marketMs`: the market's. */
export function stepOfContract({ components }: Contract, marketMs: number): number {
  const filters = components.flatMap(({ when, unless = [] }) => [...(when === undefined ? [] : [when]), ...unless]);
  const isWhole = filters.every(({ hours = [] }) => hours.every((range) => range.every(Number.isInteger)));
  return isWhole && marketMs >= hourMs ? hourMs : quarterMs;
}
