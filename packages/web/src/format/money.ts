import { numberFormat } from "./formats.ts";
import { readerLocale } from "./locale.ts";

/** Money and prices as people read them. */

/** An amount of money: `1.234,50 kr`. Fractions of the smallest coin are not shown; nothing rounds to "-0". */
export function toMoney(amount: number, currency: string, locale = readerLocale()): string {
  const format = numberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(Number(amount.toFixed(maximumFractionDigits)) === 0 ? 0 : amount);
}

/** A price of a kWh, with four decimals, as bills name them: `0,8234 kr`. What it is the price of stands beside it. */
export function toUnitPrice(perKwh: number, currency: string, locale = readerLocale()): string {
  return numberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(Number(perKwh.toFixed(4)) === 0 ? 0 : perKwh);
}
