import type { Subject, Work } from "./subjects.ts";

export interface MeasureOptions {
  /** How often everything is measured, each time in turn, so that what the machine does meanwhile meets all alike. */
  readonly repeats: number;
  /** How long a subject and its yardstick are measured in a repeat, in turn. */
  readonly milliseconds: number;
}

export interface Measured {
  readonly subject: Subject;
  /** Pieces of work per second; octets, where time per octet is compared. Medians of all repeats. */
  readonly perSecond: number;
  readonly yardstickPerSecond: number;
  /** Time of the work in times of the yardstick's: median of the ratios of each repeat. */
  readonly ratio: number;
  /**
   * The same of the quickest tenth of all pieces of each side, which other programs disturbed least. A machine that is quiet
   * says nearly the same as {@link ratio}.
   */
  readonly quietRatio: number;
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

/** Nanoseconds that one call takes of each work, in each of many pieces of time, in turn. The first ones only fill the caches. */
function timeInTurn(works: readonly [Work, Work], milliseconds: number): readonly [number[], number[]] {
  const pieces: readonly [number[], number[]] = [[], []];
  const calls = [0, 0];
  const start = performance.now();
  while (pieces[0].length < 3 || performance.now() - start < milliseconds) {
    for (const [i, work] of works.entries()) {
      const piece = timePiece(work, calls[i] ?? 0);
      calls[i] = (calls[i] ?? 0) + piece.calls;
      pieces[i]?.push(piece.nanoseconds);
    }
  }
  return [pieces[0].slice(1), pieces[1].slice(1)];
}

/** What was measured of one side of a row: by repeat the median of its pieces, and all pieces. */
class Side {
  readonly medians: number[] = [];
  readonly pieces: number[] = [];

  /** The median, so that pieces in which something else had the processor count for nothing. */
  add(pieces: readonly number[], octets: number): void {
    const each = pieces.map((nanoseconds) => nanoseconds / octets);
    this.medians.push(median(each));
    this.pieces.push(...each);
  }

  /** A tenth of the pieces took no longer. */
  get quickest(): number {
    const sorted = [...this.pieces].sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 10)] ?? Number.NaN;
  }
}

/** Measures all subjects and their yardsticks, warm, in turn. */
export function measure(subjects: readonly Subject[], options: MeasureOptions): readonly Measured[] {
  const rows = subjects.map((subject) => ({ subject, work: new Side(), yard: new Side() }));
  for (let repeat = -1; repeat < options.repeats; repeat++) {
    for (const { subject, work, yard } of rows) {
      const [octets, yardOctets] = subject.octets ?? [1, 1];
      const [workPieces, yardPieces] = timeInTurn([subject.work, subject.yardwork], options.milliseconds);
      // The first round only warms up.
      if (repeat < 0) continue;
      work.add(workPieces, octets);
      yard.add(yardPieces, yardOctets);
    }
  }
  if (!Number.isFinite(sink)) throw new RangeError("a benchmark's checksum is no number");
  return rows.map(({ subject, work, yard }) => ({
    subject,
    perSecond: 1e9 / median(work.medians),
    yardstickPerSecond: 1e9 / median(yard.medians),
    ratio: median(work.medians.map((nanoseconds, i) => nanoseconds / (yard.medians[i] ?? Number.NaN))),
    quietRatio: work.quickest / yard.quickest,
  }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
