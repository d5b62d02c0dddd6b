/**
 * Times as people read them. Two kinds are kept apart: instants of the gateway, shown in the browser's zone, and the
 * meter's clock, shown as the meter sent it, whatever zone the browser is in.
 */

import { dateFormat, numberFormat, relativeFormat } from "./formats.ts";
import { readerLocale } from "./locale.ts";

const meterClockPattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** The meter's clock with its offset; text that is not a date and time is shown as it came. */
export function toMeterClock(timestamp: string, locale = readerLocale()): string {
  const match = meterClockPattern.exec(timestamp);
  const local = match?.[1];
  if (local === undefined) return timestamp;
  const wall = new Date(`${local}Z`);
  if (Number.isNaN(wall.getTime())) return timestamp;
  // Formatted as if it were UTC: the digits stay those that the meter sent.
  const text = dateFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" }).format(wall);
  const offset = match?.[2];
  return offset === undefined ? text : `${text} (${offset === "Z" ? "UTC" : offset})`;
}

/** Hours and minutes as they stand in a time with offset: those of the meter's zone, whatever zone the browser is in. */
export function toWallClock(time: string, locale = readerLocale()): string {
  const wall = new Date(`${time.slice(0, 16)}Z`);
  if (Number.isNaN(wall.getTime())) return time;
  return dateFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(wall);
}

/** The day of a time with offset, and hours and minutes: those of the meter's zone. */
export function toWallDay(time: string, locale = readerLocale()): string {
  const wall = new Date(`${time.slice(0, 16)}Z`);
  if (Number.isNaN(wall.getTime())) return time;
  return dateFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  }).format(wall);
}

export interface TimeOptions {
  readonly locale?: string;
  /** IANA zone; the browser's own where it is left out. */
  readonly zone?: string;
}

function zoned(options: TimeOptions): { timeZone?: string } {
  return options.zone === undefined ? {} : { timeZone: options.zone };
}

/** An instant as hours and minutes, with seconds where asked. */
export function toClock(at: number, seconds: boolean, options: TimeOptions = {}): string {
  return dateFormat(options.locale ?? readerLocale(), {
    timeStyle: seconds ? "medium" : "short",
    ...zoned(options),
  }).format(at);
}

/** An instant as date and time. */
export function toDateTime(at: number, options: TimeOptions = {}): string {
  return dateFormat(options.locale ?? readerLocale(), {
    dateStyle: "medium",
    timeStyle: "short",
    ...zoned(options),
  }).format(at);
}

const steps = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** How long ago: `12 seconds ago`, `5 minutes ago`; below two seconds, or in the future, it is `now`. */
export function toAgo(ageMilliseconds: number, locale = readerLocale() ?? "en"): string {
  const relative = relativeFormat(locale, { numeric: "auto" });
  const age = ageMilliseconds / 1000;
  if (age < 2) return relative.format(0, "second");
  const step = steps.find((one) => age >= one.seconds) ?? { unit: "second", seconds: 1 };
  return relative.format(-Math.floor(age / step.seconds), step.unit);
}

/** For how long: `12 seconds`, `5 minutes`. */
export function toAge(milliseconds: number, locale = readerLocale() ?? "en"): string {
  const age = Math.max(0, milliseconds / 1000);
  const step = steps.find((one) => age >= one.seconds) ?? { unit: "second", seconds: 1 };
  const number = Math.floor(age / step.seconds);
  return numberFormat(locale, { style: "unit", unit: step.unit, unitDisplay: "long" }).format(number);
}

/** Epoch milliseconds of an ISO 8601 instant; undefined where it is absent or not one. */
export function toEpoch(instant: string | undefined): number | undefined {
  if (instant === undefined) return undefined;
  const at = Date.parse(instant);
  return Number.isNaN(at) ? undefined : at;
}
