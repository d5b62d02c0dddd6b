import { existsSync } from "node:fs";
import { StoreError } from "../../errors.ts";
import { type Database, inTransaction, openDatabase } from "../database.ts";
import { migrate } from "../migrations.ts";
import { AccessError } from "./access-error.ts";
import { AuditTable } from "./audit-table.ts";
import { DevicesTable } from "./devices-table.ts";
import { SessionsTable } from "./sessions-table.ts";
import { TokensTable } from "./tokens-table.ts";
import { UsersTable } from "./users-table.ts";

/** Of sessions, devices and tokens there are hashes only: who reads this file can't come in with what is in it. */
const steps: readonly string[] = [
  `CREATE TABLE users (
     name TEXT PRIMARY KEY COLLATE NOCASE,
     role TEXT NOT NULL,
     hash TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     password_at INTEGER NOT NULL,
     login_at INTEGER
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE sessions (
     hash TEXT PRIMARY KEY,
     user TEXT NOT NULL COLLATE NOCASE,
     created_at INTEGER NOT NULL,
     seen_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE devices (
     hash TEXT PRIMARY KEY,
     user TEXT NOT NULL COLLATE NOCASE,
     seen_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE tokens (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     name TEXT NOT NULL UNIQUE COLLATE NOCASE,
     scope TEXT NOT NULL,
     hash TEXT NOT NULL UNIQUE,
     created_at INTEGER NOT NULL,
     used_at INTEGER
   ) STRICT;
   CREATE TABLE audit (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at INTEGER NOT NULL,
     kind TEXT NOT NULL,
     who TEXT NOT NULL,
     address TEXT,
     action TEXT NOT NULL
   ) STRICT;
   CREATE INDEX audit_by_kind ON audit (kind, id);`,
];

export interface AccessTables {
  readonly users: UsersTable;
  readonly sessions: SessionsTable;
  readonly devices: DevicesTable;
  readonly tokens: TokensTable;
  readonly audit: AuditTable;
}

/**
 * Who may come in, in a file of its own beside the readings: whoever gives those away gives no password hash with them. The
 * command line changes it while the gateway runs, so nothing of it is kept in memory.
 */
export class AccessStore {
  readonly path: string;
  #open: { readonly database: Database; readonly tables: AccessTables } | undefined;

  constructor(storePath: string) {
    this.path = `${storePath}.access`;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Whether there is one, be it that it can't be read: then somebody may have set a password. */
  get exists(): boolean {
    return this.#open !== undefined || existsSync(this.path);
  }

  /** Opens it, made where it is missing; nothing where it is open. Rejects with {@link StoreError}. */
  async open(): Promise<void> {
    if (this.#open !== undefined) return;
    const database = await openDatabase(this.path);
    if (this.#open !== undefined) return database.close();
    try {
      // The command line may be writing.
      database.exec("PRAGMA busy_timeout = 5000");
      withStoreErrors("migrate", () => migrate(database, steps));
      this.#open = { database, tables: tablesOf(database) };
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Reads, or writes one thing. Throws {@link StoreError}; an {@link AccessError} of `work` comes through. */
  use<T>(work: (tables: AccessTables) => T): T {
    const { tables } = this.#opened();
    return withStoreErrors("read", () => work(tables));
  }

  /** Writes all of it, or nothing. Throws as {@link use}. */
  change<T>(work: (tables: AccessTables) => T): T {
    const { database, tables } = this.#opened();
    return withStoreErrors("write", () => inTransaction(database, () => work(tables)));
  }

  /** Writes what may be missing: a full disk must not keep those out whose key is right. */
  note(work: (tables: AccessTables) => void): void {
    try {
      this.change(work);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  close(): void {
    this.#open?.database.close();
    this.#open = undefined;
  }

  #opened(): { readonly database: Database; readonly tables: AccessTables } {
    if (this.#open !== undefined) return this.#open;
    throw new StoreError("open", `Users and tokens can't be read: the database ${this.path} is not open.`);
  }
}

function tablesOf(database: Database): AccessTables {
  return {
    users: new UsersTable(database),
    sessions: new SessionsTable(database),
    devices: new DevicesTable(database),
    tokens: new TokensTable(database),
    audit: new AuditTable(database),
  };
}

function withStoreErrors<T>(operation: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError || error instanceof AccessError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      operation,
      `Users and tokens could not be ${operation === "read" ? "read" : "kept"}: ${why}.`,
      {
        cause: error,
      },
    );
  }
}
