import type { LocalTime } from "@meter2mqtt/decoder";
import { concatOctets, toBigEndian } from "../octets.ts";

/** A clock's date-time, with what meters differ in. */
export interface DateTimeFields {
  readonly local: LocalTime;
  /** 1 is Monday. Computed where absent; given where a meter writes something else (Aidon: Sunday is 0). */
  readonly weekday?: number;
  /** 0xff, not specified, where absent. */
  readonly hundredths?: number;
  /** Minutes to add to local time to get UTC; absent: not specified. */
  readonly deviation?: number;
  /** Clock status; 0x80 is daylight saving. 0xff, not specified, where absent. */
  readonly status?: number;
}

/** date-time, 12 octets (IEC 62056-6-2, clause 4.1.6.1). */
export function encodeDateTime(fields: DateTimeFields): Uint8Array {
  const { local, deviation } = fields;
  const deviationOctets = toBigEndian(deviation === undefined ? 0x8000 : deviation & 0xffff, 2);
  return concatOctets(
    toBigEndian(local.year, 2),
    [local.month, local.day, fields.weekday ?? toWeekday(local)],
    [local.hour, local.minute, local.second, fields.hundredths ?? 0xff],
    deviationOctets,
    [fields.status ?? 0xff],
  );
}

/** Monday is 1, Sunday 7. */
export function toWeekday(local: LocalTime): number {
  const day = new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay();
  return day === 0 ? 7 : day;
}
