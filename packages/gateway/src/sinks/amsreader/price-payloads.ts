import { type CheapestSpan, endOf, type PriceOutlook, priceOutlook, priceSteps } from "@meter2mqtt/energy";
import type { PriceSnapshot } from "../../prices/price-snapshot.ts";
import { hoursAhead } from "../../prices/shown-prices.ts";
import type { MqttMessage } from "../mqtt-messages.ts";
import type { PayloadContext } from "./context.ts";
import { toIso } from "./fields.ts";
import { Decimal, type JsonObject, type JsonValue, toJsonText } from "./json-text.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** The raw formats look a day ahead for the cheapest hours. */
const rawHoursAhead = 24;

/**
 * What a format publishes of prices. There is no contract yet: the import price is the market's, and the export price, which
 * is no other, is left out as the firmware leaves it out. Domoticz and HEX dump have no prices.
 */
export function priceMessages(context: PayloadContext, snapshot: PriceSnapshot): MqttMessage[] {
  const { format, topic, device } = context;
  switch (format) {
    case "json":
      return [{ topic, payload: toJsonText({ id: device.id, prices: pricesOf(snapshot) }), retain: false }];
    case "json-multi": {
      const payload = toJsonText({ id: device.id, prices: pricesOf(snapshot) });
      return [{ topic: `${topic}/prices`, payload, retain: false }];
    }
    case "json-flat":
      return [{ topic, payload: toJsonText({ id: device.id, ...flatPricesOf(snapshot) }), retain: false }];
    case "home-assistant": {
      const payload = toJsonText({ id: device.id, prices: pricesOf(snapshot), t: toIso(snapshot.at) });
      return [{ topic: `${topic}/prices`, payload, retain: true }];
    }
    case "raw-minimal":
    case "raw-full":
      return rawPriceMessages(topic, snapshot);
    default:
      return [];
  }
}

/** Minutes of a price, as most of those that are known have; 60 where none is known. */
function resolutionOf({ prices }: PriceSnapshot): number {
  return (prices[0]?.lengthMs ?? hourMs) / minuteMs;
}

/** Prices of the steps from the current one to the last known, a step without one as undefined; in millionths. */
export function stepsOf(snapshot: PriceSnapshot): (number | undefined)[] {
  const { prices, at } = snapshot;
  const [first, last] = [prices[0], prices.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { lengthMs } = first;
  const begin = first.start - Math.ceil((first.start - at) / lengthMs) * lengthMs;
  const steps: (number | undefined)[] = [];
  for (let start = begin; start < endOf(last); start += lengthMs)
    steps.push(prices.find((price) => price.start <= start && endOf(price) > start)?.price);
  return steps;
}

/** Prices of so many hours from the current one on; in millionths. */
export function hoursOf({ withLastHour, at }: PriceSnapshot, count: number): (number | undefined)[] {
  const { hours } = priceOutlook(withLastHour, at, count);
  const [first] = hours;
  const phase = first === undefined ? 0 : first.start % hourMs;
  const begin = Math.floor((at - phase) / hourMs) * hourMs + phase;
  return Array.from(
    { length: count },
    (_, index) => hours.find(({ start }) => start === begin + index * hourMs)?.price,
  );
}

/** Four decimals; null for what is not known. */
export function amountOf(price: number | undefined): Decimal | null {
  return price === undefined ? null : new Decimal(price / priceSteps, 4);
}

function pricesOf(snapshot: PriceSnapshot): JsonObject {
  const outlook = priceOutlook(snapshot.withLastHour, snapshot.at, hoursAhead);
  return { import: stepsOf(snapshot).map(amountOf), ...extremesOf(outlook, "") };
}

function flatPricesOf(snapshot: PriceSnapshot): JsonObject {
  const hours = hoursOf(snapshot, hoursAhead).map((price, index): [string, JsonValue] => [
    `pr_${index}`,
    amountOf(price),
  ]);
  const outlook = priceOutlook(snapshot.withLastHour, snapshot.at, hoursAhead);
  return { ...Object.fromEntries(hours), ...extremesOf(outlook, "pr_") };
}

function extremesOf({ min, max, cheapest1h, cheapest3h, cheapest6h }: PriceOutlook, prefix: string): JsonObject {
  return {
    [`${prefix}min`]: amountOf(min),
    [`${prefix}max`]: amountOf(max),
    [`${prefix}cheapest1hr`]: startOf(cheapest1h),
    [`${prefix}cheapest3hr`]: startOf(cheapest3h),
    [`${prefix}cheapest6hr`]: startOf(cheapest6h),
  };
}

/** Each value retained on a topic of its own; an empty payload, which no broker retains, for what is not known (any more). */
function rawPriceMessages(topic: string, snapshot: PriceSnapshot): MqttMessage[] {
  const resolution = resolutionOf(snapshot);
  const count = (hoursAhead * 60) / resolution;
  const steps = stepsOf(snapshot);
  const outlook = priceOutlook(snapshot.withLastHour, snapshot.at, rawHoursAhead);
  const rows: [level: string, value: JsonValue][] = [
    ["resolution", String(resolution)],
    ...Array.from({ length: count }, (_, index): [string, JsonValue] => [`import/${index}`, amountOf(steps[index])]),
    ["min", amountOf(outlook.min)],
    ["max", amountOf(outlook.max)],
    ["cheapest/1hr", startOf(outlook.cheapest1h)],
    ["cheapest/3hr", startOf(outlook.cheapest3h)],
    ["cheapest/6hr", startOf(outlook.cheapest6h)],
  ];
  return rows.map(([level, value]) => ({ topic: `${topic}/price/${level}`, payload: `${value ?? ""}`, retain: true }));
}

function startOf(span: CheapestSpan | undefined): string | null {
  return toIso(span?.start);
}
