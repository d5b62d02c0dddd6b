import type { StoreConfig } from "@meter2mqtt/contract";
import { StoreError } from "../errors.ts";
import { CountersTable, type StoredCounter } from "./counters-table.ts";
import { type Database, inTransaction, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { Outbox } from "./outbox.ts";
import { PriceStore } from "./price-store.ts";
import { type RawFrame, RawFramesTable } from "./raw-frames-table.ts";
import { type PowerQuery, ReadingsTable, type StoredReading } from "./readings-table.ts";
import { ScalesTable, type StoredScale } from "./scales-table.ts";
import type { StorePart } from "./store-part.ts";

/** Where the archive is, and its bounds. */
export type ArchiveConfig = Omit<StoreConfig, "voltage">;

/** How the store is: pages and `/healthz` say it. */
export interface StoreHealth {
  readonly status: "ok" | "degraded";
  /** What went wrong, in words. */
  readonly error?: string;
  /** Readings, frames and scales that wait to be written. */
  readonly waiting: number;
  /** Of those, how many were given up because too many waited. */
  readonly dropped: number;
}

/** What may wait while the disk fails: some hours of one meter, some MB. */
const maxWaiting = 10_000;
const maxWaitingOctets = 16 * 1024 * 1024;
const dayMs = 86_400_000;
const pruneEveryMs = 3_600_000;
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
}

/**
 * Readings, raw frames, decided scales and the log for sinks, on disk. What is added waits in memory until {@link flush} writes all of it in one
 * transaction; nothing here throws for a disk that fails: {@link health} says so, and the rest goes on.
 */
export class Archive {
  /** What waits for sinks. */
  readonly outbox: Outbox;
  /** Prices and exchange rates, kept for good. */
  readonly prices: PriceStore = new PriceStore();
  readonly #config: ArchiveConfig;
  readonly #open: (path: string) => Promise<Database>;
  readonly #part: StorePart | undefined;
  #tables: Tables | undefined;
  #waiting: Waiting[] = [];
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
    const { maxMegabytes, days } = config.outbox;
    this.outbox = new Outbox({ maxOctets: maxMegabytes * 1_000_000, maxAgeMs: days * dayMs });
  }

  get health(): StoreHealth {
    return {
      status: this.#error === undefined ? "ok" : "degraded",
      ...(this.#error === undefined ? {} : { error: this.#error }),
      waiting: this.#waiting.length,
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
      const { maxFrames, maxMegabytes } = this.#config.rawFrames;
      const frames = new RawFramesTable(database, { maxFrames, maxOctets: maxMegabytes * 1_000_000 });
      this.#part?.attach(database);
      this.outbox.attach(database);
      this.prices.attach(database);
      const [readings, scales] = [new ReadingsTable(database), new ScalesTable(database)];
      this.#tables = { database, readings, frames, scales, counters: new CountersTable(database) };
    } catch (error) {
      this.#part?.detach();
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

  /** Writes what waits, in one transaction; once an hour takes out what is too old. Throws {@link StoreError}. */
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
    const isPruneDue = this.#prunedAt === undefined || now - this.#prunedAt >= pruneEveryMs || now < this.#prunedAt;
    const isPartDue = this.#part !== undefined && (isLast || this.#part.isDue(now));
    if (this.#waiting.length === 0 && !isPruneDue && !isPartDue && !this.outbox.isDue(now)) return;
    const rows = this.#waiting.length + this.outbox.pending;
    this.#write(tables, { now, isPruneDue, isPartDue });
    this.#rows += rows;
    this.outbox.committed(now);
    this.#waiting = [];
    this.#waitingOctets = 0;
    this.#waitingCounters.clear();
    this.#error = undefined;
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
        frames.enforceBounds();
        if (isPruneDue) {
          frames.prune(now - this.#config.rawFrames.days * dayMs);
          readings.prune(now - this.#config.readings.days * dayMs);
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
    if (this.#tables === undefined) throw new StoreError("read", this.#error ?? "The database is not open.");
    this.flush(now);
    try {
      return this.#tables.readings.power(query);
    } catch (error) {
      throw this.#failure("read", error);
    }
  }

  /** Writes what waits and closes the database. Throws {@link StoreError} where that could not be written. */
  close(now: number): void {
    const tables = this.#tables;
    if (tables === undefined) return;
    try {
      this.outbox.settle();
      this.#flush(tables, now, true);
    } finally {
      this.#tables = undefined;
      this.outbox.detach();
      this.#part?.detach();
      this.prices.detach();
      tables.database.close();
    }
  }

  #add(item: Waiting): void {
    this.#waiting.push(item);
    this.#waitingOctets += sizeOf(item);
    while (this.#waiting.length > maxWaiting || this.#waitingOctets > maxWaitingOctets) {
      const oldest = this.#waiting.shift();
      if (oldest === undefined) break;
      this.#waitingOctets -= sizeOf(oldest);
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
