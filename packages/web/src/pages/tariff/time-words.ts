import type { TimeFilterView } from "@meter2mqtt/contract";
import { readerLocale } from "../../format/locale.ts";
import type { ContractWords } from "../../i18n/contract-words.ts";

/* When a component of a contract holds: names of months and days by Intl, in the order of the calendar. */

/** `October–March, Monday–Friday, 6:00–22:00, not on public holidays`. */
export function timesWords({ months, dates, weekdays, hours, holidays }: TimeFilterView, words: ContractWords): string {
  const parts = [
    ...(months === undefined ? [] : runsOf(months, 12).map((run) => runWords(run, monthName))),
    ...(dates === undefined ? [] : [`${dayOfYear(dates.from)} – ${dayOfYear(dates.to)}`]),
    ...(weekdays === undefined ? [] : runsOf(weekdays, 7).map((run) => runWords(run, weekdayName))),
    ...(hours ?? []).map(({ from, to }) => `${clock(from)}–${clock(to)}`),
    ...(holidays === undefined ? [] : [words.times.holidays[holidays]]),
  ];
  return parts.length === 0 ? words.times.always : parts.join(", ");
}

/** `October–March`. */
export function monthsWords(months: readonly number[]): string {
  return runsOf(months, 12)
    .map((run) => runWords(run, monthName))
    .join(", ");
}

/** A day of a contract, `2026-01-01`, as the reader writes it; what is no day stays as it is. */
export function dayWords(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : format(at, { dateStyle: "medium" });
}

type Run = readonly [number, ...number[]];

/** Numbers that follow each other, also over the end: of months 10, 11, 12, 1 is one run. */
function runsOf(numbers: readonly number[], count: number): Run[] {
  const wanted = new Set(numbers);
  const after = (one: number) => (one % count) + 1;
  const before = (one: number) => ((one + count - 2) % count) + 1;
  const all = [...wanted].sort((a, b) => a - b);
  const starts = wanted.size === count ? all.slice(0, 1) : all.filter((one) => !wanted.has(before(one)));
  return starts.map((start) => {
    const run: [number, ...number[]] = [start];
    for (let next = after(start); wanted.has(next) && next !== start; next = after(next)) run.push(next);
    return run;
  });
}

/** Two are named, more from the first to the last. */
function runWords(run: Run, nameOf: (one: number) => string): string {
  const [first] = run;
  const last = run.at(-1) ?? first;
  if (run.length > 2) return `${nameOf(first)}–${nameOf(last)}`;
  return run.map(nameOf).join(", ");
}

function monthName(month: number): string {
  return format(Date.UTC(2024, month - 1, 15), { month: "long" });
}

/** The first of January 2024 was a Monday. */
function weekdayName(weekday: number): string {
  return format(Date.UTC(2024, 0, weekday), { weekday: "long" });
}

function dayOfYear(day: string): string {
  const at = Date.parse(`2024-${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : format(at, { day: "numeric", month: "long" });
}

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(readerLocale(), { ...options, timeZone: "UTC" }).format(at);
}

/** 7.75 as `7:45`. */
function clock(hour: number): string {
  const minutes = Math.round(hour * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
