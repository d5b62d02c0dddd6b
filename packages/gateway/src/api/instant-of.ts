import type { Calendar } from "@meter2mqtt/energy";
import { ApiError } from "./api-error.ts";

const minuteMs = 60_000;

/**
 * Epoch milliseconds of a date, or of a time. A date is its midnight, and a time without an offset is one, in the zone of
 * `calendar`; of UTC where there is none. Throws ApiError.
 */
export function instantOf(asked: string, calendar?: Calendar): number {
  // A plus that was not escaped in the address has become a blank.
  const text = asked.trim().replace(/ (\d\d:?\d\d)$/, "+$1");
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(T.*)?$/.exec(text) ?? [];
  const hasOffset = time !== undefined && /(Z|[+-]\d\d:?\d\d)$/.test(time);
  const at = year === undefined ? Number.NaN : Date.parse(hasOffset || time === undefined ? text : `${text}Z`);
  if (Number.isNaN(at) || !isDay(Number(year), Number(month), Number(day)))
    throw ApiError.forPrograms(
      400,
      "time",
      `\`${asked}\` is no time: expected 2026-01-31, or 2026-01-31T13:00:00+01:00.`,
    );
  if (calendar === undefined || hasOffset) return at;
  if (time === undefined) return calendar.startOfDate({ year: Number(year), month: Number(month), day: Number(day) });
  // The offset of about then decides what it is exactly then.
  const about = at - calendar.offsetMinutes(at) * minuteMs;
  return at - calendar.offsetMinutes(about) * minuteMs;
}

/** Whether the calendar has the day: the engine takes 30 February for 2 March. */
function isDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
