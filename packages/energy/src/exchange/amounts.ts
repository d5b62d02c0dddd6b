import type { Sentence } from "@meter2mqtt/decoder";
import { ExchangeError } from "./exchange-error.ts";
import { sayOfFile } from "./sentences.ts";

/** `either`: where a layout was seen with both. Thousands are never set apart with one of them. */
export type DecimalSign = "," | "." | "either";

/** An amount in whole watt-hours, and how many decimals of its own unit it was written with. */
export interface WrittenAmount {
  readonly wh: number;
  readonly decimals: number;
}

/** Power of ten that makes watt-hours of a unit; undefined for units that measure something else. */
const exponents: ReadonlyMap<string, number> = new Map([
  ["wh", 0],
  ["kwh", 3],
  ["mwh", 6],
]);

/** What `unit` is in watt-hours, as a power of ten; undefined where it is no unit of active energy. */
export function unitExponent(unit: string): number | undefined {
  return exponents.get(unit.trim().toLowerCase());
}

/** No hour of a metering point that this reads has more: 100 GWh. */
const maxWattHours = 1e11;
const digits = "(\\d{1,3}(?:[\\s\\u00A0\\u202F']\\d{3})+|\\d{1,15})";
const amountForms: Readonly<Record<DecimalSign, RegExp>> = {
  ",": new RegExp(`^(-?)${digits}(?:,(\\d{1,12}))?$`),
  ".": new RegExp(`^(-?)${digits}(?:\\.(\\d{1,12}))?$`),
  either: new RegExp(`^(-?)${digits}(?:[,.](\\d{1,12}))?$`),
};
const expectedNumbers = {
  ",": "csvNoCommaNumber",
  ".": "csvNoPointNumber",
  either: "csvNoNumber",
} as const satisfies Record<DecimalSign, string>;

/**
 * Reads an amount digit by digit, so that 0.29 kWh is 290 Wh and not 289.999. What is finer than a watt-hour is
 * rounded, halves up.
 */
export function readAmount(
  text: string,
  { decimal, exponent, line }: { readonly decimal: DecimalSign; readonly exponent: number; readonly line: number },
): WrittenAmount {
  const parts = amountForms[decimal].exec(text);
  if (parts === null) throw amountError(sayOfFile(expectedNumbers[decimal], { text: shortened(text) }), line);
  const [, sign, whole = "", fraction = ""] = parts;
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  const rounded = Number(whole.replace(/\D/g, "") + kept) + ((fraction[exponent] ?? "0") >= "5" ? 1 : 0);
  if (sign === "-" && rounded !== 0) throw amountError(sayOfFile("csvNegative", { text: shortened(text) }), line);
  if (rounded > maxWattHours)
    throw amountError(sayOfFile("csvTooMuch", { text: shortened(text), most: maxWattHours }), line);
  return { wh: rounded, decimals: fraction.length };
}

function amountError(expected: Sentence, line: number): ExchangeError {
  return new ExchangeError("malformed-amount", expected, sayOfFile("csvCheckAmounts"), line);
}

/** A cell as errors show it: no terminal obeys what a file says. */
export function shortened(text: string): string {
  return withoutControls(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}

/** A text of one line, whatever it held. */
export function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
