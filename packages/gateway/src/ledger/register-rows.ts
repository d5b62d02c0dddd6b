import {
  type Bucket,
  type Interval,
  type PowerMean,
  PowerSlots,
  type TrackStorage,
  withMark,
} from "@meter2mqtt/energy";
import { type DiskPlace, LayeredRows } from "./layered-rows.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import type { PowerRow } from "./track-rows.ts";

export interface RegisterRowsOptions {
  readonly place: DiskPlace;
  readonly tables: () => LedgerTables | undefined;
  /** How many of today's steps a step on disk is. */
  readonly stepsOnDisk: () => number;
  /** Told of intervals that have changed; `to` is exclusive. */
  readonly changed: (from: number, to: number) => void;
}

/** What is kept of one register: {@link TrackStorage} over the ledger's tables, with what is not yet written in memory. */
export class RegisterRows implements TrackStorage {
  readonly buckets: LayeredRows<Bucket>;
  readonly intervals: LayeredRows<Interval>;
  readonly #power: LayeredRows<PowerRow>;
  readonly #options: RegisterRowsOptions;
  /** Intervals that start before this are kept as they are. */
  keptFrom: number = Number.MIN_SAFE_INTEGER;

  constructor(options: RegisterRowsOptions) {
    const { place, tables, stepsOnDisk } = options;
    this.#options = options;
    this.buckets = new LayeredRows(
      place,
      () => tables()?.buckets,
      (bucket) => scaleBucket(bucket, stepsOnDisk()),
    );
    this.intervals = new LayeredRows(
      place,
      () => tables()?.intervals,
      (interval) => scaleInterval(interval, stepsOnDisk()),
    );
    this.#power = new LayeredRows(place, () => tables()?.power);
  }

  /** Rows that wait to be written. */
  get changed(): number {
    return this.buckets.changed + this.intervals.changed + this.#power.changed;
  }

  bucket(start: number): Bucket | undefined {
    return this.buckets.get(start);
  }

  putBucket(bucket: Bucket): void {
    this.buckets.put(bucket);
  }

  bucketsBefore(start: number, count: number): readonly Bucket[] {
    return this.buckets.before(start, count);
  }

  bucketsFrom(start: number, count: number): readonly Bucket[] {
    return this.buckets.from(start, count);
  }

  bucketsBetween(from: number, to: number): readonly Bucket[] {
    return this.buckets.between(from, to);
  }

  power(start: number): PowerSlots | undefined {
    return slotsOf(this.#power.get(start));
  }

  putPower(slots: PowerSlots): void {
    const { start } = slots;
    const before = this.#power.get(start);
    // Of old quarters only the mean is kept: a single late value must not take its place.
    if (before !== undefined && slotsOf(before) === undefined) return;
    this.#power.put({ start, slots, mean: undefined, octets: undefined });
  }

  powerBetween(from: number, to: number): readonly PowerMean[] {
    return this.#power.between(from, to).flatMap(({ slots, mean }): PowerMean[] => {
      const known = slots?.mean ?? mean;
      return known === undefined ? [] : [known];
    });
  }

  /** Starts of the quarters of which power is known. */
  powerStarts(from: number, to: number): number[] {
    return this.#power.between(from, to).map(({ start }) => start);
  }

  replaceIntervals(from: number, to: number, intervals: readonly Interval[]): void {
    const before = new Map(this.intervals.between(from, to).map((interval) => [interval.start, interval]));
    for (const interval of intervals) {
      const { start } = interval;
      const known = before.get(start);
      before.delete(start);
      if (start < this.keptFrom || (known !== undefined && isSame(known, interval))) continue;
      this.intervals.put(interval);
      this.#options.changed(start, start + interval.lengthMs);
    }
    for (const { start, lengthMs } of before.values()) {
      if (start < this.keptFrom) continue;
      this.intervals.remove(start);
      this.#options.changed(start, start + lengthMs);
    }
  }

  /** What a step is has changed: so many of today's steps are one of before. */
  rescale(steps: number): void {
    this.buckets.rescale((bucket) => scaleBucket(bucket, steps));
    this.intervals.rescale((interval) => scaleInterval(interval, steps));
  }

  /** Takes in what another process has written of the quarters that wait. Starts of those that it changed. */
  mergeWithDisk(): number[] {
    const touched = new Set<number>();
    for (const bucket of this.buckets.changes()) {
      const there = this.buckets.onDisk(bucket.start);
      if (there === undefined) continue;
      const merged = withMark(withMark(bucket, there.first), there.last);
      if (merged === bucket) continue;
      this.buckets.put(merged);
      touched.add(bucket.start);
    }
    for (const { start, slots } of this.#power.changes()) {
      const there = slotsOf(this.#power.onDisk(start));
      if (there !== undefined && slots?.merge(there) === true) touched.add(start);
    }
    return [...touched];
  }

  write(): void {
    for (const rows of [this.buckets, this.#power, this.intervals]) rows.write();
  }

  clear(): void {
    for (const rows of [this.buckets, this.#power, this.intervals]) rows.clear();
  }
}

function slotsOf(row: PowerRow | undefined): PowerSlots | undefined {
  if (row?.slots !== undefined || row?.octets === undefined) return row?.slots;
  return new PowerSlots(row.start, row.octets);
}

function isSame(one: Interval, other: Interval): boolean {
  return (
    one.amount === other.amount &&
    one.quality === other.quality &&
    one.coveredMs === other.coveredMs &&
    one.lengthMs === other.lengthMs
  );
}

function scaleBucket(bucket: Bucket, steps: number): Bucket {
  if (steps === 1) return bucket;
  const { start, first, last } = bucket;
  return {
    start,
    first: { at: first.at, value: first.value * steps },
    last: { at: last.at, value: last.value * steps },
  };
}

function scaleInterval(interval: Interval, steps: number): Interval {
  return steps === 1 ? interval : { ...interval, amount: interval.amount * steps };
}
