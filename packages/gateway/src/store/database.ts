import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { StoreError } from "../errors.ts";

export type SqlValue = number | string | null | Uint8Array;

/** A prepared statement. Prepare once and keep it: a dropped one can take the process down in one of the drivers. */
export interface Statement {
  run(...values: SqlValue[]): unknown;
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
}

/** What the store needs of SQLite: the port behind which one of two drivers works. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

type Open = (path: string) => Database;

interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => Database;
}

function isNodeSqlite(module: object | undefined): module is NodeSqlite {
  return module !== undefined && "DatabaseSync" in module && typeof module.DatabaseSync === "function";
}

/** Node's own SQLite (22.13 and later), else the one that was compiled at set-up. */
async function chooseDriver(): Promise<Open> {
  const own = process.getBuiltinModule?.("node:sqlite");
  if (isNodeSqlite(own)) return (path) => new own.DatabaseSync(path);
  const { default: BetterSqlite } = await import("better-sqlite3");
  return (path) => new BetterSqlite(path);
}

/**
 * Opens a database file in WAL mode, made with its folder where it is missing. Throws {@link StoreError}.
 * After a kill of the process every commit is there; a power cut may lose the last ones (synchronous = normal).
 */
export async function openDatabase(path: string): Promise<Database> {
  try {
    const open = await chooseDriver();
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = open(path);
    // Small pages: a telegram changes a few of them, and each is written whole. It takes effect when the file is made.
    database.exec(
      "PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 1000; PRAGMA temp_store = MEMORY;",
    );
    // Readings tell when somebody is at home.
    chmodSync(path, 0o600);
    return database;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError("open", `The database ${path} can't be opened: ${why}.`, { cause });
  }
}

/** Runs `work` in one transaction: all of it is written, or nothing. */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: Database): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // SQLite has ended the transaction itself (a full disk does that); the error that led here says why.
  }
}
