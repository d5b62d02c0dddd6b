import type { Database, Statement } from "./database.ts";
import { numbersOf, textOf } from "./rows.ts";

/** How far a sink has got. */
export interface StoredCursor {
  readonly sink: string;
  /** Number of the last entry that it need not be given any more. */
  readonly position: number;
  /** Entries that it will never get: refused, or given up because a bound was passed. */
  readonly dropped: number;
}

/** A cursor for each sink over the one log. */
export class CursorsTable {
  readonly #save: Statement;
  readonly #all: Statement;
  readonly #delete: Statement;

  constructor(database: Database) {
    this.#save = database.prepare("INSERT OR REPLACE INTO cursors (sink, position, dropped) VALUES (?, ?, ?)");
    this.#all = database.prepare("SELECT sink, position, dropped FROM cursors");
    this.#delete = database.prepare("DELETE FROM cursors WHERE sink = ?");
  }

  save({ sink, position, dropped }: StoredCursor): void {
    this.#save.run(sink, position, dropped);
  }

  delete(sink: string): void {
    this.#delete.run(sink);
  }

  all(): StoredCursor[] {
    return this.#all.all().flatMap((row): StoredCursor[] => {
      const sink = textOf(row, "sink");
      const [position, dropped] = numbersOf(row, "position", "dropped");
      return sink === undefined || position === undefined || dropped === undefined ? [] : [{ sink, position, dropped }];
    });
  }
}
