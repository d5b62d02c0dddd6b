import { tell } from "@meter2mqtt/contract";
import { type PricePoint, parseDecimal, priceDigits } from "@meter2mqtt/energy";
import { fieldOf, listIn, parseAnswer } from "./json-answer.ts";
import { daysText } from "./market-days.ts";
import { type PriceHttp, placeName, statusError } from "./price-http.ts";
import { type DaySpan, PriceError, type PriceSource } from "./price-source.ts";
import { type SourceBasics, sourceTraits } from "./source-traits.ts";

export interface EnergyChartsOptions extends SourceBasics {
  readonly url: string;
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

const usualLengths: readonly number[] = [900_000, 1_800_000, 3_600_000];

/**
 * Energy-Charts API of Fraunhofer ISE, `GET <url>/price?bzn=<zone>&start=<time>&end=<time>` (https://api.energy-charts.info):
 * `unix_seconds` and `price` side by side, null for no price, and `unit` such as `EUR / MWh`. How long a price holds is told
 * by the next one's time. 404 where it has none of these days; 422 for a zone that it does not know. Which zone the
 * prices are of is not in the answer.
 */
export function createEnergyChartsSource(options: EnergyChartsOptions): PriceSource {
  const { area, zone, timeoutMs, http } = options;
  return {
    ...sourceTraits(options, tell("leadsZone", { service: "Energy-Charts", zone: area })),
    type: "energy-charts",
    currency: undefined,
    resolution: undefined,
    isRemote: true,
    fetch: async (span: DaySpan, signal: AbortSignal): Promise<PricePoint[]> => {
      const url = new URL(`${options.url.replace(/\/$/, "")}/price`);
      url.searchParams.set("bzn", area);
      url.searchParams.set("start", toMinute(span.from));
      // The end belongs to what is asked for: a minute less than the next day's beginning.
      url.searchParams.set("end", toMinute(span.to - 60_000));
      const answer = await http.get({ url, timeoutMs }, signal);
      const place = placeName(url);
      if (answer.status === 404)
        throw new PriceError("not-published", tell("pricesNotThere", { place, days: daysText(zone, span), area }));
      if (answer.status === 422) throw new PriceError("permanent", tell("pricesNoArea", { place, area }));
      if (answer.status !== 200) throw statusError(url, answer);
      return parseEnergyCharts(answer.text, place);
    },
  };
}

function parseEnergyCharts(text: string, place: string): PricePoint[] {
  const json = parseAnswer(text, place);
  const said = fieldOf(json, "unit") ?? "";
  const unit = /^([A-Z]{3}) ?\/ ?(MWh|kWh)$/.exec(said);
  if (unit === null) throw new PriceError("permanent", tell("pricesStrange", { place, field: "unit", said }));
  const [, currency = "", per] = unit;
  const times = listIn(json, place, "unix_seconds");
  const prices = listIn(json, place, "price");
  const [came, all] = [Math.min(times.length, prices.length), Math.max(times.length, prices.length)];
  if (came < all) throw new PriceError("transient", tell("pricesHalf", { place, came, all }));
  const starts = times.map((time) => (typeof time === "number" ? time * 1000 : Number.NaN));
  const digits = per === "MWh" ? priceDigits - 3 : priceDigits;
  const lengthOf = lengthsOf(starts);
  return starts.flatMap((start, index): PricePoint[] => {
    const price = parseDecimal(String(prices[index] ?? ""), digits);
    const lengthMs = lengthOf[index];
    if (price === undefined || lengthMs === undefined || !Number.isSafeInteger(start)) return [];
    return [{ start, lengthMs, price, currency }];
  });
}

/** Until the next price, where that is a usual length; else as long as the price before. */
function lengthsOf(starts: readonly number[]): (number | undefined)[] {
  const steps = starts.map((start, index) => (starts[index + 1] ?? Number.NaN) - start);
  let last = steps.find((step) => usualLengths.includes(step));
  return steps.map((step) => {
    if (usualLengths.includes(step)) last = step;
    return last;
  });
}

/** `2026-01-14T23:00Z` */
function toMinute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}
