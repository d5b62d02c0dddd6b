import type { Calendar } from "@meter2mqtt/energy";
import type { BarSpan, Comparison, Range } from "./view.ts";

/** A stretch of time by the calendar of the meter's zone; epoch milliseconds, `to` is exclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const quarterMs = 900_000;

/** The beginning that an address names, `2026-11` or `2026-11-03T17:00+01:00`; undefined where it names none. */
export function instantOfAt(at: string | undefined, calendar: Calendar): number | undefined {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.*)?)?)?$/.exec(at ?? "");
  if (match === null) return undefined;
  const [, year, month = "1", day = "1", time] = match;
  if (time !== undefined) {
    const instant = Date.parse(at ?? "");
    return Number.isNaN(instant) ? undefined : instant;
  }
  return calendar.startOfDate({ year: Number(year), month: Number(month), day: Number(day) });
}

/** The other way round, as short as the range needs it. */
export function atOf(range: Range, instant: number, calendar: Calendar): string | undefined {
  if (range === "all") return undefined;
  const text = calendar.format(range === "hour" ? calendar.startOf("hour", instant) : instant);
  if (range === "hour") return text.replace(/:\d\d(?=[+-])/, "");
  return text.slice(0, { year: 4, month: 7, day: 10 }[range]);
}

/** The period of a range that `instant` is in. `known`: the time of which the ledger has something, for `all`. */
export function periodAt(range: Range, instant: number, calendar: Calendar, known: Period): Period {
  if (range !== "all") return { from: calendar.startOf(range, instant), to: calendar.endOf(range, instant) };
  return { from: calendar.startOf("year", known.from), to: calendar.endOf("year", known.to) };
}

/** With what a period is compared. */
export function comparedPeriod(
  period: Period,
  range: Range,
  { comparison, calendar }: { readonly comparison: Comparison; readonly calendar: Calendar },
): Period | undefined {
  if (comparison === "none" || range === "all") return undefined;
  if (comparison === "before") {
    const from = calendar.startOf(range, period.from - 1);
    return { from, to: period.from };
  }
  const from = yearBefore(period.from, range, calendar);
  return { from, to: calendar.endOf(range, from) };
}

/** The same date, and the same hour of it, a year before. */
function yearBefore(instant: number, range: Exclude<Range, "all">, calendar: Calendar): number {
  const { year, month, day, hour } = calendar.localOf(instant);
  const date = calendar.startOfDate({ year: year - 1, month, day });
  if (range !== "hour") return date;
  const hours = calendar.starts("hour", date, calendar.endOf("day", date));
  return hours.find((start) => calendar.localOf(start).hour >= hour) ?? date;
}

/** Beginnings of the bars of a period. */
export function barStarts(span: BarSpan, { from, to }: Period, calendar: Calendar): number[] {
  if (span !== "quarter") return calendar.starts(span, from, to);
  return Array.from({ length: Math.ceil((to - from) / quarterMs) }, (_, index) => from + index * quarterMs);
}

/** Where a bar stands in its period, whichever period that is: bars of two periods are compared by it. */
export function placesOf(starts: readonly number[], { span, range }: BarScale, calendar: Calendar): string[] {
  const seen = new Map<string, number>();
  return starts.map((start) => {
    const place = placeOf(start, { span, range }, calendar);
    const times = (seen.get(place) ?? 0) + 1;
    seen.set(place, times);
    // The hour that comes twice in autumn.
    return times === 1 ? place : `${place}/${times}`;
  });
}

export interface BarScale {
  readonly span: BarSpan;
  readonly range: Range;
}

function placeOf(start: number, { span, range }: BarScale, calendar: Calendar): string {
  const { year, month, day, hour, minute } = calendar.localOf(start);
  if (span === "year") return String(year);
  if (span === "month") return String(month);
  if (span === "day") return range === "year" ? `${month}-${day}` : String(day);
  return range === "hour" ? String(minute) : `${hour}:${minute}`;
}

const narrower: Readonly<Record<BarSpan, Range | undefined>> = {
  year: "year",
  month: "month",
  day: "day",
  hour: "hour",
  quarter: undefined,
};

/** What a bar opens; undefined where there is nothing finer. */
export function rangeWithin(span: BarSpan): Range | undefined {
  return narrower[span];
}

const wider: Readonly<Record<Range, Range | undefined>> = {
  hour: "day",
  day: "month",
  month: "year",
  year: "all",
  all: undefined,
};

/** Of what a period is a part. */
export function rangeAround(range: Range): Range | undefined {
  return wider[range];
}
