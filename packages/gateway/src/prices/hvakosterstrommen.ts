import { tell } from "@meter2mqtt/contract";
import { type PricePoint, parseDecimal, priceDigits } from "@meter2mqtt/energy";
import { fieldOf, parseAnswer, toList } from "./json-answer.ts";
import { MarketDays } from "./market-days.ts";
import { type PriceHttp, placeName, statusError } from "./price-http.ts";
import { type DaySpan, PriceError, type PriceSource } from "./price-source.ts";
import { type SourceBasics, sourceTraits } from "./source-traits.ts";

export interface HvakosterstrommenOptions extends SourceBasics {
  readonly url: string;
  readonly currency: "NOK" | "EUR";
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

/**
 * hvakosterstrommen.no, "Strømpris API" (https://www.hvakosterstrommen.no/strompris-api): a file for each day and price area,
 * `GET <url>/api/v1/prices/<yyyy>/<MM>-<dd>_<area>.json`, a list of `NOK_per_kWh`, `EUR_per_kWh`, `time_start` and `time_end`
 * with offsets, without VAT. 404 for a day that is not there yet, and for an area that isn't. Which area the prices are
 * of is not in the file.
 */
export function createHvakosterstrommenSource(options: HvakosterstrommenOptions): PriceSource {
  const days = new MarketDays(options.zone, options.publishedAtMinute);
  return {
    ...sourceTraits(options, tell("leadsArea", { service: "hvakosterstrommen.no", area: options.area })),
    type: "hvakosterstrommen",
    daysAtOnce: 1,
    currency: options.currency,
    resolution: undefined,
    isRemote: true,
    fetch: async (span: DaySpan, signal: AbortSignal): Promise<PricePoint[]> => {
      const points: PricePoint[] = [];
      for (const date of days.datesOf(span)) points.push(...(await fetchDay(date, options, signal)));
      return points;
    },
  };
}

async function fetchDay(
  date: string,
  { url: base, area, currency, timeoutMs, http }: HvakosterstrommenOptions,
  signal: AbortSignal,
): Promise<PricePoint[]> {
  const [year = "", month = "", day = ""] = date.split("-");
  const url = new URL(`${base.replace(/\/$/, "")}/api/v1/prices/${year}/${month}-${day}_${area}.json`);
  const answer = await http.get({ url, timeoutMs }, signal);
  const place = placeName(url);
  if (answer.status === 404) throw new PriceError("not-published", tell("pricesNotThere", { place, days: date, area }));
  if (answer.status !== 200) throw statusError(url, answer);
  return toList(parseAnswer(answer.text, place), place, "time_start").map((row) => pointOf(row, currency, place));
}

function pointOf(row: unknown, currency: "NOK" | "EUR", place: string): PricePoint {
  const [start, end] = ["time_start", "time_end"].map((name) => Date.parse(fieldOf(row, name) ?? ""));
  const column = `${currency}_per_kWh`;
  const price = parseDecimal(fieldOf(row, column) ?? "", priceDigits);
  if (start === undefined || end === undefined || !(end > start) || price === undefined)
    throw new PriceError(
      "transient",
      tell("pricesRowWithout", { place, field: price === undefined ? column : "time_start, time_end" }),
    );
  return { start, lengthMs: end - start, price, currency };
}
