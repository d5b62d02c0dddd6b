import { DataTag } from "../axdr/data-tag.ts";
import { dateTimeOctets } from "../axdr/date-time.ts";
import { Cursor } from "../bytes/cursor.ts";
import { DecodeError } from "../errors.ts";
import { say } from "../words/say.ts";

export const eventNotificationTag = 0xc2;

const obisOctets = 6;

/**
 * event-notification-request: a meter reports one attribute on its own (Green Book, "EventNotification"; IEC 62056-5-3).
 *
 * | Octets | Field                                          |
 * | -----: | ---------------------------------------------- |
 * |      1 | tag, 0xc2                                      |
 * |      1 | 1 when a time is sent, else 0                  |
 * | 1 + 12 | its length and the date-time, where it is sent |
 * |      2 | class                                          |
 * |      6 | OBIS code of the object                        |
 * |      1 | attribute                                      |
 * |   rest | its value, one A-XDR value                     |
 */
export interface EventNotification {
  /** Where its 12 octets begin; undefined when the meter sends none. */
  readonly dateTimeAt: number | undefined;
  readonly classId: number;
  readonly obis: Uint8Array;
  readonly attribute: number;
  /** Where the value's tag stands. */
  readonly valueAt: number;
}

export function parseEventNotification(apdu: Uint8Array): EventNotification {
  const cursor = new Cursor(apdu, "apdu/malformed");
  const tag = cursor.u8();
  if (tag !== eventNotificationTag) {
    throw new DecodeError("apdu/unknown-tag", 0, say("notEvent", { tag: `0x${tag.toString(16)}` }));
  }
  const dateTimeAt = readTime(cursor);
  const classId = cursor.u16();
  const obis = cursor.bytes(obisOctets);
  const attribute = cursor.u8();
  return { dateTimeAt, classId, obis, attribute, valueAt: cursor.offset };
}

/** The first tags that hold several values: array, structure, compact array. */
const lists: ReadonlySet<number> = new Set([DataTag.Array, DataTag.Structure, DataTag.CompactArray]);

/** What it reports, as a push list: its value where that is a list already, else a list of the OBIS code and the value. */
export function toPushList(apdu: Uint8Array, event: EventNotification): Uint8Array {
  const value = apdu.subarray(event.valueAt);
  if (lists.has(value[0] ?? 0)) return value;
  const pair = [DataTag.Structure, 2, DataTag.OctetString, obisOctets];
  const list = new Uint8Array(pair.length + obisOctets + value.length);
  list.set(pair);
  list.set(event.obis, pair.length);
  list.set(value, pair.length + obisOctets);
  return list;
}

function readTime(cursor: Cursor): number | undefined {
  const at = cursor.offset;
  const isSent = cursor.u8();
  if (isSent === 0) return undefined;
  const length = isSent === 1 ? cursor.u8() : undefined;
  if (length !== dateTimeOctets) {
    throw new DecodeError("apdu/malformed", at, say("eventTimeLength"));
  }
  const from = cursor.offset;
  cursor.bytes(dateTimeOctets);
  return from;
}
