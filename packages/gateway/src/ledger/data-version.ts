import type { Database, Statement } from "../store/database.ts";
import { numbersOf } from "../store/rows.ts";

/** Tells whether another connection has written to the database since this was asked last. */
export class DataVersion {
  readonly #ask: Statement;
  #known: number | undefined;

  constructor(database: Database) {
    this.#ask = database.prepare("PRAGMA data_version");
    this.#known = this.#now;
  }

  get hasChanged(): boolean {
    const now = this.#now;
    const isOther = now !== this.#known;
    this.#known = now;
    return isOther;
  }

  get #now(): number | undefined {
    return numbersOf(this.#ask.get(), "data_version")[0];
  }
}
