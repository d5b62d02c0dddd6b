import type { Database, Statement } from "../store/database.ts";
import { numbersOf, textOf } from "../store/rows.ts";

/** What a meter counts as the highest window of one of its months. */
export interface StoredMeterPeak {
  /** Under which name the meter's readings are kept. */
  readonly meter: string;
  /** `2026-11`, of the meter's calendar. */
  readonly month: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly watts: number;
  /** The month has ended: the meter says it in its history. */
  readonly isFinal: boolean;
}

const columns = "meter, month, at, watts, is_final";

/** Months' peaks that meters count themselves; twelve rows a year of each. */
export class MeterPeaksTable {
  readonly #put: Statement;
  readonly #all: Statement;

  constructor(database: Database) {
    this.#put = database.prepare(`INSERT OR REPLACE INTO meter_peaks (${columns}) VALUES (?, ?, ?, ?, ?)`);
    this.#all = database.prepare(`SELECT ${columns} FROM meter_peaks ORDER BY meter, month`);
  }

  put({ meter, month, at, watts, isFinal }: StoredMeterPeak): void {
    this.#put.run(meter, month, at, watts, isFinal ? 1 : 0);
  }

  all(): StoredMeterPeak[] {
    return this.#all.all().flatMap((row): StoredMeterPeak[] => {
      const [meter, month] = ["meter", "month"].map((column) => textOf(row, column));
      const [at, watts, isFinal] = numbersOf(row, "at", "watts", "is_final");
      if (meter === undefined || month === undefined || at === undefined || watts === undefined) return [];
      return [{ meter, month, at, watts, isFinal: isFinal === 1 }];
    });
  }
}
