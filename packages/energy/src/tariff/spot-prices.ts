import type { Calendar } from "../calendar.ts";

/** The market's price of a span of time. */
export interface SpotPrice {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly lengthMs: number;
  /** Per kWh, without taxes. */
  readonly price: number;
}

/** A mean of prices, and whether it is of all the time asked for. */
export interface MeanPrice {
  readonly price: number;
  readonly isComplete: boolean;
}

/** The market's prices by time. What is missing is missing: no price is made of its neighbours. */
export class SpotPrices {
  readonly #prices: readonly SpotPrice[];
  readonly #months = new Map<number, MeanPrice | undefined>();
  #index = 0;

  /** In any order; of two that begin at once the later in the list holds. */
  constructor(prices: readonly SpotPrice[]) {
    this.#prices = [...new Map(prices.map((price) => [price.start, price])).values()].sort((a, b) => a.start - b.start);
  }

  /** The mean over a span, weighted by time; undefined where any part of it has no price. */
  priceOf(start: number, lengthMs: number): number | undefined {
    const mean = this.#mean(start, start + lengthMs);
    return mean?.isComplete === true ? mean.price : undefined;
  }

  /** The mean over a month of the calendar, as far as prices are known. */
  monthMean(at: number, calendar: Calendar): MeanPrice | undefined {
    const start = calendar.startOf("month", at);
    if (!this.#months.has(start)) this.#months.set(start, this.#mean(start, calendar.endOf("month", at)));
    return this.#months.get(start);
  }

  #mean(from: number, to: number): MeanPrice | undefined {
    let sum = 0;
    let knownMs = 0;
    for (let index = this.#indexAt(from); index < this.#prices.length; index++) {
      const item = this.#prices[index];
      if (item === undefined || item.start >= to) break;
      const next = this.#prices[index + 1]?.start ?? Number.POSITIVE_INFINITY;
      const ms = Math.min(to, item.start + item.lengthMs, next) - Math.max(from, item.start);
      if (ms <= 0) continue;
      sum += item.price * ms;
      knownMs += ms;
    }
    return knownMs === 0 ? undefined : { price: sum / knownMs, isComplete: knownMs === to - from };
  }

  /** Of the price that holds at `at`, or the next one. Mostly that is where the last search ended. */
  #indexAt(at: number): number {
    const prices = this.#prices;
    let index = this.#index;
    if ((prices[index]?.start ?? 0) > at || (prices[index + 8]?.start ?? Number.POSITIVE_INFINITY) <= at) {
      let low = 0;
      let high = prices.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((prices[middle]?.start ?? 0) <= at) low = middle + 1;
        else high = middle;
      }
      index = Math.max(0, low - 1);
    }
    while ((prices[index + 1]?.start ?? Number.POSITIVE_INFINITY) <= at) index++;
    this.#index = index;
    return index;
  }
}
