import type { ContractPricesAnswer, ContractPriceView, PriceNow } from "@meter2mqtt/contract";
import {
  type Calendar,
  type CheapestSpan,
  type Contract,
  type ContractPrice,
  type PricePoint,
  priceOutlook,
  priceSteps,
} from "@meter2mqtt/energy";
import { type AreaPrice, type PriceSnapshot, snapshotOf } from "../prices/price-snapshot.ts";
import { hoursAhead } from "../prices/shown-prices.ts";

/** A home's prices under its contract; from the beginning of an hour on, in the order of time. */
export interface ContractPrices {
  readonly contract: Contract;
  readonly calendar: Calendar;
  readonly prices: readonly ContractPrice[];
}

/** The step that runs at `now`, and all after it. */
export function pricesFrom(prices: readonly ContractPrice[], now: number): readonly ContractPrice[] {
  return prices.filter(({ start, lengthMs }) => start + lengthMs > now);
}

export function priceView(price: ContractPrice, calendar: Calendar): ContractPriceView {
  return {
    start: calendar.format(price.start),
    end: calendar.format(price.start + price.lengthMs),
    ...(price.import === undefined ? {} : { import: toShown(price.import) }),
    ...(price.export === undefined ? {} : { export: toShown(price.export) }),
  };
}

/** With its parts, where the whole is known. */
export function priceNowOf(price: ContractPrice, calendar: Calendar): PriceNow {
  const partsOf = (parts: ReadonlyMap<string, number>) =>
    Object.fromEntries([...parts].map(([id, amount]) => [id, toShown(amount)]));
  return {
    ...priceView(price, calendar),
    ...(price.import === undefined ? {} : { importParts: partsOf(price.importParts) }),
    ...(price.export === undefined ? {} : { exportParts: partsOf(price.exportParts) }),
  };
}

type Cheapest = Pick<ContractPricesAnswer, "cheapest1h" | "cheapest3h" | "cheapest6h">;

/** The cheapest hours from the current one on by all that a kWh costs, taxes and grid included. */
export function cheapestOf(
  prices: readonly ContractPrice[],
  { now, currency, calendar }: { readonly now: number; readonly currency: string; readonly calendar: Calendar },
): Cheapest {
  const outlook = priceOutlook(pointsOf(prices, "import", currency), now, hoursAhead);
  const view = (span: CheapestSpan) => {
    const within = outlook.hours.filter(({ start }) => start >= span.start && start < span.end);
    const mean = within.reduce((sum, { price }) => sum + price, 0) / within.length;
    return { start: calendar.format(span.start), end: calendar.format(span.end), import: toShown(mean / priceSteps) };
  };
  const { cheapest1h, cheapest3h, cheapest6h } = outlook;
  return {
    ...(cheapest1h && { cheapest1h: view(cheapest1h) }),
    ...(cheapest3h && { cheapest3h: view(cheapest3h) }),
    ...(cheapest6h && { cheapest6h: view(cheapest6h) }),
  };
}

/** What the API answers of a home's prices; `prices` begin with the current hour. */
export function contractPricesAnswer(
  { contract, calendar, prices }: ContractPrices,
  { now, from }: { readonly now: number; readonly from?: number | undefined },
): ContractPricesAnswer {
  const { id, currency } = contract;
  const ahead = pricesFrom(prices, now);
  const [current] = ahead;
  return {
    currency,
    contract: id,
    ...(current === undefined ? {} : { now: priceNowOf(current, calendar) }),
    // Those that are over are shown only where they were asked for.
    prices: (from === undefined ? ahead : prices).map((price) => priceView(price, calendar)),
    ...cheapestOf(prices, { now, currency, calendar }),
  };
}

/** One direction's prices as the market's are published: what is not known has no point. */
export function snapshotOfContract(
  { contract, prices }: ContractPrices,
  direction: "import" | "export",
  { at, area, sourceType }: Pick<PriceSnapshot, "at" | "area" | "sourceType">,
): PriceSnapshot {
  const points = pointsOf(prices, direction, contract.currency);
  const shown = points.map((point): AreaPrice => ({ ...point, source: contract.id }));
  return snapshotOf({ area, at }, shown, () => sourceType);
}

/** What is known of one direction, in millionths of the currency. */
export function pointsOf(
  prices: readonly ContractPrice[],
  direction: "import" | "export",
  currency: string,
): PricePoint[] {
  return prices.flatMap((price) => {
    const amount = price[direction];
    if (amount === undefined) return [];
    const { start, lengthMs } = price;
    return [{ start, lengthMs, price: Math.round(amount * priceSteps), currency }];
  });
}

/** A price to the millionth, which is as far as markets and grid companies go. */
function toShown(amount: number): number {
  return Math.round(amount * priceSteps) / priceSteps;
}
