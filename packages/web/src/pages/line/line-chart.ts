import type { LineAnswer } from "@meter2mqtt/contract";

/** A column of the charts: one or several steps of the answer. */
export interface LineColumn {
  readonly at: number;
  readonly octetsPerSecond: number;
  readonly frames: number;
  readonly damaged: number;
  /** Seconds; absent where no silence ended in it. */
  readonly gap: number | undefined;
}

/** More can't be told apart on a screen. */
const mostColumns = 180;

/** Steps as columns: where there are too many, several are one. Counts add up; of silences the longest stays. */
export function lineColumns({ steps }: LineAnswer): LineColumn[] {
  const size = Math.max(1, Math.ceil(steps.length / mostColumns));
  const columns: LineColumn[] = [];
  for (let first = 0; first < steps.length; first += size) {
    const part = steps.slice(first, first + size);
    const [head] = part;
    if (head === undefined) break;
    const gaps = part.flatMap(({ longestGapSeconds }) => longestGapSeconds ?? []);
    columns.push({
      at: Date.parse(head.at),
      octetsPerSecond: part.reduce((sum, step) => sum + step.octetsPerSecond, 0) / part.length,
      frames: part.reduce((sum, step) => sum + step.frames, 0),
      damaged: part.reduce((sum, step) => sum + step.damagedFrames, 0),
      gap: gaps.length === 0 ? undefined : Math.max(...gaps),
    });
  }
  return columns;
}

export interface LineTotals {
  readonly frames: number;
  readonly damaged: number;
  readonly gap: number;
}

export function lineTotals(columns: readonly LineColumn[]): LineTotals {
  return {
    frames: columns.reduce((sum, { frames }) => sum + frames, 0),
    damaged: columns.reduce((sum, { damaged }) => sum + damaged, 0),
    gap: Math.max(0, ...columns.flatMap(({ gap }) => gap ?? [])),
  };
}
