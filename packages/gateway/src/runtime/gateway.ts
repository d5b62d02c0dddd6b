import type { GatewayState, MeterEvent, MeterState } from "@meter2mqtt/contract";
import { StoreError } from "../errors.ts";
import type { EnergyTeller } from "../ledger/energy-teller.ts";
import type { LedgerFeed } from "../ledger/ledger-feed.ts";
import type { MeterBook } from "../meters/meter-book.ts";
import { MeterRegistry } from "../meters/meter-registry.ts";
import type { PriceService } from "../prices/price-service.ts";
import type { Sink } from "../sinks/sink.ts";
import type { Clock } from "../sources/back-off.ts";
import type { PushAnswer } from "../sources/push-source.ts";
import type { Archive, StoreHealth } from "../store/archive.ts";
import type { VirtualMeter } from "../virtual-meters/virtual-meter.ts";
import { Announcer } from "./announcer.ts";
import type { CounterKeeper } from "./counter-keeper.ts";
import type { FrameTap } from "./frame-tap.ts";
import { EventBus, type GatewayListener } from "./gateway-events.ts";
import { Intake } from "./intake.ts";
import type { Line } from "./line.ts";
import { Lines } from "./lines.ts";
import type { Logger } from "./log.ts";
import type { MeterWatches, VoltageData } from "./meter-watches.ts";
import { type Feed, Outputs } from "./outputs.ts";
import type { ScaleKeeper } from "./scale-keeper.ts";
import { StoreKeeper, storedName } from "./store-keeper.ts";
import { supervised, within } from "./supervised.ts";

export interface GatewayOptions {
  readonly version: string;
  /** What the user knows of meters by their numbers. */
  readonly meterBook: MeterBook;
  readonly archive: Archive;
  /** Books what is heard; without one nothing is booked. */
  readonly ledger?: LedgerFeed;
  /** Says what of the ledger is to be told. */
  readonly energy?: EnergyTeller;
  readonly scales: ScaleKeeper;
  readonly counters: CounterKeeper;
  /** Who listens to readings for voltage quality and events. */
  readonly watches: MeterWatches;
  /** Told of every frame that goes into the archive. */
  readonly frames?: FrameTap;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Epoch milliseconds, `to` included; at most so many points, each the mean of its share of the time. */
export interface PowerTime {
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
}

const tickMs = 1000;
/** What asking for prices may take to end. */
const stopMs = 300;
/** Events that a page gets with its first snapshot. */
const shownEvents = 20;

/**
 * The gateway at work: lines in, state in the middle, sinks, archive and listeners out. Lines, ways out and prices come and go
 * one by one while everything else goes on.
 */
export class Gateway implements AsyncDisposable {
  /** True: nothing is configured, a simulated meter is shown. */
  simulated = false;
  readonly #options: GatewayOptions;
  readonly #startedAt: number;
  readonly #meters: MeterRegistry;
  readonly #bus: EventBus;
  readonly #store: StoreKeeper;
  readonly #announcer: Announcer;
  readonly #intake: Intake;
  readonly #lines: Lines;
  readonly #outputs: Outputs;
  readonly #stop = new AbortController();
  /** Resolves once the store was opened, or could not be. */
  readonly #opened: Promise<void>;
  #tellOpened: () => void = () => undefined;
  #prices: PriceService | undefined;
  #work: Promise<unknown>[] = [];

  constructor(options: GatewayOptions) {
    const { clock, log, archive, watches, meterBook } = options;
    this.#options = options;
    this.#startedAt = clock.now();
    this.#meters = new MeterRegistry(meterBook);
    const bus = new EventBus((error) => log.error(error, "a listener broke down"));
    this.#bus = bus;
    this.#store = new StoreKeeper(archive, log);
    const { outbox } = archive;
    const [meters, state] = [this.#meters, () => this.state()];
    this.#announcer = new Announcer({ bus, outbox, meters, watches, log, state });
    const [store, announcer] = [this.#store, this.#announcer];
    this.#intake = new Intake({ ...options, meters, store, announcer, heard: (heard) => this.#outputs.heard(heard) });
    this.#opened = new Promise<void>((resolve) => {
      this.#tellOpened = resolve;
    });
    this.#lines = new Lines({
      ...{ intake: this.#intake, opened: this.#opened, clock, log },
      changed: (data) => bus.emit({ name: "source", data }),
      found: () => this.#announcer.everything(),
    });
    this.#outputs = new Outputs({ outbox, clock, log, changed: (data) => bus.emit({ name: "sink", data }) });
  }

