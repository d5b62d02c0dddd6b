/** So many intervals are remembered: enough to see through an outage, few enough to follow a changed meter. */
const remembered = 12;
/** Of the remembered intervals, the one that this share is not longer than. */
const share = 0.8;
/** Until two readings came nothing is known of the rhythm; most meters push every 10 s or more often. */
const unknownRhythmMs = 60_000;
const leastPatienceMs = 10_000;
const patienceIntervals = 3;

/**
 * How often a meter is heard, and how long a silence may last before its values are old. Meters send several lists at
 * their own intervals, some in pairs; an outage, or a list that comes once an hour between others, must not count.
 */
export class Rhythm {
  readonly #intervals: number[] = [];
  #last: number | undefined;
  #heardAt: number | undefined;

  /**
   * A reading arrived, in epoch milliseconds; `heardAt`: when it came here, where it is a recording's. A silence is
   * measured on our clock, the rhythm is the meter's.
   */
  heard(at: number, heardAt: number = at): void {
    if (this.#last !== undefined && at > this.#last) {
      this.#intervals.push(at - this.#last);
      if (this.#intervals.length > remembered) this.#intervals.shift();
    }
    this.#last = at;
    this.#heardAt = heardAt;
  }

  /** The usual interval; undefined until two readings came. */
  get intervalMs(): number | undefined {
    const sorted = this.#intervals.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  /** Whether another reading should have come by `now`. */
  isStale(now: number): boolean {
    if (this.#heardAt === undefined) return true;
    const { intervalMs } = this;
    const patience =
      intervalMs === undefined ? unknownRhythmMs : Math.max(leastPatienceMs, patienceIntervals * intervalMs);
    return now - this.#heardAt > patience;
  }
}
