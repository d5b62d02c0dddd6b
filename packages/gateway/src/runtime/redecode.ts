import type { KnownMeterConfig } from "@meter2mqtt/contract";
import { arrivedReading, type DecodeEvent, type MeterDecoder } from "@meter2mqtt/decoder";
import { Ledger } from "../ledger/ledger.ts";
import { toLedgerMeter } from "../ledger/ledger-feed.ts";
import { MeterBook } from "../meters/meter-book.ts";
import { MeterRegistry } from "../meters/meter-registry.ts";
import { listTypeOf } from "../sinks/amsreader/list-type.ts";
import type { OutboxEntry } from "../sinks/sink.ts";
import { type Database, inTransaction } from "../store/database.ts";
import { RawFramesTable, type StoredFrame } from "../store/raw-frames-table.ts";
import { ReadingsTable, type StoredReading } from "../store/readings-table.ts";
import { frameMark, readingKey } from "./entry-keys.ts";
import type { Line } from "./line.ts";
import { storedName, toStoredReading } from "./store-keeper.ts";

export interface RedecodeOptions {
  readonly database: Database;
  readonly lines: readonly Line[];
  /** What the user knows of meters by their numbers. */
  readonly meters: readonly KnownMeterConfig[];
  /** Arrival, epoch milliseconds; both ends included. */
  readonly from: number;
  readonly to: number;
  /** Slug or number of the only meter whose readings are wanted. */
  readonly meter?: string | undefined;
  /** Is given readings that are new or changed, before they are written: where it rejects, they are not. */
  readonly publish?: ((entries: readonly OutboxEntry[]) => Promise<void>) | undefined;
}

export interface RedecodeReport {
  readonly frames: number;
  /** Readings that were not there. */
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  /** Readings that destinations were given. */
  readonly published: number;
  /** Frames that give no reading today either. */
  readonly unread: number;
  /** Sources in the archive that the configuration does not name, so that nobody knows their keys. */
  readonly unknownSources: readonly string[];
}

/** So many frames go into one transaction: a gateway at work must not wait for long. */
const framesAtOnce = 200;
/** Lists that don't name their meter are told by those shortly before. */
const leadMs = 300_000;
/** What is published is the meter's whole state, of which some lists come once an hour. */
const publishLeadMs = 3_900_000;
const keptForGood = { quarterDays: Number.MAX_SAFE_INTEGER, hourDays: Number.MAX_SAFE_INTEGER };
const noBounds = { maxFrames: Number.MAX_SAFE_INTEGER, maxOctets: Number.MAX_SAFE_INTEGER };

/**
 * Decodes archived frames with today's decoder, keys and profiles, puts the readings in and books them in the ledger. Doing
 * it again changes nothing.
 */
export function redecode(options: RedecodeOptions): Promise<RedecodeReport> {
  return new Redecoding(options).run();
}

class Redecoding {
  readonly #options: RedecodeOptions;
  readonly #frames: RawFramesTable;
  readonly #readings: ReadingsTable;
  readonly #meters: MeterRegistry;
  /** A gateway at work catches up by itself; what it keeps for how long is its business as well. */
  readonly #ledger = new Ledger({ retention: keptForGood, catchesUp: false });
  readonly #decoders = new Map<string, MeterDecoder>();
  readonly #unknown = new Set<string>();
  readonly #counts = { frames: 0, new: 0, changed: 0, same: 0, published: 0, unread: 0 };
  /** What the frames of one transaction gave. */
  #found: Found[] = [];
  #outcomes: (() => void)[] = [];

  constructor(options: RedecodeOptions) {
    this.#options = options;
    this.#meters = new MeterRegistry(new MeterBook(options.meters));
    this.#frames = new RawFramesTable(options.database, noBounds);
    this.#readings = new ReadingsTable(options.database);
    this.#ledger.attach(options.database);
  }

