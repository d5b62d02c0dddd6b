import type { Calendar, LocalDate } from "../calendar.ts";

/** Which days are public holidays: a port, for the dates themselves belong to a country and change by law. */
export interface Holidays {
  isHoliday(date: LocalDate): boolean;
}

export const noHolidays: Holidays = { isHoliday: () => false };

/** When something holds, by the clock and the calendar of the zone. What isn't given holds always. */
export interface TimeFilter {
  /** 1 January to 12 December. */
  readonly months?: readonly number[];
  /** First and last day, both included, as month and day: `["11-01", "03-31"]` is the winter. */
  readonly dates?: readonly [from: string, to: string];
  /** 1 Monday to 7 Sunday. */
  readonly weekdays?: readonly number[];
  /** Hours of the clock, the last one excluded; over midnight where the first is the later: `[22, 6]`. */
  readonly hours?: readonly (readonly [from: number, to: number])[];
  /** On public holidays only, or on other days only; `as-sunday`: they count as Sundays whatever day they are. */
  readonly holidays?: "only" | "except" | "as-sunday";
}

/** Whether the filter holds at an instant. */
export function holdsAt(filter: TimeFilter | undefined, at: number, calendar: Calendar, holidays: Holidays): boolean {
  if (filter === undefined) return true;
  const { months, dates, hours } = filter;
  const date = calendar.dateOf(at);
  if (months !== undefined && !months.includes(date.month)) return false;
  if (dates !== undefined && !isWithinDates(dates, date)) return false;
  const { hour, minute, weekday } = calendar.clockOf(at);
  if (hours !== undefined && !hours.some((range) => isWithinHours(range, hour + minute / 60))) return false;
  return isOfDays(filter, weekday, () => holidays.isHoliday(date));
}

function isOfDays({ weekdays, holidays }: TimeFilter, weekday: number, isHoliday: () => boolean): boolean {
  // Most filters don't ask; the answer is looked up for each interval.
  const isFree = holidays !== undefined && isHoliday();
  if (holidays === "only" && !isFree) return false;
  if (holidays === "except" && isFree) return false;
  const day = holidays === "as-sunday" && isFree ? 7 : weekday;
  return weekdays === undefined || weekdays.includes(day);
}

function isWithinHours([from, to]: readonly [number, number], hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

function isWithinDates([from, to]: readonly [string, string], { month, day }: LocalDate): boolean {
  const date = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return from <= to ? date >= from && date <= to : date >= from || date <= to;
}
