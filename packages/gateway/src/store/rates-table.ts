import type { ExchangeRate } from "@meter2mqtt/energy";
import type { Database, Statement } from "./database.ts";
import { numbersOf, textOf } from "./rows.ts";

/** What a central bank said of a day. */
export interface StoredRate extends ExchangeRate {
  readonly bank: string;
}

/** Exchange rates of every day that a bank has quoted. */
export class RatesTable {
  readonly #put: Statement;
  readonly #between: Statement;
  readonly #latest: Statement;

  constructor(database: Database) {
    this.#put = database.prepare(
      "INSERT OR REPLACE INTO exchange_rates (bank, day, base, quote, rate) VALUES (?, ?, ?, ?, ?)",
    );
    this.#between = database.prepare(
      "SELECT day, base, quote, rate FROM exchange_rates WHERE bank = ? AND day >= ? AND day <= ? ORDER BY day",
    );
    this.#latest = database.prepare("SELECT min(day) AS first, max(day) AS last FROM exchange_rates WHERE bank = ?");
  }

  put({ bank, day, base, quote, rate }: StoredRate): void {
    this.#put.run(bank, day, base, quote, rate);
  }

  between(bank: string, first: string, last: string): StoredRate[] {
    return this.#between.all(bank, first, last).flatMap((row): StoredRate[] => {
      const [day, base, quote] = ["day", "base", "quote"].map((column) => textOf(row, column));
      const [rate] = numbersOf(row, "rate");
      if (day === undefined || base === undefined || quote === undefined || rate === undefined) return [];
      return [{ bank, day, base, quote, rate }];
    });
  }

  /** First and last day that a bank's rates are known of. */
  range(bank: string): { readonly first: string; readonly last: string } | undefined {
    const row = this.#latest.get(bank);
    const [first, last] = [textOf(row, "first"), textOf(row, "last")];
    return first === undefined || last === undefined ? undefined : { first, last };
  }
}
