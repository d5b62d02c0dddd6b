import { dateFormat } from "../../format/formats.ts";
import { readerLocale } from "../../format/locale.ts";
import type { Period } from "./periods.ts";
import type { BarSpan, Range } from "./view.ts";

/* Names of times, by the clock and the calendar of the meter's zone. */

function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(readerLocale(), { ...options, timeZone: zone }).format(at);
}

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const longDay = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;

/** Below a bar, as short as can be: `14`, `3`, `Nov`, `2026`. */
export function axisLabel(start: number, { span, range }: { span: BarSpan; range: Range }, zone: string): string {
  if (span === "year") return format(start, zone, { year: "numeric" });
  if (span === "month") return format(start, zone, { month: "short" });
  if (span === "day")
    return range === "year"
      ? format(start, zone, { month: "short", day: "numeric" })
      : numberOf(format(start, zone, { day: "numeric" }));
  if (span === "quarter") return format(start, zone, clock);
  return numberOf(format(start, zone, { hour: "2-digit", hourCycle: "h23" }));
}

/** Some locales write "3." or "14 Uhr" where a number is asked for. */
function numberOf(text: string): string {
  return /\d+/.exec(text)?.[0] ?? text;
}

/** What a bar stands for; the period's name says the year. */
export function barLabel({ from, to }: Period, span: BarSpan, zone: string): string {
  if (span === "year") return format(from, zone, { year: "numeric" });
  if (span === "month") return format(from, zone, { month: "long", year: "numeric" });
  if (span === "day") return format(from, zone, { weekday: "short", day: "numeric", month: "short" });
  const day = format(from, zone, { weekday: "short", day: "numeric", month: "short" });
  return `${day} ${hoursOf({ from, to }, zone)}`;
}

/** What a bar stands for where the period's name stands above it: `17:00–18:00`, `November`. */
export function labelWithin(bar: Period, { span, range }: { span: BarSpan; range: Range }, zone: string): string {
  if (span === "hour" || span === "quarter") return hoursOf(bar, zone);
  if (span === "month" && range === "year") return format(bar.from, zone, { month: "long" });
  return barLabel(bar, span, zone);
}

const hourMs = 3_600_000;

/** From when to when by the clock; told apart by the zone's name where the clock shows the same time twice. */
function hoursOf({ from, to }: Period, zone: string): string {
  const start = format(from, zone, clock);
  const twice = [from - hourMs, from + hourMs].some((other) => format(other, zone, clock) === start);
  if (!twice) return `${start}–${format(to, zone, clock)}`;
  // Clocks show the end of the first of the two as its beginning: the time that would have been is clearer.
  const [hours = 0, minutes = 0] = start.split(":").map(Number);
  const end = (hours * 60 + minutes + (to - from) / 60_000) % 1440;
  const zoneName = format(from, zone, { timeZoneName: "short" }).split(" ").at(-1) ?? "";
  return `${start}–${twoDigits(Math.floor(end / 60))}:${twoDigits(end % 60)} ${zoneName}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** Days that were changed together, `9 Oct 2025` or `9–12 Oct 2025`; less than a day by its hours. */
export function spanLabel({ from, to }: Period, zone: string): string {
  if (to - from < 23 * hourMs) return barLabel({ from, to }, "hour", zone);
  const days = dateFormat(readerLocale(), { dateStyle: "medium", timeZone: zone });
  return days.formatRange(from, to - 1);
}

/** The period's name: `November 2026`. */
export function periodLabel({ from, to }: Period, range: Range, zone: string): string {
  if (range === "hour") return `${format(from, zone, longDay)} ${hoursOf({ from, to }, zone)}`;
  if (range === "day") return format(from, zone, longDay);
  if (range === "month") return format(from, zone, { month: "long", year: "numeric" });
  const [first, last] = [format(from, zone, { year: "numeric" }), format(to - 1, zone, { year: "numeric" })];
  return first === last ? first : `${first}–${last}`;
}

/** When something was done: date and time. */
export function momentLabel(at: number, zone: string): string {
  return format(at, zone, { dateStyle: "medium", timeStyle: "short" });
}
