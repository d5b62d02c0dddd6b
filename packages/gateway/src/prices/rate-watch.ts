import type { PriceSourceState } from "@meter2mqtt/contract";
import { StoreError } from "../errors.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import type { PriceStore } from "../store/price-store.ts";
import type { Bank } from "./banks.ts";
import { MarketDays } from "./market-days.ts";
import { type PriceFailure, shownFailure } from "./price-failure.ts";
import { PriceError } from "./price-source.ts";
import { RetryLane } from "./retry-lane.ts";

export interface RateWatchOptions {
  readonly bank: Bank;
  readonly store: PriceStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Past days whose rates are wanted. */
  readonly historyDays: number;
  readonly changed: () => void;
  readonly random?: () => number;
}

const dayMs = 86_400_000;
const lookMs = 10 * 60_000;
/** Both banks say their rates about 16:00 of Central European time. */
const publishedAtMinute = 16 * 60 + 15;
const jitterMs = 20 * 60_000;
/** Days before the first that is wanted, so that also that one has a rate after the longest holidays. */
const marginDays = 7;
/** A rate that is missing in the afternoon comes later, or there is none on that day: it is a holiday. */
const mostTries = 4;

/** Fetches a bank's rates: at the start those that are missing, then once on every working day. */
export class RateWatch {
  readonly #options: RateWatchOptions;
  readonly #days = new MarketDays("Europe/Brussels", 0);
  readonly #lane: RetryLane;
  readonly #jitterMs: number;
  /** The day whose rate was asked for last, and how often. */
  #asked = { date: "", times: 0 };
  #hasHistory = false;
  #lastSuccessAt: number | undefined;
  #failure: PriceFailure | undefined;

  constructor(options: RateWatchOptions) {
    const { random = Math.random } = options;
    this.#options = options;
    this.#lane = new RetryLane(random);
    this.#jitterMs = Math.round(random() * jitterMs);
  }

  get bank(): Bank {
    return this.#options.bank;
  }

  get state(): PriceSourceState {
    const { bank } = this.#options;
    const last = this.#range()?.last;
    return {
      ...{ name: bank.name, type: "exchange-rates", description: bank.title, area: bank.home },
      ...(bank.where && { where: bank.where }),
      status: this.#failure !== undefined ? "failed" : last === undefined ? "waiting" : "ok",
      ...(last === undefined ? {} : { knownUntil: new Date(Date.parse(last) + dayMs).toISOString() }),
      ...(this.#lastSuccessAt === undefined ? {} : { lastSuccessAt: new Date(this.#lastSuccessAt).toISOString() }),
      ...shownFailure(this.#failure),
    };
  }

  /** Works until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const now = clock.now();
      const span = now >= this.#lane.at ? this.#missing(now) : undefined;
      if (span === undefined) await clock.pause(lookMs, signal);
      else await this.#fetch(span, signal);
    }
  }

  #missing(now: number): { readonly first: string; readonly last: string } | undefined {
    const today = this.#days.dayOf(now).date;
    const wanted = this.#days.dayOf(now, -this.#options.historyDays - marginDays).date;
    const range = this.#range();
    if (range === undefined || (!this.#hasHistory && range.first > plusDays(wanted, marginDays)))
      return { first: wanted, last: today };
    const due = this.#lastDue(now);
    if (range.last >= due) return undefined;
    if (this.#asked.date === due && this.#asked.times >= mostTries) return undefined;
    return { first: plusDays(range.last, 1), last: today };
  }

  /** The last working day whose rate should be there. */
  #lastDue(now: number): string {
    for (let back = 0; ; back++) {
      const day = this.#days.dayOf(now, -back);
      const weekday = new Date(`${day.date}T00:00Z`).getUTCDay();
      const isWorkday = weekday >= 1 && weekday <= 5;
      if (isWorkday && now >= day.from + publishedAtMinute * 60_000 + this.#jitterMs) return day.date;
    }
  }

  async #fetch({ first, last }: { first: string; last: string }, signal: AbortSignal): Promise<void> {
    const { bank, store, clock, log } = this.#options;
    const due = this.#lastDue(clock.now());
    try {
      const rates = await bank.rates(first, last, signal);
      if (signal.aborted) return;
      store.put(
        [],
        rates.map((rate) => ({ ...rate, bank: bank.name })),
      );
      this.#hasHistory = true;
      this.#lastSuccessAt = clock.now();
      this.#failure = undefined;
      this.#asked = { date: due, times: this.#asked.date === due ? this.#asked.times + 1 : 1 };
      this.#lane.reset();
      // No rate yet: a little later there may be one.
      if ((this.#range()?.last ?? "") < due) this.#lane.rest(3_600_000, clock.now());
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PriceError)) throw error;
      if (this.#failure?.error.message !== error.message) log.warn({ bank: bank.name }, error.message);
      this.#failure = { error, at: clock.now() };
      this.#lane.failed(error, clock.now());
    }
    this.#options.changed();
  }

  #range(): { readonly first: string; readonly last: string } | undefined {
    try {
      return this.#options.store.rateRange(this.#options.bank.name);
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  }
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}
