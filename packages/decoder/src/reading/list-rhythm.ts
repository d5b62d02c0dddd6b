/** So many gaps are remembered: enough to see through lost frames, few enough to follow a meter whose rhythm changed. */
const remembered = 12;
/** Gaps before a rhythm is one: fewer, and what comes by chance looks regular. */
const leastGaps = 7;
/** The longest gap of a rhythm, in mean gaps: frames get lost, and a longer list takes the place of a shorter one. */
const mostStretch = 3;
/** So many of the longest gap may pass, in frames and in time, before a list is missed. */
const patienceGaps = 4;
/** And so many frames at least: a list that comes in every frame may be left out for a moment. */
export const leastPatience = 24;

/** A moment on a line: how many readings have come, and when; `time` is undefined where that is not known. */
export interface Tick {
  readonly frame: number;
  readonly time: number | undefined;
}

/**
 * How often a list comes, learned from its own gaps. They are counted in readings of the line and in time: an outage is long
 * but has no frames, and a meter that begins to send another list more often has more frames but no more time. Only
 * where both are long is a list overdue.
 */
export class ListRhythm {
  /** Readings, and milliseconds, between one and the next; the oldest is written over. */
  readonly #frames = new Float64Array(remembered);
  readonly #times = new Float64Array(remembered);
  #count = 0;
  #last: Tick;
  #factor = 1;

  constructor(first: Tick) {
    this.#last = first;
  }

  get last(): Tick {
    return this.#last;
  }

  push({ frame, time }: Tick): void {
    const at = this.#count++ % remembered;
    const { frame: before, time: timeBefore } = this.#last;
    this.#frames[at] = frame - before;
    this.#times[at] = time === undefined || timeBefore === undefined ? 0 : Math.max(0, time - timeBefore);
    this.#last = { frame, time };
  }

  /** It was missed, and came after all: it will not be missed so soon again. */
  beMorePatient(): void {
    this.#factor *= patienceGaps;
  }

  /** Whether it comes in a rhythm, so that it can be missed. */
  get isRegular(): boolean {
    if (this.#count < leastGaps) return false;
    const sum = this.#frames.reduce((total, frames) => total + frames, 0);
    return longest(this.#frames) * Math.min(this.#count, remembered) <= mostStretch * sum;
  }

  /** The frame from which on it may be overdue. */
  get dueBy(): number {
    return this.#last.frame + this.#factor * Math.max(leastPatience, patienceGaps * longest(this.#frames));
  }

  /** Where times are not known, frames alone decide. */
  isOverdue({ frame, time }: Tick): boolean {
    if (frame < this.dueBy) return false;
    if (time === undefined || this.#last.time === undefined) return true;
    return time - this.#last.time >= this.#factor * patienceGaps * longest(this.#times);
  }
}

function longest(gaps: Float64Array): number {
  return gaps.reduce((most, gap) => Math.max(most, gap), 0);
}
