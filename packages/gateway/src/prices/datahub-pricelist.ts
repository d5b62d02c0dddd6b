import { tell } from "@meter2mqtt/contract";
import { type PricePoint, parseDecimal, priceDigits } from "@meter2mqtt/energy";
import { fetchDataset } from "./energi-dataset.ts";
import { fieldOf } from "./json-answer.ts";
import { hourOf, instantsOf } from "./market-days.ts";
import { type PriceHttp, placeName } from "./price-http.ts";
import { type DaySpan, PriceError, type PriceSource } from "./price-source.ts";
import { type SourceBasics, sourceTraits } from "./source-traits.ts";

export interface DatahubPricelistOptions extends SourceBasics {
  readonly url: string;
  readonly gln: string;
  readonly chargeTypeCode: string;
  readonly note?: string | undefined;
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

const hourMs = 3_600_000;

interface Tariff {
  readonly from: number;
  readonly to: number;
  /** By the hour of the Danish clock, in millionths of a DKK. */
  readonly prices: readonly (number | undefined)[];
}

/**
 * Tariffs of Danish grid companies: data set `DatahubPricelist` of Energi Data Service. A row has `GLN_Number` (the company),
 * `ChargeType` (D03: tariff), `ChargeTypeCode`, `Note`, `ValidFrom` and `ValidTo` (Danish clock; null: still valid), and `Price1` to
 * `Price24`, DKK for a kWh without VAT in the hours of the Danish clock from midnight on. Tariffs that do not change with the
 * hour have `Price1` only. Where two rows are valid, the one that began later holds.
 */
export function createDatahubPricelistSource(options: DatahubPricelistOptions): PriceSource {
  const { gln, chargeTypeCode, zone } = options;
  return {
    ...sourceTraits(options, tell("leadsTariff", { service: "Energi Data Service", code: chargeTypeCode, gln })),
    type: "datahub-pricelist",
    currency: "DKK",
    resolution: 60,
    isRemote: true,
    fetch: async (span: DaySpan, signal: AbortSignal): Promise<PricePoint[]> => {
      const { note } = options;
      const filter = {
        ...{ GLN_Number: [gln], ChargeType: ["D03"], ChargeTypeCode: [chargeTypeCode] },
        ...(note === undefined ? {} : { Note: [note] }),
      };
      const parameters = { filter: JSON.stringify(filter), sort: "ValidFrom desc" };
      const rows = await fetchDataset({ ...options, dataset: "DatahubPricelist", parameters }, signal);
      const place = placeName(new URL(options.url));
      checkRows(rows, options, place);
      const tariffs = rows.map((row) => tariffOf(row, zone, place)).sort((a, b) => b.from - a.from);
      return pointsOf(tariffs, span, zone);
    },
  };
}

function checkRows(rows: readonly unknown[], { gln, chargeTypeCode }: DatahubPricelistOptions, place: string): void {
  if (rows.length === 0)
    throw new PriceError("permanent", tell("pricesNoTariff", { place, code: chargeTypeCode, gln }));
  const strange = rows.find(
    (row) => fieldOf(row, "GLN_Number") !== gln || fieldOf(row, "ChargeTypeCode") !== chargeTypeCode,
  );
  if (strange === undefined) return;
  const other = `${fieldOf(strange, "GLN_Number") ?? "?"} ${fieldOf(strange, "ChargeTypeCode") ?? "?"}`;
  throw new PriceError("permanent", tell("pricesOther", { place, other, wanted: `${gln} ${chargeTypeCode}` }));
}

function tariffOf(row: unknown, zone: string, place: string): Tariff {
  const [from] = instantsOf(zone, fieldOf(row, "ValidFrom") ?? "");
  const until = fieldOf(row, "ValidTo");
  const to = until === undefined ? Number.POSITIVE_INFINITY : instantsOf(zone, until)[0];
  if (from === undefined || to === undefined)
    throw new PriceError("transient", tell("pricesRowWithout", { place, field: "ValidFrom, ValidTo" }));
  const priceOf = (number: number) => parseDecimal(fieldOf(row, `Price${number}`) ?? "", priceDigits);
  const first = priceOf(1);
  return { from, to, prices: Array.from({ length: 24 }, (_, hour) => priceOf(hour + 1) ?? first) };
}

function pointsOf(tariffs: readonly Tariff[], { from, to }: DaySpan, zone: string): PricePoint[] {
  const points: PricePoint[] = [];
  for (let start = from; start < to; start += hourMs) {
    const tariff = tariffs.find((one) => one.from <= start && one.to > start);
    const price = tariff?.prices[hourOf(zone, start)];
    if (price !== undefined) points.push({ start, lengthMs: hourMs, price, currency: "DKK" });
  }
  return points;
}
