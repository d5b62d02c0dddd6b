import { DataTag } from "../axdr/data-tag.ts";
import { parseDateTime } from "../axdr/date-time.ts";
import { latin1 } from "../bytes/ascii.ts";
import { toHex } from "../bytes/hex.ts";
import { textOf } from "../reading/text.ts";
import { localText } from "./words.ts";

/** Hexadecimal in capitals, as translators write octets. */
export function upperHex(octets: Uint8Array, from = 0, to: number = octets.length): string {
  return toHex(octets.subarray(from, to)).toUpperCase();
}

/** `01 AB`: octets where translators write them into text. */
export function spacedHex(octets: Uint8Array, from: number, to: number): string {
  return upperHex(octets, from, to).replace(/..(?=.)/g, "$& ");
}

/**
 * A visible-string as translators write it: up to a NUL, with which some meters fill it up; where it holds what is no
 * ASCII, its octets.
 */
export function visibleText(octets: Uint8Array, from: number, to: number): string {
  if (!octets.subarray(from, to).every(isAsciiText)) return spacedHex(octets, from, to);
  return latin1(octets, from, to).split("\0", 1).join("");
}

/** Printable, DEL, and the control characters that are found in texts: NUL, TAB, LF, CR. */
function isAsciiText(octet: number): boolean {
  return (octet >= 0x20 && octet <= 0x7f) || octet === 0 || octet === 0x09 || octet === 0x0a || octet === 0x0d;
}

/** Undefined where the octets are no UTF-8. */
export function utf8Text(octets: Uint8Array, from: number, to: number): string | undefined {
  try {
    return decodeURIComponent(toHex(octets.subarray(from, to)).replace(/../g, "%$&"));
  } catch {
    return undefined;
  }
}

/** The fewest digits that stand for the same float32: `0.1`, not `0.10000000149011612`. */
export function float32Text(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return `${short}`;
  }
  return `${value}`;
}

/** What the hexadecimal digits of a value mean, where that is plain: an OBIS code, a date, a time, or text. */
export function hexMeaning(tag: number, octets: Uint8Array, from: number, to: number): string | undefined {
  if (tag === DataTag.OctetString) return octetsMeaning(octets, from, to);
  if (tag === DataTag.DateTime) return dateTimeText(octets, from);
  if (tag === DataTag.Date) return dateText(octets, from);
  return tag === DataTag.Time ? timeText(octets, from) : undefined;
}

function octetsMeaning(octets: Uint8Array, from: number, to: number): string | undefined {
  if (to - from === 6 && octets[to - 1] === 0xff) return octets.subarray(from, to).join(".");
  const clock = clocks[to - from]?.(octets, from);
  if (clock !== undefined) return clock;
  const text = textOf(octets, from, to);
  return text?.length === to - from ? text : undefined;
}

/** Deviation and status that are not specified. */
const noOffset = [0x80, 0, 0xff];
const noTime = [0, 0, 0, 0, ...noOffset];
const someDate = [0x07, 0xd0, 1, 1, 6];

function dateTimeText(octets: Uint8Array, from: number): string | undefined {
  const dateTime = parseDateTime(octets, from);
  return dateTime === undefined ? undefined : localText(dateTime.local);
}

/** Date: year (2 octets), month, day, day of week. Time: hour, minute, second, hundredths (Blue Book, "Date and time formats"). */
function dateText(octets: Uint8Array, from: number): string | undefined {
  return dateTimeText(Uint8Array.of(...octets.subarray(from, from + 5), ...noTime), 0)?.slice(0, 10);
}

function timeText(octets: Uint8Array, from: number): string | undefined {
  return dateTimeText(Uint8Array.of(...someDate, ...octets.subarray(from, from + 4), ...noOffset), 0)?.slice(11);
}

/** By their octets: what octet-strings may hold besides text. A time's four octets are too seldom no text. */
const clocks: Readonly<Record<number, (octets: Uint8Array, from: number) => string | undefined>> = {
  5: dateText,
  12: dateTimeText,
};
