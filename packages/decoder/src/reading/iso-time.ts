import type { LocalTime } from "../zone-rules.ts";

const zero = 0x30;
const dash = 0x2d;
const colon = 0x3a;

// Numbers up to 99 are meant: as whole numbers of 32 bits they divide quickly.
const tens = (value: number): number => zero + ((value / 10) | 0);
const ones = (value: number): number => zero + (value - ((value / 10) | 0) * 10);

// All characters at once: a text that is put together from pieces costs several times as much.

/** ISO 8601 with offset, years of four digits: `2021-08-30T22:20:30+02:00`. */
export function isoWithOffset(t: LocalTime, offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes) | 0;
  const century = (t.year / 100) | 0;
  const inCentury = t.year - century * 100;
  const offsetHours = (size / 60) | 0;
  const offsetRest = size - offsetHours * 60;
  // biome-ignore format: one line a field
  return String.fromCharCode(
    tens(century), ones(century), tens(inCentury), ones(inCentury),
    dash, tens(t.month), ones(t.month),
    dash, tens(t.day), ones(t.day),
    0x54, tens(t.hour), ones(t.hour),
    colon, tens(t.minute), ones(t.minute),
    colon, tens(t.second), ones(t.second),
    offsetMinutes < 0 ? dash : 0x2b, tens(offsetHours), ones(offsetHours),
    colon, tens(offsetRest), ones(offsetRest),
  );
}

/** The same without an offset: `2021-08-30T22:20:30`. */
export function isoLocal(t: LocalTime): string {
  return isoWithOffset(t, 0).slice(0, 19);
}

const dayMs = 86_400_000;

/** Epoch milliseconds as ISO 8601 in UTC: `2021-08-30T20:20:30.125Z`, for the years 0 to 9999. */
export function isoUtc(epoch: number): string {
  let sinceMidnight = epoch - midnight;
  if (!(sinceMidnight >= 0 && sinceMidnight < dayMs)) {
    beginDay(epoch);
    sinceMidnight = epoch - midnight;
  }
  const inDay = sinceMidnight | 0;
  const second = (inDay / 1000) | 0;
  const minute = (second / 60) | 0;
  const hour = (minute / 60) | 0;
  const millisecond = inDay - second * 1000;
  const inMinute = second - minute * 60;
  const inHour = minute - hour * 60;
  const hundreds = (millisecond / 100) | 0;
  const inHundred = millisecond - hundreds * 100;
  // biome-ignore format: one line a field
  return String.fromCharCode(
    tens(century), ones(century), tens(inCentury), ones(inCentury),
    dash, tens(month), ones(month),
    dash, tens(dayOfMonth), ones(dayOfMonth),
    0x54, tens(hour), ones(hour),
    colon, tens(inHour), ones(inHour),
    colon, tens(inMinute), ones(inMinute),
    0x2e, zero + hundreds, tens(inHundred), ones(inHundred), 0x5a,
  );
}

/** The last day that was asked for, and where it began: frames come in their order. */
let midnight = 0;
let century = 19;
let inCentury = 70;
let month = 1;
let dayOfMonth = 1;

function beginDay(epoch: number): void {
  midnight = Math.floor(epoch / dayMs) * dayMs;
  const date = new Date(midnight);
  const year = date.getUTCFullYear();
  century = Math.floor(year / 100);
  inCentury = year - century * 100;
  month = date.getUTCMonth() + 1;
  dayOfMonth = date.getUTCDate();
}
