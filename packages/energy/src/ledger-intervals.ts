import type { ComputedQuality, Interval } from "./intervals.ts";

export type Quality = ComputedQuality | "edited";

/** An amount that somebody set, and what stood there before: a trail, of which the latest holds. */
export interface Edit {
  /** Of the interval. */
  readonly start: number;
  readonly lengthMs: number;
  /** Undefined takes earlier edits back. */
  readonly amount: number | undefined;
  readonly by: string;
  /** Epoch milliseconds of the edit itself. */
  readonly editedAt: number;
  /** What the interval's amount was; undefined where it was missing. */
  readonly was: number | undefined;
}

/** An amount from somewhere else: the grid company's file, another reader's history. */
export interface ImportedInterval {
  readonly start: number;
  readonly lengthMs: number;
  readonly amount: number;
  readonly quality: "measured" | "estimated";
  /** For people: `elhub 2026-10.csv`. */
  readonly origin: string;
}

/** An interval as it counts, with where it comes from. */
export interface LedgerInterval {
  readonly start: number;
  readonly lengthMs: number;
  readonly amount: number;
  readonly quality: Quality;
  readonly coveredMs: number;
  readonly origin?: string;
  readonly edit?: Edit;
}

/**
 * What counts, in order of time: an edit before anything else; then what the registers say; an import only where they say
 * nothing, for it must not break the sum of the registers; then the estimate. Imports longer than the track's intervals
 * (a day of another reader's history) count where the whole of their time is empty.
 */
export function effectiveIntervals(
  computed: readonly Interval[],
  imported: readonly ImportedInterval[],
  edits: readonly Edit[],
): LedgerInterval[] {
  const byStart = new Map<number, LedgerInterval>(computed.map((interval) => [interval.start, interval]));
  for (const item of imported) {
    if (isFree(byStart, item)) {
      clear(byStart, item);
      byStart.set(item.start, { ...item, coveredMs: item.lengthMs });
    }
  }
  for (const edit of [...edits].sort((a, b) => a.editedAt - b.editedAt)) {
    if (edit.amount === undefined) {
      const original = computed.find(({ start }) => start === edit.start);
      if (original === undefined) byStart.delete(edit.start);
      else byStart.set(edit.start, original);
      continue;
    }
    const { start, lengthMs, amount } = edit;
    byStart.set(start, { start, lengthMs, amount, quality: "edited", coveredMs: lengthMs, edit });
  }
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

const quarterMs = 900_000;

/** Whether all that is known of the import's time is an estimate, or an import that came before. */
function isFree(byStart: ReadonlyMap<number, LedgerInterval>, { start, lengthMs }: ImportedInterval): boolean {
  return startsIn(start, lengthMs).every((at) => {
    const there = byStart.get(at);
    return (
      there === undefined || there.quality === "estimated" || (there.origin !== undefined && there.start === start)
    );
  });
}

function clear(byStart: Map<number, LedgerInterval>, { start, lengthMs }: ImportedInterval): void {
  for (const at of startsIn(start, lengthMs)) byStart.delete(at);
}

function startsIn(start: number, lengthMs: number): number[] {
  return Array.from({ length: Math.max(1, Math.ceil(lengthMs / quarterMs)) }, (_, index) => start + index * quarterMs);
}
