import type { Calendar } from "../calendar.ts";
import { highestWindows, type Peak } from "./capacity.ts";
import { type CapacityRule, chargeOf } from "./capacity-rule.ts";

/** More than any home's connection: what a window may be where no power of it costs more. */
const mostWatts = 1_000_000;

export interface PeakQuestion {
  readonly rule: CapacityRule;
  /** What has been in the time that the rule chooses from, without the running window. */
  readonly windows: readonly Peak[];
  /** The running window's start. */
  readonly start: number;
  readonly lengthMs: number;
  readonly calendar: Calendar;
}

/** The month's value in watts if the running window came to `watts`. */
export function valueWith({ rule, windows, start, lengthMs, calendar }: PeakQuestion, watts: number): number {
  const wattHours = (watts * lengthMs) / 3_600_000;
  const running: Peak = { start, lengthMs, watts, wattHours, quality: "estimated", isPartial: true };
  const chosen = highestWindows(rule, [...windows, running], calendar);
  const mean = chosen.reduce((sum, peak) => sum + peak.watts, 0) / chosen.length;
  return Math.max((rule.leastKw ?? 0) * 1000, mean);
}

/**
 * The most that the running window may come to without the month costing more than it does already: a peak that is paid
 * for need not be spared. The rule itself is asked, so that it holds for any.
 */
export function paidWatts(question: PeakQuestion): number {
  const { rule, start, calendar } = question;
  const { month } = calendar.dateOf(start);
  const price = (watts: number) => chargeOf(rule.charge, watts, month) ?? watts;
  const paid = price(valueWith(question, 0));
  if (price(valueWith(question, mostWatts)) <= paid) return mostWatts;
  let low = 0;
  let high = mostWatts;
  // To the watt: halved as often as a million has bits.
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (price(valueWith(question, middle)) <= paid) low = middle;
    else high = middle;
  }
  return Math.floor(low);
}

/** What it costs the month if the running window comes to `watts`: 0 where it changes nothing; undefined without prices. */
export function costOfPeak(question: PeakQuestion, watts: number): number | undefined {
  const { rule, start, calendar } = question;
  const { month } = calendar.dateOf(start);
  const paid = chargeOf(rule.charge, valueWith(question, 0), month);
  const then = chargeOf(rule.charge, valueWith(question, watts), month);
  return paid === undefined || then === undefined ? undefined : Math.max(0, then - paid);
}
