import { tell } from "@meter2mqtt/contract";
import { type PricePoint, parseDecimal, priceDigits } from "@meter2mqtt/energy";
import { fetchDataset } from "./energi-dataset.ts";
import { fieldOf } from "./json-answer.ts";
import { localMinute } from "./market-days.ts";
import { type PriceHttp, placeName } from "./price-http.ts";
import { type DaySpan, PriceError, type PriceSource } from "./price-source.ts";
import { type SourceBasics, sourceTraits } from "./source-traits.ts";

export interface EnergiDataServiceOptions extends SourceBasics {
  readonly url: string;
  readonly currency: "DKK" | "EUR";
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

interface Dataset {
  readonly name: string;
  readonly time: string;
  /** Column of the price, in front of the currency. */
  readonly price: string;
  readonly lengthMs: number;
}

/** Hours until the end of September 2025 (Danish time), quarters since. */
const quartersSince = Date.UTC(2025, 8, 30, 22);
const elspot: Dataset = { name: "Elspotprices", time: "HourUTC", price: "SpotPrice", lengthMs: 3_600_000 };
const dayAhead: Dataset = { name: "DayAheadPrices", time: "TimeUTC", price: "DayAheadPrice", lengthMs: 900_000 };

/**
 * Energi Data Service, data sets `DayAheadPrices` (quarters, since 2025-10-01) and `Elspotprices` (hours, before it): rows of
 * `TimeUTC`, `PriceArea`, `DayAheadPriceDKK` and `DayAheadPriceEUR` for a MWh, or `HourUTC` and `SpotPrice...`. Prices in DKK are
 * null until the next working day where they were published at a weekend.
 */
export function createEnergiDataServiceSource(options: EnergiDataServiceOptions): PriceSource {
  const { area, currency } = options;
  return {
    ...sourceTraits(options, tell("leadsArea", { service: "Energi Data Service", area })),
    type: "energi-data-service",
    currency,
    resolution: undefined,
    isRemote: true,
    fetch: async ({ from, to }: DaySpan, signal: AbortSignal): Promise<PricePoint[]> => {
      const points: PricePoint[] = [];
      const parts = [
        { dataset: elspot, from, to: Math.min(to, quartersSince) },
        { dataset: dayAhead, from: Math.max(from, quartersSince), to },
      ];
      for (const part of parts) if (part.from < part.to) points.push(...(await fetchPart(part, options, signal)));
      return points;
    },
  };
}

async function fetchPart(
  { dataset, from, to }: DaySpan & { readonly dataset: Dataset },
  options: EnergiDataServiceOptions,
  signal: AbortSignal,
): Promise<PricePoint[]> {
  const { area, zone } = options;
  const parameters = {
    // Start and end are by the Danish clock.
    ...{ start: localMinute(zone, from), end: localMinute(zone, to) },
    filter: JSON.stringify({ PriceArea: [area] }),
    sort: `${dataset.time} asc`,
  };
  const rows = await fetchDataset({ ...options, dataset: dataset.name, parameters }, signal);
  const place = placeName(new URL(options.url));
  return rows.flatMap((row) => pointOf(row, dataset, { ...options, place }));
}

function pointOf(
  row: unknown,
  { time, price: column, lengthMs }: Dataset,
  { area, currency, place }: EnergiDataServiceOptions & { readonly place: string },
): PricePoint[] {
  const rowArea = fieldOf(row, "PriceArea");
  if (rowArea !== area)
    throw new PriceError("permanent", tell("pricesOther", { place, other: rowArea ?? "?", wanted: area }));
  const start = Date.parse(`${fieldOf(row, time) ?? ""}Z`);
  if (Number.isNaN(start)) throw new PriceError("transient", tell("pricesRowWithout", { place, field: time }));
  const said = [currency, "EUR"].find((candidate) => fieldOf(row, column + candidate) !== undefined);
  const price = said === undefined ? undefined : parseDecimal(fieldOf(row, column + said) ?? "", priceDigits - 3);
  return said === undefined || price === undefined ? [] : [{ start, lengthMs, price, currency: said }];
}