  /** Begins all work, with whoever is there; returns at once. */
  start(): void {
    // A mistake of ours comes again with the next attempt, and is told then.
    void this.#openStore().then(this.#tellOpened, this.#tellOpened);
    this.#work = [
      this.#supervised(async (signal) => {
        await this.#opened;
        await this.#keepStoreOpen(signal);
      }),
      this.#supervised((signal) => this.#tickOn(signal)),
    ];
  }

  /** Starts a line; lines wait for {@link start} and the store. Disposal ends it. */
  addLine(line: Line): AsyncDisposable {
    const { watches } = this.#options;
    for (const slug of this.#meters.useSource(line.meter)) watches.events.rate(slug, line.meter);
    return this.#lines.add(line);
  }

  /** Starts a sink. Disposal ends it. */
  addSink(sink: Sink): AsyncDisposable {
    const running = this.#outputs.addSink(sink);
    // It has not been told which meters are there.
    this.#meters.tellAgain();
    return running;
  }

  addVirtualMeter(meter: VirtualMeter): AsyncDisposable {
    return this.#outputs.addVirtualMeter(meter);
  }

  addFeed(feed: Feed): AsyncDisposable {
    return this.#outputs.addFeed(feed);
  }

  /** Asks for prices from now on. Disposal ends that. */
  addPrices(prices: PriceService): AsyncDisposable {
    this.#prices = prices;
    const stop = new AbortController();
    const work = async (signal: AbortSignal) => {
      // What is kept need not be asked for.
      await this.#opened;
      await prices.run(signal);
    };
    const running = supervised(work, this.#options, stop.signal);
    return {
      [Symbol.asyncDispose]: async () => {
        stop.abort();
        this.#prices = undefined;
        await within(stopMs, running, this.#options.clock);
      },
    };
  }

  /** A source is no longer there, or its meters are called otherwise now: they are forgotten, and told so where `isTold`. */
  forgetSource(source: string, isTold: boolean): void {
    this.#forget(
      this.#lines.namesOf(source).flatMap((name) => this.#meters.forgetSource(name)),
      isTold,
    );
  }

  /** Another meter may be behind the source now. */
  unbindSource(source: string): void {
    for (const name of this.#lines.namesOf(source)) this.#meters.unbind(name);
  }

  /** Meters of these numbers may be called otherwise now. */
  forgetMeters(ids: readonly string[]): void {
    this.#forget(this.#meters.forgetKnown(ids), true);
  }

  /** Whoever was released and is not there any more gets nothing that comes; listeners are told what there is now. */
  settleParts(): void {
    this.#options.archive.outbox.forgetReleased();
    this.#announcer.everything();
  }

  state(): GatewayState {
    const now = this.#options.clock.now();
    return {
      version: this.#options.version,
      startedAt: new Date(this.#startedAt).toISOString(),
      at: new Date(now).toISOString(),
      simulated: this.simulated,
      meters: this.#meters.states(now).map((state) => this.#announcer.shown(state)),
      sources: this.#lines.states,
      sinks: this.#outputs.states,
      ...(this.#prices && { prices: [...this.#prices.states] }),
      events: this.#options.watches.events.book.latest(shownEvents),
      store: this.storeHealth,
    };
  }

  /** Names of the sources that hear a meter, the latest first. */
  sourcesOf(slug: string): string[] {
    return this.#meters.sourcesOf(slug);
  }

  get storeHealth(): StoreHealth {
    return this.#options.archive.health;
  }

  /** Net power of a meter in a time, oldest first; undefined where there is no such meter. Throws StoreError. */
  power(slug: string, query: PowerTime): [number, number][] | undefined {
    const now = this.#options.clock.now();
    const state = this.#meters.state(slug, now);
    if (state === undefined) return undefined;
    const ofMeter = (meter: string) => this.#options.archive.power({ ...query, meter }, now);
    return this.#placeNames(state)
      .flatMap(ofMeter)
      .sort(([a], [b]) => a - b);
  }

  /** Where prices are shown from; undefined where no source is configured. */
  get prices(): Pick<PriceService, "areas" | "calendarOf" | "prices" | "snapshot"> | undefined {
    return this.#prices;
  }

  /** Asks a price source for today's prices; undefined where there is none of that name. */
  async testPrices(name: string, signal: AbortSignal): ReturnType<PriceService["test"]> {
    return this.#prices?.test(name, signal);
  }

  /** Voltage quality of a meter in a time, as pages show it; undefined where there is no such meter. Throws StoreError. */
  voltage(slug: string, from: number, to: number): VoltageData | undefined {
    const state = this.#meters.state(slug, this.#options.clock.now());
    if (state === undefined) return undefined;
    const line = this.#lines.find(state.source);
    return this.#options.watches.voltageOf({ names: this.#placeNames(state), from, to }, line?.meter);
  }

  /** The latest events of a meter, newest first; undefined where there is no such meter. */
  events(slug: string, count: number): MeterEvent[] | undefined {
    const state = this.#meters.state(slug, this.#options.clock.now());
    return state === undefined ? undefined : this.#options.watches.events.book.latest(count, slug);
  }

  /** Gives a message to a source that takes them; undefined where none of that name does. */
  push(name: string, message: Uint8Array): PushAnswer | undefined {
    return this.#lines.push(name, message);
  }

  /** Returns how to stop listening. */
  subscribe(listener: GatewayListener): () => void {
    return this.#bus.subscribe(listener);
  }

  /** To be called before everything ends: ways out have little time for it then. */
  hurry(): void {
    this.#outputs.hurry();
  }

  /** To be called when lines and ways out have ended: what waits is written, and the store is closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { clock, archive, log, watches } = this.#options;
    this.#stop.abort();
    this.#tellOpened();
    await within(100, Promise.allSettled(this.#work), clock);
    watches.voltage.settle();
    try {
      archive.close(clock.now());
    } catch (error) {
      log.error(error, "the last readings could not be written");
    }
  }

  /** Under which names readings of a place are kept: what the meter before it measured belongs to the same house. */
  #placeNames(state: MeterState): string[] {
    const name = storedName(state);
    return [name, ...this.#options.meterBook.predecessorsOf(name)];
  }

  #forget(slugs: readonly string[], isTold: boolean): void {
    const now = this.#options.clock.now();
    if (isTold) for (const slug of slugs) this.#announcer.retired(slug, now);
  }

  /** Lines wait for the first attempt, and no longer. */
  async #openStore(): Promise<void> {
    try {
      await this.#options.archive.open();
      this.#load();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  /** Says what became of the first attempt, and tries again. */
  async #keepStoreOpen(signal: AbortSignal): Promise<void> {
    await this.#store.open(this.#options.clock, signal);
    this.#load();
  }

  #load(): void {
    const { archive, scales, counters } = this.#options;
    scales.load(archive.scales());
    counters.load(archive.counters());
  }

  async #tickOn(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    for (;;) {
      await clock.pause(tickMs, signal);
      if (signal.aborted) return;
      this.#tick(clock.now());
    }
  }

  #tick(now: number): void {
    const { watches, energy, ledger } = this.#options;
    this.#lines.tick(now);
    this.#announcer.availability(now);
    this.#announcer.events(watches.events.tick(now), now);
    this.#outputs.tell();
    for (const entry of energy?.due(this.#meters.states(now), now) ?? []) this.#announcer.offer(entry, now);
    this.#store.tick(now);
    ledger?.proceed();
  }

  #supervised(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    return supervised(work, this.#options, this.#stop.signal);
  }
}