  async run(): Promise<RedecodeReport> {
    const { from, to, publish } = this.#options;
    const query = { from: from - (publish === undefined ? leadMs : publishLeadMs), to };
    for (let id = 0; ; ) {
      const frames = this.#frames.after(id, query, framesAtOnce);
      const last = frames.at(-1);
      if (last === undefined) break;
      for (const frame of frames) this.#read(frame);
      await this.#publish();
      this.#write(last.receivedAt);
      id = last.id;
    }
    return { ...this.#counts, unknownSources: [...this.#unknown] };
  }

  /** Before it is written: a destination that fails gets it when the command is given again. */
  async #publish(): Promise<void> {
    const { publish } = this.#options;
    if (publish === undefined) return;
    const news = this.#found.filter(({ stored }) => this.#readings.compare(stored) !== "same");
    if (news.length === 0) return;
    await publish(news.map(({ entry }) => entry));
    this.#counts.published += news.length;
  }

  /** `now`: arrival of the last frame. */
  #write(now: number): void {
    inTransaction(this.#options.database, () => {
      for (const { stored } of this.#found) this.#counts[this.#readings.merge(stored)]++;
      for (const outcome of this.#outcomes) outcome();
      this.#ledger.write(now);
    });
    this.#ledger.committed(now);
    this.#found = [];
    this.#outcomes = [];
  }

  #read(frame: StoredFrame): void {
    const line = this.#options.lines.find(({ source }) => source.name === frame.source);
    if (line === undefined) {
      this.#unknown.add(frame.source);
      return;
    }
    const isWanted = frame.receivedAt >= this.#options.from;
    if (isWanted) this.#counts.frames++;
    const events = this.#decode(line, frame);
    const readings = events.filter((event) => event.kind === "reading");
    for (const event of readings) this.#find(line, frame, event, isWanted);
    if (!isWanted) return;
    if (readings.length === 0) this.#counts.unread++;
    else if (frame.outcome !== "reading") {
      this.#outcomes.push(() => this.#frames.setOutcome(frame.id, "reading", readings[0]?.source.framing));
    }
  }

  #decode(line: Line, { octets, receivedAt }: StoredFrame): DecodeEvent[] {
    const decoder = this.#decoders.get(line.source.name) ?? line.createDecoder();
    this.#decoders.set(line.source.name, decoder);
    // Each frame is whole; a damaged one must not swallow the next.
    return [...decoder.push(octets, receivedAt), ...decoder.end(receivedAt)];
  }

  #find(line: Line, { receivedAt: now }: StoredFrame, event: ReadingEvent, isWanted: boolean): void {
    const { source } = event;
    const reading = arrivedReading(event);
    const { octets, invocationCounter, scales, systemTitle } = source;
    const isLive = line.source.input === "live";
    const origin = { octets, invocationCounter, timestamp: reading.timestamp, now, isLive };
    const update = this.#meters.apply(reading, line.meter, now, { scales, mark: frameMark(origin, systemTitle) });
    if (update === undefined || update.isDuplicate === true || !isWanted) return;
    const { state } = update;
    const { meter } = this.#options;
    if (meter !== undefined && state.meter !== meter && storedName(state) !== meter) return;
    const key = readingKey({ ...origin, meter: storedName(state) });
    const entry: OutboxEntry = { kind: "reading", key, state, listType: listTypeOf(reading) };
    this.#found.push({ stored: toStoredReading(state, reading, key, now), entry });
    const { framing, profile } = source;
    const about = toLedgerMeter({ state, source: line.meter, reading, framing, profile, now });
    // When a file was read says nothing of when its readings were taken.
    const { receivedAt: _arrival, ...imported } = reading;
    this.#ledger.book(about, isLive || reading.timestamp === undefined ? reading : imported, now);
  }
}

interface Found {
  readonly stored: StoredReading;
  readonly entry: OutboxEntry;
}

type ReadingEvent = Extract<DecodeEvent, { kind: "reading" }>;
