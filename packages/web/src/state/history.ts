import type { HistoryAnswer } from "@meter2mqtt/contract";

/** Epoch milliseconds of arrival, and net power in W. */
export type PowerPoint = HistoryAnswer["points"][number];

export const hourMilliseconds = 3_600_000;

/** A pause this many times longer than usual is shown as a gap, not bridged by a line. */
const gapFactor = 5;
const shortestGapMilliseconds = 60_000;
/** Meters push every second at most; what is more can't be seen on a page. */
const maximumPoints = 7200;

/** Both lists in one, in order, one point for each instant (the later list wins), nothing before `from`. */
export function mergePoints(
  before: readonly PowerPoint[],
  after: readonly PowerPoint[],
  from: number,
): readonly PowerPoint[] {
  const byTime = new Map<number, number>();
  for (const [at, watts] of [...before, ...after]) if (at >= from) byTime.set(at, watts);
  return [...byTime].sort((a, b) => a[0] - b[0]).slice(-maximumPoints);
}

/** The same with one point more, mostly the newest: a reading a second must not cost a look at all before it. */
export function withPoint(points: readonly PowerPoint[], point: PowerPoint, from: number): readonly PowerPoint[] {
  const last = points.at(-1);
  if (last !== undefined && point[0] <= last[0]) return mergePoints(points, [point], from);
  const first = Math.max(
    firstThat(points, ([at]) => at >= from),
    points.length + 1 - maximumPoints,
  );
  return point[0] < from ? points.slice(first) : [...points.slice(first), point];
}

/** The points from `from` to `to`, both included; found by halving, as a chart asks whenever it is moved. */
export function pointsBetween(points: readonly PowerPoint[], from: number, to: number): readonly PowerPoint[] {
  return points.slice(
    firstThat(points, ([at]) => at >= from),
    firstThat(points, ([at]) => at > to),
  );
}

/** Place of the first point that passes; all after it pass, too. */
function firstThat(points: readonly PowerPoint[], passes: (point: PowerPoint) => boolean): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const point = points[middle];
    if (point !== undefined && !passes(point)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Line {
  /** Epoch seconds, as the chart wants them. */
  readonly times: number[];
  /** Null ends the line: nothing was heard there. */
  readonly watts: (number | null)[];
}

export function toLine(points: readonly PowerPoint[]): Line {
  const gap = gapLength(points);
  const times: number[] = [];
  const watts: (number | null)[] = [];
  let previous: number | undefined;
  for (const [at, value] of points) {
    if (previous !== undefined && at - previous > gap) {
      times.push((previous + 1) / 1000);
      watts.push(null);
    }
    times.push(at / 1000);
    watts.push(value);
    previous = at;
  }
  return { times, watts };
}

export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The table beside the chart: full clock slices of `length` milliseconds, newest first, those without points left out. */
export function toSlices(points: readonly PowerPoint[], length: number): readonly Slice[] {
  const slices = new Map<number, number[]>();
  for (const [at, watts] of points) {
    const from = Math.floor(at / length) * length;
    const slice = slices.get(from);
    if (slice === undefined) slices.set(from, [watts]);
    else slice.push(watts);
  }
  return [...slices]
    .sort((a, b) => b[0] - a[0])
    .map(([from, watts]) => ({
      from,
      to: from + length,
      mean: watts.reduce((sum, one) => sum + one, 0) / watts.length,
      lowest: Math.min(...watts),
      highest: Math.max(...watts),
    }));
}

export interface Range {
  readonly lowest: number;
  readonly highest: number;
}

export function rangeOf(points: readonly PowerPoint[]): Range | undefined {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [, watts] of points) {
    if (watts < lowest) lowest = watts;
    if (watts > highest) highest = watts;
  }
  return points.length === 0 ? undefined : { lowest, highest };
}

function gapLength(points: readonly PowerPoint[]): number {
  const steps: number[] = [];
  let previous: number | undefined;
  for (const [at] of points) {
    if (previous !== undefined) steps.push(at - previous);
    previous = at;
  }
  steps.sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)] ?? 0;
  return Math.max(shortestGapMilliseconds, usual * gapFactor);
}
