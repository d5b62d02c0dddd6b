import { type PriceSourceState, type ShownWords, tell } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, ExchangeTable, layered } from "@meter2mqtt/energy";
import { StoreError } from "../errors.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import type { PriceStore } from "../store/price-store.ts";
import type { Bank } from "./banks.ts";
import { Crew, type CrewMember } from "./crew.ts";
import { MarketDays } from "./market-days.ts";
import type { PriceFeed } from "./price-feed.ts";
import { type AreaPrice, type PriceSnapshot, snapshotOf } from "./price-snapshot.ts";
import { PriceError, type PriceSource } from "./price-source.ts";
import { PriceWatch } from "./price-watch.ts";
import { RateWatch } from "./rate-watch.ts";

/** What came of asking a source for prices. */
export interface PriceTest {
  readonly ok: boolean;
  readonly message: string;
  /** The same for other languages. */
  readonly words?: ShownWords;
}

/** Who is asked for prices, and how they are shown. */
export interface PricePlan {
  /** In the order in which they are believed. */
  readonly sources: readonly PriceSource[];
  /** Which area is meant where none is named. */
  readonly mainArea: string;
  readonly historyDays: number;
  /** Into which currency prices are converted, by whose rates. */
  readonly convert?: { readonly to: string; readonly bank: Bank } | undefined;
}

/** What the service stands on, whoever is asked. */
export interface PriceServicePorts {
  readonly store: PriceStore;
  readonly feed: PriceFeed;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random?: () => number;
}

const quarterMs = 900_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Prices are known for tomorrow at most; a file may know some days more. */
const aheadMs = 8 * dayMs;
const zoneRules = createIntlZoneRules();
/** Rates so many days before a price may be used for it. */
const rateDays = 15;

/** Everything that is known of prices: fetched by the sources' watches, kept in the store, shown in the wanted currency. */
export class PriceService {
  readonly #ports: PriceServicePorts;
  readonly #log: Logger;
  readonly #crew: Crew;
  readonly #feeding: CrewMember = { run: (signal) => this.#keepFeed(signal) };
  #plan: PricePlan;
  #watches: readonly PriceWatch[];
  #rateWatch: RateWatch | undefined;
  #wake = new AbortController();
  #storeFailure: string | undefined;

  constructor(plan: PricePlan, ports: PriceServicePorts) {
    this.#ports = ports;
    this.#plan = plan;
    this.#log = ports.log.child({ component: "prices" });
    this.#watches = plan.sources.map((source) => this.#watchOf(source));
    this.#rateWatch = this.#rateWatchOf(plan.convert?.bank);
    this.#crew = new Crew(this.#members);
  }

  /** Goes by another plan from now on. A source or a bank that is in both, the same object, is not asked anew. */
  change(plan: PricePlan): void {
    const isAnotherPast = plan.historyDays !== this.#plan.historyDays;
    this.#plan = plan;
    const known = isAnotherPast ? [] : this.#watches;
    this.#watches = plan.sources.map(
      (source) => known.find((watch) => watch.source === source) ?? this.#watchOf(source),
    );
    const bank = plan.convert?.bank;
    if (isAnotherPast || this.#rateWatch?.bank !== bank) this.#rateWatch = this.#rateWatchOf(bank);
    this.#crew.change(this.#members);
    this.#wake.abort();
  }

  /** Names of the areas, the main one first. */
  get areas(): readonly string[] {
    const { sources, mainArea } = this.#plan;
    return [...new Set([mainArea, ...sources.map(({ area }) => area)])];
  }

  get states(): readonly PriceSourceState[] {
    return this.#askers.map(({ state }) => state);
  }

