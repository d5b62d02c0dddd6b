import { dateTimeOctets, parseDateTime } from "../axdr/date-time.ts";

const dataNotificationTag = 0x0f;
const eventNotificationTag = 0xc2;
const getResponseTag = 0xc4;

/** Octets of a telegram's text that are looked at: fewer would let chance pass once in some thousand times. */
const textOctets = 12;

/**
 * Whether octets begin as plain text of a push does: data-notification, a date-time that exists or none, then a
 * structure or array; event-notification or get-response and what their first octets may be; or a P1 telegram's first line
 * or first data line. Only the beginning is looked at, so that one changed octet
 * further on does not make right keys look wrong; chance passes it once in some million times.
 */
export function looksPlain(octets: Uint8Array): boolean {
  const at = (i: number): number => octets[i] ?? -1;
  const isDigit = (octet: number): boolean => octet >= 0x30 && octet <= 0x39;
  // A data line: `1-0:`.
  if (isDigit(at(0)) && at(1) === 0x2d && isDigit(at(2)) && at(3) === 0x3a) return true;
  if (at(0) === 0x2f) return octets.length > textOctets && octets.subarray(1, textOctets + 1).every(isText);
  if (at(0) === eventNotificationTag) return beginsEvent(octets);
  if (at(0) === getResponseTag) return beginsGetResponse(octets);
  if (at(0) !== dataNotificationTag) return false;
  const bodyAt = bodyOffset(octets);
  if (bodyAt === undefined) return false;
  const bodyTag = at(bodyAt);
  return (bodyTag === 1 || bodyTag === 2 || bodyTag === 0x13) && at(bodyAt + 1) > 0;
}

/** The time or none, then a class that exists, an OBIS code and an attribute. */
function beginsEvent(octets: Uint8Array): boolean {
  const isTimed = octets[1] === 1;
  if (isTimed ? octets[2] !== dateTimeOctets || !isDateTime(octets, 3) : octets[1] !== 0) return false;
  const classAt = isTimed ? 3 + dateTimeOctets : 2;
  const [classHigh = -1, , medium = 0xff] = octets.subarray(classAt);
  const attribute = octets[classAt + 8] ?? 0;
  return classHigh === 0 && medium < 0x10 && attribute > 0 && attribute < 0x20;
}

/** get-response-normal: the invoke id, then a result: data of a type that exists. */
function beginsGetResponse(octets: Uint8Array): boolean {
  const [, kind = 0, , result = -1, dataTag = 0xff] = octets;
  return kind === 1 && result === 0 && dataTag < 0x20;
}

function isText(octet: number): boolean {
  return (octet >= 0x20 && octet <= 0x7e) || octet === 0x0d || octet === 0x0a;
}

function bodyOffset(octets: Uint8Array): number | undefined {
  const length = octets[5];
  if (length === 0) return 6;
  const isTagged = length === 9 && octets[6] === 12;
  if (length !== 12 && length !== 0x19 && !isTagged) return undefined;
  const from = isTagged ? 7 : 6;
  return isDateTime(octets, from) ? from + dateTimeOctets : undefined;
}

/** A moment that exists, or one whose whole date is left open, as meters without a set clock send it. */
function isDateTime(octets: Uint8Array, from: number): boolean {
  if (parseDateTime(octets, from) !== undefined) return true;
  const date = octets.subarray(from, from + 5);
  return date.length === 5 && date.every((octet) => octet === 0xff);
}
