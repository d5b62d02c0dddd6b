import type { StoreConfig } from "@meter2mqtt/contract";
import { StoreError } from "../errors.ts";
import { CountersTable, type StoredCounter } from "./counters-table.ts";
import { type Database, inTransaction, openDatabase } from "./database.ts";
import { Journal } from "./journal.ts";
import { JournalStateTable } from "./journal-state-table.ts";
import { migrate } from "./migrations.ts";
import { Outbox, type OutboxBounds } from "./outbox.ts";
import { PriceStore } from "./price-store.ts";
import {
  type FramePage,
  type RawFrame,
  RawFramesTable,
  type RingBounds,
  type StoredFrame,
} from "./raw-frames-table.ts";
import {
  type PlacedReading,
  type PowerQuery,
  type ReadingsQuery,
  ReadingsTable,
  type StoredReading,
} from "./readings-table.ts";
import { replayJournal } from "./replay-journal.ts";
import { ScalesTable, type StoredScale } from "./scales-table.ts";
import type { StorePart } from "./store-part.ts";

/** Where the archive is, and its bounds. */
export type ArchiveConfig = Omit<StoreConfig, "voltage">;

/** How the store is: pages and `/healthz` say it. */
export interface StoreHealth {
  readonly status: "ok" | "degraded";
  /** What went wrong, in words. */
  readonly error?: string;
  /** Readings, frames and scales that are not on disk yet. */
  readonly waiting: number;
  /** Of those, how many were given up because too many waited. */
  readonly dropped: number;
}

/** What may wait while the disk fails: some hours of one meter, some MB. */
const maxWaiting = 10_000;
const maxWaitingOctets = 16 * 1024 * 1024;
const dayMs = 86_400_000;
const pruneEveryMs = 3_600_000;
/** So old may be what the journal has and the tables have not: what other programs see of the database is as old. */
const transactionEveryMs = 120_000;
/** So many readings and frames, or entries for sinks, are kept in memory beside the journal, some MB. */
const maxJournaled = 1000;
/**
 * After so many rows SQLite's own log is copied into the database, some 4 MB of it: less often than SQLite would by itself, as
 * pages that change again and again are copied once each time.
 */
const rowsPerCheckpoint = 1500;

type Waiting =
  | { readonly kind: "reading"; readonly reading: StoredReading }
  | { readonly kind: "frame"; readonly frame: RawFrame }
  | { readonly kind: "scale"; readonly scale: StoredScale };

interface Flush {
  readonly now: number;
  readonly isPruneDue: boolean;
  readonly isPartDue: boolean;
}

interface Tables {
  readonly database: Database;
  readonly readings: ReadingsTable;
  readonly frames: RawFramesTable;
  readonly scales: ScalesTable;
  readonly counters: CountersTable;
  readonly journal: JournalStateTable;
}

/**
 * Readings, raw frames, decided scales and the log for sinks, on disk. What is added waits in memory until {@link append} writes it to the
 * journal, and until {@link flush} writes all of it to the tables in one transaction, as {@link tick} does every few minutes.
 * A disk that fails is thrown as {@link StoreError} and said by {@link health}; what waits goes on waiting.
 */
export class Archive {
  /** What waits for sinks. */
  readonly outbox: Outbox;
  /** Prices and exchange rates, kept for good. */
  readonly prices: PriceStore = new PriceStore();
  #config: ArchiveConfig;
  readonly #open: (path: string) => Promise<Database>;
  readonly #part: StorePart | undefined;
  readonly #journal: Journal;
  #tables: Tables | undefined;
  #waiting: Waiting[] = [];
  /** Of these, so many of the first are in the journal. */
  #journaled = 0;
  #hasScales = false;
  #flushedAt: number | undefined;
  #waitingOctets = 0;
  /** Of each sender the last one only: what came before it is of no use. */
  #waitingCounters = new Map<string, StoredCounter>();
  #dropped = 0;
  #error: string | undefined;
  #prunedAt: number | undefined;
  /** Rows written since the last checkpoint. */
  #rows = 0;

