import { setMaxListeners } from "node:events";
import type { GatewayState, MeterEvent, MeterState, SinkState } from "@meter2mqtt/contract";
import { type DecodeEvent, type Diagnosis, type MeterDecoder, type ScaleInUse, toHex } from "@meter2mqtt/decoder";
import { StoreError } from "../errors.ts";
import type { EnergyTeller } from "../ledger/energy-teller.ts";
import type { HeardForLedger, LedgerFeed } from "../ledger/ledger-feed.ts";
import type { MeterSource } from "../meters/meter.ts";
import { MeterBook } from "../meters/meter-book.ts";
import { type AvailabilityChange, MeterRegistry, type MeterUpdate } from "../meters/meter-registry.ts";
import type { PriceService } from "../prices/price-service.ts";
import { type ListType, listTypeOf } from "../sinks/amsreader/list-type.ts";
import type { OutboxEntry, Sink } from "../sinks/sink.ts";
import type { Clock } from "../sources/back-off.ts";
import { type PushAnswer, PushSource } from "../sources/push-source.ts";
import type { Source } from "../sources/source.ts";
import type { Archive, StoreHealth } from "../store/archive.ts";
import type { RawFrame } from "../store/raw-frames-table.ts";
import type { VirtualMeter } from "../virtual-meters/virtual-meter.ts";
import type { CounterKeeper } from "./counter-keeper.ts";
import { frameKey, frameMark, readingKey, stateKey } from "./entry-keys.ts";
import type { FrameTap } from "./frame-tap.ts";
import { EventBus, type GatewayEvent, type GatewayListener } from "./gateway-events.ts";
import type { Logger } from "./log.ts";
import type { MeterWatches, VoltageData, WatchedReading } from "./meter-watches.ts";
import type { ScaleKeeper } from "./scale-keeper.ts";
import { SinkRunner } from "./sink-runner.ts";
import { SourceRunner } from "./source-runner.ts";
import { StoreKeeper, storedName } from "./store-keeper.ts";
import { supervised, within } from "./supervised.ts";

/** One line: the source, what is known of its meter, and how its octets are decoded. */
export interface Line {
  readonly source: Source;
  readonly meter: MeterSource;
  readonly createDecoder: () => MeterDecoder;
  /** The line of a meter that was found on this one's connection. */
  readonly createChild: (source: Source) => Line;
}

export interface GatewayOptions {
  readonly version: string;
  /** True: nothing is configured, a simulated meter is shown. */
  readonly simulated: boolean;
  readonly lines: readonly Line[];
  /** What the user knows of meters by their numbers. */
  readonly meterBook?: MeterBook;
  /** Meters that were heard before the gateway was started again. */
  readonly meters?: MeterRegistry | undefined;
  readonly sinks: readonly Sink[];
  readonly virtualMeters?: readonly VirtualMeter[];
  /** Absent: nobody is asked for prices. */
  readonly prices?: PriceService;
  /** Ways out that are fed from the ledger. */
  readonly feeds?: readonly Feed[];
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

/** A way out that looks itself for what it gives; ends with the signal. */
export interface Feed {
  readonly state: SinkState;
  run(signal: AbortSignal): Promise<void>;
}

/** Epoch milliseconds, `to` included; at most so many points, each the mean of its share of the time. */
export interface PowerTime {
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
}

type ReadingEvent = Extract<DecodeEvent, { kind: "reading" }>;

interface Arrival {
  /** When it came over the line, epoch milliseconds: of a recording, then and not now. */
  readonly at: number;
  readonly heardAt: number;
  /** False: out of a file, at whatever time. */
  readonly isLive: boolean;
  /** Out of a file that tells when it arrived. */
  readonly isRecorded: boolean;
}

const tickMs = 1000;
/** Events that a page gets with its first snapshot. */
const shownEvents = 20;
/** What stopping sources, emptying queues and saying goodbye may take, one after the other; 2 s are allowed in all. */
const stopMs = { sources: 300, queues: 300, sinks: 700 };

/** The gateway at work: lines in, state in the middle, sinks, archive and listeners out. */
export class Gateway implements AsyncDisposable {
  readonly #options: GatewayOptions;
  readonly #startedAt: number;
  readonly #book: MeterBook;
  readonly #meters: MeterRegistry;
  readonly #bus: EventBus;
  readonly #store: StoreKeeper;
  readonly #lines: { readonly line: Line; readonly runner: SourceRunner }[] = [];
  readonly #sinks: readonly SinkRunner[];
  readonly #stopLines = new AbortController();
  readonly #stopSinks = new AbortController();
  #work: Promise<unknown>[] = [];
  readonly #scalesOf = new Map<string, readonly ScaleInUse[]>();
  #shownSinks = new Map<string, string>();

