import type { MqttPrices, ShownPrice } from "@meter2mqtt/contract";
import { type CheapestSpan, endOf, type PricePoint, priceOutlook, priceSteps } from "@meter2mqtt/energy";
import type { AreaPrice, PriceSnapshot } from "./price-snapshot.ts";

/** Prices are published until tomorrow's midnight: 38 hours from 10 o'clock in the morning of a long day. */
export const hoursAhead = 38;

/** A price as the API shows it. */
export function toShownPrice(price: AreaPrice): ShownPrice {
  const { source, currency, rateDay } = price;
  return { ...spanOf(price), price: toAmount(price.price), currency, source, ...(rateDay && { rateDay }) };
}

/** What is published of an area. */
export function toMqttPrices({ area, at, prices, withLastHour }: PriceSnapshot): MqttPrices {
  const { current, min, max, cheapest1h, cheapest3h, cheapest6h } = priceOutlook(withLastHour, at, hoursAhead);
  const [first] = prices;
  const startOf = (span: CheapestSpan) => new Date(span.start).toISOString();
  return {
    area,
    ...(first && { source: first.source, currency: first.currency }),
    ...(current && { current: toAmount(current.price) }),
    prices: prices.map((price) => ({ ...spanOf(price), price: toAmount(price.price) })),
    ...(min !== undefined && { min: toAmount(min) }),
    ...(max !== undefined && { max: toAmount(max) }),
    ...(cheapest1h && { cheapest1h: startOf(cheapest1h) }),
    ...(cheapest3h && { cheapest3h: startOf(cheapest3h) }),
    ...(cheapest6h && { cheapest6h: startOf(cheapest6h) }),
  };
}

/** Units of the currency; six decimals are exact to print. */
function toAmount(price: number): number {
  return price / priceSteps;
}

function spanOf(point: PricePoint): { readonly start: string; readonly end: string } {
  return { start: new Date(point.start).toISOString(), end: new Date(endOf(point)).toISOString() };
}
