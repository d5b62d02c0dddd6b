import type { Calendar, Span } from "./calendar.ts";
import type { LedgerInterval } from "./ledger-intervals.ts";

/** The intervals of an hour, day, month or year added up, with how they are known. */
export interface Rollup {
  /** Epoch milliseconds; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  /** How much of the span each quality stands for, in milliseconds; what is missing is the rest. */
  readonly measuredMs: number;
  readonly interpolatedMs: number;
  readonly estimatedMs: number;
  readonly editedMs: number;
}

/**
 * Adds up intervals, in order of time, to spans of the zone. Spans of which nothing is known are left out. An interval
 * that is longer than a span counts in the one in which it starts.
 */
export function rollUp(intervals: readonly LedgerInterval[], span: Span, calendar: Calendar): Rollup[] {
  const rollups: Mutable[] = [];
  let current: Mutable | undefined;
  for (const interval of intervals) {
    if (current === undefined || interval.start >= current.end) {
      const start = calendar.startOf(span, interval.start);
      current = { ...emptyRollup, start, end: calendar.endOf(span, interval.start) };
      rollups.push(current);
    }
    current.amount += interval.amount;
    current[`${interval.quality}Ms`] += interval.coveredMs;
  }
  return rollups;
}

/** Adds up shorter rollups to longer ones. */
export function rollUpFurther(rollups: readonly Rollup[], span: Span, calendar: Calendar): Rollup[] {
  const sums: Mutable[] = [];
  let current: Mutable | undefined;
  for (const rollup of rollups) {
    if (current === undefined || rollup.start >= current.end) {
      const start = calendar.startOf(span, rollup.start);
      current = { ...emptyRollup, start, end: calendar.endOf(span, rollup.start) };
      sums.push(current);
    }
    for (const field of fields) current[field] += rollup[field];
  }
  return sums;
}

type Mutable = { -readonly [Field in keyof Rollup]: Rollup[Field] };

const fields = ["amount", "measuredMs", "interpolatedMs", "estimatedMs", "editedMs"] as const;
const emptyRollup = {
  amount: 0,
  measuredMs: 0,
  interpolatedMs: 0,
  estimatedMs: 0,
  editedMs: 0,
};
