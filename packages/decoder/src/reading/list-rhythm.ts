/** So many gaps are remembered: enough to see through lost frames, few enough to follow a meter whose rhythm changed. */
const remembered = 12;
/** Gaps before a rhythm is one: fewer, and what comes by chance looks regular. */
const leastGaps = 7;
/** The longest gap of a rhythm, in mean gaps: frames get lost, and a longer list takes the place of a shorter one. */
const mostStretch = 3;
/** So many of the longest gap may pass, in frames and in time, before a list is missed. */
const patienceGaps = 6;
/** And so many frames at least: a list that comes in every frame may be left out for a moment. */
export const leastPatience = 24;

/**
 * How often a list comes, learned from its own gaps. They are counted in readings of the line and in time: an outage is long
 * but has no frames, and a meter that begins to send another list more often has more frames but no more time. Only
 * where both are long is a list overdue.
 */
export class ListRhythm {
  /** Readings, and milliseconds, between one and the next; the oldest is written over. */
  readonly #frames = new Float64Array(remembered);
  readonly #times = new Float64Array(remembered);
  /** Gaps that are remembered. */
  #count = 0;
  /** Where the next one is written. */
  #next = 0;
  #factor = 1;
  /** What follows from the gaps, until the next one. */
  #patience: number | undefined;
  /** The reading of the line that brought it last. */
  lastFrame: number;
  /** Epoch milliseconds; not a number where that is not known. */
  lastTime: number;

  constructor(frame: number, time: number) {
    this.lastFrame = frame;
    this.lastTime = time;
  }

  push(frame: number, time: number): void {
    const at = this.#next;
    this.#next = at + 1 === remembered ? 0 : at + 1;
    if (this.#count < remembered) this.#count++;
    this.#frames[at] = frame - this.lastFrame;
    // A time that is not known, and a clock that was set back, are no gap.
    const passed = time - this.lastTime;
    this.#times[at] = passed > 0 ? passed : 0;
    this.lastFrame = frame;
    this.lastTime = time;
    this.#patience = undefined;
  }

  /** It was missed, and came after all: it will not be missed so soon again. */
  beMorePatient(): void {
    this.#factor *= patienceGaps;
    this.#patience = undefined;
  }

  /** Whether it comes in a rhythm, so that it can be missed. */
  get isRegular(): boolean {
    return this.patience < Number.POSITIVE_INFINITY;
  }

  /** Readings without it before it is missed; no number of them where it has no rhythm. */
  get patience(): number {
    this.#patience ??= this.#findPatience();
    return this.#patience;
  }

  #findPatience(): number {
    if (this.#count < leastGaps) return Number.POSITIVE_INFINITY;
    let sum = 0;
    for (const frames of this.#frames) sum += frames;
    const longest = longestOf(this.#frames);
    if (longest * this.#count > mostStretch * sum) return Number.POSITIVE_INFINITY;
    return this.#factor * Math.max(leastPatience, patienceGaps * longest);
  }

  /** Where times are not known, frames alone decide. */
  isOverdue(frame: number, time: number): boolean {
    if (frame - this.lastFrame < this.patience) return false;
    const passed = time - this.lastTime;
    return Number.isNaN(passed) || passed >= this.#factor * patienceGaps * longestOf(this.#times);
  }
}

function longestOf(gaps: Float64Array): number {
  let longest = 0;
  for (const gap of gaps) if (gap > longest) longest = gap;
  return longest;
}
