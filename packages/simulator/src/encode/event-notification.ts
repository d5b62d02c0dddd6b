import { concatOctets, toBigEndian } from "../octets.ts";

export interface EventNotificationFields {
  /** The 12 octets; absent: none are sent. */
  readonly dateTime?: Uint8Array;
  /** Interface class of the object: 1 data, 3 register, 7 profile, 8 clock, 40 push setup. */
  readonly classId: number;
  /** Six octets. */
  readonly obis: Uint8Array;
  readonly attribute: number;
  /** One A-XDR value. */
  readonly value: Uint8Array;
}

/**
 * event-notification-request: a meter reports one attribute on its own (Green Book, "EventNotification").
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
export function encodeEventNotification(fields: EventNotificationFields): Uint8Array {
  const { dateTime, classId, obis, attribute, value } = fields;
  const time = dateTime === undefined ? [0] : concatOctets([1, dateTime.length], dateTime);
  return concatOctets([0xc2], time, toBigEndian(classId, 2), obis, [attribute], value);
}
