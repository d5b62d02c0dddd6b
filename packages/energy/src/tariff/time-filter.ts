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

/** An instant as clock and calendar show it, taken apart once for all filters that are asked of it. */
export class LocalMoment {
  readonly date: LocalDate;
  /** Hour of the clock with its part: 7.75 is a quarter to eight. */
  readonly hour: number;
  readonly weekday: number;
  readonly #holidays: Holidays;
  #isHoliday: boolean | undefined;

  constructor(at: number, calendar: Calendar, holidays: Holidays) {
    const local = calendar.localOf(at);
    this.date = local;
    this.hour = local.hour + local.minute / 60;
    this.weekday = local.weekday;
    this.#holidays = holidays;
  }

  /** Looked up only where a filter asks. */
  get isHoliday(): boolean {
    this.#isHoliday ??= this.#holidays.isHoliday(this.date);
    return this.#isHoliday;
  }
}

/** Whether the filter holds at a moment. */
export function holdsAt(filter: TimeFilter | undefined, moment: LocalMoment): boolean {
  if (filter === undefined) return true;
  const { months, dates, hours } = filter;
  if (months !== undefined && !months.includes(moment.date.month)) return false;
  if (dates !== undefined && !isWithinDates(dates, moment.date)) return false;
  if (hours !== undefined && !hours.some((range) => isWithinHours(range, moment.hour))) return false;
  return isOfDays(filter, moment);
}

function isOfDays({ weekdays, holidays }: TimeFilter, moment: LocalMoment): boolean {
  if (holidays === undefined) return weekdays === undefined || weekdays.includes(moment.weekday);
  const { isHoliday } = moment;
  if (holidays === "only" && !isHoliday) return false;
  if (holidays === "except" && isHoliday) return false;
  const day = holidays === "as-sunday" && isHoliday ? 7 : moment.weekday;
  return weekdays === undefined || weekdays.includes(day);
}

function isWithinHours([from, to]: readonly [number, number], hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

function isWithinDates([from, to]: readonly [string, string], { month, day }: LocalDate): boolean {
  const date = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return from <= to ? date >= from && date <= to : date >= from || date <= to;
}
