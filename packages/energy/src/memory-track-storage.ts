import type { Bucket } from "./bucket.ts";
import type { Interval } from "./intervals.ts";
import type { PowerSlots } from "./power-slots.ts";
import type { TrackStorage } from "./track.ts";

/** A track's storage in memory: for simulations, and for what-if. */
export class MemoryTrackStorage implements TrackStorage {
  readonly #buckets = new SortedByStart<Bucket>();
  readonly #power = new SortedByStart<PowerSlots>();
  readonly #intervals = new SortedByStart<Interval>();

  bucket(start: number): Bucket | undefined {
    return this.#buckets.get(start);
  }

  putBucket(bucket: Bucket): void {
    this.#buckets.put(bucket);
  }

  bucketsBefore(start: number, count: number): readonly Bucket[] {
    return this.#buckets.before(start, count);
  }

  bucketsFrom(start: number, count: number): readonly Bucket[] {
    return this.#buckets.from(start, count);
  }

  bucketsBetween(from: number, to: number): readonly Bucket[] {
    return this.#buckets.between(from, to);
  }

  power(start: number): PowerSlots | undefined {
    return this.#power.get(start);
  }

  putPower(slots: PowerSlots): void {
    this.#power.put(slots);
  }

  powerBetween(from: number, to: number) {
    return this.#power.between(from, to).flatMap(({ mean }) => (mean === undefined ? [] : [mean]));
  }

  replaceIntervals(from: number, to: number, intervals: readonly Interval[]): void {
    this.#intervals.remove(from, to);
    for (const interval of intervals) this.#intervals.put(interval);
  }

  /** Intervals that start in this time, in order. */
  intervalsBetween(from: number, to: number): readonly Interval[] {
    return this.#intervals.between(from, to);
  }
}

class SortedByStart<T extends { readonly start: number }> {
  readonly #items: T[] = [];

  get(start: number): T | undefined {
    const item = this.#items[this.#indexOf(start)];
    return item?.start === start ? item : undefined;
  }

  put(item: T): void {
    const index = this.#indexOf(item.start);
    this.#items.splice(index, this.#items[index]?.start === item.start ? 1 : 0, item);
  }

  remove(from: number, to: number): void {
    const index = this.#indexOf(from);
    this.#items.splice(index, this.#indexOf(to) - index);
  }

  before(start: number, count: number): T[] {
    const end = this.#indexOf(start);
    return this.#items.slice(Math.max(0, end - count), end);
  }

  from(start: number, count: number): T[] {
    const index = this.#indexOf(start);
    return this.#items.slice(index, index + count);
  }

  between(from: number, to: number): T[] {
    return this.#items.slice(this.#indexOf(from), this.#indexOf(to));
  }

  /** Of the first item that starts at `start` or later. What is new mostly comes last. */
  #indexOf(start: number): number {
    let low = 0;
    let high = this.#items.length;
    if (high > 0 && (this.#items[high - 1]?.start ?? 0) < start) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#items[middle]?.start ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
