import { concatOctets, toBigEndian } from "../octets.ts";

/** How a meter writes the date-time of its data-notification, of which the Green Book leaves no doubt: bare. */
export type DateTimeForm =
  /** `0c` and the 12 octets: Kamstrup, Austrian meters. */
  | "length"
  /** `09 0c` and the 12 octets, an octet-string with its tag: Kaifa. */
  | "octet-string";

export interface DataNotificationFields {
  /** long-invoke-id-and-priority, 32 bits: Kamstrup sends 0, Aidon and Kaifa 0x40000000. */
  readonly invokeId: number;
  /** The 12 octets; absent: `00`. */
  readonly dateTime?: Uint8Array;
  readonly dateTimeForm?: DateTimeForm;
  /** One A-XDR value. */
  readonly body: Uint8Array;
}

/**
 * data-notification: the APDU a meter pushes on its own.
 *
 * | Octets | Field                                              |
 * | -----: | -------------------------------------------------- |
 * |      1 | tag, 0x0f                                          |
 * |      4 | long-invoke-id-and-priority                        |
 * |  1 + n | date-time, n = 12; n = 0 when the meter sends none |
 * |   rest | notification-body, one A-XDR value                 |
 */
export function encodeDataNotification(fields: DataNotificationFields): Uint8Array {
  const { dateTime } = fields;
  const tag = fields.dateTimeForm === "octet-string" && dateTime !== undefined ? [0x09] : [];
  const dateTimeOctets = dateTime ?? new Uint8Array(0);
  return concatOctets(
    [0x0f],
    toBigEndian(fields.invokeId, 4),
    tag,
    [dateTimeOctets.length],
    dateTimeOctets,
    fields.body,
  );
}
