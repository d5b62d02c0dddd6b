import { tell } from "@meter2mqtt/contract";
import { layered, type PricePoint, parseDecimal, priceDigits } from "@meter2mqtt/energy";
import { XMLParser } from "fast-xml-parser";
import { isRecord } from "../config/schema-node.ts";
import { PriceError } from "./price-source.ts";

/** What of a document is wanted. */
export interface EntsoeWish {
  readonly eic: string;
  /** Minutes of a price, where there are prices of several lengths. */
  readonly resolution: 15 | 60;
  /** Which auction, where there are several. */
  readonly sequence: number;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  removeNSPrefix: true,
  // Price documents need none, and entities are how small documents grow large.
  processEntities: false,
  isArray: (name) => ["TimeSeries", "Period", "Point", "Reason"].includes(name),
});

/** ISO 8601 durations that markets use. */
const lengths: Readonly<Record<string, number>> = {
  PT15M: 900_000,
  PT30M: 1_800_000,
  PT60M: 3_600_000,
  PT1H: 3_600_000,
};
/** A day of quarters has 100 at most, a month 3100. */
const maxPositions = 40_000;

/**
 * Prices of a price document (type A44, "Energy prices, 12.1.D") as the Transparency Platform publishes it.
 *
 * `Publication_MarketDocument`, schema IEC 62325-451-3: each `TimeSeries` says zone, currency, unit and curve type; each
 * `Period` in it a `timeInterval` in UTC, a `resolution`, and `Point`s with a `position` that counts from 1. With curve type
 * A03 (variable sized blocks) a position that is left out has the price of the one before it; with A01 it has none.
 * Several auctions of one zone are told apart by `classificationSequence_AttributeInstanceComponent.position`, and intraday
 * auctions by their `contract_MarketAgreement.type` (A01 is the day-ahead one).
 *
 * Everything that the platform can't give comes as an `Acknowledgement_MarketDocument` whose `Reason` says why; "No matching
 * data found" (999) is what it says before prices are published.
 *
 * Sources: "Transparency Platform RESTful API - user guide" and the articles "CurveType A01 vs CurveType A03" and "Rejection
 * of requests" of its knowledge base, https://transparencyplatform.zendesk.com.
 */
export function parseEntsoeDocument(xml: string, wish: EntsoeWish, place: string): PricePoint[] {
  const root = parseXml(xml, place);
  const acknowledgement = childOf(root, "Acknowledgement_MarketDocument");
  if (acknowledgement !== undefined) throw acknowledged(acknowledgement, place);
  const publication = childOf(root, "Publication_MarketDocument");
  if (publication === undefined) throw new PriceError("permanent", tell("pricesNoDocument", { place }));
  const series = listOf(publication, "TimeSeries").filter(
    (one) => (textOf(one, "contract_MarketAgreement.type") ?? "A01") === "A01",
  );
  checkZones(series, wish.eic, place);
  const sequenceOf = (one: unknown) => textOf(one, "classificationSequence_AttributeInstanceComponent.position");
  const wanted = series.filter((one) => Number(sequenceOf(one) ?? wish.sequence) === wish.sequence);
  if (wanted.length === 0 && series.length > 0) {
    const others = [...new Set(series.map(sequenceOf))].join(", ");
    throw new PriceError("not-published", tell("pricesNoSequence", { place, sequence: wish.sequence, others }));
  }
  const points = wanted.flatMap((one) => pointsOfSeries(one, place));
  const wantedMs = wish.resolution * 60_000;
  const others = points.filter(({ lengthMs }) => lengthMs !== wantedMs).sort((a, b) => a.lengthMs - b.lengthMs);
  return layered([points.filter(({ lengthMs }) => lengthMs === wantedMs), ...groupedByLength(others)]);
}

function groupedByLength(points: readonly PricePoint[]): PricePoint[][] {
  const groups = new Map<number, PricePoint[]>();
  for (const point of points) groups.set(point.lengthMs, [...(groups.get(point.lengthMs) ?? []), point]);
  return [...groups.values()];
}

