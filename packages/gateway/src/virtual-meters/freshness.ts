import { Rhythm } from "../meters/rhythm.ts";

/** So much may an arrival lie in the future: more means that the clock was set back, and then no age can be told. */
const futureMs = 5000;

/** Whether something that comes again and again is still good, by its own rhythm. */
export class Freshness {
  readonly #rhythm = new Rhythm();
  #last: number | undefined;

  /** It came at `at`, in epoch milliseconds. */
  heard(at: number): void {
    this.#rhythm.heard(at);
    this.#last = at;
  }

  /** When it came last. */
  get last(): number | undefined {
    return this.#last;
  }

  /** Its usual interval; undefined until it came twice. */
  get intervalMs(): number | undefined {
    return this.#rhythm.intervalMs;
  }

  /** It came within three of its intervals, at least 10 s. */
  isFresh(now: number): boolean {
    if (this.#last === undefined) return false;
    return now - this.#last >= -futureMs && !this.#rhythm.isStale(now);
  }
}
