import { type Bucket, marksOf } from "./bucket.ts";
import { type PowerByQuarter, spread } from "./power-shape.ts";
import { knownMs } from "./power-slots.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { exactWithinMs, intervalMsOf, intervalStart, quarterMs, type TrackRules } from "./track-rules.ts";

const hourMs = 3_600_000;

/**
 * How an amount is known: *measured* from the register at both ends; *interpolated* between two values of the register
 * further apart; *estimated* from power, wholly or where the register says nothing. What is missing is not there.
 */
export type ComputedQuality = "measured" | "interpolated" | "estimated";

export interface Interval {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly lengthMs: number;
  /** Integer, in the register's steps. */
  readonly amount: number;
  readonly quality: ComputedQuality;
  /** How much of the interval the amount is for; less than its length at the ends of what is known. */
  readonly coveredMs: number;
}

export interface IntervalsInput {
  readonly rules: TrackRules;
  /**
   * In order of time; with six buckets before `from` and six behind `to` where there are so many: a mark is judged by its
   * neighbours.
   */
  readonly buckets: readonly Bucket[];
  readonly power: PowerByQuarter;
  /** Epoch milliseconds; the intervals that are touched by this time are computed whole. */
  readonly from: number;
  readonly to: number;
}

/** Intervals in order of time; those of which nothing is known are left out. Pure: the same input gives the same. */
export function computeIntervals(input: IntervalsInput): Interval[] {
  const { rules, buckets, power } = input;
  const from = intervalStart(rules, input.from);
  const cells = new Map<number, Cell>();
  for (let start = from; start < input.to; start += intervalMsOf(rules)) {
    cells.set(start, { amount: 0, coveredMs: 0, isInterpolated: false });
  }
  for (const segment of segmentsOf(marksOf(buckets), rules, power)) {
    if (segment.to.at >= from && segment.from.at < input.to) addSegment(cells, segment, rules, power);
  }
  const intervals: Interval[] = [];
  for (const [start, cell] of cells) {
    const interval = intervalOf(start, cell, rules, power);
    if (interval !== undefined) intervals.push(interval);
  }
  return intervals;
}

interface Cell {
  amount: number;
  coveredMs: number;
  isInterpolated: boolean;
}

function addSegment(cells: Map<number, Cell>, segment: Segment, rules: TrackRules, power: PowerByQuarter): void {
  const { from, to } = segment;
  const amount = to.value - from.value;
  const lengthMs = intervalMsOf(rules);
  const ends: number[] = [];
  for (let cut = intervalStart(rules, from.at) + lengthMs; cut < to.at; cut += lengthMs) ends.push(cut);
  ends.push(to.at);
  const isExact = to.at - from.at <= exactWithinMs(rules);
  // So near a boundary the mean of a quarter says less than the two values themselves.
  const counted = isExact
    ? ends.map((end) => (end === to.at ? amount : Math.round((amount * (end - from.at)) / (to.at - from.at))))
    : spread(rules, power, { amount, from: from.at, ends });
  let start = from.at;
  let before = 0;
  ends.forEach((end, index) => {
    const sum = counted[index] ?? amount;
    const cell = cells.get(intervalStart(rules, start));
    if (cell !== undefined) {
      cell.amount += sum - before;
      cell.coveredMs += end - start;
      if (!isExact && ends.length > 1) cell.isInterpolated = true;
    }
    start = end;
    before = sum;
  });
}

function intervalOf(start: number, cell: Cell, rules: TrackRules, power: PowerByQuarter): Interval | undefined {
  const lengthMs = intervalMsOf(rules);
  if (cell.coveredMs >= lengthMs) {
    const quality = cell.isInterpolated ? "interpolated" : "measured";
    return { start, lengthMs, amount: cell.amount, quality, coveredMs: lengthMs };
  }
  const { ms, steps } = powerOf(start, lengthMs, rules, power);
  const missingMs = Math.max(0, ms - cell.coveredMs);
  const coveredMs = cell.coveredMs + missingMs;
  if (coveredMs === 0) return undefined;
  const amount = cell.amount + (ms > 0 ? Math.round((steps * missingMs) / ms) : 0);
  return { start, lengthMs, amount, quality: "estimated", coveredMs };
}

/** What power says of an interval, and of how much of it. */
function powerOf(start: number, lengthMs: number, rules: TrackRules, power: PowerByQuarter) {
  let ms = 0;
  let steps = 0;
  const { stepsPerWattHour } = rules;
  if (stepsPerWattHour === undefined) return { ms, steps };
  for (let quarter = start; quarter < start + lengthMs; quarter += quarterMs) {
    const mean = power.get(quarter);
    if (mean === undefined) continue;
    const known = knownMs(mean, rules.powerPushMs);
    ms += known;
    steps += (Math.max(0, mean.watts) * stepsPerWattHour * known) / hourMs;
  }
  return { ms, steps };
}
