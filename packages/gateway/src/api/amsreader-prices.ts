import { endOf, type PricePoint, priceSteps } from "@meter2mqtt/energy";
import type { PriceSnapshot } from "../prices/price-snapshot.ts";
import type { AmsPrices } from "../sinks/amsreader/ams-prices.ts";
import { Decimal, type JsonObject, type JsonValue, whole } from "../sinks/amsreader/json-text.ts";
import { amountOf, hoursOf, stepsOf } from "../sinks/amsreader/price-payloads.ts";

/** The route shows so many hours from the current one on. */
const shownHours = 36;

const minuteMs = 60_000;

/** By the firmware's codes: three letters. */
const sourceCodes: Readonly<Record<string, string>> = {
  entsoe: "EOE",
  hvakosterstrommen: "HKS",
  "energi-data-service": "EDS",
  fixed: "FIX",
};

/** `/energyprice.json`: hourly prices by their distance from the current hour, null for what is not known. */
export function energyPriceAnswer(snapshot: PriceSnapshot | undefined): JsonObject {
  const [first] = snapshot?.prices ?? [];
  const hours = snapshot === undefined ? Array<undefined>(shownHours).fill(undefined) : hoursOf(snapshot, shownHours);
  const rows = hours.map((price, index): [string, JsonValue] => [String(index).padStart(2, "0"), amountOf(price)]);
  return { currency: first?.currency ?? "", source: codeOf(snapshot?.sourceType), ...Object.fromEntries(rows) };
}

/** What `/data.json` says of prices; where nothing is said of export, its price is not known. */
export function priceFields(prices: AmsPrices | undefined): JsonObject {
  const current = (snapshot: PriceSnapshot | undefined) => {
    const price = snapshot === undefined ? undefined : stepsOf(snapshot)[0];
    return price === undefined ? null : shortAmount(price);
  };
  const currency = prices?.import.prices[0]?.currency;
  const about = { pe: currency !== undefined, pr: prices?.import.area ?? "", pc: currency ?? "" };
  return { p: current(prices?.import), px: current(prices?.export), ...about };
}

/** Prices of a market's day and what is known after it, in the order of time. */
export interface PriceDay {
  /** Epoch milliseconds: the day's beginning, and now. */
  readonly start: number;
  readonly now: number;
  readonly import: readonly PricePoint[];
  readonly export: readonly PricePoint[];
  readonly sourceType: string | undefined;
}

/** `/importprice.json` and `/exportprice.json`; undefined where no price of that direction is known. */
export function dayPriceAnswer(direction: "import" | "export", day: PriceDay): JsonObject | undefined {
  const points = day[direction];
  const [first] = points;
  const resolutionMs = Math.min(...points.map(({ lengthMs }) => lengthMs));
  if (first === undefined) return undefined;
  const steps = (list: readonly PricePoint[]) => stepsSince(list, day.start, resolutionMs);
  return {
    currency: first.currency,
    source: codeOf(day.sourceType),
    resolution: whole(resolutionMs / minuteMs),
    direction,
    // By instants: a day with a changed clock has its 23 or 25 hours, and none is shown for another.
    cursor: whole(Math.floor((day.now - day.start) / resolutionMs)),
    importExportPriceDifferent: steps(day.import).join() !== steps(day.export).join(),
    prices: steps(points),
  };
}

/** Steps to the last known price; null for one that is not known. */
function stepsSince(points: readonly PricePoint[], start: number, lengthMs: number): (Decimal | null)[] {
  const last = points.at(-1);
  const count = last === undefined ? 0 : Math.max(0, Math.ceil((endOf(last) - start) / lengthMs));
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * lengthMs;
    return amountOf(points.find((point) => point.start <= at && endOf(point) > at)?.price);
  });
}

/** Two decimals above 1, else four. */
function shortAmount(price: number): Decimal {
  return new Decimal(price / priceSteps, price > priceSteps ? 2 : 4);
}

/** Sources that the firmware does not know are a mixture to it. */
function codeOf(type: string | undefined): string {
  return type === undefined ? "" : (sourceCodes[type] ?? "MIX");
}
