import type { LocalTime } from "../zone-rules.ts";

/**
 * date-time (Blue Book, "Date and time formats"; IEC 62056-6-2, clause 4.1.6.1).
 *
 * | Octets | Field                                                         | Not specified |
 * | -----: | ------------------------------------------------------------- | ------------- |
 * |      2 | year                                                          | 0xffff        |
 * |  1 + 1 | month, day of month                                           | 0xff          |
 * |      1 | day of week, 1 is Monday                                      | 0xff          |
 * |    4   | hour, minute, second, hundredths                              | 0xff          |
 * |      2 | deviation: minutes from local time to UTC, -720..720          | 0x8000        |
 * |      1 | clock status; bit 7: daylight saving active                   | 0xff          |
 */
export interface CosemDateTime {
  readonly local: LocalTime;
  /** Minutes to add to local time to get UTC; undefined where not specified. */
  readonly deviation?: number | undefined;
  /** Undefined where not specified. */
  readonly status?: number | undefined;
}

export const dateTimeOctets = 12;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A date and a time that exist, seconds and all; a leap second does not occur in meters. */
export function isLocalTime(t: LocalTime): boolean {
  return (
    t.month >= 1 &&
    t.month <= 12 &&
    t.day >= 1 &&
    t.day <= daysInMonth(t.year, t.month) &&
    t.hour <= 23 &&
    t.minute <= 59 &&
    t.second <= 59
  );
}

/**
 * Reads the 12 octets at `from`; undefined where a part of the date or time is not specified or doesn't exist.
 * Seconds that are not specified count as 0: some meters send only hours and minutes.
 */
export function parseDateTime(octets: Uint8Array, from = 0): CosemDateTime | undefined {
  if (octets.length - from < dateTimeOctets) return undefined;
  const sent = octets[from + 7] as number;
  const local = {
    year: (octets[from] as number) * 256 + (octets[from + 1] as number),
    month: octets[from + 2] as number,
    day: octets[from + 3] as number,
    hour: octets[from + 5] as number,
    minute: octets[from + 6] as number,
    second: sent === 0xff ? 0 : sent,
  };
  if (local.year < 1900 || local.year > 2200 || !isLocalTime(local)) return undefined;
  const unsigned = (octets[from + 9] as number) * 256 + (octets[from + 10] as number);
  const deviation = unsigned >= 0x8000 ? unsigned - 0x1_0000 : unsigned;
  const status = octets[from + 11] as number;
  return {
    local,
    deviation: deviation >= -720 && deviation <= 720 ? deviation : undefined,
    status: status === 0xff ? undefined : status,
  };
}

/** Bit 7 of the clock status. */
export function isDaylightSaving(status: number | undefined): boolean {
  return status !== undefined && (status & 0x80) !== 0;
}