  /** By whose days an area's market is asked about. */
  calendarOf(area: string): Calendar {
    return new Calendar(this.#zoneOf(area), zoneRules);
  }

  /** What one area costs now and next; of the main area where none is named. */
  snapshot(area: string = this.#plan.mainArea): PriceSnapshot {
    const at = this.#ports.clock.now();
    const typeOf = (name: string) => this.#plan.sources.find((source) => source.name === name)?.type;
    return snapshotOf({ area, at }, this.prices(area, at - hourMs, at + aheadMs), typeOf);
  }

  /** Known prices that hold at some time in the span, in the order of time. Throws {@link StoreError}. */
  prices(area: string, from: number, to: number): readonly AreaPrice[] {
    const { store } = this.#ports;
    const { sources } = this.#plan;
    const bySource = store.pricesBetween(area, from, to);
    const configured = sources.map(({ name }) => name);
    // Sources that were configured once still know what they said.
    const names = [...configured, ...[...bySource.keys()].filter((name) => !configured.includes(name))];
    const merged = layered(names.map((name) => bySource.get(name) ?? []));
    const shown = merged.map(
      ({ source, start, lengthMs, price, currency }): AreaPrice => ({ source, start, lengthMs, price, currency }),
    );
    return this.#converted(shown, area);
  }

  /** Asks one source for today's prices, without keeping them; undefined where there is none of that name. */
  async test(name: string, signal: AbortSignal): Promise<PriceTest | undefined> {
    const source = this.#plan.sources.find((candidate) => candidate.name === name);
    if (source === undefined) return undefined;
    const day = new MarketDays(source.zone, source.publishedAtMinute).dayOf(this.#ports.clock.now());
    try {
      const points = await source.fetch({ from: day.from, to: day.to }, signal);
      const own = points.filter(({ start }) => start >= day.from && start < day.to).length;
      const values = { source: name, days: day.date, area: source.area };
      if (own === 0) return { ok: false, ...tell("pricesNone", values) };
      return { ok: true, ...tell("seenPrices", { ...values, prices: own }) };
    } catch (error) {
      if (signal.aborted) return { ok: false, ...tell("seenLate", { place: name }) };
      if (!(error instanceof PriceError)) throw error;
      const { message, words } = error;
      return { ok: false, message, ...(words && { words }) };
    }
  }

  /** Works until the signal aborts. */
  run(signal: AbortSignal): Promise<void> {
    return this.#crew.run(signal);
  }

  get #askers(): readonly (PriceWatch | RateWatch)[] {
    return [...this.#watches, ...(this.#rateWatch === undefined ? [] : [this.#rateWatch])];
  }

  get #members(): readonly CrewMember[] {
    return [...this.#askers, this.#feeding];
  }

  #watchOf(source: PriceSource): PriceWatch {
    return new PriceWatch({ ...this.#shared(), source });
  }

  #rateWatchOf(bank: Bank | undefined): RateWatch | undefined {
    return bank && new RateWatch({ ...this.#shared(), bank });
  }

  #shared() {
    const { store, clock, random } = this.#ports;
    const { historyDays } = this.#plan;
    const changed = () => this.#wake.abort();
    return { store, clock, log: this.#log, historyDays, changed, ...(random && { random }) };
  }

  /** Tells sinks at every change, and when another price begins to hold. */
  async #keepFeed(signal: AbortSignal): Promise<void> {
    const { clock, store } = this.#ports;
    const stop = () => this.#wake.abort();
    signal.addEventListener("abort", stop, { once: true });
    while (!signal.aborted) {
      this.#wake = new AbortController();
      store.flush();
      this.#tellStore();
      this.#report();
      await clock.pause(quarterMs - (clock.now() % quarterMs), this.#wake.signal);
    }
    signal.removeEventListener("abort", stop);
  }

  #report(): void {
    try {
      this.#ports.feed.report(this.areas.map((area) => this.snapshot(area)));
    } catch (error) {
      // What was told before still holds; the disk is told of by whoever writes to it.
      if (!(error instanceof StoreError)) throw error;
    }
  }

  #tellStore(): void {
    const { failure } = this.#ports.store;
    if (failure !== undefined && failure !== this.#storeFailure)
      this.#log.error({ reason: failure }, "prices can't be written; they are kept in memory");
    this.#storeFailure = failure;
  }

  #zoneOf(area: string): string {
    return this.#plan.sources.find((source) => source.area === area)?.zone ?? "UTC";
  }

  #converted(prices: readonly AreaPrice[], area: string): readonly AreaPrice[] {
    const { store } = this.#ports;
    const { convert } = this.#plan;
    const foreign = convert && prices.filter(({ currency }) => currency !== convert.to);
    const [first, last] = [foreign?.[0], foreign?.at(-1)];
    if (convert === undefined || first === undefined || last === undefined) return prices;
    const days = new MarketDays(this.#zoneOf(area), 0);
    const range = [days.dayOf(first.start, -rateDays).date, days.dayOf(last.start).date] as const;
    const table = new ExchangeTable(store.ratesBetween(convert.bank.name, ...range));
    return prices.map((price) => {
      if (price.currency === convert.to) return price;
      const currencies = { from: price.currency, to: convert.to };
      const converted = table.convert(price.price, currencies, days.dayOf(price.start).date);
      // Without a rate it stays what it is.
      if (converted === undefined) return price;
      return { ...price, price: converted.amount, currency: convert.to, rateDay: converted.rateDay };
    });
  }
}
