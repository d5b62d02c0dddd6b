import type { Database, Statement } from "../database.ts";
import { numbersOf, textOf } from "../rows.ts";

/** A browser that somebody has logged in with. */
export interface StoredSession {
  readonly user: string;
  readonly createdAt: number;
  /** Within the hour. */
  readonly seenAt: number;
}

/** Sessions by the hash of their token. */
export class SessionsTable {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #seen: Statement;
  readonly #remove: Statement;
  readonly #removeOthers: Statement;
  readonly #trim: Statement;
  readonly #prune: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare("INSERT INTO sessions (hash, user, created_at, seen_at) VALUES (?, ?, ?, ?)");
    this.#find = database.prepare("SELECT user, created_at, seen_at FROM sessions WHERE hash = ?");
    this.#seen = database.prepare("UPDATE sessions SET seen_at = ? WHERE hash = ?");
    this.#remove = database.prepare("DELETE FROM sessions WHERE hash = ?");
    this.#removeOthers = database.prepare("DELETE FROM sessions WHERE user = ? AND hash <> ?");
    this.#trim = database.prepare(
      "DELETE FROM sessions WHERE user = ? AND hash NOT IN (SELECT hash FROM sessions WHERE user = ? ORDER BY created_at DESC LIMIT ?)",
    );
    this.#prune = database.prepare("DELETE FROM sessions WHERE seen_at < ? OR created_at < ?");
  }

  insert(hash: string, user: string, at: number): void {
    this.#insert.run(hash, user, at, at);
  }

  find(hash: string): StoredSession | undefined {
    const row = this.#find.get(hash);
    const user = textOf(row, "user");
    const [createdAt, seenAt] = numbersOf(row, "created_at", "seen_at");
    if (user === undefined || createdAt === undefined || seenAt === undefined) return undefined;
    return { user, createdAt, seenAt };
  }

  setSeen(hash: string, at: number): void {
    this.#seen.run(at, hash);
  }

  remove(hash: string): void {
    this.#remove.run(hash);
  }

  /** All sessions of a user but one; all of them without. */
  removeOthers(user: string, hash = ""): void {
    this.#removeOthers.run(user, hash);
  }

  /** Keeps the newest so many of a user. */
  trim(user: string, most: number): void {
    this.#trim.run(user, user, most);
  }

  /** Takes out those not seen since a time, and those that began before another. */
  prune(seenBefore: number, createdBefore: number): void {
    this.#prune.run(seenBefore, createdBefore);
  }
}
