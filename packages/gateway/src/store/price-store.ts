import { layered } from "@meter2mqtt/energy";
import { StoreError } from "../errors.ts";
import { type Database, inTransaction } from "./database.ts";
import { PricesTable, type StoredPrice } from "./prices-table.ts";
import { RatesTable, type StoredRate } from "./rates-table.ts";

interface Tables {
  readonly database: Database;
  readonly prices: PricesTable;
  readonly rates: RatesTable;
}

/** What waits while the disk fails: a month of quarters of several areas. The oldest go first; they are fetched again. */
const mostWaiting = 20_000;

/**
 * Prices and exchange rates on disk. While the database can't be opened or written, what was fetched last is kept in
 * memory and can be read all the same; it is written as soon as that works again.
 */
export class PriceStore {
  #tables: Tables | undefined;
  readonly #prices = new Map<string, StoredPrice>();
  readonly #rates = new Map<string, StoredRate>();
  #failure: string | undefined;

  attach(database: Database): void {
    this.#tables = { database, prices: new PricesTable(database), rates: new RatesTable(database) };
    this.flush();
  }

  detach(): void {
    this.#tables = undefined;
  }

  /** Keeps them, on disk where that works; never throws for a disk that fails. */
  put(prices: readonly StoredPrice[], rates: readonly StoredRate[] = []): void {
    for (const price of prices) keep(this.#prices, `${price.area}\n${price.source}\n${price.start}`, price);
    for (const rate of rates) keep(this.#rates, `${rate.bank}\n${rate.day}\n${rate.base}\n${rate.quote}`, rate);
    this.flush();
  }

  /** Writes what waits; {@link failure} says why it could not. */
  flush(): void {
    const tables = this.#tables;
    if (tables === undefined || this.#prices.size + this.#rates.size === 0) return;
    try {
      inTransaction(tables.database, () => {
        for (const price of this.#prices.values()) tables.prices.put(price);
        for (const rate of this.#rates.values()) tables.rates.put(rate);
      });
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      return;
    }
    this.#failure = undefined;
    this.#prices.clear();
    this.#rates.clear();
  }

  /** Why what waits could not be written the last time. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Prices that hold at some time in the span, by source. Throws {@link StoreError}. */
  pricesBetween(area: string, from: number, to: number): ReadonlyMap<string, StoredPrice[]> {
    const waiting = [...this.#prices.values()].filter(
      (price) => price.area === area && price.start < to && price.start + price.lengthMs > from,
    );
    const merged = bySource(this.#read((tables) => tables.prices.between(area, from, to)));
    for (const [source, prices] of bySource(waiting)) merged.set(source, layered([prices, merged.get(source) ?? []]));
    return merged;
  }

  /** Rates of a bank, from the first day to the last. Throws {@link StoreError}. */
  ratesBetween(bank: string, first: string, last: string): readonly StoredRate[] {
    const waiting = [...this.#rates.values()].filter(
      (rate) => rate.bank === bank && rate.day >= first && rate.day <= last,
    );
    return [...this.#read((tables) => tables.rates.between(bank, first, last)), ...waiting];
  }

  /** First and last day of a bank's rates. Throws {@link StoreError}. */
  rateRange(bank: string): { readonly first: string; readonly last: string } | undefined {
    const waiting = [...this.#rates.values()].filter((rate) => rate.bank === bank).map(({ day }) => day);
    const [stored] = this.#read(({ rates }) => {
      const range = rates.range(bank);
      return range === undefined ? [] : [range];
    });
    const days = [...waiting, ...(stored === undefined ? [] : [stored.first, stored.last])].sort();
    const [first, last] = [days[0], days.at(-1)];
    return first === undefined || last === undefined ? undefined : { first, last };
  }

  #read<Row>(read: (tables: Tables) => Row[]): Row[] {
    try {
      return this.#tables === undefined ? [] : read(this.#tables);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new StoreError("read", `Prices could not be read: ${why}.`, { cause });
    }
  }
}

function bySource(prices: readonly StoredPrice[]): Map<string, StoredPrice[]> {
  const lists = new Map<string, StoredPrice[]>();
  for (const price of prices) {
    const list = lists.get(price.source);
    if (list === undefined) lists.set(price.source, [price]);
    else list.push(price);
  }
  return lists;
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= mostWaiting) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}
