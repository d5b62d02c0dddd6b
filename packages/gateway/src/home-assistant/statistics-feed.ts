import type { SinkState } from "@meter2mqtt/contract";
import type { LedgerInterval } from "@meter2mqtt/energy";
import { SinkError, StoreError } from "../errors.ts";
import type { Ledger, LedgerChange } from "../ledger/ledger.ts";
import type { LedgerReader } from "../ledger/ledger-reader.ts";
import type { Feed } from "../runtime/gateway.ts";
import type { Logger } from "../runtime/log.ts";
import { BackOff, type BackOffOptions, type Clock } from "../sources/back-off.ts";
import { FedSeries } from "./fed-series.ts";
import { type Direction, directions, statisticId } from "./hourly-statistics.ts";
import { knownHours, type LedgerHours } from "./ledger-hours.ts";
import type { StatisticsClient } from "./statistics-client.ts";

/** A meter whose hours are given. */
export interface FedMeter {
  /** Its name in topics, of which the statistics' ids are made. */
  readonly slug: string;
  /** For people. */
  readonly name: string;
  /** Under which names readings of it, and of the meters before it, are kept. */
  readonly storedNames: readonly string[];
}

export interface StatisticsFeedOptions {
  readonly client: Pick<StatisticsClient, "import">;
  readonly ledger: Pick<Ledger, "subscribe">;
  readonly reader: LedgerReader;
  /** Those that were heard since the start. */
  readonly meters: () => readonly FedMeter[];
  /** Of Home Assistant; for people. */
  readonly url: string;
  /** How long the ledger keeps hours. */
  readonly hourDays: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly backOff?: BackOffOptions;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A day of 25 hours. */
const besideMs = 25 * hourMs;
const registers = { import: "energyImportWh", export: "energyExportWh" } as const;
/** Meters are named, and the readings since the last stop are booked, some seconds after the start. */
const startMs = 10_000;
/** Changes come in groups: all registers of a meter, all intervals of a gap. */
const settleMs = 3000;
/** How often it is looked for what another process has changed. */
const lookEveryMs = hourMs;
/** After a refusal only people can help: a token is made anew, rights are given. */
const refusedMs = 600_000;
/** Read at once; the gateway goes on with its other work in between. */
const chunkMs = 30 * dayMs;

/**
 * Keeps Home Assistant's long-term statistics as the ledger is: hours that have ended, and all from the first changed one
 * on when history changes. At the start all hours are compared, for nobody knows what was missed; those that are the same
 * are not written again.
 */
export class StatisticsFeed implements Feed {
  readonly #options: StatisticsFeedOptions;
  readonly #log: Logger;
  readonly #backOff: BackOff;
  readonly #series = new Map<string, FedSeries>();
  #status: SinkState["status"] = "connecting";
  #error: string | undefined;
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
    const about = { name: "home-assistant-statistics", type: "home-assistant" };
    const description = `hourly sums to ${this.#options.url}`;
    return { ...about, description, status: this.#status, ...error, delivered: this.#written, dropped: 0 };
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
    for (const series of this.#series.values())
      if (series.register === register && series.names.includes(meter)) series.changedFrom(from);
    this.#hasNews = true;
    this.#wake?.();
  }

  /** Gives what has changed. After a failure: how long to wait before the next try. */
  async #round(signal: AbortSignal): Promise<number | undefined> {
    this.#hasNews = false;
    try {
      const isLook = this.#isLookDue();
      for (const meter of this.#options.meters())
        for (const direction of directions) await this.#feed(meter, direction, isLook, signal);
      this.#backOff.reset();
      return undefined;
    } catch (error) {
      if (signal.aborted) return 0;
      if (!(error instanceof SinkError || error instanceof StoreError)) throw error;
      const isRefused = error instanceof SinkError && error.kind === "permanent";
      this.#setStatus(isRefused ? "failed" : "waiting", error.message);
      return isRefused ? refusedMs : this.#backOff.next();
    }
  }

  async #feed(meter: FedMeter, direction: Direction, isLook: boolean, signal: AbortSignal): Promise<void> {
    const id = statisticId(meter.slug, direction);
    const series = this.#seriesOf(id, direction, meter.storedNames);
    if (isLook) series.compare(this.#days(series));
    const { from } = series;
    if (from === undefined || signal.aborted) return;
    series.take();
    try {
      const { hours, openFrom } = await this.#hours(series, from, signal);
      if (hours.length > 0) {
        const request = { id, name: `${meter.name} ${direction}`, hours };
        this.#written += await this.#options.client.import(request, signal);
        this.#setStatus("open");
        if (openFrom !== undefined) series.changedFrom(openFrom);
      } else series.changedFrom(from);
    } catch (error) {
      series.changedFrom(from);
      throw error;
    }
  }

  #seriesOf(id: string, direction: Direction, names: readonly string[]): FedSeries {
    const series = this.#series.get(id) ?? new FedSeries(registers[direction], names);
    series.names = names;
    this.#series.set(id, series);
    return series;
  }

  #days({ names, register }: FedSeries) {
    const { reader, clock, hourDays } = this.#options;
    const to = clock.now();
    const places = [{ meters: names, register }];
    return reader.rollups({ places, from: to - hourDays * dayMs, to, span: "day" })?.items ?? [];
  }

  /** Hours from about the one in which something changed; none while that one is still open. */
  async #hours({ names, register }: FedSeries, from: number, signal: AbortSignal): Promise<LedgerHours> {
    const { reader, clock, hourDays } = this.#options;
    const now = clock.now();
    const places = [{ meters: names, register }];
    // An hour is given whole: what reaches into the first one may have begun before it.
    const first = Math.floor(Math.max(from - 3 * dayMs, now - hourDays * dayMs) / dayMs) * dayMs;
    const intervals: LedgerInterval[] = [];
    let exponent = 0;
    for (let start = first; start < now && !signal.aborted; start += chunkMs) {
      const series = reader.intervals({ places, from: start, to: Math.min(start + chunkMs, now) });
      if (series === undefined || series.unit !== "Wh") return { hours: [], openFrom: undefined };
      exponent = series.exponent;
      intervals.push(...series.items);
      if (start + chunkMs < now) await new Promise((resolve) => setImmediate(resolve));
    }
    const { hours, openFrom } = knownHours(intervals, exponent);
    const isClosed = (hours.at(-1)?.start ?? Number.NEGATIVE_INFINITY) + hourMs > from;
    // What is changed by hand or imported may change what stands beside it, for a day at the most.
    return { hours: isClosed ? hours.filter(({ start }) => start >= from - besideMs) : [], openFrom };
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

  #setStatus(status: SinkState["status"], error?: string): void {
    const isNews = status !== this.#status || error !== this.#error;
    this.#status = status;
    this.#error = error;
    if (!isNews) return;
    if (error === undefined) this.#log.info("hourly sums are given to Home Assistant");
    else
      this.#log[status === "failed" ? "error" : "warn"]({ reason: error }, "hourly sums can't be given, trying again");
  }
}
