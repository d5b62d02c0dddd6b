import type { Bucket, Interval, PowerMean, PowerSlots, Rollup } from "@meter2mqtt/energy";
import type { Database, Statement } from "../store/database.ts";
import { octetsOf } from "../store/rows.ts";
import { fromQualityCode, numbersIn, rowsOf, type StoredRows, toQualityCode } from "./stored-rows.ts";

/** Power of a quarter: once it is old, only its mean is kept. */
export interface PowerRow {
  readonly start: number;
  readonly mean: PowerMean | undefined;
  /** As it lies on disk, unpacked only when more is heard of the quarter. */
  readonly octets: Uint8Array | undefined;
  /** What was heard of it since. */
  readonly slots: PowerSlots | undefined;
}

interface TableShape<T> {
  readonly table: string;
  /** Beside track and start. */
  readonly columns: readonly string[];
  parse(row: unknown): T;
  values(row: T): (number | Uint8Array | null)[];
}

/** One table of tracks' rows; its statements are prepared once. */
export class TrackRows<T extends { readonly start: number }> implements StoredRows<T> {
  readonly #shape: TableShape<T>;
  readonly #get: Statement;
  readonly #before: Statement;
  readonly #from: Statement;
  readonly #between: Statement;
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #removeBetween: Statement;

  constructor(database: Database, shape: TableShape<T>) {
    const { table, columns } = shape;
    const all = ["track", "start", ...columns];
    const select = `SELECT ${all.join(", ")} FROM ${table} WHERE track = ?`;
    this.#shape = shape;
    this.#get = database.prepare(`${select} AND start = ?`);
    this.#before = database.prepare(`${select} AND start < ? ORDER BY start DESC LIMIT ?`);
    this.#from = database.prepare(`${select} AND start >= ? ORDER BY start LIMIT ?`);
    this.#between = database.prepare(`${select} AND start >= ? AND start < ? ORDER BY start`);
    this.#put = database.prepare(
      `INSERT OR REPLACE INTO ${table} (${all.join(", ")}) VALUES (${all.map(() => "?").join(", ")})`,
    );
    this.#remove = database.prepare(`DELETE FROM ${table} WHERE track = ? AND start = ?`);
    this.#removeBetween = database.prepare(`DELETE FROM ${table} WHERE track = ? AND start >= ? AND start < ?`);
  }

  get(track: number, start: number): T | undefined {
    const row = this.#get.get(track, start);
    // One driver says undefined, the other null.
    return row === undefined || row === null ? undefined : this.#shape.parse(row);
  }

  before(track: number, start: number, count: number): T[] {
    return rowsOf(this.#before, [track, start, count], this.#shape.parse).reverse();
  }

  from(track: number, start: number, count: number): T[] {
    return rowsOf(this.#from, [track, start, count], this.#shape.parse);
  }

  between(track: number, from: number, to: number): T[] {
    return rowsOf(this.#between, [track, from, to], this.#shape.parse);
  }

  put(track: number, row: T): void {
    this.#put.run(track, row.start, ...this.#shape.values(row));
  }

  remove(track: number, start: number): void {
    this.#remove.run(track, start);
  }

  removeBetween(track: number, from: number, to: number): void {
    this.#removeBetween.run(track, from, to);
  }
}

/** The earliest and the latest value of each quarter. */
export function bucketRows(database: Database): TrackRows<Bucket> {
  return new TrackRows(database, {
    table: "buckets",
    columns: ["first_at", "first_value", "last_at", "last_value"],
    parse: (row) => {
      const columns = ["start", "first_at", "first_value", "last_at", "last_value"];
      const [start = 0, firstAt = 0, firstValue = 0, lastAt = 0, lastValue = 0] = numbersIn(row, columns);
      return { start, first: { at: firstAt, value: firstValue }, last: { at: lastAt, value: lastValue } };
    },
    values: ({ first, last }) => [first.at, first.value, last.at, last.value],
  });
}

export function powerRows(database: Database): TrackRows<PowerRow> {
  return new TrackRows<PowerRow>(database, {
    table: "power",
    columns: ["watts", "slots", "octets"],
    parse: (row) => {
      const [start = 0, watts = 0, slots = 0] = numbersIn(row, ["start", "watts", "slots"]);
      const mean = slots === 0 ? undefined : { start, watts, slots };
      return { start, mean, octets: octetsOf(row, "octets"), slots: undefined };
    },
    values: ({ slots, ...row }) => {
      const mean = slots?.mean ?? row.mean;
      return [mean?.watts ?? 0, mean?.slots ?? 0, slots?.octets ?? row.octets ?? null];
    },
  });
}

/** What was computed. */
export function intervalRows(database: Database): TrackRows<Interval> {
  return new TrackRows(database, {
    table: "intervals",
    columns: ["length", "amount", "quality", "covered"],
    parse: (row) => {
      const columns = ["start", "length", "amount", "quality", "covered"];
      const [start = 0, lengthMs = 0, amount = 0, quality, coveredMs = 0] = numbersIn(row, columns);
      return { start, lengthMs, amount, quality: fromQualityCode(quality), coveredMs };
    },
    values: ({ lengthMs, amount, quality, coveredMs }) => [lengthMs, amount, toQualityCode(quality), coveredMs],
  });
}

/** Days of the meter's zone, added up. */
export function dayRows(database: Database): TrackRows<Rollup> {
  return new TrackRows(database, {
    table: "days",
    columns: ["ends", "amount", "measured", "interpolated", "estimated", "edited"],
    parse: (row) => {
      const columns = ["start", "ends", "amount", "measured", "interpolated", "estimated", "edited"];
      const [start = 0, end = 0, amount = 0, ...shares] = numbersIn(row, columns);
      const [measuredMs = 0, interpolatedMs = 0, estimatedMs = 0, editedMs = 0] = shares;
      return { start, end, amount, measuredMs, interpolatedMs, estimatedMs, editedMs };
    },
    values: (day) => [...[day.end, day.amount], ...[day.measuredMs, day.interpolatedMs, day.estimatedMs, day.editedMs]],
  });
}
