import type { KnownMeterConfig } from "@meter2mqtt/contract";
import type { DecodeEvent, MeterDecoder } from "@meter2mqtt/decoder";
import { MeterBook } from "../meters/meter-book.ts";
import { MeterRegistry } from "../meters/meter-registry.ts";
import { type Database, inTransaction } from "../store/database.ts";
import { RawFramesTable, type StoredFrame } from "../store/raw-frames-table.ts";
import { ReadingsTable } from "../store/readings-table.ts";
import { frameMark, readingKey } from "./entry-keys.ts";
import type { Line } from "./gateway.ts";
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
}

export interface RedecodeReport {
  readonly frames: number;
  /** Readings that were not there. */
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  /** Frames that give no reading today either. */
  readonly unread: number;
  /** Sources in the archive that the configuration does not name, so that nobody knows their keys. */
  readonly unknownSources: readonly string[];
}

/** So many frames go into one transaction: a gateway at work must not wait for long. */
const framesAtOnce = 200;
/** Lists that don't name their meter are told by those shortly before. */
const leadMs = 300_000;
const noBounds = { maxFrames: Number.MAX_SAFE_INTEGER, maxOctets: Number.MAX_SAFE_INTEGER };

/** Decodes archived frames with today's decoder, keys and profiles, and puts the readings in. Doing it again changes nothing. */
export function redecode(options: RedecodeOptions): RedecodeReport {
  return new Redecoding(options).run();
}

class Redecoding {
  readonly #options: RedecodeOptions;
  readonly #frames: RawFramesTable;
  readonly #readings: ReadingsTable;
  readonly #meters: MeterRegistry;
  readonly #decoders = new Map<string, MeterDecoder>();
  readonly #unknown = new Set<string>();
  readonly #counts = { frames: 0, new: 0, changed: 0, same: 0, unread: 0 };

  constructor(options: RedecodeOptions) {
    this.#options = options;
    this.#meters = new MeterRegistry(new MeterBook(options.meters));
    this.#frames = new RawFramesTable(options.database, noBounds);
    this.#readings = new ReadingsTable(options.database);
  }

  run(): RedecodeReport {
    const { database, from, to } = this.#options;
    const query = { from: from - leadMs, to };
    for (let id = 0; ; ) {
      const frames = this.#frames.after(id, query, framesAtOnce);
      const last = frames.at(-1);
      if (last === undefined) break;
      inTransaction(database, () => {
        for (const frame of frames) this.#read(frame);
      });
      id = last.id;
    }
    return { ...this.#counts, unknownSources: [...this.#unknown] };
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
    for (const event of readings) this.#store(line, frame, event, isWanted);
    if (!isWanted) return;
    if (readings.length === 0) this.#counts.unread++;
    else if (frame.outcome !== "reading") {
      this.#frames.setOutcome(frame.id, "reading", readings[0]?.source.framing);
    }
  }

  #decode(line: Line, { octets, receivedAt }: StoredFrame): DecodeEvent[] {
    const decoder = this.#decoders.get(line.source.name) ?? line.createDecoder();
    this.#decoders.set(line.source.name, decoder);
    // Each frame is whole; a damaged one must not swallow the next.
    return [...decoder.push(octets, receivedAt), ...decoder.end(receivedAt)];
  }

  #store(line: Line, { receivedAt: now }: StoredFrame, event: ReadingEvent, isWanted: boolean): void {
    const { reading, source } = event;
    const { octets, invocationCounter, scales, systemTitle } = source;
    const isLive = line.source.input === "live";
    const origin = { octets, invocationCounter, timestamp: reading.timestamp, now, isLive };
    const update = this.#meters.apply(reading, line.meter, now, { scales, mark: frameMark(origin, systemTitle) });
    if (update === undefined || update.isDuplicate === true || !isWanted) return;
    const { state } = update;
    const { meter } = this.#options;
    if (meter !== undefined && state.meter !== meter && storedName(state) !== meter) return;
    const key = readingKey({ ...origin, meter: storedName(state) });
    this.#counts[this.#readings.merge(toStoredReading(state, reading, key, now))]++;
  }
}

type ReadingEvent = Extract<DecodeEvent, { kind: "reading" }>;
