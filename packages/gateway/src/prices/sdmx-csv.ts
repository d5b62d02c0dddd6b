import { tell } from "@meter2mqtt/contract";
import { type ExchangeRate, parseDecimal, rateDigits } from "@meter2mqtt/energy";
import { parseCsv } from "./csv-rows.ts";
import { PriceError } from "./price-source.ts";

/** Names of the columns that a bank uses. */
export interface RateColumns {
  readonly separator: string;
  readonly base: string;
  readonly quote: string;
}

/**
 * Rates out of a table as banks give series of the standard SDMX: one row for each day and currency, with `TIME_PERIOD` and
 * `OBS_VALUE`, the value of 10^`UNIT_MULT` units of the base currency where there is such a column. A day without a value
 * (a holiday) has no rate. Throws {@link PriceError} for what is no such table.
 */
export function parseRates(text: string, { separator, base, quote }: RateColumns, place: string): ExchangeRate[] {
  const rows = parseCsv(text, separator);
  const [first] = rows;
  if (text.trim() !== "" && (first === undefined || !(base in first) || !("OBS_VALUE" in first)))
    throw new PriceError("permanent", tell("pricesWithout", { place, field: `${base}, OBS_VALUE` }));
  return rows.flatMap((row): ExchangeRate[] => {
    const day = row["TIME_PERIOD"]?.trim() ?? "";
    const [baseCode, quoteCode] = [row[base]?.trim(), row[quote]?.trim()];
    const multiplier = row["UNIT_MULT"]?.trim() || "0";
    const rate = parseDecimal(row["OBS_VALUE"] ?? "", rateDigits - Number(multiplier));
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || baseCode === undefined || quoteCode === undefined) return [];
    return rate === undefined || rate <= 0 ? [] : [{ day, base: baseCode, quote: quoteCode, rate }];
  });
}
