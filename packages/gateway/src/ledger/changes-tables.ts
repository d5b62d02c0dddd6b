import type { Edit, ImportedInterval } from "@meter2mqtt/energy";
import type { Database, Statement } from "../store/database.ts";
import { numbersOf, textOf } from "../store/rows.ts";
import { fromQualityCode, numbersIn, rowsOf, toQualityCode } from "./stored-rows.ts";

/** Amounts that people have set: a trail, from which nothing is taken away. */
export class EditsTable {
  readonly #insert: Statement;
  readonly #between: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare(
      "INSERT INTO edits (track, start, length, amount, was, edited_by, edited_at, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#between = database.prepare(
      `SELECT start, length, amount, was, edited_by, edited_at, why FROM edits
       WHERE track = ? AND start >= ? AND start < ? ORDER BY edited_at, id`,
    );
  }

  add(track: number, { start, lengthMs, amount, was, by, editedAt, why }: Edit): void {
    this.#insert.run(track, start, lengthMs, amount ?? null, was ?? null, by, editedAt, why ?? null);
  }

  /** In the order in which they were made. */
  between(track: number, from: number, to: number): Edit[] {
    return rowsOf(this.#between, [track, from, to], (row) => {
      const [start = 0, lengthMs = 0, editedAt = 0] = numbersIn(row, ["start", "length", "edited_at"]);
      const [amount, was] = numbersOf(row, "amount", "was");
      return { start, lengthMs, amount, was, by: textOf(row, "edited_by") ?? "", editedAt, why: textOf(row, "why") };
    });
  }
}

/** Amounts from other books than the meter's registers. */
export class ImportsTable {
  readonly #put: Statement;
  readonly #between: Statement;

  constructor(database: Database) {
    this.#put = database.prepare(
      `INSERT OR REPLACE INTO imported_intervals (track, start, length, amount, quality, origin, imported_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#between = database.prepare(
      `SELECT start, length, amount, quality, origin FROM imported_intervals
       WHERE track = ? AND start >= ? AND start < ? ORDER BY imported_at, start, length`,
    );
  }

  /** `now`: of several for the same time the later one counts. */
  put(track: number, { start, lengthMs, amount, quality, origin }: ImportedInterval, now: number): void {
    this.#put.run(track, start, lengthMs, amount, toQualityCode(quality), origin, now);
  }

  /** In the order in which they were imported. */
  between(track: number, from: number, to: number): ImportedInterval[] {
    return rowsOf(this.#between, [track, from, to], (row) => {
      const [start = 0, lengthMs = 0, amount = 0, code] = numbersIn(row, ["start", "length", "amount", "quality"]);
      const quality = fromQualityCode(code) === "measured" ? "measured" : "estimated";
      return { start, lengthMs, amount, quality, origin: textOf(row, "origin") ?? "" };
    });
  }
}