  /** `part`: what else lives in the database. `open` is for tests of disks that fail. */
  constructor(config: ArchiveConfig, open: (path: string) => Promise<Database> = openDatabase, part?: StorePart) {
    this.#config = config;
    this.#open = open;
    this.#part = part;
    this.#journal = new Journal(`${config.path}.journal`);
    this.outbox = new Outbox(outboxBounds(config));
  }

  /** How much is kept, and for how long, from the next write on; where the database is stays as it is. */
  set keeping(config: Omit<ArchiveConfig, "path">) {
    this.#config = { ...config, path: this.#config.path };
    this.outbox.bounds = outboxBounds(config);
    if (this.#tables !== undefined) this.#tables.frames.bounds = ringBounds(config);
    this.#prunedAt = undefined;
  }

  get health(): StoreHealth {
    return {
      status: this.#error === undefined ? "ok" : "degraded",
      ...(this.#error === undefined ? {} : { error: this.#error }),
      waiting: this.#waiting.length - this.#journaled,
      dropped: this.#dropped,
    };
  }

  /** Opens the database, or tries again after it could not be opened. Rejects with {@link StoreError}. */
  async open(): Promise<void> {
    if (this.#tables !== undefined) return;
    const database = await this.#attempt("open", () => this.#open(this.#config.path));
    try {
      migrate(database);
      // See checkpoint(); this bound, in pages, is for what a second of a replayed file may write.
      database.exec("PRAGMA wal_autocheckpoint = 20000");
      const frames = new RawFramesTable(database, ringBounds(this.#config));
      replayJournal(this.#journal, database, frames);
      this.#part?.attach(database);
      this.outbox.attach(database);
      this.prices.attach(database);
      const [readings, scales] = [new ReadingsTable(database), new ScalesTable(database)];
      const [counters, journal] = [new CountersTable(database), new JournalStateTable(database)];
      this.#tables = { database, readings, frames, scales, counters, journal };
    } catch (error) {
      this.#part?.detach();
      this.#journal.close();
      database.close();
      throw this.#failure("migrate", error);
    }
  }

  addReading(reading: StoredReading): void {
    this.#add({ kind: "reading", reading });
  }

  addFrame(frame: RawFrame): void {
    this.#add({ kind: "frame", frame });
  }

  addScale(scale: StoredScale): void {
    this.#hasScales = true;
    this.#add({ kind: "scale", scale });
  }

  /** Scales that were decided, also before this start; none while the database is not open. Throws {@link StoreError}. */
  scales(): StoredScale[] {
    try {
      return this.#tables?.scales.all() ?? [];
    } catch (error) {
      throw this.#failure("read", error);
    }
  }

  /** Written with the reading that came with it, or not at all. */
  addCounter(counter: StoredCounter): void {
    this.#waitingCounters.set(`${counter.systemTitle}/${counter.keyPrint}`, counter);
  }

  /** Counters that were accepted, also before this start; none while the database is not open. Throws {@link StoreError}. */
  counters(): StoredCounter[] {
    try {
      return this.#tables?.counters.all() ?? [];
    } catch (error) {
      throw this.#failure("read", error);
    }
  }

  /** The same of one sender, as it is on disk now; undefined where that is not known. */
  counter(systemTitle: string, keyPrint: string): StoredCounter | undefined {
    if (this.#waitingCounters.has(`${systemTitle}/${keyPrint}`)) return undefined;
    try {
      return this.#tables?.counters.find(systemTitle, keyPrint);
    } catch (error) {
      throw this.#failure("read", error);
    }
  }

  /** Writes what waits where it costs least, so that sinks may have it. Throws {@link StoreError}. */
  append(now: number): void {
    if (!this.#isForJournal(now)) return this.flush(now);
    const items = this.#waiting.slice(this.#journaled);
    if (items.length === 0 && !this.outbox.isDue(now)) return;
    try {
      const readings = items.filter((item) => item.kind === "reading").map(({ reading }) => reading);
      const frames = items.filter((item) => item.kind === "frame").map(({ frame }) => frame);
      this.#journal.append({ readings, frames, ...this.outbox.forJournal(now) });
    } catch {
      // The tables may take it still; if not, that is what is said.
      return this.flush(now);
    }
    this.#journaled = this.#waiting.length;
    this.outbox.journaled(now);
  }

  /** To be called once a second: writes what waits, to the tables where it is time to. Throws {@link StoreError}. */
  tick(now: number): void {
    const isJournaled = this.#journaled > 0 || this.outbox.isJournaled;
    const isOld = this.#flushedAt === undefined || now - this.#flushedAt >= transactionEveryMs || now < this.#flushedAt;
    if ((isJournaled && isOld) || this.#isPruneDue(now)) this.flush(now);
    else this.append(now);
  }

  /** Whether the journal is the place for what waits: scales, counters and what lives beside it go to the tables with it. */
  #isForJournal(now: number): boolean {
    if (this.#tables === undefined || this.#error !== undefined || !this.#journal.isReady) return false;
    if (this.#journal.isFull || this.#waiting.length >= maxJournaled || this.outbox.unstored >= maxJournaled)
      return false;
    return this.#waitingCounters.size === 0 && !this.#hasScales && this.#part?.isDue(now) !== true;
  }

  #isPruneDue(now: number): boolean {
    return this.#prunedAt === undefined || now - this.#prunedAt >= pruneEveryMs || now < this.#prunedAt;
  }

  /** Writes what waits to the tables, in one transaction; once an hour takes out what is too old. Throws {@link StoreError}. */
  flush(now: number): void {
    const tables = this.#tables;
    if (tables === undefined) {
      if (this.outbox.isDue(now)) this.outbox.failed();
      return;
    }
    this.#flush(tables, now, false);
  }

  /** `isLast`: what else lives in the database writes all that it has. */
  #flush(tables: Tables, now: number, isLast: boolean): void {
    const isPruneDue = this.#isPruneDue(now);
    const isPartDue = this.#part !== undefined && (isLast || this.#part.isDue(now));
    const hasNews = this.#waiting.length > 0 || this.outbox.isJournaled || this.outbox.isDue(now);
    if (!hasNews && !isPruneDue && !isPartDue) return;
    const rows = this.#waiting.length + this.outbox.unstored;
    this.#write(tables, { now, isPruneDue, isPartDue });
    this.#rows += rows;
    this.outbox.committed(now);
    this.#waiting = [];
    this.#waitingOctets = 0;
    this.#hasScales = false;
    this.#waitingCounters.clear();
    this.#journaled = 0;
    this.#flushedAt = now;
    this.#error = undefined;
    this.#journal.clear(now);
    if (isPruneDue) this.#prunedAt = now;
  }

  #write(tables: Tables, { now, isPruneDue, isPartDue }: Flush): void {
    const { database, readings, frames } = tables;
    try {
      inTransaction(database, () => {
        for (const item of this.#waiting) insert(item, tables);
        for (const counter of this.#waitingCounters.values()) tables.counters.save(counter);
        if (isPartDue) this.#part?.write(now);
        this.outbox.write(now);
        tables.journal.applied = this.#journal.sequence;
        frames.enforceBounds();
        if (isPruneDue) {
          frames.prune(now - this.#config.rawFrames.days * dayMs);
          readings.prune(now - this.#config.readings.days * dayMs);
          readings.thin(now - this.#config.readings.fullDays * dayMs);
          this.#part?.prune(now);
        }
      });
    } catch (error) {
      throw this.#failure("write", error, () => {
        if (isPartDue) this.#part?.failed();
        this.outbox.failed();
        frames.recount();
      });
    }
    if (isPartDue) this.#part?.committed(now);
  }

  /**
   * Copies what was written into the database, where enough has come together; to be called when no telegram waits, since it
   * waits for the disk. Throws {@link StoreError}.
   */
  checkpoint(): void {
    if (this.#tables === undefined || this.#rows < rowsPerCheckpoint) return;
    this.#rows = 0;
    try {
      this.#tables.database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (error) {
      throw this.#failure("write", error);
    }
  }

  /** Net power over time, with what still waits. Throws {@link StoreError}. */
  power(query: PowerQuery, now: number): [number, number][] {
    return this.#read(now, ({ readings }) => readings.power(query));
  }

  /** Readings of a meter in order of arrival, with what still waits. Throws {@link StoreError}. */
  readings(query: ReadingsQuery, now: number): PlacedReading[] {
    return this.#read(now, ({ readings }) => readings.between(query));
  }

  /** Meters whose readings are kept. Throws {@link StoreError}. */
  meters(now: number): ReturnType<ReadingsTable["meters"]> {
    return this.#read(now, ({ readings }) => readings.meters());
  }

  /** Raw frames, the latest first, with what still waits. Throws {@link StoreError}. */
  frames(page: FramePage, now: number): StoredFrame[] {
    return this.#read(now, ({ frames }) => frames.before(page));
  }

  /** One raw frame; undefined where the ring has no such one. Throws {@link StoreError}. */
  frame(id: number, now: number): StoredFrame | undefined {
    return this.#read(now, ({ frames }) => frames.find(id));
  }

  #read<T>(now: number, work: (tables: Tables) => T): T {
    const tables = this.#tables;
    if (tables === undefined) throw new StoreError("read", this.#error ?? "The database is not open.");
    this.flush(now);
    try {
      return work(tables);
    } catch (error) {
      throw this.#failure("read", error);
    }
  }

  /** Writes what waits and closes the database. Throws {@link StoreError} where that could not be written. */
  close(now: number): void {
    const tables = this.#tables;
    if (tables === undefined) return;
    let isWritten = false;
    try {
      this.outbox.settle();
      this.#flush(tables, now, true);
      isWritten = true;
    } finally {
      this.#tables = undefined;
      this.outbox.detach();
      this.#part?.detach();
      this.prices.detach();
      this.#journal.close();
      tables.database.close();
      if (isWritten) this.#journal.remove();
    }
  }

  #add(item: Waiting): void {
    this.#waiting.push(item);
    this.#waitingOctets += sizeOf(item);
    while (this.#waiting.length > maxWaiting || this.#waitingOctets > maxWaitingOctets) {
      const oldest = this.#waiting.shift();
      if (oldest === undefined) break;
      this.#waitingOctets -= sizeOf(oldest);
      this.#journaled = Math.max(0, this.#journaled - 1);
      this.#dropped++;
    }
  }

  async #attempt<T>(operation: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#failure(operation, error);
    }
  }

  #failure(operation: string, cause: unknown, cleanUp?: () => void): StoreError {
    const why = cause instanceof Error ? cause.message : String(cause);
    const error =
      cause instanceof StoreError
        ? cause
        : new StoreError(operation, `The database could not ${operation}: ${why}.`, { cause });
    this.#error = error.message;
    try {
      cleanUp?.();
    } catch {
      // The same disk again; `error` says what is wrong with it.
    }
    return error;
  }
}

function outboxBounds({ outbox: { maxMegabytes, days } }: Pick<ArchiveConfig, "outbox">): OutboxBounds {
  return { maxOctets: maxMegabytes * 1_000_000, maxAgeMs: days * dayMs };
}

function ringBounds({ rawFrames: { maxFrames, maxMegabytes } }: Pick<ArchiveConfig, "rawFrames">): RingBounds {
  return { maxFrames, maxOctets: maxMegabytes * 1_000_000 };
}

function insert(item: Waiting, { readings, frames, scales }: Tables): void {
  if (item.kind === "reading") putReading(item.reading, readings);
  else if (item.kind === "frame") frames.insert(item.frame);
  else scales.insert(item.scale);
}

function putReading(reading: StoredReading, readings: ReadingsTable): void {
  if (reading.isRecorded === true) readings.merge(reading);
  else readings.insert(reading);
}

function sizeOf(item: Waiting): number {
  if (item.kind === "reading") return item.reading.json.length;
  return item.kind === "frame" ? item.frame.octets.length : item.scale.decision.about.length;
}
