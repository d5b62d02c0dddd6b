import type { IncomingMessage, ServerResponse } from "node:http";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { type HttpDevice, startHttpDevice } from "./http-device.ts";

/** What goes wrong at a service. */
export type PriceFault =
  | "none"
  | "down"
  | "slow"
  | "too-many"
  | "truncated"
  | "wrong-zone"
  | "stale"
  | "half"
  | "unpublished";

export interface PriceServices {
  readonly url: string;
  readonly requests: HttpDevice["requests"];
  fault: PriceFault;
  /** Requests that are not answered yet, nor given up. */
  readonly pending: number;
  close(): Promise<void>;
}

const quarterMs = 900_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const rules = createIntlZoneRules();

/** Made-up prices: hundredths of a euro for a MWh, below nothing at times, the same for two quarters in a row at times. */
export function centsAt(start: number): number {
  return ((Math.floor(start / quarterMs / 2) * 37 + (start % hourMs === 0 ? 11 : 0)) % 23_000) - 1500;
}

/** Kroner for a euro, in the same made-up world. */
export const kroner = { NOK: 11.5, DKK: 7.46 } as const;

/** Tariff by the hour of the Danish clock, in millionths of a krone. */
export function tariffAt(start: number): number {
  return 100_000 + 12_345 * localOf("Europe/Copenhagen", start).getUTCHours();
}

/** Servers of several price services, on one port of loopback, each answering as its documentation says. */
export async function startPriceServices(): Promise<PriceServices> {
  let pending = 0;
  const device = await startHttpDevice((request, response) => {
    pending++;
    response.on("close", () => pending--);
    answer(services.fault, request, response);
  });
  const services: PriceServices = {
    ...device,
    fault: "none",
    get pending() {
      return pending;
    },
  };
  return services;
}

function answer(fault: PriceFault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === "down") return void request.socket.destroy();
  if (fault === "slow") return;
  if (fault === "too-many") return void response.writeHead(429, { "retry-after": "120" }).end("slower, please");
  const url = new URL(request.url ?? "", "http://127.0.0.1");
  const { status, body } = bodyOf(url, fault);
  if (fault !== "truncated") return void response.writeHead(status).end(body);
  // The whole length is announced, half of it sent.
  response.writeHead(status, { "content-length": String(Buffer.byteLength(body)) });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => request.socket.destroy());
}

interface Body {
  readonly status: number;
  readonly body: string;
}

type Respond = (url: URL, fault: PriceFault) => Body;

