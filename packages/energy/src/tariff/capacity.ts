import type { Calendar, LocalDate } from "../calendar.ts";
import type { LedgerInterval, Quality } from "../ledger-intervals.ts";
import { type CapacityRule, chargeOf } from "./capacity-rule.ts";
import { type Holidays, holdsAt, LocalMoment } from "./time-filter.ts";

const minuteMs = 60_000;

/** The use in one window of a capacity rule. */
export interface Peak {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly lengthMs: number;
  /** Mean power of the window as it counts: weighted, where the rule weighs. */
  readonly watts: number;
  /** Energy of the window in watt-hours, unweighted. */
  readonly wattHours: number;
  /** The worst of its intervals. */
  readonly quality: Quality;
  /** Only part of the window is known, or it has not ended. */
  readonly isPartial: boolean;
}

/** What the meter itself counts as the highest window of a month. */
export interface MeterPeak {
  /** Epoch milliseconds of the month's first instant. */
  readonly month: number;
  readonly watts: number;
  /** Epoch milliseconds, as the meter says it: Belgian ones say the window's end. */
  readonly at: number;
}

export interface MonthCapacity {
  /** Epoch milliseconds of the month's first instant. */
  readonly month: number;
  /** The chosen windows, highest first; by the ledger. */
  readonly peaks: readonly Peak[];
  /** What the meter says of the month, where the rule goes by it. */
  readonly meterPeak: MeterPeak | undefined;
  /** The meter's, else the mean of the peaks; at least what the rule counts each month as. Undefined: nothing is known. */
  readonly watts: number | undefined;
  /** What is charged for: the month's own value, or the mean of several months'. */
  readonly chargedWatts: number | undefined;
  /** Months that {@link chargedWatts} is the mean of. */
  readonly monthsKnown: number;
  /** In the contract's currency; undefined where the rule has no prices or nothing is known. */
  readonly charge: number | undefined;
}

export interface CapacityInput {
  readonly rule: CapacityRule;
  /** In watt-hours, in order of time, from as many months before as the rule looks back. */
  readonly imported: readonly LedgerInterval[];
  readonly exported?: readonly LedgerInterval[];
  readonly calendar: Calendar;
  readonly holidays: Holidays;
  /** What the meter says itself, for rules that go by it. */
  readonly meterPeaks?: readonly MeterPeak[];
}

const worstFirst: readonly Quality[] = ["estimated", "interpolated", "edited", "measured"];

/**
 * The windows of a rule, in order of time, of all that it looks at. Intervals that are longer than a window give their
 * mean to each: a meter that sends its register once an hour says nothing of quarters.
 */
export function capacityWindows({ rule, imported, exported = [], calendar, holidays }: CapacityInput): Peak[] {
  const lengthMs = rule.windowMinutes * minuteMs;
  const windows = new Map<number, { wattHours: number; coveredMs: number; worst: number }>();
  const add = (intervals: readonly LedgerInterval[], sign: 1 | -1) => {
    for (const interval of intervals) {
      for (const [start, share, coveredMs] of partsOf(interval, lengthMs, calendar)) {
        const window = windows.get(start) ?? { wattHours: 0, coveredMs: 0, worst: worstFirst.length - 1 };
        window.wattHours += sign * interval.amount * share;
        if (sign === 1) {
          window.coveredMs += coveredMs;
          window.worst = Math.min(window.worst, worstFirst.indexOf(interval.quality));
        }
        windows.set(start, window);
      }
    }
  };
  add(imported, 1);
  if (rule.quantity === "net") add(exported, -1);
  return [...windows]
    .sort(([a], [b]) => a - b)
    .flatMap(([start, { wattHours, coveredMs, worst }]): Peak[] => {
      const factor = windowFactor(rule, new LocalMoment(start, calendar, holidays));
      if (factor === undefined) return [];
      const watts = (Math.max(0, wattHours) * factor * 60) / rule.windowMinutes;
      const quality = worstFirst[worst] ?? "measured";
      return [{ start, lengthMs, watts, wattHours, quality, isPartial: coveredMs < lengthMs }];
    });
}

