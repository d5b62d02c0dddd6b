import type { Edit, ImportedInterval } from "@meter2mqtt/energy";
import type { DiskPlace } from "./layered-rows.ts";
import type { LedgerTables } from "./ledger-tables.ts";

/** Imports are no longer than a day of 25 hours. */
export const longestImportMs = 25 * 3_600_000;

interface RegisterChangesOptions {
  readonly place: DiskPlace;
  readonly tables: () => LedgerTables | undefined;
  /** How many of today's steps a step on disk is. */
  readonly stepsOnDisk: () => number;
}

/** What people and other books say of a register. It is on disk only: it comes seldom, and is written at once. */
export class RegisterChanges {
  readonly #options: RegisterChangesOptions;

  constructor(options: RegisterChangesOptions) {
    this.#options = options;
  }

  /** Edits and imports that are in this time at least in part, in the order in which they were made. */
  touching(from: number, to: number): { readonly imported: ImportedInterval[]; readonly edits: Edit[] } {
    // What they overlap may be overlapped by others in turn; none is longer than a day.
    const first = from - 2 * longestImportMs;
    const last = to + longestImportMs;
    const imported = this.#read((tables, track) => tables.imports.between(track, first, last));
    return {
      imported: imported.map((item) => ({ ...item, amount: item.amount * this.#steps })),
      edits: this.edits(first, last),
    };
  }

  /** The trail of this time, in the order in which it was made. */
  edits(from: number, to: number): Edit[] {
    const steps = this.#steps;
    const scaled = (amount: number | undefined) => (amount === undefined ? undefined : amount * steps);
    return this.#read((tables, track) => tables.edits.between(track, from, to)).map((edit) => ({
      ...edit,
      amount: scaled(edit.amount),
      was: scaled(edit.was),
    }));
  }

  get #steps(): number {
    return this.#options.stepsOnDisk();
  }

  #read<T>(ask: (tables: LedgerTables, track: number) => T[]): T[] {
    const { track } = this.#options.place;
    const tables = this.#options.tables();
    return track === undefined || tables === undefined ? [] : ask(tables, track);
  }
}
