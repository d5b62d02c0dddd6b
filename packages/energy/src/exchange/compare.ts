import type { EnergyDirection, OutsideInterval } from "./outside-interval.ts";

/** An amount of ours or of theirs: what a comparison needs of it. */
export type ComparedInterval = Pick<OutsideInterval, "direction" | "start" | "lengthMs" | "wh">;

/** An hour with a different amount on both sides. */
export interface DifferentHour {
  readonly direction: EnergyDirection;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly theirsWh: number;
  readonly oursWh: number;
}

/** An hour that one side has not, or not wholly. */
export interface OneSidedHour {
  readonly direction: EnergyDirection;
  readonly start: number;
  readonly wh: number;
}

export interface ComparedDirection {
  readonly direction: EnergyDirection;
  /** Hours that both sides have, and what each booked in them. */
  readonly hours: number;
  readonly theirsWh: number;
  readonly oursWh: number;
}

export interface Comparison {
  readonly directions: readonly ComparedDirection[];
  readonly different: readonly DifferentHour[];
  /** Hours that they have and we don't. */
  readonly missingInOurs: readonly OneSidedHour[];
  /** Hours of ours within their file's time that they don't have. */
  readonly missingInTheirs: readonly OneSidedHour[];
}

export interface CompareOptions {
  /** Steps of the coarser side's amounts: two amounts within one step are the same. */
  readonly resolutionWh: number;
  /** Differences up to this part of the grid company's amount are none. */
  readonly tolerance?: number;
}

const hourMs = 3_600_000;
const directions: readonly EnergyDirection[] = ["import", "export"];

/**
 * Compares what a grid company booked with what we did, hour by hour of its clock. Only the time from the first to the last hour of theirs counts, and only directions they tell of.
 */
export function compareIntervals(
  theirs: readonly ComparedInterval[],
  ours: readonly ComparedInterval[],
  { resolutionWh, tolerance = 0.01 }: CompareOptions,
): Comparison {
  const phase = (theirs.find(({ lengthMs }) => lengthMs === hourMs)?.start ?? 0) % hourMs;
  const found = directions.flatMap((direction) => {
    const their = hoursOf(theirs, direction, phase);
    return their.size === 0 ? [] : [compareHours(direction, their, hoursOf(ours, direction, phase))];
  });
  const differs = ({ theirsWh, oursWh }: DifferentHour): boolean => {
    const difference = Math.abs(theirsWh - oursWh);
    return difference > resolutionWh && difference > tolerance * theirsWh;
  };
  return {
    directions: found.map(({ direction, both }) => ({
      direction,
      hours: both.length,
      theirsWh: both.reduce((sum, { theirsWh }) => sum + theirsWh, 0),
      oursWh: both.reduce((sum, { oursWh }) => sum + oursWh, 0),
    })),
    different: found.flatMap(({ both }) => both.filter(differs)),
    missingInOurs: found.flatMap(({ onlyTheirs }) => onlyTheirs),
    missingInTheirs: found.flatMap(({ onlyOurs }) => onlyOurs),
  };
}

/** Whole hours by their start; an hour of which a part is missing is none. `phase`: how far they are from UTC's. */
function hoursOf(
  intervals: readonly ComparedInterval[],
  direction: EnergyDirection,
  phase: number,
): ReadonlyMap<number, number> {
  const sums = new Map<number, { wh: number; ms: number }>();
  for (const interval of intervals) {
    if (interval.direction !== direction) continue;
    const start = Math.floor((interval.start - phase) / hourMs) * hourMs + phase;
    const sum = sums.get(start) ?? { wh: 0, ms: 0 };
    sums.set(start, { wh: sum.wh + interval.wh, ms: sum.ms + interval.lengthMs });
  }
  const whole = [...sums].filter(([, { ms }]) => ms === hourMs).sort(([a], [b]) => a - b);
  return new Map(whole.map(([start, { wh }]) => [start, wh]));
}

interface ComparedHours {
  readonly direction: EnergyDirection;
  readonly both: readonly DifferentHour[];
  readonly onlyTheirs: readonly OneSidedHour[];
  readonly onlyOurs: readonly OneSidedHour[];
}

function compareHours(
  direction: EnergyDirection,
  theirs: ReadonlyMap<number, number>,
  ours: ReadonlyMap<number, number>,
): ComparedHours {
  const both: DifferentHour[] = [];
  const onlyTheirs: OneSidedHour[] = [];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const [start, theirsWh] of theirs) {
    const oursWh = ours.get(start);
    if (oursWh === undefined) onlyTheirs.push({ direction, start, wh: theirsWh });
    else both.push({ direction, start, theirsWh, oursWh });
    first = Math.min(first, start);
    last = Math.max(last, start);
  }
  const onlyOurs: OneSidedHour[] = [];
  for (const [start, wh] of ours) {
    if (start >= first && start <= last && !theirs.has(start)) onlyOurs.push({ direction, start, wh });
  }
  return { direction, both, onlyTheirs, onlyOurs };
}
