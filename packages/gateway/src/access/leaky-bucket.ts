export interface BucketSize {
  /** So many at once. */
  readonly capacity: number;
  /** After this time one more. */
  readonly leakMs: number;
}

/** Far more than try at the same time; the one that was used longest ago goes first. */
const mostBuckets = 5000;

/** Counts tries by name and forgets them at a steady pace. */
export class LeakyBuckets {
  readonly #size: BucketSize;
  readonly #levels = new Map<string, { readonly level: number; readonly at: number }>();

  constructor(size: BucketSize) {
    this.#size = size;
  }

  /** Milliseconds until a try is free again; 0: it is. `capacity` may be less than usual for this one. */
  waitFor(key: string, now: number, capacity: number = this.#size.capacity): number {
    const over = this.level(key, now) + 1 - capacity;
    return over <= 0 ? 0 : Math.ceil(over * this.#size.leakMs);
  }

  /** Tries that are not forgotten yet. */
  level(key: string, now: number): number {
    const entry = this.#levels.get(key);
    if (entry === undefined) return 0;
    return Math.max(0, entry.level - Math.max(0, now - entry.at) / this.#size.leakMs);
  }

  /** Counts a try; a negative number takes it back. */
  add(key: string, now: number, count = 1): void {
    const level = Math.max(0, this.level(key, now) + count);
    this.#levels.delete(key);
    if (level === 0) return;
    this.#levels.set(key, { level, at: now });
    if (this.#levels.size <= mostBuckets) return;
    const oldest = this.#levels.keys().next();
    if (oldest.done !== true) this.#levels.delete(oldest.value);
  }
}
