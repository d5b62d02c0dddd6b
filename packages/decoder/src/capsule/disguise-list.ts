import { dataNotificationTag, parseDataNotification } from "../apdu/data-notification.ts";
import { eventNotificationTag, parseEventNotification, toPushList } from "../apdu/event-notification.ts";
import { DataTag } from "../axdr/data-tag.ts";
import { dateTimeOctets, parseDateTime } from "../axdr/date-time.ts";
import { looksLikeObis, type ObisCode, parseObis } from "../cosem/obis-code.ts";
import type { ExplainContext } from "../explain/explain-context.ts";
import { readBody } from "../explain/walk-body.ts";
import { isString, type ListItem, type PushList } from "../reading/push-list.ts";
import { readList } from "../reading/read-list.ts";
import { textOf } from "../reading/text.ts";
import { roleOf } from "./identity-codes.ts";
import { fromLatin1, type Pseudonyms, shortestIdentity } from "./pseudonyms.ts";

/** Octets of the integers that an identity may be sent as. */
const integerOctets: Readonly<Record<number, number>> = {
  [DataTag.LongUnsigned]: 2,
  [DataTag.Long]: 2,
  [DataTag.DoubleLong]: 4,
  [DataTag.DoubleLongUnsigned]: 4,
  [DataTag.Long64]: 8,
  [DataTag.Long64Unsigned]: 8,
};

/** A maker's version text, as it stands first in lists without OBIS codes: `KFM_001`, `Kamstrup_V0001`. */
const versionText = /^[A-Za-z]{3,12}_[A-Za-z]{0,2}\d{1,5}[A-Za-z]?$/;

/**
 * A data-notification or an event-notification whose identities are replaced; undefined where it gives no reading, so that
 * nobody can say what in it is an identity. Throws DecodeError where it is damaged.
 */
export function disguiseNotification(
  apdu: Uint8Array,
  flagId: string | undefined,
  context: ExplainContext,
  names: Pseudonyms,
): Uint8Array | undefined {
  if (apdu[0] === dataNotificationTag) {
    const disguised = apdu.slice();
    const end = disguiseBody(disguised, parseDataNotification(apdu).bodyAt, flagId, context, names);
    // What stands behind the value belongs to nothing that is known.
    if (end !== undefined) disguised.fill(0, end);
    return end === undefined ? undefined : disguised;
  }
  if (apdu[0] !== eventNotificationTag) return undefined;
  const event = parseEventNotification(apdu);
  const list = toPushList(apdu, event).slice();
  const end = disguiseBody(list, 0, flagId, context, names);
  if (end === undefined) return undefined;
  list.fill(0, end);
  const disguised = apdu.slice();
  disguised.set(list.subarray(list.length - (apdu.length - event.valueAt)), event.valueAt);
  return disguised;
}

/** Works on the octets themselves; gives where the body ends, or undefined where it gives no reading. */
function disguiseBody(
  octets: Uint8Array,
  from: number,
  flagId: string | undefined,
  context: ExplainContext,
  names: Pseudonyms,
): number | undefined {
  const { list, end } = readBody(octets, from);
  if (end === undefined) return undefined;
  const { country, profiles } = context;
  const result = readList(list, { flagId, country, clock: (profile) => context.clock(profile), profiles });
  if (result === undefined) return undefined;
  const { reading } = result;
  // The reader makes one object of each item, in their order.
  list.items.forEach((item, i) => {
    const { obis: code } = reading.objects[i] ?? {};
    const obis = code === undefined ? undefined : parseObis(code);
    if (isString(item)) disguiseString(list, item, obis, reading.listVersion, names);
    else if (roleOf(obis) === "identity") disguiseNumber(octets, item, names);
  });
  return end;
}

function disguiseString(
  { octets }: PushList,
  { from, to, position }: ListItem,
  obis: ObisCode | undefined,
  listVersion: string | undefined,
  names: Pseudonyms,
): void {
  const role = roleOf(obis);
  const text = textOf(octets, from, to);
  if (role === "kept" || to - from < shortestIdentity) return;
  if (obis === undefined && text !== undefined) {
    if (text.trim() === listVersion || (position === 0 && versionText.test(text))) return;
  }
  if (role === "unknown" && (isMoment(octets, from, to) || isCode(octets, from, to))) return;
  const original = octets.subarray(from, to);
  const stand = text === undefined ? names.octets(original) : fromLatin1(names.text(text));
  octets.set(stand, from);
}

/** A date-time, a date or a time, which may be sent as plain octets (Blue Book, "Date and time formats"). */
function isMoment(octets: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (length === dateTimeOctets) return parseDateTime(octets, from) !== undefined;
  return (length === dateOctets && isDate(octets, from)) || (length === timeOctets && isTime(octets, from));
}

const dateOctets = 5;
const timeOctets = 4;
const notSpecified = 0xff;

function isDate(octets: Uint8Array, from: number): boolean {
  const [high = 0, low = 0, month = 0, day = 0, weekday = 0] = octets.subarray(from, from + dateOctets);
  const year = high * 256 + low;
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return year >= 2000 && year < 2200 && isDay && (weekday <= 7 || weekday === notSpecified);
}

function isTime(octets: Uint8Array, from: number): boolean {
  const [hour = 0, minute = 0, second = 0, hundredths = 0] = octets.subarray(from, from + timeOctets);
  const isFraction = hundredths < 100 || hundredths === notSpecified;
  return hour < 24 && minute < 60 && (second < 60 || second === notSpecified) && isFraction;
}

/** The push setup's own name, or an OBIS code that stands where a value was awaited. */
function isCode(octets: Uint8Array, from: number, to: number): boolean {
  return to - from === 6 && looksLikeObis(octets, from);
}

function disguiseNumber(octets: Uint8Array, { tag, to, number, big }: ListItem, names: Pseudonyms): void {
  const size = integerOctets[tag];
  if (size === undefined || to < size) return;
  const original = big ?? BigInt(number ?? 0);
  let rest = names.number(original);
  if (rest === original) return;
  for (let at = to - 1; at >= to - size; at--) {
    octets[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}
