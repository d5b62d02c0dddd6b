import { type PriceSourceState, tell } from "@meter2mqtt/contract";
import { endOf, isCovered, type PricePoint, pointsWithin } from "@meter2mqtt/energy";
import { StoreError } from "../errors.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import type { PriceStore } from "../store/price-store.ts";
import { type MarketDay, MarketDays } from "./market-days.ts";
import { type PriceFailure, shownFailure } from "./price-failure.ts";
import { type DaySpan, PriceError, type PriceSource } from "./price-source.ts";
import { RetryLane } from "./retry-lane.ts";

export interface PriceWatchOptions {
  readonly source: PriceSource;
  readonly store: PriceStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Past days that are wanted as well. */
  readonly historyDays: number;
  /** Told when prices have come, or the state is another. */
  readonly changed: () => void;
  /** A number from 0 up to 1. */
  readonly random?: () => number;
}

/** Prices are asked for so long after they are published, and up to that much later: not all gateways come at once. */
const graceMs = 2 * 60_000;
const jitterMs = 20 * 60_000;
/** However long there is nothing to do, the clock is looked at so often: it may be set, or the machine may sleep. */
const lookMs = 10 * 60_000;
/** Past days that were asked for in vain are not asked for again on the same day. */
const historyRestMs = 86_400_000;

type LaneName = "current" | "history";

/** Fetches what one source should know and isn't kept yet: today, tomorrow once it is published, and some past days. */
export class PriceWatch {
  readonly #options: PriceWatchOptions;
  readonly #days: MarketDays;
  readonly #lanes: Readonly<Record<LaneName, RetryLane>>;
  readonly #jitterMs: number;
  /** Date of the last day that was wanted: a new one is asked for at once, whatever failed before. */
  #lastWanted = "";
  /** Past days that were asked for since the lane rested. */
  #asked = new Set<string>();
  #knownUntil: number | undefined;
  #lastSuccessAt: number | undefined;
  #failure: PriceFailure | undefined;

  constructor(options: PriceWatchOptions) {
    const { source, random = Math.random } = options;
    this.#options = options;
    this.#days = new MarketDays(source.zone, source.publishedAtMinute);
    this.#lanes = { current: new RetryLane(random), history: new RetryLane(random) };
    this.#jitterMs = source.isRemote ? graceMs + Math.round(random() * jitterMs) : 0;
  }

  get source(): PriceSource {
    return this.#options.source;
  }

