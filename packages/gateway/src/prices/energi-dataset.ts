import { tell } from "@meter2mqtt/contract";
import { isRecord } from "../config/schema-node.ts";
import { listIn, parseAnswer } from "./json-answer.ts";
import { type PriceHttp, placeName, statusError } from "./price-http.ts";
import { PriceError } from "./price-source.ts";

export interface DatasetRequest {
  readonly url: string;
  readonly dataset: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

/** A month of quarters has 2980 rows, a tariff's history some tens. */
const limit = 10_000;
/** One request for each data set and minute is accepted, from one address (its notice of 2025-08-26). */
const spacingMs = 61_000;

/**
 * Rows of a data set of Energi Data Service (https://www.energidataservice.dk/guides/api-guides): `GET <url>/dataset/<name>` with
 * `start`, `end` (the Danish clock, the end not included), `filter` (JSON, each column with a list of values), `sort` and
 * `limit`; the answer has `total` and `records`. It answers with fewer records than there are where a limit cuts them.
 */
export async function fetchDataset(request: DatasetRequest, signal: AbortSignal): Promise<readonly unknown[]> {
  const { dataset, parameters, timeoutMs, http } = request;
  const url = new URL(`${request.url.replace(/\/$/, "")}/dataset/${dataset}`);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.searchParams.set("limit", String(limit));
  const spacing = { key: `${url.origin} ${dataset}`, ms: spacingMs };
  const answer = await http.get({ url, timeoutMs, spacing }, signal);
  if (answer.status !== 200) throw statusError(url, answer);
  const place = placeName(url);
  const json = parseAnswer(answer.text, place);
  const records = listIn(json, place, "records");
  const total = isRecord(json) ? json["total"] : undefined;
  if (typeof total === "number" && total > records.length)
    throw new PriceError("transient", tell("pricesHalf", { place, came: records.length, all: total }));
  return records;
}
