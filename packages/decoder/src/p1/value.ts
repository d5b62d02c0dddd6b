import { isLocalTime } from "../axdr/date-time.ts";
import { scaled } from "../bytes/decimal.ts";
import { parseHex } from "../bytes/hex.ts";
import { textOf } from "../reading/text.ts";
import type { LocalTime, Season } from "../zone-rules.ts";

/** A number as P1 writes it, in the SI unit without prefix. */
export interface P1Number {
  readonly value: number;
  readonly unit: string | undefined;
  /** The digits, taken as one integer, were multiplied with this power of ten. */
  readonly exponent: number;
}

/** Units by what stands in telegrams, lower case: the unit meant, and the power of ten to it. */
const units: Readonly<Record<string, { readonly unit: string; readonly exponent: number }>> = {
  wh: { unit: "Wh", exponent: 0 },
  kwh: { unit: "Wh", exponent: 3 },
  mwh: { unit: "Wh", exponent: 6 },
  varh: { unit: "varh", exponent: 0 },
  kvarh: { unit: "varh", exponent: 3 },
  vah: { unit: "VAh", exponent: 0 },
  kvah: { unit: "VAh", exponent: 3 },
  w: { unit: "W", exponent: 0 },
  kw: { unit: "W", exponent: 3 },
  var: { unit: "var", exponent: 0 },
  kvar: { unit: "var", exponent: 3 },
  va: { unit: "VA", exponent: 0 },
  kva: { unit: "VA", exponent: 3 },
  v: { unit: "V", exponent: 0 },
  kv: { unit: "V", exponent: 3 },
  a: { unit: "A", exponent: 0 },
  ma: { unit: "A", exponent: -3 },
  hz: { unit: "Hz", exponent: 0 },
  m3: { unit: "m3", exponent: 0 },
  dm3: { unit: "m3", exponent: -3 },
  l: { unit: "m3", exponent: -3 },
  gj: { unit: "GJ", exponent: 0 },
  mj: { unit: "GJ", exponent: -3 },
};

/**
 * `012345.678*kWh`, and without the asterisk as some meters write it. One division by a power of ten at most, so that
 * the number is the nearest to what stands there. Undefined where it is no number.
 */
export function parseP1Number(text: string): P1Number | undefined {
  // Trimmed first, and no two parts side by side that both take blanks: a line of blanks must not cost its cube.
  const match = /^([+-]?)(\d{1,15})(?:[.,](\d{1,9}))?(?:\s*\*)?(?:\s*([A-Za-z][A-Za-z0-9]*))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", unitText] = match;
  const known = unitText === undefined ? undefined : units[unitText.toLowerCase()];
  // Without the asterisk only a known unit is one: `101209112500X` is something else.
  if (unitText !== undefined && known === undefined && !text.includes("*")) return undefined;
  const exponent = (known?.exponent ?? 0) - fraction.length;
  const digits = Number(whole + fraction);
  if (!Number.isSafeInteger(digits)) return undefined;
  const value = scaled(sign === "-" ? 0 - digits : digits, exponent);
  return { value, unit: known?.unit ?? unitText, exponent };
}

/** A number of decimal digits only is taken as hexadecimal from this length on: shorter ones are numbers of meters. */
const shortestHexOfDigits = 16;

/** Text that P1 writes as hexadecimal octets (equipment ids, messages), where that gives text; else as it stands. */
export function decodeHexText(text: string): string {
  const isNumber = text.length < shortestHexOfDigits && /^\d*$/.test(text);
  const octets = isNumber ? undefined : parseHex(text);
  return octets === undefined ? text : (textOf(octets, 0, octets.length) ?? text);
}

/**
 * Clocks of P1 telegrams: `yyMMddhhmmss` with `S` (summer), `W` (winter) or nothing; `yyyyMMdd hh:mm:ss`,
 * `yyyy-MM-dd hh:mm:ss` and `yy-MM-dd hh:mm:ss`. Undefined where the date does not exist (a clock that was never set).
 */
export function parseP1Time(
  text: string,
): { readonly local: LocalTime; readonly season: Season | undefined } | undefined {
  const match =
    /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([SsWw]?)$/.exec(text) ??
    /^(\d{4}|\d\d)-?(\d\d)-?(\d\d)[ T](\d\d):(\d\d):(\d\d)([SsWw]?)$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const local = { year: match[1]?.length === 2 ? 2000 + year : year, month, day, hour, minute, second };
  if (local.year < 1900 || local.year > 2200 || !isLocalTime(local)) return undefined;
  const letter = match[7]?.toUpperCase();
  return { local, season: letter === "S" ? "summer" : letter === "W" ? "winter" : undefined };
}