  get state(): PriceSourceState {
    const { name, type, description, where, area } = this.#options.source;
    const known = this.#knownUntil;
    const failure = this.#failure;
    const isWaiting = failure === undefined || failure.error.kind === "not-published";
    const hasCurrent = known !== undefined && known > this.#options.clock.now();
    return {
      ...{ name, type, description, area, ...(where && { where }) },
      status: !isWaiting ? "failed" : hasCurrent ? "ok" : "waiting",
      ...(known === undefined ? {} : { knownUntil: new Date(known).toISOString() }),
      ...(this.#lastSuccessAt === undefined ? {} : { lastSuccessAt: new Date(this.#lastSuccessAt).toISOString() }),
      ...shownFailure(failure),
    };
  }

  /** Works until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const now = clock.now();
      const work = this.#next(now);
      if (work === undefined) await clock.pause(this.#idleMs(now), signal);
      else await this.#fetch(work.lane, work.days, signal);
    }
  }

  /** What is to be asked for now: missing days in a row, the current ones first. */
  #next(now: number): { readonly lane: LaneName; readonly days: readonly MarketDay[] } | undefined {
    const { daysAtOnce } = this.#options.source;
    const current = this.#currentDays(now);
    const last = current.at(-1)?.date ?? "";
    if (last !== this.#lastWanted) {
      this.#lastWanted = last;
      this.#lanes.current.reset();
    }
    const missing = current.filter((day) => !this.#isKnown(day));
    if (missing.length > 0 && now >= this.#lanes.current.at)
      return { lane: "current", days: firstRun(missing, daysAtOnce) };
    // A server that is away or has had enough is not asked for the past meanwhile.
    const isTroubled =
      missing.length > 0 && this.#failure !== undefined && this.#failure.error.kind !== "not-published";
    if (isTroubled || now < this.#lanes.history.at) return undefined;
    const past = this.#pastDays(now).filter((day) => !this.#asked.has(day.date) && !this.#isKnown(day));
    if (past.length > 0) return { lane: "history", days: firstRun(past, daysAtOnce) };
    this.#asked.clear();
    this.#lanes.history.rest(historyRestMs, now);
    return undefined;
  }

  /** Today, and tomorrow once it should be published. */
  #currentDays(now: number): MarketDay[] {
    const [today, tomorrow] = [this.#days.dayOf(now), this.#days.dayOf(now, 1)];
    return now >= tomorrow.publishedAt + this.#jitterMs ? [today, tomorrow] : [today];
  }

  /** The latest first. */
  #pastDays(now: number): MarketDay[] {
    return Array.from({ length: this.#options.historyDays }, (_, index) => this.#days.dayOf(now, -1 - index));
  }

  #idleMs(now: number): number {
    const tomorrow = this.#days.dayOf(now, 1);
    const moments = [
      tomorrow.publishedAt + this.#jitterMs,
      tomorrow.from,
      this.#lanes.current.at,
      this.#lanes.history.at,
    ];
    const next = Math.min(...moments.filter((moment) => moment > now));
    return Math.max(1000, Math.min(next - now, lookMs));
  }

  #isKnown({ from, to }: DaySpan): boolean {
    const { source, store } = this.#options;
    try {
      const known = store.pricesBetween(source.area, from, to).get(source.name) ?? [];
      if (known.length > 0) this.#knownUntil = Math.max(this.#knownUntil ?? 0, ...known.map(endOf));
      return isCovered(known, from, to);
    } catch (error) {
      // A disk that can't be read must not lead to asking without end; the archive says what is wrong with it.
      if (error instanceof StoreError) return true;
      throw error;
    }
  }

  async #fetch(laneName: LaneName, days: readonly MarketDay[], signal: AbortSignal): Promise<void> {
    if (laneName === "history") for (const { date } of days) this.#asked.add(date);
    try {
      await this.#take(days, signal);
      if (signal.aborted) return;
      this.#lanes[laneName].reset();
      this.#succeeded();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PriceError)) throw error;
      this.#failed(error, laneName, days);
    }
    this.#options.changed();
  }

  /** Asks for the days and keeps what comes. Rejects where anything is missing afterwards. */
  async #take(days: readonly MarketDay[], signal: AbortSignal): Promise<void> {
    const { source, store } = this.#options;
    const span = { from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 };
    const points = this.#usable(await source.fetch(span, signal), span);
    if (signal.aborted) return;
    store.put(points.map((point) => ({ ...point, area: source.area, source: source.name })));
    const missing = days.filter((day) => !this.#isKnown(day));
    if (missing.length > 0) throw halfAnswer(source, missing, points.length > 0);
  }

  /** Points of the days that were asked for. Throws where there are only others. */
  #usable(points: readonly PricePoint[], { from, to }: DaySpan): PricePoint[] {
    const within = pointsWithin(points, from, to).filter(({ lengthMs }) => lengthMs > 0);
    const [first] = points;
    if (within.length > 0 || first === undefined) return within;
    const { date: days } = this.#days.dayOf(first.start);
    throw new PriceError("not-published", tell("pricesOtherDays", { source: this.#options.source.name, days }));
  }

  #succeeded(): void {
    const { clock, log, source } = this.#options;
    if (this.#failure !== undefined) log.info({ source: source.name }, "prices come again");
    this.#lastSuccessAt = clock.now();
    this.#failure = undefined;
  }

  #failed(error: PriceError, laneName: LaneName, days: readonly MarketDay[]): void {
    const { clock, log, source } = this.#options;
    // One past day that nobody has must not keep the others from being asked for.
    if (laneName === "history" && error.kind === "not-published") return;
    for (const { date } of days) this.#asked.delete(date);
    this.#lanes[laneName].failed(error, clock.now());
    const isNews = this.#failure?.error.message !== error.message;
    this.#failure = { error, at: clock.now() };
    const level = !isNews || error.kind === "not-published" ? "debug" : "warn";
    log[level]({ source: source.name, area: source.area, kind: error.kind }, error.message);
  }
}

/** The first days that follow each other, so many at most, in the order of time. */
function firstRun(days: readonly MarketDay[], most: number): readonly MarketDay[] {
  const run: MarketDay[] = [];
  for (const day of days) {
    const [first, last] = [run[0], run.at(-1)];
    const follows = first === undefined || last === undefined || last.to === day.from || day.to === first.from;
    if (!follows || run.length >= most) break;
    if (first !== undefined && day.to === first.from) run.unshift(day);
    else run.push(day);
  }
  return run;
}

function halfAnswer({ name, area }: PriceSource, missing: readonly MarketDay[], hasSome: boolean): PriceError {
  const days = missing.map(({ date }) => date).join(", ");
  const values = { source: name, days, area };
  return new PriceError("not-published", hasSome ? tell("pricesPartly", values) : tell("pricesNone", values));
}
