import type { Database, Statement } from "./database.ts";
import { numbersOf, textOf } from "./rows.ts";

export interface StoredReading {
  readonly meter: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly timestamp?: string;
  /** Import minus export, for the history of power. */
  readonly netActiveW?: number;
  /** The invocation counter of its frame, where that was verified. */
  readonly counter?: number;
  /** The key it was handed to sinks with. */
  readonly key?: string;
  /** It comes out of a file that tells its arrival, and takes the place of the same one where that was read before. */
  readonly isRecorded?: true;
  /** The reading, without its objects: those are in the raw frame. */
  readonly json: string;
}

/** Where a meter's reading stands among its readings. */
export interface ReadingPlace {
  readonly receivedAt: number;
  readonly sequence: number;
}

export interface PlacedReading extends ReadingPlace {
  readonly json: string;
}

interface Comparison {
  readonly verdict: "new" | "changed" | "same";
  /** Of the row that holds the reading. */
  readonly sequence: number | undefined;
}

/** Readings of one meter in a time, behind a place in it. */
export interface ReadingsQuery {
  readonly meter: string;
  readonly after: ReadingPlace;
  /** Not included. */
  readonly to: number;
  readonly limit: number;
}

export interface PowerQuery {
  readonly meter: string;
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
}

/** Of old readings one stays in so long a time. */
const thinStepMs = 300_000;
const thinAtOnceMs = 3 * 86_400_000;

/** Readings of all meters, by meter and time of arrival. */
export class ReadingsTable {
  readonly #insert: Statement;
  readonly #power: Statement;
  readonly #prune: Statement;
  readonly #oldest: Statement;
  readonly #thin: Statement;
  /** By meter: up to when its readings are thinned out already. */
  readonly #thinnedTo = new Map<string, number>();
  readonly #at: Statement;
  readonly #rewrite: Statement;
  readonly #nextSequence: Statement;
  readonly #nextMeter: Statement;
  readonly #after: Statement;
  readonly #last: Statement;
  readonly #between: Statement;
  #sequence = 0;

