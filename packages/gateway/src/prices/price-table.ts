import { readFile } from "node:fs/promises";
import { type Told, tell } from "@meter2mqtt/contract";
import { type PricePoint, parseDecimal, priceDigits } from "@meter2mqtt/energy";
import type { Secret } from "../config/secret.ts";
import { tellFileError } from "../sources/error-words.ts";
import { valueAt } from "../sources/json-path.ts";
import { parseCsv } from "./csv-rows.ts";
import { parseAnswer, toList } from "./json-answer.ts";
import { instantsOf, MarketDays } from "./market-days.ts";
import { type PriceHttp, placeName, statusError } from "./price-http.ts";
import { type DaySpan, PriceError, type PriceSource } from "./price-source.ts";
import { type SourceBasics, sourceTraits } from "./source-traits.ts";

/** How rows are to be read. */
export interface TableMapping {
  readonly format: "csv" | "json";
  /** Path of the list in JSON. */
  readonly rows: string;
  readonly start: string;
  readonly price: string;
  readonly minutes: 15 | 30 | 60;
  readonly unit: "1/kWh" | "0.01/kWh" | "1/MWh";
  readonly currency: string;
  readonly separator: string;
  readonly decimal: "." | ",";
}

export interface PriceTableOptions extends SourceBasics, TableMapping {
  readonly place: { readonly path: string } | { readonly url: string; readonly authorization?: Secret };
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

/** A price for a MWh is a thousandth of one for a kWh, one in cent a hundredth of one in euro. */
const digitsOf = { "1/kWh": priceDigits, "0.01/kWh": priceDigits - 2, "1/MWh": priceDigits - 3 } as const;
const maxFileMegabytes = 8;

function whereIs(place: PriceTableOptions["place"]): Told {
  return "path" in place
    ? tell("leadsPriceFile", { file: place.path })
    : tell("leadsPriceTable", { place: placeName(new URL(place.url)) });
}

/** CSV or JSON in a file or from a web server, by a mapping that the user describes. */
export function createPriceTableSource(options: PriceTableOptions): PriceSource {
  const { place, currency, minutes } = options;
  return {
    ...sourceTraits(options, whereIs(place)),
    type: "table",
    ...("url" in place && isDaily(place.url) && { daysAtOnce: 1 }),
    currency,
    resolution: minutes,
    isRemote: "url" in place,
    fetch: async (span: DaySpan, signal: AbortSignal): Promise<PricePoint[]> => {
      if ("path" in place) return parseTable(await readTable(place.path), options, place.path);
      return fetchTable(span, { ...options, ...place }, signal);
    },
  };
}

async function fetchTable(
  span: DaySpan,
  options: PriceTableOptions & { readonly url: string; readonly authorization?: Secret },
  signal: AbortSignal,
): Promise<PricePoint[]> {
  const { url: template, zone, area, publishedAtMinute, timeoutMs, http, authorization } = options;
  const headers = authorization === undefined ? {} : { authorization: authorization.reveal() };
  const dates = isDaily(template) ? new MarketDays(zone, publishedAtMinute).datesOf(span) : [""];
  const points: PricePoint[] = [];
  for (const date of dates) {
    const [year = "", month = "", day = ""] = date.split("-");
    const url = new URL(template.replaceAll("{year}", year).replaceAll("{month}", month).replaceAll("{day}", day));
    const answer = await http.get({ url, timeoutMs, headers }, signal);
    if (answer.status === 404 && date !== "")
      throw new PriceError("not-published", tell("pricesNotThere", { place: placeName(url), days: date, area }));
    if (answer.status !== 200) throw statusError(url, answer);
    points.push(...parseTable(answer.text, options, placeName(url)));
  }
  return points;
}

/** Whether each day has an address of its own. */
function isDaily(url: string): boolean {
  return /\{(year|month|day)\}/.test(url);
}

async function readTable(path: string): Promise<string> {
  const octets = await readFile(path).catch((cause: unknown) => {
    throw new PriceError("transient", tellFileError(cause, path), { cause });
  });
  if (octets.length > maxFileMegabytes * 1024 * 1024)
    throw new PriceError("transient", tell("inputTooLarge", { file: path, megabytes: maxFileMegabytes }));
  return octets.toString("utf8");
}

/** Prices of a table, in the order of time. Throws {@link PriceError} where a row does not fit the mapping. */
function parseTable(text: string, mapping: TableMapping & { readonly zone: string }, place: string): PricePoint[] {
  const { format, currency, minutes, unit, decimal } = mapping;
  const rows = format === "csv" ? parseCsv(text, mapping.separator) : jsonRows(text, mapping, place);
  const lengthMs = minutes * 60_000;
  const points = new Map<number, PricePoint>();
  for (const row of rows) {
    const priceText = textAt(row, mapping.price);
    // A row without a price is an hour without one.
    if (priceText === undefined || priceText.trim() === "") continue;
    const written = decimal === "," ? priceText.replaceAll(".", "").replace(",", ".") : priceText;
    const price = parseDecimal(written, digitsOf[unit]);
    const start = startOf(textAt(row, mapping.start), mapping.zone, points);
    if (price === undefined || start === undefined) throw misfit(row, mapping, place);
    points.set(start, { start, lengthMs, price, currency });
  }
  return [...points.values()].sort((a, b) => a.start - b.start);
}

function jsonRows(text: string, { rows, start }: TableMapping, place: string): readonly unknown[] {
  return toList(valueAt(parseAnswer(text, place), rows), place, rows === "." ? start : rows);
}

function textAt(row: unknown, path: string): string | undefined {
  const value = valueAt(row, path);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Epoch seconds or milliseconds, ISO 8601 with an offset, or the zone's clock: the second of a doubled hour comes second. */
function startOf(text: string | undefined, zone: string, known: ReadonlyMap<number, unknown>): number | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  if (/^\d{9,14}$/.test(trimmed)) return trimmed.length > 11 ? Number(trimmed) : Number(trimmed) * 1000;
  if (/^\d{4}-\d\d-\d\d.*(Z|[+-]\d\d:?\d\d)$/.test(trimmed)) {
    const at = Date.parse(trimmed.replace(" ", "T"));
    return Number.isNaN(at) ? undefined : at;
  }
  const instants = instantsOf(zone, trimmed);
  return instants.find((instant) => !known.has(instant)) ?? instants[0];
}

function misfit(row: unknown, { start, price }: TableMapping, place: string): PriceError {
  const said = JSON.stringify(row).slice(0, 120);
  return new PriceError("permanent", tell("pricesNoFit", { place, start, price, row: said }));
}
