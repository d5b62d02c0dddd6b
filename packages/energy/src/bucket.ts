import type { Mark } from "./mark.ts";
import { quarterMs } from "./track-rules.ts";

/**
 * What is kept of a register in a quarter of an hour: its earliest and its latest value. That is all that the values at
 * the quarter's ends depend on, it stays the same size however often a meter sends, and it is the same whatever order
 * the values came in and however often.
 */
export interface Bucket {
  /** Epoch milliseconds, a full quarter. */
  readonly start: number;
  readonly first: Mark;
  readonly last: Mark;
}

export function bucketStart(at: number): number {
  return Math.floor(at / quarterMs) * quarterMs;
}

/**
 * The bucket with a mark more: itself where that adds nothing. Of several values at one moment the highest counts: the
 * others are old ones.
 */
export function withMark(bucket: Bucket | undefined, mark: Mark): Bucket {
  if (bucket === undefined) return { start: bucketStart(mark.at), first: mark, last: mark };
  const first = mark.at < bucket.first.at || isHigher(mark, bucket.first) ? mark : bucket.first;
  const last = mark.at > bucket.last.at || isHigher(mark, bucket.last) ? mark : bucket.last;
  return first === bucket.first && last === bucket.last ? bucket : { start: bucket.start, first, last };
}

/** The marks of buckets in order of time. */
export function marksOf(buckets: readonly Bucket[]): Mark[] {
  return buckets.flatMap(({ first, last }) => (first.at === last.at ? [last] : [first, last]));
}

function isHigher(mark: Mark, there: Mark): boolean {
  return mark.at === there.at && mark.value > there.value;
}
