import { createIntlZoneRules } from "@meter2mqtt/decoder";
import {
  Calendar,
  type CostsInput,
  capacityByMonth,
  computeCosts,
  fromMoney,
  type MonthCapacity,
  SpotPrices,
  sumCosts,
} from "@meter2mqtt/energy";
import { plainMoment } from "../plain/plain-time.ts";
import type { Span } from "../world/fault-plan.ts";
import type { MarketPrice } from "../world/spot-market.ts";
import type { Account } from "./account.ts";
import type { ComparedContract } from "./contracts.ts";

/** In the contract's currency. */
export interface EngineSum {
  readonly money: number;
  readonly unpricedKwh: number;
}

/** What the product says of a time. */
export interface EngineBill {
  /** By `2026-03-29`. */
  readonly days: ReadonlyMap<string, EngineSum>;
  /** By `2026-03`. */
  readonly months: ReadonlyMap<string, EngineSum>;
  /** The months' own values by `2026-03`; empty where the contract has no capacity rule. */
  readonly peaks: ReadonlyMap<string, MonthCapacity>;
  /** All parts added up. */
  readonly total: number;
}

/** Of whole days. What comes before counts for the year's net metering and for the means of months. */
export function engineBill(
  { contract, holidays, zone }: ComparedContract,
  account: Pick<Account, "intervals">,
  spot: SpotPrices,
  { from, to }: Span,
): EngineBill {
  const calendar = new Calendar(zone, createIntlZoneRules());
  const { import: imported, export: exported } = account.intervals;
  const input: CostsInput = { contract, imported, exported, spot, calendar, holidays, from, to };
  const sums = (span: "day" | "month") =>
    new Map(
      sumCosts(input, span).map(({ start, money, unpricedWh }) => {
        const { date } = plainMoment(start);
        return [span === "day" ? date : date.slice(0, 7), { money: fromMoney(money), unpricedKwh: unpricedWh / 1000 }];
      }),
    );
  const [capacity] = contract.components.flatMap((component) => (component.kind === "capacity" ? [component] : []));
  const peaks = capacity === undefined ? [] : capacityByMonth({ ...input, rule: capacity.rule });
  return {
    days: sums("day"),
    months: sums("month"),
    peaks: new Map(peaks.map((item) => [plainMoment(item.month).date.slice(0, 7), item])),
    total: fromMoney(computeCosts(input).reduce((sum, { money }) => sum + (money ?? 0), 0)),
  };
}

export function spotPricesOf(prices: readonly MarketPrice[]): SpotPrices {
  return new SpotPrices(prices.map(({ at, lengthMs, perKwh }) => ({ start: at, lengthMs, price: perKwh })));
}

/** The same by quarters, for the plain computation. */
export function plainMarketOf(prices: readonly MarketPrice[]): ReadonlyMap<number, number> {
  const quarterMs = 900_000;
  const market = new Map<number, number>();
  for (const { at, lengthMs, perKwh } of prices) {
    for (let quarter = at; quarter < at + lengthMs; quarter += quarterMs) market.set(quarter, perKwh);
  }
  return market;
}
