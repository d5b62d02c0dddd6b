import type { MeterEvent, MeterState } from "@meter2mqtt/contract";
import { arrivedReading, type DecodeEvent, type Diagnosis, type Reading, type ScaleInUse } from "@meter2mqtt/decoder";
import type { HeardForLedger, LedgerFeed } from "../ledger/ledger-feed.ts";
import type { MeterSource } from "../meters/meter.ts";
import type { MeterRegistry, MeterUpdate } from "../meters/meter-registry.ts";
import { listTypeOf } from "../sinks/amsreader/list-type.ts";
import type { Clock } from "../sources/back-off.ts";
import type { RawFrame } from "../store/raw-frames-table.ts";
import type { HeardReading } from "../virtual-meters/snapshot.ts";
import type { Announcer, HeardTimes } from "./announcer.ts";
import type { CounterKeeper } from "./counter-keeper.ts";
import { frameMark, readingKey, stateKey } from "./entry-keys.ts";
import type { FrameTap } from "./frame-tap.ts";
import type { Line } from "./line.ts";
import type { MeterWatches, WatchedReading } from "./meter-watches.ts";
import type { ScaleKeeper } from "./scale-keeper.ts";
import type { SourceRunner } from "./source-runner.ts";
import { type StoreKeeper, storedName } from "./store-keeper.ts";

export interface IntakeOptions {
  readonly meters: MeterRegistry;
  readonly store: StoreKeeper;
  readonly announcer: Announcer;
  /** Books what is heard; without one nothing is booked. */
  readonly ledger?: LedgerFeed | undefined;
  readonly scales: ScaleKeeper;
  readonly counters: CounterKeeper;
  /** Who listens to readings for voltage quality and events. */
  readonly watches: MeterWatches;
  /** Told of every frame that goes into the archive. */
  readonly frames?: FrameTap | undefined;
  /** Told of every reading that came as a frame, and was not heard before. */
  readonly heard: (heard: HeardReading) => void;
  readonly clock: Clock;
}

type ReadingEvent = Extract<DecodeEvent, { kind: "reading" }>;

interface Arrival extends HeardTimes {
  /** False: out of a file, at whatever time. */
  readonly isLive: boolean;
  /** Out of a file that tells when it arrived. */
  readonly isRecorded: boolean;
}

