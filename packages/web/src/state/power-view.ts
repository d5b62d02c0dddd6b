/** A stretch of time on a chart, epoch milliseconds. */
export interface View {
  readonly from: number;
  readonly to: number;
}

export const minuteMilliseconds = 60_000;
export const dayMilliseconds = 86_400_000;
const shortestView = 10_000;
/** Seconds to 24 hours. */
const longestView = dayMilliseconds;

/** Zooms by `factor` (2: twice as much time) around `anchor`, which stays where it is. */
export function zoomed(view: View, factor: number, anchor: number): View {
  const span = Math.min(longestView, Math.max(shortestView, (view.to - view.from) * factor));
  const share = (anchor - view.from) / (view.to - view.from);
  const from = anchor - span * share;
  return { from, to: from + span };
}

export function panned(view: View, milliseconds: number): View {
  return { from: view.from + milliseconds, to: view.to + milliseconds };
}

/** Moves a view that looks into the future back to the present. */
export function untilNow(view: View, now: number): View {
  return view.to > now ? panned(view, now - view.to) : view;
}

/** Steps of time that points are asked for, each the mean of its step. */
const steps = [1000, 2000, 5000, 10_000, 20_000, 60_000, 120_000];
/** As many points as a chart can show side by side. */
const pointsOfView = 1000;
/** Steps in a piece that is asked for at once. */
export const stepsOfPiece = 500;

/** The step for a view: as fine as can be seen. */
export function stepOf({ from, to }: View): number {
  return steps.find((step) => (to - from) / step <= pointsOfView) ?? 120_000;
}

/** Beginnings of the pieces that a view needs, with a piece to each side, so that panning finds it there. None begins in the future. */
export function piecesOf({ from, to }: View, step: number, now: number): number[] {
  const length = step * stepsOfPiece;
  const pieces: number[] = [];
  for (let start = (Math.floor(from / length) - 1) * length; start < Math.min(to + length, now); start += length)
    pieces.push(start);
  return pieces;
}

/** Pieces that are asked for together, as one stretch of time. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly starts: readonly number[];
}

/** More points are not given at once. */
const mostPiecesOfRun = 5000 / stepsOfPiece;

/** Pieces that follow one another, each such row as one; the beginnings are in order. */
export function runsOf(starts: readonly number[], step: number): Run[] {
  const length = step * stepsOfPiece;
  const runs: Run[] = [];
  for (const start of starts) {
    const last = runs.at(-1);
    const isNext = last?.to === start && last.starts.length < mostPiecesOfRun;
    if (last !== undefined && isNext)
      runs[runs.length - 1] = { ...last, to: start + length, starts: [...last.starts, start] };
    else runs.push({ from: start, to: start + length, starts: [start] });
  }
  return runs;
}
