import type { Database, Statement } from "../database.ts";
import { textOf } from "../rows.ts";

/** Browsers that a user has logged in with before, by the hash of what their cookie holds. */
export class DevicesTable {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #seen: Statement;
  readonly #removeOf: Statement;
  readonly #trim: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare("INSERT INTO devices (hash, user, seen_at) VALUES (?, ?, ?)");
    this.#find = database.prepare("SELECT user FROM devices WHERE hash = ?");
    this.#seen = database.prepare("UPDATE devices SET seen_at = ? WHERE hash = ?");
    this.#removeOf = database.prepare("DELETE FROM devices WHERE user = ?");
    this.#trim = database.prepare(
      "DELETE FROM devices WHERE user = ? AND hash NOT IN (SELECT hash FROM devices WHERE user = ? ORDER BY seen_at DESC LIMIT ?)",
    );
  }

  insert(hash: string, user: string, at: number): void {
    this.#insert.run(hash, user, at);
  }

  /** Whose device it is. */
  userOf(hash: string): string | undefined {
    return textOf(this.#find.get(hash), "user");
  }

  setSeen(hash: string, at: number): void {
    this.#seen.run(at, hash);
  }

  removeOf(user: string): void {
    this.#removeOf.run(user);
  }

  /** Keeps so many of a user that were used last. */
  trim(user: string, most: number): void {
    this.#trim.run(user, user, most);
  }
}
