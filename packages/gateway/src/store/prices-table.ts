import type { PricePoint } from "@meter2mqtt/energy";
import type { Database, Statement } from "./database.ts";
import { numbersOf, textOf } from "./rows.ts";

/** A price, and who said it. */
export interface StoredPrice extends PricePoint {
  readonly area: string;
  readonly source: string;
}

/** No price holds longer than a day. */
const longestMs = 86_400_000;

/** What price sources said, in the currency they said it in. */
export class PricesTable {
  readonly #delete: Statement;
  readonly #insert: Statement;
  readonly #between: Statement;

  constructor(database: Database) {
    // A market that goes over from hours to quarters: what a new price overlaps is no longer so.
    this.#delete = database.prepare(
      `DELETE FROM prices WHERE area = ? AND source = ? AND start < ? AND start > ? - ${longestMs} AND start + length > ?`,
    );
    this.#insert = database.prepare(
      "INSERT INTO prices (area, source, start, length, price, currency) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#between = database.prepare(
      `SELECT source, start, length, price, currency FROM prices
       WHERE area = ? AND start < ? AND start > ? - ${longestMs} AND start + length > ? ORDER BY source, start`,
    );
  }

  put({ area, source, start, lengthMs, price, currency }: StoredPrice): void {
    this.#delete.run(area, source, start + lengthMs, start, start);
    this.#insert.run(area, source, start, lengthMs, price, currency);
  }

  /** All prices that hold at some time in the span, of one source after the other, each in the order of time. */
  between(area: string, from: number, to: number): StoredPrice[] {
    return this.#between.all(area, to, from, from).flatMap((row): StoredPrice[] => {
      const [source, currency] = ["source", "currency"].map((column) => textOf(row, column));
      const [start, lengthMs, price] = numbersOf(row, "start", "length", "price");
      if (source === undefined || currency === undefined) return [];
      if (start === undefined || lengthMs === undefined || price === undefined) return [];
      return [{ area, source, start, lengthMs, price, currency }];
    });
  }
}
