import type { Database, Statement } from "./database.ts";
import { numbersOf } from "./rows.ts";

/** Which record of the journal the database has taken last; changed in the transaction that takes it. */
export class JournalStateTable {
  readonly #get: Statement;
  readonly #set: Statement;

  constructor(database: Database) {
    this.#get = database.prepare("SELECT applied FROM journal_state");
    this.#set = database.prepare("INSERT OR REPLACE INTO journal_state (id, applied) VALUES (1, ?)");
  }

  get applied(): number {
    return numbersOf(this.#get.get(), "applied")[0] ?? 0;
  }

  set applied(sequence: number) {
    this.#set.run(sequence);
  }
}
