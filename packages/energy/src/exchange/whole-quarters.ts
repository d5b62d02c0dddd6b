import type { OutsideInterval } from "./outside-interval.ts";

const quarterMs = 900_000;
const hourMs = 3_600_000;

/**
 * The same amounts in intervals that a ledger of quarter-hours takes: those of 5 minutes added up to quarters, those of 10
 * and 20 to hours. What is not known as a whole is left out. All are of one length.
 */
export function wholeQuarters(intervals: readonly OutsideInterval[]): readonly OutsideInterval[] {
  const lengthMs = intervals[0]?.lengthMs ?? quarterMs;
  if (lengthMs % quarterMs === 0) return intervals;
  const sumMs = quarterMs % lengthMs === 0 ? quarterMs : hourMs;
  const sums = new Map<string, OutsideInterval>();
  for (const interval of intervals) {
    const start = Math.floor(interval.start / sumMs) * sumMs;
    const key = `${interval.meterId ?? ""} ${interval.direction} ${start}`;
    const sum = sums.get(key) ?? { ...interval, start, lengthMs: 0, wh: 0 };
    const quality = sum.quality === "measured" ? interval.quality : sum.quality;
    sums.set(key, { ...sum, lengthMs: sum.lengthMs + lengthMs, wh: sum.wh + interval.wh, quality });
  }
  return [...sums.values()].filter((sum) => sum.lengthMs === sumMs);
}