  constructor(database: Database) {
    this.#insert = database.prepare(
      "INSERT OR REPLACE INTO readings (meter, received_at, sequence, timestamp, net_active_w, json, key, counter) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#power = database.prepare(
      `SELECT max(received_at) AS at, avg(net_active_w) AS power FROM readings
       WHERE meter = ? AND received_at > ? AND received_at <= ? AND net_active_w IS NOT NULL
       GROUP BY received_at / CAST(? AS INTEGER) ORDER BY at`,
    );
    this.#prune = database.prepare("DELETE FROM readings WHERE meter = ? AND received_at < ?");
    this.#oldest = database.prepare("SELECT min(received_at) AS oldest FROM readings WHERE meter = ?");
    // A reading goes where an earlier one stands in the same step of time: the key finds that without a search.
    this.#thin = database.prepare(
      `DELETE FROM readings WHERE meter = ? AND received_at >= ? AND received_at < ? AND EXISTS (
         SELECT 1 FROM readings AS earlier
         WHERE earlier.meter = readings.meter AND earlier.received_at >= readings.received_at / ${thinStepMs} * ${thinStepMs}
           AND (earlier.received_at, earlier.sequence) < (readings.received_at, readings.sequence))`,
    );
    this.#at = database.prepare(
      "SELECT sequence, key, timestamp, net_active_w, json FROM readings WHERE meter = ? AND received_at = ?",
    );
    this.#rewrite = database.prepare(
      "UPDATE readings SET timestamp = ?, net_active_w = ?, json = ?, key = ? WHERE meter = ? AND received_at = ? AND sequence = ?",
    );
    this.#nextSequence = database.prepare(
      "SELECT coalesce(max(sequence) + 1, 0) AS next FROM readings WHERE meter = ? AND received_at = ?",
    );
    this.#nextMeter = database.prepare("SELECT meter FROM readings WHERE meter > ? ORDER BY meter LIMIT 1");
    this.#last = database.prepare("SELECT max(received_at) AS last FROM readings WHERE meter = ?");
    this.#between = database.prepare(
      `SELECT received_at, sequence, json FROM readings
       WHERE meter = ? AND received_at >= ? AND received_at < ? AND (received_at > ? OR sequence > ?)
       ORDER BY received_at, sequence LIMIT ?`,
    );
    this.#after = database.prepare(
      `SELECT received_at, sequence, json FROM readings WHERE meter = ? AND received_at >= ? AND (received_at > ? OR sequence > ?)
       ORDER BY received_at, sequence LIMIT ?`,
    );
  }

  insert(reading: StoredReading): void {
    // The number keeps apart what arrived in the same millisecond, as a file's readings do.
    const sequence = this.#sequence++;
    this.#put(reading, sequence);
  }

  /** Puts in a reading of an earlier start, behind those of its millisecond that are there. */
  restore(reading: StoredReading): void {
    if (reading.isRecorded === true) this.merge(reading);
    else this.#put(reading, this.#sequenceBehind(reading));
  }

  /** Puts in a reading that was decoded again, in the place of the same one where that is there. */
  merge(reading: StoredReading): Comparison["verdict"] {
    const { meter, receivedAt, timestamp, netActiveW, json, key } = reading;
    const { verdict, sequence } = this.#compare(reading);
    if (sequence === undefined) {
      this.#put(reading, this.#sequenceBehind(reading));
    } else if (verdict === "changed") {
      this.#rewrite.run(timestamp ?? null, netActiveW ?? null, json, key ?? null, meter, receivedAt, sequence);
    }
    return verdict;
  }

  /** What {@link merge} would say; nothing is written. */
  compare(reading: StoredReading): Comparison["verdict"] {
    return this.#compare(reading).verdict;
  }

  #compare({ meter, receivedAt, timestamp, netActiveW, json, key }: StoredReading): Comparison {
    const rows = this.#at.all(meter, receivedAt);
    // Readings of earlier releases have no key; then the meter's clock says which it is.
    const known = rows.find((row) => textOf(row, "key") === key) ?? rows.find((row) => isKeyless(row, timestamp));
    const [sequence, netBefore] = numbersOf(known, "sequence", "net_active_w");
    if (sequence === undefined) return { verdict: "new", sequence };
    const isSame = textOf(known, "json") === json && netBefore === netActiveW && textOf(known, "key") === key;
    return { verdict: isSame ? "same" : "changed", sequence };
  }

  #sequenceBehind({ meter, receivedAt }: StoredReading): number {
    return numbersOf(this.#nextSequence.get(meter, receivedAt), "next")[0] ?? 0;
  }

  #put(reading: StoredReading, sequence: number): void {
    const { meter, receivedAt, timestamp = null, netActiveW = null, json, key = null, counter = null } = reading;
    this.#insert.run(meter, receivedAt, sequence, timestamp, netActiveW, json, key, counter);
  }

  /** Net power over time, oldest first: each point the mean of its share of the time asked for. */
  power({ meter, from, to, maxPoints }: PowerQuery): [number, number][] {
    const bucket = Math.max(1, Math.ceil((to - from) / maxPoints));
    return this.#power.all(meter, from, to, bucket).flatMap((row): [number, number][] => {
      const [at, power] = numbersOf(row, "at", "power");
      return at === undefined || power === undefined ? [] : [[at, Math.round(power * 10) / 10]];
    });
  }

  /** Arrival of a meter's latest reading; undefined where there is none. */
  last(meter: string): number | undefined {
    return numbersOf(this.#last.get(meter), "last")[0];
  }

  /** A meter's readings behind a place, in order of arrival. */
  after(meter: string, { receivedAt, sequence }: ReadingPlace, limit: number): PlacedReading[] {
    return this.#after.all(meter, receivedAt, receivedAt, sequence, limit).flatMap(toPlaced);
  }

  /** The same, up to an instant. */
  between({ meter, after: { receivedAt, sequence }, to, limit }: ReadingsQuery): PlacedReading[] {
    return this.#between.all(meter, receivedAt, to, receivedAt, sequence, limit).flatMap(toPlaced);
  }

  /** Names of all meters whose readings are kept, and when the latest one arrived. */
  meters(): { readonly meter: string; readonly lastAt: number | undefined }[] {
    const found: { readonly meter: string; readonly lastAt: number | undefined }[] = [];
    for (let meter = this.#meterAfter(""); meter !== undefined; meter = this.#meterAfter(meter))
      found.push({ meter, lastAt: this.last(meter) });
    return found;
  }

  prune(olderThan: number): void {
    // Meter by meter, so that the key finds the old rows and no others are read.
    for (let meter = this.#meterAfter(""); meter !== undefined; meter = this.#meterAfter(meter)) {
      this.#prune.run(meter, olderThan);
    }
  }

  /**
   * Of readings before `olderThan` the first of each step of time stays. A few days are done at once, the oldest first: what
   * gathered over years must not hold the gateway up.
   */
  thin(olderThan: number): void {
    for (let meter = this.#meterAfter(""); meter !== undefined; meter = this.#meterAfter(meter)) {
      const from = this.#thinnedTo.get(meter) ?? numbersOf(this.#oldest.get(meter), "oldest")[0] ?? olderThan;
      const start = Math.floor(from / thinStepMs) * thinStepMs;
      const end = Math.min(Math.floor(olderThan / thinStepMs) * thinStepMs, start + thinAtOnceMs);
      if (end <= start) continue;
      this.#thin.run(meter, start, end);
      this.#thinnedTo.set(meter, end);
    }
  }

  #meterAfter(meter: string): string | undefined {
    return textOf(this.#nextMeter.get(meter), "meter");
  }
}

function toPlaced(row: unknown): PlacedReading[] {
  const [at, number] = numbersOf(row, "received_at", "sequence");
  if (at === undefined || number === undefined) return [];
  return [{ receivedAt: at, sequence: number, json: textOf(row, "json") ?? "{}" }];
}

function isKeyless(row: unknown, timestamp: string | undefined): boolean {
  return textOf(row, "key") === undefined && textOf(row, "timestamp") === timestamp;
}
