import { type ShownWords, type SinkState, tell } from "@meter2mqtt/contract";
import { SinkError, StoreError, wordsOf } from "../errors.ts";
import type { Ledger, LedgerChange } from "../ledger/ledger.ts";
import type { LedgerReader } from "../ledger/ledger-reader.ts";
import type { Logger } from "../runtime/log.ts";
import type { Feed } from "../runtime/outputs.ts";
import { BackOff, type BackOffOptions, type Clock } from "../sources/back-off.ts";
import { EnergyStatistic } from "./energy-statistic.ts";
import { FedSeries } from "./fed-series.ts";
import type { FedMeter, FedStatistic } from "./fed-statistic.ts";
import { type CostPort, MoneyStatistic } from "./money-statistic.ts";
import type { StatisticsClient } from "./statistics-client.ts";

export interface StatisticsFeedOptions {
  readonly client: Pick<StatisticsClient, "import">;
  readonly ledger: Pick<Ledger, "subscribe">;
  readonly reader: LedgerReader;
  /** Those that were heard since the start. */
  readonly meters: () => readonly FedMeter[];
  /** Where contracts are configured: what the energy costs is given as well. */
  readonly costs?: CostPort;
  /** Of Home Assistant; for people. */
  readonly url: string;
  /** How long the ledger keeps hours. */
  readonly hourDays: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly backOff?: BackOffOptions;
}

const hourMs = 3_600_000;
/** Meters are named, and the readings since the last stop are booked, some seconds after the start. */
const startMs = 10_000;
/** Changes come in groups: all registers of a meter, all intervals of a gap. */
const settleMs = 3000;
/** How often it is looked for what another process has changed. */
const lookEveryMs = hourMs;
/** After a refusal only people can help: a token is made anew, rights are given. */
const refusedMs = 600_000;

/**
 * Keeps Home Assistant's long-term statistics as the ledger is: hours that have ended, and all from the first changed one
 * on when history changes. At the start all hours are compared, for nobody knows what was missed; those that are the same
 * are not written again.
 */
export class StatisticsFeed implements Feed {
  readonly #options: StatisticsFeedOptions;
  readonly #log: Logger;
  readonly #backOff: BackOff;
  readonly #series = new Map<string, { readonly state: FedSeries; statistic: FedStatistic }>();
  #status: SinkState["status"] = "connecting";
  #error: string | undefined;
  #errorWords: ShownWords | undefined;
  #written = 0;
  #lookedAt: number | undefined;
  /** Something changed since the last round began. */
  #hasNews = false;
  #wake: (() => void) | undefined;

  constructor(options: StatisticsFeedOptions) {
    this.#options = options;
    this.#log = options.log.child({ component: "home assistant statistics" });
    this.#backOff = new BackOff({ maxMs: 300_000, ...options.backOff });
  }

  /** As pages show it, beside the other ways out; `delivered` counts hours that were written. */
  get state(): SinkState {
    const error = this.#error === undefined ? {} : { error: this.#error };
    const errorWords = this.#errorWords === undefined ? {} : { errorWords: this.#errorWords };
    const about = { name: "home-assistant-statistics", type: "home-assistant" };
    const { message: description, words: where } = tell("leadsStatistics", { place: this.#options.url });
    return {
      ...about,
      ...{ description, where },
      status: this.#status,
      ...error,
      ...errorWords,
      delivered: this.#written,
      dropped: 0,
    };
  }

  /** Gives hours until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { ledger, clock } = this.#options;
    const unsubscribe = ledger.subscribe((change) => this.#changed(change));
    try {
      await clock.pause(startMs, signal);
      while (!signal.aborted) {
        const wait = await this.#round(signal);
        if (wait === undefined) await this.#untilNews(signal);
        else await clock.pause(wait, signal);
      }
    } finally {
      unsubscribe();
    }
  }

  #changed({ meter, register, from }: LedgerChange): void {
    for (const { state, statistic } of this.#series.values())
      if (statistic.registers.includes(register) && statistic.names.includes(meter)) state.changedFrom(from);
    this.#hasNews = true;
    this.#wake?.();
  }

  /** Gives what has changed. After a failure: how long to wait before the next try. */
  async #round(signal: AbortSignal): Promise<number | undefined> {
    this.#hasNews = false;
    try {
      const isLook = this.#isLookDue();
      for (const meter of this.#options.meters())
        for (const statistic of this.#statisticsOf(meter)) await this.#feed(statistic, isLook, signal);
      this.#backOff.reset();
      return undefined;
    } catch (error) {
      if (signal.aborted) return 0;
      if (!(error instanceof SinkError || error instanceof StoreError)) throw error;
      const isRefused = error instanceof SinkError && error.kind === "permanent";
      this.#setStatus(isRefused ? "failed" : "waiting", error.message, wordsOf(error));
      return isRefused ? refusedMs : this.#backOff.next();
    }
  }

  /** Energy first, so that what it costs is of hours that are there. */
  #statisticsOf(meter: FedMeter): FedStatistic[] {
    const { costs } = this.#options;
    const imported = new EnergyStatistic(meter, "import", this.#options);
    const exported = new EnergyStatistic(meter, "export", this.#options);
    const priced = costs?.contractOf(meter.slug);
    if (costs === undefined || priced === undefined) return [imported, exported];
    const parts = { costs, clock: this.#options.clock, energy: imported, ...priced };
    const hasIncome = priced.contract.components.some(({ direction }) => direction === "export");
    const income = hasIncome ? [new MoneyStatistic(meter, "income", parts)] : [];
    return [imported, exported, new MoneyStatistic(meter, "cost", parts), ...income];
  }

  async #feed(statistic: FedStatistic, isLook: boolean, signal: AbortSignal): Promise<void> {
    const { id, name, unit } = statistic;
    const state = this.#stateOf(statistic);
    if (isLook) state.compare(statistic.days());
    const { from } = state;
    if (from === undefined || signal.aborted) return;
    state.take();
    try {
      const { hours, openFrom } = await statistic.hours(from, signal);
      if (hours.length > 0) {
        this.#written += await this.#options.client.import({ id, name, unit, hours }, signal);
        this.#setStatus("open");
        if (openFrom !== undefined) state.changedFrom(openFrom);
      } else state.changedFrom(from);
    } catch (error) {
      state.changedFrom(from);
      throw error;
    }
  }

  #stateOf(statistic: FedStatistic): FedSeries {
    const known = this.#series.get(statistic.id);
    if (known !== undefined) {
      known.statistic = statistic;
      return known.state;
    }
    const state = new FedSeries();
    this.#series.set(statistic.id, { state, statistic });
    return state;
  }

  #isLookDue(): boolean {
    const now = this.#options.clock.now();
    if (this.#lookedAt !== undefined && now >= this.#lookedAt && now - this.#lookedAt < lookEveryMs) return false;
    this.#lookedAt = now;
    return true;
  }

  async #untilNews(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const news = new AbortController();
    this.#wake = () => news.abort();
    if (!this.#hasNews) await clock.pause(lookEveryMs, AbortSignal.any([signal, news.signal]));
    this.#wake = undefined;
    await clock.pause(settleMs, signal);
  }

  #setStatus(status: SinkState["status"], error?: string, words?: ShownWords): void {
    const isNews = status !== this.#status || error !== this.#error;
    this.#status = status;
    this.#error = error;
    this.#errorWords = words;
    if (!isNews) return;
    if (error === undefined) this.#log.info("hourly sums are given to Home Assistant");
    else
      this.#log[status === "failed" ? "error" : "warn"]({ reason: error }, "hourly sums can't be given, trying again");
  }
}
