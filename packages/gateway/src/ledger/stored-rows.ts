import { isRecord } from "../config/schema-node.ts";
import { StoreError } from "../errors.ts";
import type { Statement } from "../store/database.ts";

/** Rows of many tracks, each known by the start of its time. Lists are in order of time; `to` is exclusive. */
export interface StoredRows<T> {
  get(track: number, start: number): T | undefined;
  /** The last `count` that start before `start`. */
  before(track: number, start: number, count: number): T[];
  /** The first `count` that start at `start` or later. */
  from(track: number, start: number, count: number): T[];
  between(track: number, from: number, to: number): T[];
  put(track: number, row: T): void;
  remove(track: number, start: number): void;
}

/** Columns that the schema says are numbers; tables are STRICT. Throws {@link StoreError} for a damaged database. */
export function numbersIn(row: unknown, columns: readonly string[]): number[] {
  const record = isRecord(row) ? row : {};
  return columns.map((column) => {
    const value = record[column];
    if (typeof value !== "number") throw new StoreError("read", `The ledger's column "${column}" holds no number.`);
    return value;
  });
}

/** Rows of a statement, each made by `parse`. */
export function rowsOf<T>(statement: Statement, values: readonly number[], parse: (row: unknown) => T): T[] {
  return statement.all(...values).map(parse);
}

/** Quality as it is stored. */
const qualities = ["measured", "interpolated", "estimated"] as const;
type StoredQuality = (typeof qualities)[number];

export function toQualityCode(quality: StoredQuality): number {
  return qualities.indexOf(quality);
}

/** What is none of them is the least sure. */
export function fromQualityCode(code: number | undefined): StoredQuality {
  return qualities[code ?? -1] ?? "estimated";
}