/** How much a window at that moment counts; undefined where the rule doesn't look at it. */
export function windowFactor({ when, unless, weights }: CapacityRule, moment: LocalMoment): number | undefined {
  if (!holdsAt(when, moment) || (unless !== undefined && holdsAt(unless, moment))) return undefined;
  return weights?.find((weight) => holdsAt(weight.when, moment))?.factor ?? 1;
}

/** Windows that an interval is in, each with its share of the interval's amount. */
function partsOf(interval: LedgerInterval, lengthMs: number, calendar: Calendar): [number, number, number][] {
  const { start, lengthMs: length, coveredMs } = interval;
  const phase = (calendar.offsetMinutes(start) * minuteMs) % lengthMs;
  const first = Math.floor((start + phase) / lengthMs) * lengthMs - phase;
  if (length <= lengthMs) return [[first, 1, coveredMs]];
  const count = Math.round(length / lengthMs);
  return Array.from({ length: count }, (_, index) => [first + index * lengthMs, 1 / count, coveredMs / count]);
}

/** The highest windows, as the rule chooses among them; of equal ones the earlier. */
export function highestWindows(rule: CapacityRule, windows: readonly Peak[], calendar: Calendar): Peak[] {
  const groups = new Map<string | number, Peak>();
  for (const window of windows) {
    const group = groupOf(rule, window.start, calendar);
    const before = groups.get(group);
    if (before === undefined || window.watts > before.watts) groups.set(group, window);
  }
  return [...groups.values()].sort((a, b) => b.watts - a.watts || a.start - b.start).slice(0, rule.top);
}

function groupOf({ distinct }: CapacityRule, at: number, calendar: Calendar): string | number {
  if (distinct === "window") return at;
  const { year, month, day } = calendar.dateOf(at);
  // A week begins on Monday: it goes by the name of that day.
  return calendar.startOfDate({ year, month, day: distinct === "day" ? day : day - calendar.clockOf(at).weekday + 1 });
}

/** What the rule makes of each month that the intervals are of. */
export function capacityByMonth(input: CapacityInput): MonthCapacity[] {
  const { rule, calendar } = input;
  const windows = capacityWindows(input);
  const meterPeaks = rule.authority === "meter" ? (input.meterPeaks ?? []) : [];
  const known = [...windows.slice(0, 1), ...windows.slice(-1), ...meterPeaks.map(({ month }) => ({ start: month }))];
  if (known.length === 0) return [];
  const starts = known.map(({ start }) => start);
  const months = calendar.starts("month", Math.min(...starts), Math.max(...starts) + 1);
  const own = months.map((month) => {
    const from = rule.among === "month" ? month : monthsBefore(calendar, month, 11);
    const to = calendar.endOf("month", month);
    const peaks = highestWindows(
      rule,
      windows.filter(({ start }) => start >= from && start < to),
      calendar,
    );
    const meterPeak = meterPeaks.find((peak) => peak.month === month);
    return { month, peaks, meterPeak, watts: monthValue(rule, meterPeak === undefined ? peaks : [meterPeak]) };
  });
  return own.map(({ month, peaks, meterPeak, watts }, index) => {
    const known = own
      .slice(Math.max(0, index + 1 - (rule.meanOfMonths ?? 1)), index + 1)
      .map((item) => item.watts)
      .filter((value) => value !== undefined);
    const chargedWatts = known.length === 0 ? undefined : meanOf(known);
    const charge =
      chargedWatts === undefined ? undefined : chargeOf(rule.charge, chargedWatts, calendar.dateOf(month).month);
    return { month, peaks, meterPeak, watts, chargedWatts, monthsKnown: known.length, charge };
  });
}

function monthValue({ leastKw = 0 }: CapacityRule, peaks: readonly { readonly watts: number }[]): number | undefined {
  return peaks.length === 0 ? undefined : Math.max(leastKw * 1000, meanOf(peaks.map(({ watts }) => watts)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function monthsBefore(calendar: Calendar, month: number, count: number): number {
  const { year, month: number }: LocalDate = calendar.dateOf(month);
  return calendar.startOfDate({ year, month: number - count, day: 1 });
}
