import type { Subject, Work } from "./subjects.ts";

export interface MeasureOptions {
  /** How often everything is measured, each time in turn, so that what the machine does meanwhile meets all alike. */
  readonly repeats: number;
  /** How long one piece of work is done in a repeat. */
  readonly milliseconds: number;
}

export interface Measured {
  readonly subject: Subject;
  /** Pieces of work per second; octets, where time per octet is compared. Medians of all repeats. */
  readonly perSecond: number;
  readonly yardstickPerSecond: number;
  /** Time of the work in times of the yardstick's: median of the ratios of each repeat. */
  readonly ratio: number;
}

/** Keeps the engine from leaving work out whose result nobody wants. */
let sink = 0;

/** Calls in a row between two looks at the clock. */
const block = 16;
/** Milliseconds of one piece: shorter than the time that a busy machine gives a process at once, and long enough that the collector runs in it. */
const pieceLength = 2;

/** Nanoseconds that one call takes, over a piece of time. */
function timePiece(work: Work, first: number): { readonly calls: number; readonly nanoseconds: number } {
  let calls = 0;
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < pieceLength) {
    for (let i = 0; i < block; i++) sink += work(first + calls + i);
    calls += block;
    elapsed = performance.now() - start;
  }
  return { calls, nanoseconds: (elapsed * 1e6) / calls };
}

/**
 * Nanoseconds that one call takes: the median of pieces, so that those in which something else had the processor count for
 * nothing. The first ones only fill the caches.
 */
function time(work: Work, milliseconds: number): number {
  const pieces: number[] = [];
  let calls = 0;
  const start = performance.now();
  while (pieces.length < 3 || performance.now() - start < milliseconds) {
    const piece = timePiece(work, calls);
    calls += piece.calls;
    pieces.push(piece.nanoseconds);
  }
  return median(pieces.slice(1));
}

/** Measures all subjects and their yardsticks, warm, in turn. */
export function measure(subjects: readonly Subject[], options: MeasureOptions): readonly Measured[] {
  const rows = subjects.map((subject) => ({ subject, work: [] as number[], yard: [] as number[] }));
  for (let repeat = -1; repeat < options.repeats; repeat++) {
    for (const { subject, work, yard } of rows) {
      const [octets, yardOctets] = subject.octets ?? [1, 1];
      const yardTime = time(subject.yardwork, options.milliseconds) / yardOctets;
      const workTime = time(subject.work, options.milliseconds) / octets;
      // The first round only warms up.
      if (repeat < 0) continue;
      work.push(workTime);
      yard.push(yardTime);
    }
  }
  if (!Number.isFinite(sink)) throw new RangeError("a benchmark's checksum is no number");
  return rows.map(({ subject, work, yard }) => ({
    subject,
    perSecond: 1e9 / median(work),
    yardstickPerSecond: 1e9 / median(yard),
    ratio: median(work.map((nanoseconds, i) => nanoseconds / (yard[i] ?? Number.NaN))),
  }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
