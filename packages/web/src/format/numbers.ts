/** Numbers as people read them: in the browser's own language, absent when unknown. */

import { numberFormat } from "./formats.ts";
import { readerLocale } from "./locale.ts";

function format(value: number, minimum: number, maximum: number, locale = readerLocale()): string {
  const known = numberFormat(locale, { minimumFractionDigits: minimum, maximumFractionDigits: maximum });
  // A small negative number that rounds to nothing is nothing: never "-0".
  const text = known.format(value);
  return Number(value.toFixed(maximum)) === 0 ? known.format(0) : text;
}

/** Whole numbers: counters, watts on large display. */
export function toWhole(value: number, locale?: string): string {
  return format(value, 0, 0, locale);
}

/** With exactly `digits` decimals, so that a column stays in line. */
export function toFixedDigits(value: number, digits: number, locale?: string): string {
  return format(value, digits, digits, locale);
}

/**
 * A register in Wh (or varh) as kWh, with all its decimals: three for whole Wh, more where the register is finer.
 * Nothing is rounded that a meter can send: registers end at a thousandth of a Wh.
 */
export function toKilo(value: number, locale?: string): string {
  return format(value / 1000, 3, 6, locale);
}

/** Up to `digits` decimals, as many as the value has. */
export function toDigits(value: number, digits: number, locale?: string): string {
  return format(value, 0, digits, locale);
}

/** A share of 1 as percent; the sign stays on the number's line. Anything lost is never shown as 100 %. */
export function toPercent(share: number, locale?: string): string {
  const percent = share < 1 ? Math.min(share * 100, 99.9) : 100;
  return `${format(percent, 0, 1, locale)}\u00a0%`;
}
