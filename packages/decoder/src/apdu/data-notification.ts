import { DataTag } from "../axdr/data-tag.ts";
import { dateTimeOctets } from "../axdr/date-time.ts";
import { Cursor } from "../bytes/cursor.ts";
import type { FieldListener } from "../bytes/field-listener.ts";
import { DecodeError } from "../errors.ts";
import { say } from "../words/say.ts";

export const dataNotificationTag = 0x0f;

/**
 * data-notification: the APDU a meter pushes on its own (Green Book, "DataNotification"; IEC 62056-5-3).
 *
 * | Octets | Field                                              |
 * | -----: | -------------------------------------------------- |
 * |      1 | tag, 0x0f                                          |
 * |      4 | long-invoke-id-and-priority                        |
 * |  1 + n | date-time, n = 12; n = 0 when the meter sends none |
 * |   rest | notification-body, one A-XDR value                 |
 */
export interface DataNotification {
  readonly invokeId: number;
  /** Where its 12 octets begin; undefined when the meter sends none. */
  readonly dateTimeAt: number | undefined;
  /** Where the body's tag stands. */
  readonly bodyAt: number;
}

export type NotificationField = "tag" | "long-invoke-id-and-priority" | "date-time length" | "date-time";

export function parseDataNotification(apdu: Uint8Array, onField?: FieldListener<NotificationField>): DataNotification {
  const cursor = new Cursor(apdu, "apdu/malformed");
  const tag = cursor.u8();
  if (tag !== dataNotificationTag) {
    throw new DecodeError("apdu/unknown-tag", 0, say("notNotification", { tag: `0x${tag.toString(16)}` }));
  }
  onField?.("tag", 0, cursor.offset);
  const invokeId = cursor.u32() % 0x100_0000;
  onField?.("long-invoke-id-and-priority", 1, cursor.offset);
  const dateTimeFieldAt = cursor.offset;
  const dateTimeAt = readDateTimeField(cursor);
  onField?.("date-time length", dateTimeFieldAt, dateTimeAt ?? cursor.offset);
  if (dateTimeAt !== undefined) onField?.("date-time", dateTimeAt, cursor.offset);
  return { invokeId, dateTimeAt, bodyAt: cursor.offset };
}

/**
 * The field is an octet string of 0 or 12 octets. Some meters put the data tag of an octet-string or of a date-time in
 * front, as if it were COSEM data.
 */
function readDateTimeField(cursor: Cursor): number | undefined {
  const at = cursor.offset;
  let length = cursor.u8();
  if (length === DataTag.OctetString) length = cursor.u8();
  else if (length === DataTag.DateTime) length = dateTimeOctets;
  if (length === 0) return undefined;
  if (length !== dateTimeOctets) {
    throw new DecodeError("apdu/malformed", at, say("dateTimeLength", { length }));
  }
  const from = cursor.offset;
  cursor.bytes(dateTimeOctets);
  return from;
}