const respond: readonly (readonly [path: RegExp, respond: Respond])[] = [
  [/^\/entsoe$/, entsoe],
  [/^\/price$/, energyCharts],
  [/^\/api\/v1\/prices\//, hvakosterstrommen],
  [/^\/dataset\/(DayAheadPrices|Elspotprices)$/, energiDataService],
  [/^\/dataset\/DatahubPricelist$/, datahubPricelist],
  [/^\/table\//, table],
];

function bodyOf(url: URL, fault: PriceFault): Body {
  const found = respond.find(([path]) => path.test(url.pathname));
  return found === undefined ? { status: 404, body: "not here" } : found[1](url, fault);
}

function entsoe(url: URL, fault: PriceFault): Body {
  const zone = url.searchParams.get("in_Domain") ?? "";
  if (url.searchParams.get("securityToken") !== "right-token")
    return { status: 401, body: acknowledgement("Unauthorized. Missing or invalid security token.") };
  if (fault === "unpublished") return { status: 200, body: acknowledgement("No matching data found for Data item") };
  const [from, to] = ["periodStart", "periodEnd"].map((name) => stamped(url.searchParams.get(name) ?? ""));
  const shift = fault === "stale" ? -dayMs : 0;
  const body = entsoeXml({
    zone: fault === "wrong-zone" ? "10Y1001A1001A46L" : zone,
    from: (from ?? 0) + shift,
    to: (to ?? 0) + shift,
    isHalf: fault === "half",
  });
  return { status: 200, body };
}

function acknowledgement(text: string): string {
  return `<?xml version="1.0"?><Acknowledgement_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-1:acknowledgementdocument:7:0">
    <mRID>made-up</mRID><Reason><code>999</code><text>${text}</text></Reason></Acknowledgement_MarketDocument>`;
}

/** A price document of quarters with curve type A03: what repeats is left out. Half of one has fixed blocks and stops at noon. */
export function entsoeXml(about: {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
  readonly isHalf?: boolean;
}): string {
  const { zone, from, to, isHalf = false } = about;
  const points: string[] = [];
  let last: number | undefined;
  for (let start = from, position = 1; start < (isHalf ? (from + to) / 2 : to); start += quarterMs, position++) {
    const cents = centsAt(start);
    if (isHalf || cents !== last)
      points.push(`<Point><position>${position}</position><price.amount>${cents / 100}</price.amount></Point>`);
    last = cents;
  }
  const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;
  return `<?xml version="1.0" encoding="utf-8"?>
    <Publication_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3"><type>A44</type>
    <TimeSeries><mRID>1</mRID><businessType>A62</businessType>
      <in_Domain.mRID codingScheme="A01">${zone}</in_Domain.mRID><out_Domain.mRID codingScheme="A01">${zone}</out_Domain.mRID>
      <contract_MarketAgreement.type>A01</contract_MarketAgreement.type>
      <currency_Unit.name>EUR</currency_Unit.name><price_Measure_Unit.name>MWH</price_Measure_Unit.name>
      <curveType>${isHalf ? "A01" : "A03"}</curveType>
      <Period><timeInterval><start>${minute(from)}</start><end>${minute(to)}</end></timeInterval>
        <resolution>PT15M</resolution>${points.join("")}</Period>
    </TimeSeries></Publication_MarketDocument>`;
}

function energyCharts(url: URL, fault: PriceFault): Body {
  if (fault === "wrong-zone") return { status: 422, body: JSON.stringify({ detail: [{ loc: ["query", "bzn"] }] }) };
  if (fault === "unpublished") return { status: 404, body: JSON.stringify({ detail: "not found" }) };
  const shift = fault === "stale" ? -dayMs : 0;
  const [from, to] = ["start", "end"].map((name) => Date.parse(url.searchParams.get(name) ?? "") + shift);
  const starts: number[] = [];
  for (let start = from ?? 0; start <= (to ?? 0); start += quarterMs) starts.push(start);
  const prices = starts.map((start) => centsAt(start) / 100);
  const body = {
    license_info: "made up",
    unix_seconds: starts.map((start) => start / 1000),
    price: fault === "half" ? prices.slice(0, 30) : prices,
    unit: "EUR / MWh",
    deprecated: false,
  };
  return { status: 200, body: JSON.stringify(body) };
}

function hvakosterstrommen(url: URL, fault: PriceFault): Body {
  const match = /(\d{4})\/(\d\d)-(\d\d)_(NO[1-5])\.json$/.exec(url.pathname);
  if (match === null || fault === "wrong-zone" || fault === "unpublished") return { status: 404, body: "<h1>404</h1>" };
  const [, year, month, day] = match;
  const starts = hoursOfDay("Europe/Oslo", Number(year), Number(month), Number(day) - (fault === "stale" ? 1 : 0));
  const rows = starts.slice(0, fault === "half" ? 12 : undefined).map((start) => ({
    NOK_per_kWh: Number(((centsAt(start) * kroner.NOK) / 1e5).toFixed(5)),
    EUR_per_kWh: centsAt(start) / 1e5,
    EXR: kroner.NOK,
    time_start: offsetTime("Europe/Oslo", start),
    time_end: offsetTime("Europe/Oslo", start + hourMs),
  }));
  return { status: 200, body: JSON.stringify(rows) };
}

function energiDataService(url: URL, fault: PriceFault): Body {
  const isElspot = url.pathname.endsWith("Elspotprices");
  const area = JSON.parse(url.searchParams.get("filter") ?? "{}").PriceArea[0];
  const shift = fault === "stale" ? -dayMs : 0;
  const [from, to] = ["start", "end"].map((name) => danish(url.searchParams.get(name) ?? "") + shift);
  const records: object[] = [];
  for (let start = from ?? 0; start < (to ?? 0) && fault !== "unpublished"; start += isElspot ? hourMs : quarterMs) {
    const prices = [centsAt(start) / 100, Number(((centsAt(start) / 100) * kroner.DKK).toFixed(6))];
    const time = new Date(start).toISOString().slice(0, 19);
    const [timeName, priceName] = isElspot ? ["HourUTC", "SpotPrice"] : ["TimeUTC", "DayAheadPrice"];
    const PriceArea = fault === "wrong-zone" ? "SE3" : area;
    records.push({ [timeName]: time, PriceArea, [`${priceName}EUR`]: prices[0], [`${priceName}DKK`]: prices[1] });
  }
  const total = records.length;
  const shown = fault === "half" ? records.slice(0, 40) : records;
  return { status: 200, body: JSON.stringify({ total, limit: 10_000, dataset: "made up", records: shown }) };
}

function datahubPricelist(url: URL, fault: PriceFault): Body {
  const filter = JSON.parse(url.searchParams.get("filter") ?? "{}");
  const prices = Object.fromEntries(
    Array.from({ length: 24 }, (_, hour) => [`Price${hour + 1}`, (100_000 + 12_345 * hour) / 1e6]),
  );
  const row = {
    ...{ ChargeOwner: "Made-up Net", GLN_Number: filter.GLN_Number[0], ChargeType: "D03" },
    ...{ ChargeTypeCode: filter.ChargeTypeCode[0], Note: "Nettarif", ResolutionDuration: "PT1H", ...prices },
  };
  const records: object[] = [
    { ...row, ValidFrom: "2025-01-01T00:00:00", ValidTo: fault === "stale" ? "2025-12-31T00:00:00" : null },
    { ...row, Price1: 9, Price2: null, ValidFrom: "2024-01-01T00:00:00", ValidTo: "2025-01-01T00:00:00" },
  ];
  if (fault === "wrong-zone") records[0] = { ...row, GLN_Number: "5790000000999", ValidFrom: "2025-01-01T00:00:00" };
  const shown = fault === "unpublished" ? [] : fault === "half" ? records.slice(1) : records;
  return { status: 200, body: JSON.stringify({ total: fault === "half" ? 2 : shown.length, records: shown }) };
}

function table(url: URL, fault: PriceFault): Body {
  const match = /(\d{4})-(\d\d)-(\d\d)\.csv$/.exec(url.pathname);
  if (match === null || fault === "unpublished" || fault === "wrong-zone") return { status: 404, body: "none" };
  const [, year, month, day] = match;
  const starts = hoursOfDay("Europe/Brussels", Number(year), Number(month), Number(day) - (fault === "stale" ? 1 : 0));
  const rows = starts
    .slice(0, fault === "half" ? 12 : undefined)
    .map(
      (start) =>
        `${localOf("Europe/Brussels", start).toISOString().slice(0, 16)};${String(centsAt(start) / 1000).replace(".", ",")}`,
    );
  return { status: 200, body: ["time;cent", ...rows, ""].join("\n") };
}

/** Beginnings of the hours of a local day; the day may be out of its month. */
function hoursOfDay(zone: string, year: number, month: number, day: number): number[] {
  const midnight = (which: number) => {
    const date = new Date(Date.UTC(year, month - 1, which));
    const local = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    return date.getTime() - rules.offsetAt(zone, { ...local, hour: 0, minute: 0, second: 0 }) * 60_000;
  };
  const starts: number[] = [];
  for (let start = midnight(day); start < midnight(day + 1); start += hourMs) starts.push(start);
  return starts;
}

function localOf(zone: string, at: number): Date {
  return new Date(at + rules.offsetOf(zone, at) * 60_000);
}

function offsetTime(zone: string, at: number): string {
  const offset = rules.offsetOf(zone, at);
  const hours = String(Math.floor(offset / 60)).padStart(2, "0");
  return `${localOf(zone, at).toISOString().slice(0, 19)}+${hours}:00`;
}

function stamped(text: string): number {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

/** A time by the Danish clock. */
function danish(text: string): number {
  const asUtc = Date.parse(`${text}Z`);
  const date = new Date(asUtc);
  const local = {
    ...{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    ...{ hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: 0 },
  };
  return asUtc - rules.offsetAt("Europe/Copenhagen", local) * 60_000;
}