/** Takes in what lines say: into the archive and the ledger, to those who watch, and to the announcer. */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #scalesOf = new Map<string, readonly ScaleInUse[]>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** A source has ended: its next decoder begins with what is kept. */
  forget(source: string): void {
    this.#scalesOf.delete(source);
  }

  /** A line's decoder has found something; `receivedAt` is absent where no arrival time is known. */
  decoded(line: Line, runner: SourceRunner, events: readonly DecodeEvent[], receivedAt: number | undefined): void {
    const { announcer, store, clock } = this.#options;
    const heardAt = clock.now();
    const at = receivedAt ?? heardAt;
    const isLive = line.source.input === "live";
    const arrival = { at, heardAt, isLive, isRecorded: !isLive && receivedAt !== undefined };
    const read = new Set<Uint8Array>();
    for (const event of events) {
      if (event.kind !== "reading") continue;
      read.add(event.source.octets);
      this.#read(line.meter, runner, event, arrival);
    }
    for (const event of events) {
      if (event.kind !== "diagnosis") continue;
      const { diagnosis, octets } = event;
      this.#lookUpCounter(runner.name, diagnosis);
      if (diagnosis.severity === "error" && octets.length > 0 && !read.has(octets)) {
        read.add(octets);
        this.#keepFrame({ source: runner.name, receivedAt: at, outcome: diagnosis.code, octets });
        announcer.frame(runner.name, octets, arrival);
      }
      announcer.diagnosed(runner, diagnosis, arrival);
    }
    store.settle(heardAt);
  }

  /** A reading came without octets. */
  numbers(source: MeterSource, runner: SourceRunner, reading: Reading, receivedAt: number): void {
    const { meters, store, announcer } = this.#options;
    const update = meters.apply(reading, source, receivedAt);
    if (update === undefined) return;
    const key = stateKey(storedName(update.state), update.state);
    store.addReading(update.state, reading, { key, at: receivedAt });
    const heard = { state: update.state, source, reading, now: receivedAt };
    this.#bookInLedger(runner, heard, { at: receivedAt, heardAt: receivedAt });
    const happened = this.#watch(update, { reading, source, at: receivedAt, isLive: true, isRecorded: false });
    announcer.updated(update, { key, listType: listTypeOf(reading) }, receivedAt);
    announcer.events(happened, receivedAt);
  }

  /** Readings that have waited long enough for a name get one. To be called once a second. */
  settle(source: MeterSource, now: number): void {
    const update = this.#options.meters.settle(source, now);
    if (update === undefined) return;
    const { state } = update;
    const about = { key: stateKey(storedName(state), state), listType: listTypeOf(state.values) };
    this.#options.announcer.updated(update, about, now);
  }

  #read(meter: MeterSource, runner: SourceRunner, event: ReadingEvent, arrival: Arrival): void {
    const { source } = event;
    const reading = arrivedReading(event);
    const { meters, store, announcer } = this.#options;
    const { at, heardAt, isLive, isRecorded } = arrival;
    const { framing, octets, scales, invocationCounter, systemTitle } = source;
    this.#keepFrame({ source: runner.name, receivedAt: at, framing, outcome: "reading", octets });
    runner.diagnoses.readingCame();
    const origin = { octets, invocationCounter, timestamp: reading.timestamp, now: at, isLive };
    const about = { scales, mark: frameMark(origin, systemTitle), heardAt };
    const update = meters.apply(reading, meter, at, about);
    this.#keepScales(runner.name, scales, heardAt);
    if (update?.isDuplicate === true) return this.#heardBefore(runner, update, heardAt);
    announcer.frame(runner.name, octets, arrival);
    if (update === undefined) return;
    const key = readingKey({ ...origin, meter: storedName(update.state) });
    const counter = isLive && reading.authenticated === true ? invocationCounter : undefined;
    store.addReading(update.state, reading, { key, at, counter, isRecorded });
    const { profile } = source;
    const booked = { state: update.state, source: meter, reading, framing, profile, now: at };
    this.#bookInLedger(runner, booked, arrival);
    if (counter !== undefined) this.#keepCounter(runner.name, systemTitle, update.state, at);
    const happened = this.#watch(update, { reading, source: meter, at, isLive, isRecorded });
    announcer.updated(update, { key, listType: listTypeOf(reading) }, heardAt);
    announcer.events(happened, heardAt);
    this.#options.heard({ ...update, reading, frame: source, at });
  }

  #keepFrame(frame: RawFrame): void {
    this.#options.store.addFrame(frame);
    this.#options.frames?.heard(frame);
  }

  /** Another source was first: nobody is told of the reading again. */
  #heardBefore(runner: SourceRunner, { retired }: MeterUpdate, now: number): void {
    runner.duplicateCame();
    if (retired !== undefined) this.#options.announcer.retired(retired, now);
  }

  /** The replay window goes to disk with the reading that moved it. */
  #keepCounter(source: string, systemTitle: string | undefined, state: MeterState, now: number): void {
    if (systemTitle === undefined) return;
    const counter = this.#options.counters.collect(source, systemTitle, state, now);
    if (counter !== undefined) this.#options.store.addCounter(counter);
  }

  /** A frame that is refused as an old one: the user may have said on the disk that its meter counts anew. */
  #lookUpCounter(source: string, { code, evidence }: Diagnosis): void {
    const { systemTitle } = evidence;
    if (code !== "security/replayed" || typeof systemTitle !== "string") return;
    const { counters, store } = this.#options;
    counters.refused(source, systemTitle, (title, print) => store.counter(title, print));
  }

  #bookInLedger(runner: SourceRunner, heard: HeardForLedger, arrival: HeardTimes): void {
    const diagnosis = this.#options.ledger?.heard(heard);
    if (diagnosis !== undefined) this.#options.announcer.diagnosed(runner, diagnosis, arrival);
  }

  /** Scales that were decided change how values are read: only then there is something to keep. */
  #keepScales(source: string, inUse: readonly ScaleInUse[] | undefined, now: number): void {
    if (inUse === undefined || inUse === this.#scalesOf.get(source)) return;
    this.#scalesOf.set(source, inUse);
    for (const scale of this.#options.scales.collect(source, now)) this.#options.store.addScale(scale);
  }

  /** Shows a reading to those who watch the meter; gives what happened by it. */
  #watch({ state }: MeterUpdate, heard: Omit<WatchedReading, "state" | "name">): MeterEvent[] {
    return this.#options.watches.heard({ ...heard, state, name: storedName(state) });
  }
}
