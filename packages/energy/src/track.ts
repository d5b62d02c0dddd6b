import { type Bucket, bucketStart, marksOf, withMark } from "./bucket.ts";
import type { JudgedTime } from "./clock-judge.ts";
import { computeIntervals, type Interval } from "./intervals.ts";
import { type PowerMean, PowerSlots } from "./power-slots.ts";
import { hasFoothold, mayRepeat } from "./segments.ts";
import { intervalMsOf, intervalStart, momentOf, quarterMs, type TrackRules } from "./track-rules.ts";

/** Where one track keeps what it knows. All lists are in order of time; `to` is exclusive. */
export interface TrackStorage {
  bucket(start: number): Bucket | undefined;
  putBucket(bucket: Bucket): void;
  /** The last `count` buckets that start before `start`. */
  bucketsBefore(start: number, count: number): readonly Bucket[];
  /** The first `count` buckets that start at `start` or later. */
  bucketsFrom(start: number, count: number): readonly Bucket[];
  bucketsBetween(from: number, to: number): readonly Bucket[];
  power(start: number): PowerSlots | undefined;
  putPower(slots: PowerSlots): void;
  powerBetween(from: number, to: number): readonly PowerMean[];
  /** Puts the intervals in the place of all that start in this time. */
  replaceIntervals(from: number, to: number, intervals: readonly Interval[]): void;
}

/**
 * How far a change reaches, in buckets, of which each has a mark at least: two marks before it and two behind it are
 * judged anew, and what they are counted from and to may be two marks further.
 */
const reachBefore = 4;
const reachBehind = 4;
/** What those must be judged by. */
const context = 6;
/** A register that stands still may be one repeated again and again: so many buckets are looked through for a change. */
const maxReach = 96;

/**
 * One register of one meter: takes its values and its power as they come, in any order and any number of times, and
 * brings the intervals that they touch up to date when {@link settle} is called. A track keeps nothing but what was touched
 * since then: a storage that lasts commits after it, so that another track can go on from there.
 */
export class Track {
  readonly #rules: TrackRules;
  readonly #storage: TrackStorage;
  /** Starts of buckets that have changed. */
  readonly #touched = new Set<number>();

  constructor(rules: TrackRules, storage: TrackStorage) {
    this.#rules = rules;
    this.#storage = storage;
  }

  /** The register said `value`, an integer of the track's steps, at `at`, as {@link ClockJudge} judged it. */
  observe(at: number, value: number, by?: JudgedTime["by"]): void {
    const mark = { at: momentOf(this.#rules, at, by), value };
    const start = bucketStart(mark.at);
    const before = this.#storage.bucket(start);
    const after = withMark(before, mark);
    if (after === before) return;
    this.#storage.putBucket(after);
    this.#touched.add(start);
  }

  /** Power in the register's direction at `at` of the meter's time, in watts. */
  observePower(at: number, watts: number): void {
    const start = bucketStart(at);
    const slots = this.#storage.power(start) ?? new PowerSlots(start);
    if (!slots.add(at, watts)) return;
    this.#storage.putPower(slots);
    this.#touched.add(start);
  }

  /** What is kept of the quarter that starts then has been changed from outside. */
  touch(start: number): void {
    this.#touched.add(start);
  }

  /** Computes again what depends on what came since the last time. Returns the spans of time that were computed. */
  settle(): { readonly from: number; readonly to: number }[] {
    const spans = this.#spans();
    this.#touched.clear();
    for (const { from, to } of spans) this.#compute(from, to);
    return spans;
  }

  /** Touched spans, whole intervals, those that meet as one. */
  #spans(): { from: number; to: number }[] {
    const spans: { from: number; to: number }[] = [];
    for (const start of [...this.#touched].sort((a, b) => a - b)) {
      // Power behind the last value of the register changes nothing but its own interval.
      const isTail = this.#storage.bucketsFrom(start, 1).length === 0;
      const first = isTail ? start : (this.#before(start, reachBefore)[0]?.start ?? start);
      const last = isTail ? start : (this.#after(start + quarterMs, reachBehind).at(-1)?.start ?? start);
      const from = intervalStart(this.#rules, first);
      const to = intervalStart(this.#rules, last) + intervalMsOf(this.#rules);
      const previous = spans.at(-1);
      if (previous !== undefined && from <= previous.to) previous.to = Math.max(previous.to, to);
      else spans.push({ from, to });
    }
    return spans;
  }

  #before(start: number, least: number): readonly Bucket[] {
    return this.#reaching(least, (count) => this.#storage.bucketsBefore(start, count));
  }

  #after(start: number, least: number): readonly Bucket[] {
    return this.#reaching(least, (count) => this.#storage.bucketsFrom(start, count));
  }

  /** At least so many buckets, where there are so many; as many as it takes until one is not a repeated register. */
  #reaching(least: number, find: (count: number) => readonly Bucket[]): readonly Bucket[] {
    for (let count = least; ; count *= 2) {
      const buckets = find(count);
      const isAll = buckets.length < count || count >= maxReach || !mayRepeat(this.#rules);
      if (isAll || hasFoothold(marksOf(buckets))) return buckets;
    }
  }

  #compute(from: number, to: number): void {
    const storage = this.#storage;
    const before = this.#before(from, context);
    const after = this.#after(to, context);
    const buckets = [...before, ...storage.bucketsBetween(from, to), ...after];
    const start = Math.min(from, buckets[0]?.start ?? from);
    const end = Math.max(to, (buckets.at(-1)?.start ?? to) + quarterMs);
    const power = new Map(storage.powerBetween(start, end).map((mean) => [mean.start, mean]));
    storage.replaceIntervals(from, to, computeIntervals({ rules: this.#rules, buckets, power, from, to }));
  }
}