function parseXml(xml: string, place: string): unknown {
  try {
    return parser.parse(xml, true);
  } catch (cause) {
    throw new PriceError("transient", tell("pricesDamaged", { place, format: "XML" }), { cause });
  }
}

function acknowledged(acknowledgement: unknown, place: string): PriceError {
  const reasons = listOf(acknowledgement, "Reason").map(
    (reason) => textOf(reason, "text") ?? textOf(reason, "code") ?? "",
  );
  const why = reasons.join("; ").replace(/\s+/g, " ").trim().slice(0, 300);
  if (/no matching data/i.test(why)) return new PriceError("not-published", tell("pricesNoSuch", { place, why }));
  return new PriceError("permanent", tell("pricesRefused", { place, why }));
}

function checkZones(series: readonly unknown[], eic: string, place: string): void {
  for (const one of series) {
    const zone = textOf(one, "in_Domain.mRID");
    if (zone === eic) continue;
    throw new PriceError("permanent", tell("pricesOther", { place, other: zone ?? "?", wanted: eic }));
  }
}

interface SeriesTraits {
  readonly currency: string;
  /** Decimals that the unit takes off: a price for a MWh is a thousandth of that for a kWh. */
  readonly digits: number;
  readonly repeats: boolean;
  readonly place: string;
}

function pointsOfSeries(series: unknown, place: string): PricePoint[] {
  const currency = textOf(series, "currency_Unit.name");
  const unit = textOf(series, "price_Measure_Unit.name");
  const digits = unit === "MWH" ? priceDigits - 3 : unit === "KWH" ? priceDigits : undefined;
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency) || digits === undefined) {
    const field = "currency_Unit.name, price_Measure_Unit.name";
    throw new PriceError(
      "permanent",
      tell("pricesStrange", { place, field, said: `${currency ?? ""}, ${unit ?? ""}` }),
    );
  }
  const traits = { currency, digits, repeats: textOf(series, "curveType") === "A03", place };
  return listOf(series, "Period").flatMap((period) => pointsOfPeriod(period, traits));
}

function pointsOfPeriod(period: unknown, { currency, digits, repeats, place }: SeriesTraits): PricePoint[] {
  const interval = childOf(period, "timeInterval");
  const ends = ["start", "end"].map((end) => textOf(interval, end) ?? "");
  const [from, to] = ends.map((end) => Date.parse(end));
  const resolution = textOf(period, "resolution") ?? "";
  const lengthMs = lengths[resolution];
  const count = ((to ?? Number.NaN) - (from ?? Number.NaN)) / (lengthMs ?? Number.NaN);
  if (from === undefined || lengthMs === undefined || !Number.isInteger(count) || count < 1 || count > maxPositions) {
    throw new PriceError(
      "permanent",
      tell("pricesStrange", { place, field: "Period", said: [...ends, resolution].join(", ") }),
    );
  }
  const prices = pricesByPosition(period, digits, place);
  const points: PricePoint[] = [];
  let last: number | undefined;
  for (let position = 1; position <= count; position++) {
    const price = prices.get(position) ?? (repeats ? last : undefined);
    last = price;
    if (price !== undefined) points.push({ start: from + (position - 1) * lengthMs, lengthMs, price, currency });
  }
  return points;
}

function pricesByPosition(period: unknown, digits: number, place: string): Map<number, number> {
  const prices = new Map<number, number>();
  for (const point of listOf(period, "Point")) {
    const [position, amount] = [textOf(point, "position"), textOf(point, "price.amount")];
    const price = parseDecimal(amount ?? "", digits);
    if (position === undefined || price === undefined)
      throw new PriceError("transient", tell("pricesStrange", { place, field: "price.amount", said: amount ?? "" }));
    prices.set(Number(position), price);
  }
  return prices;
}

function childOf(node: unknown, name: string): unknown {
  return isRecord(node) ? node[name] : undefined;
}

function listOf(node: unknown, name: string): readonly unknown[] {
  const children = childOf(node, name);
  return Array.isArray(children) ? children : [];
}

function textOf(node: unknown, name: string): string | undefined {
  const child = childOf(node, name);
  return typeof child === "string" ? child.trim() : undefined;
}