  constructor(options: GatewayOptions) {
    const { clock, log, sinks, lines, archive } = options;
    this.#options = options;
    // Every part listens for the end, and there are as many as the user configures: no leak that Node need warn of.
    setMaxListeners(0, this.#stopLines.signal, this.#stopSinks.signal);
    this.#startedAt = clock.now();
    this.#book = options.meterBook ?? new MeterBook();
    this.#meters = options.meters ?? new MeterRegistry(this.#book);
    this.#bus = new EventBus((error) => log.error(error, "a listener broke down"));
    this.#store = new StoreKeeper(archive, log);
    this.#sinks = sinks.map(
      (sink) =>
        new SinkRunner({
          ...{ sink, clock, log, outbox: archive.outbox },
          changed: (data) => this.#bus.emit({ name: "sink", data }),
        }),
    );
    for (const line of lines) this.#addLine(line);
  }

  #addLine(line: Line): SourceRunner {
    const { clock, log } = this.#options;
    const runner: SourceRunner = new SourceRunner({
      ...line,
      clock,
      log,
      events: (found, receivedAt) => this.#decoded(line, runner, found, receivedAt),
      reading: (reading, receivedAt) => {
        const update = this.#meters.apply(reading, line.meter, receivedAt);
        if (update === undefined) return;
        const key = stateKey(storedName(update.state), update.state);
        this.#store.addReading(update.state, reading, { key, at: receivedAt });
        const heard = { state: update.state, source: line.meter, reading, now: receivedAt };
        this.#bookInLedger(runner, heard, { at: receivedAt, heardAt: receivedAt });
        const happened = this.#watch(update, {
          ...{ reading, source: line.meter, at: receivedAt },
          ...{ isLive: true, isRecorded: false },
        });
        this.#updated(update, { key, listType: listTypeOf(reading) }, receivedAt);
        this.#tellEvents(happened, receivedAt);
      },
      found: (source) => this.#found(line, source),
      changed: (data) => this.#bus.emit({ name: "source", data }),
    });
    this.#lines.push({ line, runner });
    return runner;
  }

  /** A meter was found on a line's connection: it has a line of its own from now on. */
  #found(line: Line, source: Source): void {
    const runner = this.#addLine(line.createChild(source));
    this.#work.push(this.#supervised((signal) => runner.run(signal), this.#stopLines.signal));
    this.#bus.emit({ name: "snapshot", data: this.state() });
  }

  /** Begins all work; returns at once. */
  start(): void {
    const opened = this.#openStore();
    this.#work = [
      ...this.#sinks.map((sink) => this.#supervised((signal) => sink.run(signal), this.#stopSinks.signal)),
      ...[...this.#virtualMeters, ...this.#feeds].map((output) =>
        this.#supervised((signal) => output.run(signal), this.#stopSinks.signal),
      ),
      ...this.#lines.map(({ runner }) =>
        this.#supervised(async (signal) => {
          await opened;
          await runner.run(signal);
        }, this.#stopLines.signal),
      ),
      this.#supervised(async (signal) => {
        await opened;
        await this.#keepStoreOpen(signal);
      }, this.#stopLines.signal),
      this.#supervised((signal) => this.#tickOn(signal), this.#stopLines.signal),
      this.#supervised(async (signal) => {
        // What is kept need not be asked for.
        await opened;
        await this.#options.prices?.run(signal);
      }, this.#stopLines.signal),
    ];
  }

  state(): GatewayState {
    return {
      version: this.#options.version,
      startedAt: new Date(this.#startedAt).toISOString(),
      simulated: this.#options.simulated,
      meters: this.#meters.states(this.#options.clock.now()).map((state) => this.#shown(state)),
      sources: this.#lines.map(({ runner }) => runner.state),
      sinks: this.#outputStates(),
      ...(this.#options.prices && { prices: [...this.#options.prices.states] }),
      events: this.#options.watches.events.book.latest(shownEvents),
      store: this.storeHealth,
    };
  }

  /** What is known of meters, for a gateway that goes on after this one. */
  get meters(): MeterRegistry {
    return this.#meters;
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
    // What the meter before it measured belongs to the same house.
    const meters = [storedName(state), ...this.#book.predecessorsOf(storedName(state))];
    return meters.flatMap(ofMeter).sort(([a], [b]) => a - b);
  }

  /** Where prices are shown from; undefined where no source is configured. */
  get prices(): Pick<PriceService, "areas" | "calendarOf" | "prices" | "snapshot"> | undefined {
    return this.#options.prices;
  }

  /** Asks a price source for today's prices; undefined where there is none of that name. */
  async testPrices(name: string, signal: AbortSignal): ReturnType<PriceService["test"]> {
    return this.#options.prices?.test(name, signal);
  }

  /** Voltage quality of a meter in a time, as pages show it; undefined where there is no such meter. Throws StoreError. */
  voltage(slug: string, from: number, to: number): VoltageData | undefined {
    const state = this.#meters.state(slug, this.#options.clock.now());
    if (state === undefined) return undefined;
    const line = this.#lines.find(({ runner }) => runner.name === state.source)?.line;
    // What the meter before it measured belongs to the same house.
    const names = [storedName(state), ...this.#book.predecessorsOf(storedName(state))];
    return this.#options.watches.voltageOf({ names, from, to }, line?.meter);
  }

  /** The latest events of a meter, newest first; undefined where there is no such meter. */
  events(slug: string, count: number): MeterEvent[] | undefined {
    const state = this.#meters.state(slug, this.#options.clock.now());
    return state === undefined ? undefined : this.#options.watches.events.book.latest(count, slug);
  }

  /** Gives a message to a source that takes them; undefined where none of that name does. */
  push(name: string, message: Uint8Array): PushAnswer | undefined {
    const source = this.#lines.find(({ line }) => line.source.name === name)?.line.source;
    return source instanceof PushSource ? source.push(message) : undefined;
  }

  /** Returns how to stop listening. */
  subscribe(listener: GatewayListener): () => void {
    return this.#bus.subscribe(listener);
  }

  /** Stops within 2 s: no more octets, what waits is delivered and written, destinations are told goodbye. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { sinks, clock, archive, log } = this.#options;
    this.#stopLines.abort();
    await this.#within(
      stopMs.sources,
      Promise.allSettled(this.#lines.map(({ line }) => line.source[Symbol.asyncDispose]())),
    );
    const end = clock.now() + stopMs.queues;
    const isBusy = () => this.#sinks.some((sink) => sink.isBusy);
    while (isBusy() && clock.now() < end) await clock.pause(10, this.#stopSinks.signal);
    this.#stopSinks.abort();
    const outputs = [...sinks, ...this.#virtualMeters];
    await this.#within(stopMs.sinks, Promise.allSettled(outputs.map((output) => output[Symbol.asyncDispose]())));
    await this.#within(100, Promise.allSettled(this.#work));
    this.#options.watches.voltage.settle();
    try {
      archive.close(clock.now());
    } catch (error) {
      log.error(error, "the last readings could not be written");
    }
  }

  #decoded(line: Line, runner: SourceRunner, events: readonly DecodeEvent[], receivedAt: number | undefined): void {
    const heardAt = this.#options.clock.now();
    const at = receivedAt ?? heardAt;
    const isLive = line.source.input === "live";
    const arrival = { at, heardAt, isLive, isRecorded: !isLive && receivedAt !== undefined };
    const read = new Set<Uint8Array>();
    for (const event of events) {
      if (event.kind !== "reading") continue;
      read.add(event.source.octets);
      this.#read(line, runner, event, arrival);
    }
    for (const event of events) {
      if (event.kind !== "diagnosis") continue;
      const { diagnosis, octets } = event;
      this.#lookUpCounter(runner.name, diagnosis);
      if (diagnosis.severity === "error" && octets.length > 0 && !read.has(octets)) {
        read.add(octets);
        this.#keepFrame({ source: runner.name, receivedAt: at, outcome: diagnosis.code, octets });
        this.#offerFrame(runner.name, octets, arrival);
      }
      this.#diagnosed(runner, diagnosis, arrival);
    }
    this.#store.settle(heardAt);
  }

  #read(line: Line, runner: SourceRunner, { reading, source }: ReadingEvent, arrival: Arrival): void {
    const { at, heardAt, isLive, isRecorded } = arrival;
    const { framing, octets, scales, invocationCounter, systemTitle } = source;
    this.#keepFrame({ source: runner.name, receivedAt: at, framing, outcome: "reading", octets });
    runner.diagnoses.readingCame();
    const origin = { octets, invocationCounter, timestamp: reading.timestamp, now: at, isLive };
    const about = { scales, mark: frameMark(origin, systemTitle), heardAt };
    const update = this.#meters.apply(reading, line.meter, at, about);
    this.#keepScales(runner.name, scales, heardAt);
    if (update?.isDuplicate === true) return this.#heardBefore(runner, update, heardAt);
    this.#offerFrame(runner.name, octets, arrival);
    if (update === undefined) return;
    const key = readingKey({ ...origin, meter: storedName(update.state) });
    const counter = isLive && reading.authenticated === true ? invocationCounter : undefined;
    this.#store.addReading(update.state, reading, { key, at, counter, isRecorded });
    const { profile } = source;
    const booked = { state: update.state, source: line.meter, reading, framing, profile, now: at };
    this.#bookInLedger(runner, booked, arrival);
    if (counter !== undefined) this.#keepCounter(runner.name, systemTitle, update.state, at);
    const happened = this.#watch(update, { reading, source: line.meter, at, isLive, isRecorded });
    this.#updated(update, { key, listType: listTypeOf(reading) }, heardAt);
    this.#tellEvents(happened, heardAt);
    const heard = { ...update, reading, frame: source, at };
    for (const meter of this.#virtualMeters) meter.heard(heard);
  }

  #keepFrame(frame: RawFrame): void {
    this.#store.addFrame(frame);
    this.#options.frames?.heard(frame);
  }

  /** Another source was first: nobody is told of the reading again. */
  #heardBefore(runner: SourceRunner, { retired }: MeterUpdate, now: number): void {
    runner.duplicateCame();
    if (retired !== undefined) this.#retired(retired, now);
  }

  /** The replay window goes to disk with the reading that moved it. */
  #keepCounter(source: string, systemTitle: string | undefined, state: MeterState, now: number): void {
    if (systemTitle === undefined) return;
    const counter = this.#options.counters.collect(source, systemTitle, state, now);
    if (counter !== undefined) this.#store.addCounter(counter);
  }

  /** A frame that is refused as an old one: the user may have said on the disk that its meter counts anew. */
  #lookUpCounter(source: string, { code, evidence }: Diagnosis): void {
    const { systemTitle } = evidence;
    if (code !== "security/replayed" || typeof systemTitle !== "string") return;
    this.#options.counters.refused(source, systemTitle, (title, print) => this.#store.counter(title, print));
  }

  #bookInLedger(runner: SourceRunner, heard: HeardForLedger, arrival: Pick<Arrival, "at" | "heardAt">): void {
    const diagnosis = this.#options.ledger?.heard(heard);
    if (diagnosis !== undefined) this.#diagnosed(runner, diagnosis, arrival);
  }

  /** Lines wait for the first attempt, and no longer: a file's readings need the scales that were decided before. */
  async #openStore(): Promise<void> {
    const { archive, scales, counters } = this.#options;
    try {
      await archive.open();
      scales.load(archive.scales());
      counters.load(archive.counters());
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  /** Says what became of the first attempt, and tries again. */
  async #keepStoreOpen(signal: AbortSignal): Promise<void> {
    const { clock, archive, scales, counters } = this.#options;
    await this.#store.open(clock, signal);
    scales.load(archive.scales());
    counters.load(archive.counters());
  }

  /** Scales that were decided change how values are read: only then there is something to keep. */
  #keepScales(source: string, inUse: readonly ScaleInUse[] | undefined, now: number): void {
    if (inUse === undefined || inUse === this.#scalesOf.get(source)) return;
    this.#scalesOf.set(source, inUse);
    for (const scale of this.#options.scales.collect(source, now)) this.#store.addScale(scale);
  }

  #updated(
    { state: plain, retired }: MeterUpdate,
    { key, listType }: { readonly key: string; readonly listType: ListType },
    now: number,
  ): void {
    const state = this.#shown(plain);
    if (retired !== undefined) this.#retired(retired, now);
    this.#tellAvailability(now);
    this.#offer({ kind: "reading", key, state, listType }, now);
    this.#bus.emit({ name: "meter", data: state });
  }

  /** No meter has this name any more. */
  #retired(meter: string, now: number): void {
    this.#options.watches.events.forget(meter);
    this.#offerAvailability({ meter, online: false, retired: true }, now);
    this.#bus.emit({ name: "snapshot", data: this.state() });
  }

  #diagnosed(runner: SourceRunner, diagnosis: Diagnosis, { at, heardAt }: Pick<Arrival, "at" | "heardAt">): void {
    const { shown, isNews } = runner.diagnoses.add(diagnosis, at);
    const log = this.#options.log.child({ component: "source", name: runner.name });
    const level = isNews ? ({ info: "info", warning: "warn", error: "warn" } as const)[diagnosis.severity] : "debug";
    log[level]({ code: shown.code, evidence: shown.evidence, count: shown.count }, shown.message);
    if (!isNews) return;
    this.#bus.emit({ name: "diagnosis", data: shown });
    const meter = this.#meters.lastMeterOf(runner.name);
    const key = `${shown.source}:${shown.code}:${shown.at}`;
    // Other systems get the English text alone.
    const { words: _words, ...told } = shown;
    this.#offer({ kind: "diagnosis", key, ...(meter === undefined ? {} : { meter }), diagnosis: told }, heardAt);
  }

  #tellAvailability(now: number): void {
    for (const { meter, online } of this.#meters.availabilityChanges(now)) {
      this.#offerAvailability({ meter, online }, now);
      this.#options.log.info({ meter }, online ? "the meter is heard" : "the meter has fallen silent");
      const state: MeterState | undefined = this.#meters.state(meter, now);
      if (online) continue;
      this.#options.watches.events.fellSilent(meter);
      if (state !== undefined) this.#bus.emit({ name: "meter", data: this.#shown(state) });
    }
  }

  /** Shows a reading to those who watch the meter; gives what happened by it. */
  #watch({ state }: MeterUpdate, heard: Omit<WatchedReading, "state" | "name">): MeterEvent[] {
    return this.#options.watches.heard({ ...heard, state, name: storedName(state) });
  }

  #tellEvents(happened: readonly MeterEvent[], now: number): void {
    for (const event of happened) {
      const { key, meter, severity, state, message } = event;
      const level = severity === "info" || state === "cleared" ? "info" : "warn";
      this.#options.log[level]({ meter, event: event.event, state, at: event.at }, message);
      this.#offer({ kind: "event", key, meter, event }, now);
      this.#bus.emit({ name: "event", data: event });
    }
  }

  /** With the events that go on. */
  #shown(state: MeterState): MeterState {
    const raised = this.#options.watches.events.raised(state.meter);
    return raised === undefined ? state : { ...state, raised };
  }

  #offerFrame(source: string, octets: Uint8Array, { at, heardAt }: Arrival): void {
    // Most destinations take no frames: those are not copied in vain.
    if (!this.#options.sinks.some(({ kinds }) => kinds.has("frame"))) return;
    const meter = this.#meters.lastMeterOf(source);
    const about = { source, ...(meter === undefined ? {} : { meter }), hex: toHex(octets) };
    this.#offer({ kind: "frame", key: frameKey(source, octets, at), ...about }, heardAt);
  }

  /** `retired`: the name stands for no meter any more. */
  #offerAvailability(change: AvailabilityChange & { readonly retired?: true }, now: number): void {
    const key = `${change.meter}:${change.online ? "online" : "offline"}:${now}`;
    this.#offer({ kind: "availability", key, ...change }, now);
  }

  /** Sinks may read it once it is on disk. */
  #offer(entry: OutboxEntry, now: number): void {
    this.#options.archive.outbox.add(entry, now);
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
    for (const { line, runner } of this.#lines) {
      runner.tick(now);
      const update = this.#meters.settle(line.meter, now);
      if (update === undefined) continue;
      const { state } = update;
      this.#updated(update, { key: stateKey(storedName(state), state), listType: listTypeOf(state.values) }, now);
    }
    this.#tellAvailability(now);
    this.#tellEvents(this.#options.watches.events.tick(now), now);
    this.#tellSinks();
    for (const entry of this.#options.energy?.due(this.#meters.states(now), now) ?? []) this.#offer(entry, now);
    this.#store.tick(now);
    this.#options.ledger?.proceed();
  }

  get #virtualMeters(): readonly VirtualMeter[] {
    return this.#options.virtualMeters ?? [];
  }

  get #feeds(): readonly Feed[] {
    return this.#options.feeds ?? [];
  }

  #outputStates(): SinkState[] {
    return [...this.#sinks, ...this.#virtualMeters, ...this.#feeds].map(({ state }) => state);
  }

  /** Counters of sinks change with every delivery; listeners hear of them once a second. */
  #tellSinks(): void {
    for (const state of this.#outputStates()) {
      const shown = JSON.stringify(state);
      if (this.#shownSinks.get(state.name) === shown) continue;
      this.#shownSinks.set(state.name, shown);
      const event: GatewayEvent = { name: "sink", data: state };
      this.#bus.emit(event);
    }
  }

  #supervised(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    return supervised(work, this.#options, signal);
  }

  #within(ms: number, work: Promise<unknown>): Promise<void> {
    return within(ms, work, this.#options.clock);
  }
}
