import { type CheapestSpan, endOf, type PriceOutlook, priceOutlook, priceSteps } from "@meter2mqtt/energy";
import type { PriceSnapshot } from "../../prices/price-snapshot.ts";
import { hoursAhead } from "../../prices/shown-prices.ts";
import type { MqttMessage } from "../mqtt-messages.ts";
import type { AmsPrices } from "./ams-prices.ts";
import type { PayloadContext } from "./context.ts";
import { toIso } from "./fields.ts";
import { Decimal, type JsonObject, type JsonValue, toJsonText } from "./json-text.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** The raw formats look a day ahead for the cheapest hours. */
const rawHoursAhead = 24;

/** What is known of the export that prices are published for. */
export interface PriceOptions {
  /** Energy was given to the grid: only then the firmware says what that brings. */
  readonly hasExport?: boolean;
}

/**
 * What a format publishes of prices: those of the contract where there is one, else the market's. The export price is left out
 * where it is no other, as the firmware leaves it out. Domoticz and HEX dump have no prices.
 */
export function priceMessages(context: PayloadContext, prices: AmsPrices, options: PriceOptions = {}): MqttMessage[] {
  const { format, topic, device } = context;
  const exported = options.hasExport === true ? exportSteps(prices) : undefined;
  switch (format) {
    case "json":
      return [{ topic, payload: toJsonText({ id: device.id, prices: pricesOf(prices, exported) }), retain: false }];
    case "json-multi": {
      const payload = toJsonText({ id: device.id, prices: pricesOf(prices, exported) });
      return [{ topic: `${topic}/prices`, payload, retain: false }];
    }
    case "json-flat":
      return [{ topic, payload: toJsonText({ id: device.id, ...flatPricesOf(prices.import) }), retain: false }];
    case "home-assistant": {
      const payload = toJsonText({
        ...{ id: device.id, prices: pricesOf(prices, exported), t: toIso(prices.import.at) },
      });
      return [{ topic: `${topic}/prices`, payload, retain: true }];
    }
    case "raw-minimal":
    case "raw-full":
      return rawPriceMessages(topic, prices.import, exported);
    default:
      return [];
  }
}

type Steps = readonly (number | undefined)[];

/** From the current step on; undefined where they are the import's, or nothing is known of them. */
function exportSteps(prices: AmsPrices): Steps | undefined {
  const steps = stepsOf(prices.export);
  return steps.length === 0 || isSame(steps, stepsOf(prices.import)) ? undefined : steps;
}

/** To the four decimals that are shown. */
function isSame(steps: Steps, others: Steps): boolean {
  return steps.map(amountOf).join() === others.map(amountOf).join();
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

function pricesOf({ import: snapshot }: AmsPrices, exported: Steps | undefined): JsonObject {
  const outlook = priceOutlook(snapshot.withLastHour, snapshot.at, hoursAhead);
  return {
    import: stepsOf(snapshot).map(amountOf),
    ...(exported === undefined ? {} : { export: exported.map(amountOf) }),
    ...extremesOf(outlook, ""),
  };
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
function rawPriceMessages(topic: string, snapshot: PriceSnapshot, exported: Steps | undefined): MqttMessage[] {
  const resolution = resolutionOf(snapshot);
  const count = (hoursAhead * 60) / resolution;
  const steps = stepsOf(snapshot);
  const outlook = priceOutlook(snapshot.withLastHour, snapshot.at, rawHoursAhead);
  const pricesUnder = (level: string, list: Steps) =>
    Array.from({ length: count }, (_, index): [string, JsonValue] => [`${level}/${index}`, amountOf(list[index])]);
  const rows: [level: string, value: JsonValue][] = [
    ["resolution", String(resolution)],
    ...pricesUnder("import", steps),
    ...(exported === undefined ? [] : pricesUnder("export", exported)),
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
