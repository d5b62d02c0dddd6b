import { latin1 } from "../bytes/ascii.ts";
import { crc16Arc } from "../bytes/crc16.ts";
import type { ObisCode } from "../cosem/obis-code.ts";
import { parseP1Code } from "../p1/code.ts";
import { type P1Line, parseP1Telegram } from "../p1/telegram.ts";
import { parseP1Number, parseP1Time } from "../p1/value.ts";
import { concat } from "../reassembly/assembly.ts";
import { isQuantity, roleOf } from "./identity-codes.ts";
import { fromLatin1, type Pseudonyms } from "./pseudonyms.ts";

const exclamation = 0x21;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * A P1 telegram whose identities are replaced, with a checksum of its own where it had one that was right. It is as long as
 * before, but for leading zeros that some meters leave out of the checksum. Undefined where no line of it can be read, or an
 * identity can't be replaced in its place.
 */
export function disguiseTelegram(telegram: Uint8Array, names: Pseudonyms): Uint8Array | undefined {
  const disguised = telegram.slice();
  let isWhole = true;
  const onLine = (line: P1Line): void => {
    if (line.kind === "ident") write(disguised, line.from, identText(textOfLine(telegram, line), names));
    else if (line.kind === "malformed") write(disguised, line.from, names.scramble(textOfLine(telegram, line)));
    else isWhole &&= disguiseValues(disguised, line, names);
  };
  const { objects } = parseP1Telegram(telegram, onLine);
  if (objects.length === 0 || !isWhole) return undefined;
  names.replaceInOctets(disguised);
  return mendChecksum(telegram, disguised);
}

/** The first line alone, which stands in clear in front of a ciphered telegram. */
export function disguiseFirstLine(line: Uint8Array, names: Pseudonyms): Uint8Array {
  return fromLatin1(identText(latin1(line, 0, line.length), names));
}

function textOfLine(octets: Uint8Array, { from, to }: P1Line): string {
  return latin1(octets, from, to);
}

/**
 * The first line: maker, baud rate, and what the maker chose. That is a type with a version mostly, and sometimes the meter's
 * number: seven digits or more are taken for one, unless a letter behind an underscore says that it is a part's.
 */
function identText(line: string, names: Pseudonyms): string {
  return line.replace(/[0-9]{7,}(?!\d|_[A-Z])/g, (digits) => names.text(digits));
}

function disguiseValues(octets: Uint8Array, { obis, values = [], places = [] }: P1Line, names: Pseudonyms): boolean {
  if (obis === undefined) return true;
  for (const [i, value] of values.entries()) {
    const stand = disguiseValue(obis, value, names);
    if (stand === value) continue;
    const at = places[i] ?? -1;
    if (at < 0 || stand.length !== value.length) return false;
    write(octets, at, stand);
  }
  return true;
}

function disguiseValue(obis: ObisCode, value: string, names: Pseudonyms): string {
  const role = roleOf(obis);
  if (role === "kept") return value;
  if (role === "identity") return names.p1Text(value);
  if (!looksLikeIdentity(value)) return value;
  // A damaged value is not remembered: its digits are those of good values, which are no identity that was left.
  const isDamaged = isQuantity(obis) && parseP1Number(value) === undefined;
  return isDamaged ? names.scramble(value) : names.p1Text(value);
}

/** Neither a number with its unit or its decimals, nor a time, a code, or a word of a few letters. */
function looksLikeIdentity(value: string): boolean {
  const text = value.trim();
  if (text.length < 6 || parseP1Code(text) !== undefined) return false;
  // A clock that was never set is none, but has its form.
  if (parseP1Time(text) !== undefined || /^\d{12}[SW]$/.test(text)) return false;
  const number = parseP1Number(text);
  if (number === undefined) return true;
  return number.unit === undefined && /^\d{8,}$/.test(text);
}

function write(octets: Uint8Array, at: number, text: string): void {
  octets.set(fromLatin1(text), at);
}

/** Hexadecimal digits behind the `!`, where they were right before. */
function mendChecksum(before: Uint8Array, after: Uint8Array): Uint8Array {
  const at = endMark(before);
  if (at === undefined) return after;
  const digits = /^[0-9A-Fa-f]{1,4}/.exec(latin1(before, at + 1, Math.min(before.length, at + 5)))?.[0] ?? "";
  if (digits === "" || Number.parseInt(digits, 16) !== crc16Arc(before, 0, at + 1)) return after;
  const computed = crc16Arc(after, 0, at + 1)
    .toString(16)
    .padStart(digits.length, "0");
  const mended = /[a-f]/.test(digits) ? computed : computed.toUpperCase();
  return concat([after.subarray(0, at + 1), fromLatin1(mended), after.subarray(at + 1 + digits.length)]);
}

function endMark(octets: Uint8Array): number | undefined {
  for (let at = octets.indexOf(exclamation); at >= 0; at = octets.indexOf(exclamation, at + 1)) {
    const previous = octets[at - 1];
    if (previous === lineFeed || previous === carriageReturn) return at;
  }
  return undefined;
}
