import type { Database } from "./database.ts";

/** Something else that lives in the archive's database and is written in its transactions, so that both always agree. */
export interface StorePart {
  /** The database is open and has the newest schema. Throws what the driver throws, or StoreError. */
  attach(database: Database): void;
  /** The database is about to be closed. */
  detach(): void;
  /** Whether it wants to write now. */
  isDue(now: number): boolean;
  /** Within a transaction; readings that came before are in it. */
  write(now: number): void;
  /** The transaction has held. */
  committed(now: number): void;
  /** It was rolled back. */
  failed(): void;
  /** Within a transaction, once an hour: takes out what is too old. */
  prune(now: number): void;
}
