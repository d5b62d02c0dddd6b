import { priceSteps } from "@meter2mqtt/energy";
import type { PriceSnapshot } from "../prices/price-snapshot.ts";
import { Decimal, type JsonObject, type JsonValue } from "../sinks/amsreader/json-text.ts";
import { amountOf, hoursOf, stepsOf } from "../sinks/amsreader/price-payloads.ts";

/** The route shows so many hours from the current one on. */
const shownHours = 36;

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
  return { currency: first?.currency ?? "", source: codeOf(snapshot), ...Object.fromEntries(rows) };
}

/** What `/data.json` says of prices; without a contract the export price is the import price. */
export function priceFields(snapshot: PriceSnapshot | undefined): JsonObject {
  const current = snapshot === undefined ? undefined : stepsOf(snapshot)[0];
  const price = current === undefined ? null : shortAmount(current);
  const currency = snapshot?.prices[0]?.currency;
  return { p: price, px: price, pe: currency !== undefined, pr: snapshot?.area ?? "", pc: currency ?? "" };
}

/** Two decimals above 1, else four. */
function shortAmount(price: number): Decimal {
  return new Decimal(price / priceSteps, price > priceSteps ? 2 : 4);
}

/** Sources that the firmware does not know are a mixture to it. */
function codeOf(snapshot: PriceSnapshot | undefined): string {
  const type = snapshot?.sourceType;
  return type === undefined ? "" : (sourceCodes[type] ?? "MIX");
}
