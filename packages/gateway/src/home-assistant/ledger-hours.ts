import type { LedgerInterval } from "@meter2mqtt/energy";
import type { HourlyEnergy } from "./hourly-statistics.ts";

const hourMs = 3_600_000;
/** Amounts are divided in thousandths of a watt-hour, as sums are added in them. */
const parts = 1000;

interface HourSum {
  thousandths: number;
  coveredMs: number;
  estimatedMs: number;
}

/** What a ledger says of full hours. */
export interface LedgerHours {
  readonly hours: readonly HourlyEnergy[];
  /** Beginning of the last hour, where that is not known for good; it is not among the hours. */
  readonly openFrom: number | undefined;
}

/**
 * Full hours of UTC out of a ledger's intervals in order of time; the last one is left out while it is not known for good.
 * Home Assistant's hours are UTC's, where a zone's may begin at the half: an interval that lies in several hours, such as
 * an imported day, is spread evenly, and what is spread adds up to it exactly.
 *
 * `exponent`: amounts count steps of 10^exponent watt-hours.
 */
export function knownHours(intervals: readonly LedgerInterval[], exponent: number): LedgerHours {
  const sums = new Map<number, HourSum>();
  for (const interval of intervals) if (interval.coveredMs > 0) spread(interval, exponent, sums);
  const known = [...sums].sort(([a], [b]) => a - b);
  const [openFrom, last] = known.at(-1) ?? [];
  // What comes after an hour closes it, however much of it is known; nothing comes after the last one yet.
  const isOpen = last !== undefined && (last.coveredMs < hourMs || last.estimatedMs > 0);
  if (isOpen) known.pop();
  const hours = known.map(([start, { thousandths }]) => ({ start, wattHours: thousandths / parts }));
  return { hours, openFrom: isOpen ? openFrom : undefined };
}

function spread(interval: LedgerInterval, exponent: number, hours: Map<number, HourSum>): void {
  const { start, lengthMs, amount, quality, coveredMs } = interval;
  const total = exponent < 0 ? (amount * parts) / 10 ** -exponent : amount * parts * 10 ** exponent;
  const end = start + lengthMs;
  let given = 0;
  for (let hour = Math.floor(start / hourMs) * hourMs; hour < end; hour += hourMs) {
    const to = Math.min(end, hour + hourMs);
    const ms = (Math.max(0, to - Math.max(start, hour)) * coveredMs) / lengthMs;
    const upTo = Math.round((total * (to - start)) / lengthMs);
    const sum = hours.get(hour) ?? { thousandths: 0, coveredMs: 0, estimatedMs: 0 };
    sum.thousandths += upTo - given;
    sum.coveredMs += ms;
    if (quality === "estimated") sum.estimatedMs += ms;
    hours.set(hour, sum);
    given = upTo;
  }
}
