import type { StoredRows } from "./stored-rows.ts";

/** Where the rows of one track lie on disk. */
export interface DiskPlace {
  /** Undefined as long as nothing of the track was written. */
  readonly track: number | undefined;
}

/**
 * Rows of one track: what has changed is in memory, over what is on disk. {@link write} puts the changes on disk; they
 * are forgotten only when the transaction has held.
 */
export class LayeredRows<T extends { readonly start: number }> {
  readonly #place: DiskPlace;
  readonly #disk: () => StoredRows<T> | undefined;
  readonly #fromDisk: (row: T) => T;
  /** Undefined: taken away. */
  readonly #changes = new Map<number, T | undefined>();
  /** Starts of the changes, in order. */
  readonly #starts: number[] = [];
  #removed = 0;

  /** `fromDisk` says what a row on disk means now: a track's steps may have become finer. */
  constructor(place: DiskPlace, disk: () => StoredRows<T> | undefined, fromDisk: (row: T) => T = (row) => row) {
    this.#place = place;
    this.#disk = disk;
    this.#fromDisk = fromDisk;
  }

  /** Rows that differ from those on disk. */
  get changed(): number {
    return this.#changes.size;
  }

  get(start: number): T | undefined {
    return this.#changes.has(start) ? this.#changes.get(start) : this.onDisk(start);
  }

  /** The row as it is on disk now. */
  onDisk(start: number): T | undefined {
    return this.#read((rows, track) => toList(rows.get(track, start)))[0];
  }

  put(row: T): void {
    this.#change(row.start, row);
  }

  remove(start: number): void {
    this.#change(start, undefined);
  }

  before(start: number, count: number): readonly T[] {
    const end = this.#indexOf(start);
    // Those in memory may stand for as many on disk.
    const disk = this.#read((rows, track) => rows.before(track, start, count + this.#removed));
    const recent = this.#merge(disk, this.#starts.slice(Math.max(0, end - count - this.#removed), end));
    return recent.slice(-count);
  }

  from(start: number, count: number): readonly T[] {
    const first = this.#indexOf(start);
    const disk = this.#read((rows, track) => rows.from(track, start, count + this.#removed));
    return this.#merge(disk, this.#starts.slice(first, first + count + this.#removed)).slice(0, count);
  }

  between(from: number, to: number): readonly T[] {
    const disk = this.#read((rows, track) => rows.between(track, from, to));
    return this.#merge(disk, this.#starts.slice(this.#indexOf(from), this.#indexOf(to)));
  }

  /** Changed rows that are there, to be looked at. */
  changes(): T[] {
    return this.#starts.flatMap((start) => toList(this.#changes.get(start)));
  }

  /** Replaces what is in memory by what it means now. */
  rescale(scale: (row: T) => T): void {
    for (const [start, row] of this.#changes) if (row !== undefined) this.#changes.set(start, scale(row));
  }

  /** Within a transaction. */
  write(): void {
    const { track } = this.#place;
    const rows = this.#disk();
    if (track === undefined || rows === undefined) return;
    for (const [start, row] of this.#changes) {
      if (row === undefined) rows.remove(track, start);
      else rows.put(track, row);
    }
  }

  /** The transaction has held. */
  clear(): void {
    this.#changes.clear();
    this.#starts.length = 0;
    this.#removed = 0;
  }

  #change(start: number, row: T | undefined): void {
    if (!this.#changes.has(start)) this.#starts.splice(this.#indexOf(start), 0, start);
    else if (this.#changes.get(start) === undefined) this.#removed--;
    if (row === undefined) this.#removed++;
    this.#changes.set(start, row);
  }

  #read(ask: (rows: StoredRows<T>, track: number) => readonly T[]): readonly T[] {
    const { track } = this.#place;
    const rows = this.#disk();
    return track === undefined || rows === undefined ? [] : ask(rows, track).map(this.#fromDisk);
  }

  /** Two lists in order; memory counts where both have a row. */
  #merge(disk: readonly T[], starts: readonly number[]): T[] {
    if (starts.length === 0) return this.#changes.size === 0 ? [...disk] : this.#unchanged(disk);
    const merged: T[] = [];
    let next = 0;
    for (const row of this.#unchanged(disk)) {
      for (; next < starts.length && (starts[next] ?? 0) < row.start; next++)
        merged.push(...this.#changeAt(starts[next]));
      merged.push(row);
    }
    for (; next < starts.length; next++) merged.push(...this.#changeAt(starts[next]));
    return merged;
  }

  #unchanged(disk: readonly T[]): T[] {
    return disk.filter(({ start }) => !this.#changes.has(start));
  }

  #changeAt(start: number | undefined): T[] {
    return start === undefined ? [] : toList(this.#changes.get(start));
  }

  /** Of the first change that starts at `start` or later. What is new mostly comes last. */
  #indexOf(start: number): number {
    const last = this.#starts.at(-1);
    if (last === undefined || last < start) return this.#starts.length;
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function toList<T>(row: T | undefined): T[] {
  return row === undefined ? [] : [row];
}
