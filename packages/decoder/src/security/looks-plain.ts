import { parseDateTime } from "../axdr/date-time.ts";

const dataNotificationTag = 0x0f;

/**
 * Whether octets begin as plain text of a push does: data-notification, a date-time that exists or none, then a
 * structure or array; or a P1 telegram's first letters or first data line. Only the beginning is looked at, so that one changed octet
 * further on does not make right keys look wrong; chance passes it once in some million times.
 */
export function looksPlain(octets: Uint8Array): boolean {
  const at = (i: number): number => octets[i] ?? -1;
  const isDigit = (octet: number): boolean => octet >= 0x30 && octet <= 0x39;
  // A data line: `1-0:`.
  if (isDigit(at(0)) && at(1) === 0x2d && isDigit(at(2)) && at(3) === 0x3a) return true;
  if (at(0) === 0x2f) return [1, 2, 3, 4].every((i) => at(i) >= 0x20 && at(i) <= 0x7e);
  if (at(0) !== dataNotificationTag) return false;
  const bodyAt = bodyOffset(octets);
  if (bodyAt === undefined) return false;
  const bodyTag = at(bodyAt);
  return (bodyTag === 1 || bodyTag === 2 || bodyTag === 0x13) && at(bodyAt + 1) > 0;
}

function bodyOffset(octets: Uint8Array): number | undefined {
  const length = octets[5];
  if (length === 0) return 6;
  if (length === 12) return parseDateTime(octets, 6) === undefined ? undefined : 18;
  if (length === 9 && octets[6] === 12) return parseDateTime(octets, 7) === undefined ? undefined : 19;
  if (length === 0x19) return parseDateTime(octets, 6) === undefined ? undefined : 18;
  return undefined;
}
