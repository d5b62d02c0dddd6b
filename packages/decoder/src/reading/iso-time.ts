import type { LocalTime } from "../zone-rules.ts";

const zero = 0x30;
const dash = 0x2d;
const colon = 0x3a;

const tens = (value: number): number => zero + Math.floor(value / 10);
const ones = (value: number): number => zero + (value % 10);

// All characters at once: a text that is put together from pieces costs several times as much.

/** ISO 8601 with offset, years of four digits: `2021-08-30T22:20:30+02:00`. */
export function isoWithOffset(t: LocalTime, offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const century = Math.floor(t.year / 100);
  const offsetHours = Math.floor(size / 60);
  // biome-ignore format: one line a field
  return String.fromCharCode(
    tens(century), ones(century), tens(t.year % 100), ones(t.year),
    dash, tens(t.month), ones(t.month),
    dash, tens(t.day), ones(t.day),
    0x54, tens(t.hour), ones(t.hour),
    colon, tens(t.minute), ones(t.minute),
    colon, tens(t.second), ones(t.second),
    offsetMinutes < 0 ? dash : 0x2b, tens(offsetHours), ones(offsetHours),
    colon, tens(size % 60), ones(size),
  );
}

/** The same without an offset: `2021-08-30T22:20:30`. */
export function isoLocal(t: LocalTime): string {
  return isoWithOffset(t, 0).slice(0, 19);
}

const dayMs = 86_400_000;

/** Epoch milliseconds as ISO 8601 in UTC: `2021-08-30T20:20:30.125Z`, for the years 0 to 9999. */
export function isoUtc(epoch: number): string {
  const days = Math.floor(epoch / dayMs);
  const inDay = epoch - days * dayMs;
  // Counted from 1 March of the year 0, so that leap days come last; an era is 400 years.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const century = Math.floor(year / 100);
  const hour = Math.floor(inDay / 3_600_000);
  const minute = Math.floor(inDay / 60_000) % 60;
  const second = Math.floor(inDay / 1000) % 60;
  const millisecond = Math.floor(inDay % 1000);
  // biome-ignore format: one line a field
  return String.fromCharCode(
    tens(century), ones(century), tens(year % 100), ones(year),
    dash, tens(month), ones(month),
    dash, tens(day), ones(day),
    0x54, tens(hour), ones(hour),
    colon, tens(minute), ones(minute),
    colon, tens(second), ones(second),
    0x2e, zero + Math.floor(millisecond / 100), tens(millisecond % 100), ones(millisecond), 0x5a,
  );
}
