import type { LedgerInterval } from "../ledger-intervals.ts";

/** Of less than this share of a window its energy is no truth to learn from. */
const enough = 0.9;

/**
 * What a window that has ended came to, in watt-hours, to compare with what had been expected of it. Undefined where too
 * little of it is known, or only as a part of longer intervals: what was not heard is not what was not used.
 *
 * @param intervals Those that start within the window.
 */
export function energyOfWindow(
  intervals: readonly LedgerInterval[],
  { start, lengthMs }: { readonly start: number; readonly lengthMs: number },
): number | undefined {
  let wattHours = 0;
  let coveredMs = 0;
  for (const interval of intervals) {
    if (interval.start < start || interval.start + interval.lengthMs > start + lengthMs) return undefined;
    wattHours += interval.amount;
    coveredMs += interval.coveredMs;
  }
  return coveredMs < enough * lengthMs ? undefined : (wattHours * lengthMs) / coveredMs;
}
