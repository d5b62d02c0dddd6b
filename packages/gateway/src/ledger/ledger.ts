import { createIntlZoneRules, type ZoneRules } from "@meter2mqtt/decoder";
import type { Calendar, JudgedTime } from "@meter2mqtt/energy";
import { StoreError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import { ReadingsTable } from "../store/readings-table.ts";
import type { StorePart } from "../store/store-part.ts";
import type { BookableReading } from "./bookable-reading.ts";
import { CatchUp } from "./catch-up.ts";
import { DataVersion } from "./data-version.ts";
import type { LedgerMeter } from "./ledger-state-table.ts";
import { createLedgerTables, type LedgerTables } from "./ledger-tables.ts";
import { MeterLedger } from "./meter-ledger.ts";
import type { ChangedSpan, RegisterBook } from "./register-book.ts";
import { joinOld, type LedgerRetention } from "./retention.ts";

/** Intervals of one register that have changed, and are on disk now. */
export interface LedgerChange extends ChangedSpan {
  readonly meter: string;
  readonly register: string;
}

export interface LedgerOptions {
  readonly retention: LedgerRetention;
  readonly zoneRules?: ZoneRules;
  /** False: readings that are on disk and not in the ledger are another process's business. Default: true. */
  readonly catchesUp?: boolean;
}

interface BookedMeter {
  readonly book: MeterLedger;
  /** Readings on disk that are still to be booked; undefined once they are. */
  catchUp: CatchUp | undefined;
  /** Where the ledger on disk ends: arrival from which on readings are booked again after a kill. */
  bookedTo: number;
  /** Booked since the last write: arrival of the earliest. */
  earliest: number | undefined;
  /** What is known of the meter is not on disk yet. */
  isNews: boolean;
}

const quarterMs = 900_000;
/** The value that closes a quarter comes some seconds after it. */
const graceMs = 30_000;
/** So many rows may wait in memory: some hours of history that is booked at once. */
const maxWaitingRows = 5000;
/** Meters that are kept apart, as many as the gateway keeps. */
const maxMeters = 1000;
/** Readings that are booked again at the start at once; the rest in pieces. */
const firstReadings = 5000;

/**
 * The ledger at work. Readings are booked in memory; rows go to disk when a quarter has ended, within the archive's
 * transactions, and after a kill the readings since are booked again: booking twice is the same as booking once.
 */
export class Ledger implements StorePart {
  readonly #options: LedgerOptions;
  readonly #zoneRules: ZoneRules;
  readonly #meters = new Map<string, BookedMeter>();
  readonly #listeners = new Set<(change: LedgerChange) => void>();
  #tables: LedgerTables | undefined;
  #readings: ReadingsTable | undefined;
  #version: DataVersion | undefined;
  #writtenAt: number | undefined;
  #keptFrom = Number.MIN_SAFE_INTEGER;
  #retention: LedgerRetention;

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#retention = options.retention;
    this.#zoneRules = options.zoneRules ?? createIntlZoneRules();
  }

  /** Takes effect when old rows are taken out next. */
  set retention(retention: LedgerRetention) {
    this.#retention = retention;
  }

  /** The database is open and has the newest schema. */
  attach(database: Database): void {
    this.#tables = createLedgerTables(database);
    this.#readings = new ReadingsTable(database);
    this.#version = new DataVersion(database);
    this.#keptFrom = this.#tables.state.joinedTo ?? Number.MIN_SAFE_INTEGER;
    for (const { about, bookedTo } of this.#tables.state.meters()) {
      const known = this.#meters.get(about.meter);
      if (known === undefined) this.#add(about, bookedTo);
      else this.#resume(known, bookedTo);
    }
    this.proceed(firstReadings);
  }

  /** The database is about to be closed; what has not been written is lost to it. */
  detach(): void {
    this.#tables = undefined;
    this.#readings = undefined;
    this.#version = undefined;
  }

  /** Books what a reading says. Gives by which clock, or undefined where nobody knows when it was taken. */
  book(about: LedgerMeter, reading: BookableReading, arrivedAt: number): JudgedTime | undefined {
    this.#followOthers();
    const meter = this.#meters.get(about.meter) ?? this.#add(about, 0);
    if (meter === undefined) return undefined;
    if (meter.book.setAbout(about)) meter.isNews = true;
    meter.earliest = Math.min(meter.earliest ?? arrivedAt, arrivedAt);
    try {
      return meter.book.book(reading);
    } catch (error) {
      // The disk could not be read: what was not booked now is booked from the readings that are kept.
      if (this.#options.catchesUp !== false) {
        meter.catchUp = new CatchUp(Math.min(meter.bookedTo, arrivedAt));
        // It must be in the tables by then.
        meter.isNews = true;
      }
      throw error;
    }
  }

  /** Books some of the readings that are on disk and not in the ledger. True: there may be more. */
  proceed(limit: number): boolean {
    const readings = this.#readings;
    if (readings === undefined) return false;
    let left = limit;
    for (const meter of this.#meters.values()) {
      if (left <= 0) return true;
      if (meter.catchUp === undefined) continue;
      left -= meter.catchUp.proceed(meter.book, readings, left);
      if (meter.catchUp.isDone) meter.catchUp = undefined;
    }
    return left <= 0;
  }

  /** Whether something waits that should go to disk now. */
  isDue(now: number): boolean {
    if (this.#tables === undefined) return false;
    const meters = [...this.#meters.values()];
    // A clock that was set back: readings of now would be taken for booked ones after a kill.
    if (meters.some(({ earliest, bookedTo, isNews }) => isNews || (earliest ?? bookedTo) < bookedTo)) return true;
    const quarter = Math.floor((now - graceMs) / quarterMs);
    const isNewQuarter =
      this.#writtenAt === undefined || quarter !== Math.floor((this.#writtenAt - graceMs) / quarterMs);
    if (isNewQuarter) return meters.some(({ book, earliest }) => earliest !== undefined || hasNews(book));
    return this.waiting > maxWaitingRows;
  }

  /** Rows that wait to be written. */
  get waiting(): number {
    return this.#registers().reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Within a transaction, in which the readings booked so far are written as well. */
  write(now: number): void {
    const tables = this.#tables;
    if (tables === undefined) return;
    this.#followOthers();
    for (const { book, isNews } of this.#meters.values()) {
      if (isNews) tables.state.putMeter(book.about);
      for (const register of book.registers) if (register.hasNews) register.write(tables);
    }
    if (this.#options.catchesUp === false) return;
    for (const meter of this.#meters.values()) {
      const bookedTo = bookedToOf(meter, now);
      if (bookedTo !== meter.bookedTo) tables.state.putBookedTo(meter.book.about.meter, bookedTo);
    }
  }

  /** The transaction has held. */
  committed(now: number): void {
    if (this.#tables === undefined) return;
    this.#writtenAt = now;
    for (const meter of this.#meters.values()) {
      meter.bookedTo = bookedToOf(meter, now);
      meter.earliest = undefined;
      meter.isNews = false;
      for (const register of meter.book.registers) this.tell(register);
    }
  }

  /** The transaction was rolled back: all that waited waits on. */
  failed(): void {
    for (const register of this.#registers()) register.failed();
  }

  /** Within a transaction: makes hours of old quarters, and forgets what is older than it is kept. */
  prune(now: number): void {
    const tables = this.#tables;
    if (tables === undefined) return;
    const retention = this.#retention;
    const joinedTo = joinOld({ tables, retention, zoneRules: this.#zoneRules }, now) ?? Number.MIN_SAFE_INTEGER;
    if (joinedTo === this.#keptFrom) return;
    this.#keptFrom = joinedTo;
    for (const { book } of this.#meters.values()) book.keptFrom = joinedTo;
  }

  /** Told of what has changed, when it is on disk. Returns how to stop listening. */
  subscribe(listener: (change: LedgerChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A meter by the name under which its readings are kept. */
  meter(name: string): MeterLedger | undefined {
    this.#followOthers();
    return this.#meters.get(name)?.book;
  }

  /** The same, made where it was never heard: for imports. */
  openMeter(about: LedgerMeter): MeterLedger | undefined {
    return this.meter(about.meter) ?? this.#add(about, 0)?.book;
  }

  get meterNames(): readonly string[] {
    return [...this.#meters.keys()];
  }

  /** By whose days a meter's amounts are added up. */
  calendarOf(name: string): Calendar | undefined {
    return this.#meters.get(name)?.book.calendar;
  }

  /** Throws {@link StoreError} while the database is not open. */
  get tables(): LedgerTables {
    if (this.#tables === undefined) throw new StoreError("read", "The database is not open.");
    return this.#tables;
  }

  #add(about: LedgerMeter, bookedTo: number): BookedMeter | undefined {
    if (this.#meters.size >= maxMeters) return undefined;
    const book = new MeterLedger(about, this.#zoneRules, () => this.#tables);
    book.keptFrom = this.#keptFrom;
    const meter = { book, catchUp: undefined, bookedTo, earliest: undefined, isNews: bookedTo === 0 };
    this.#meters.set(about.meter, meter);
    this.#resume(meter, bookedTo);
    return meter;
  }

  #resume(meter: BookedMeter, bookedTo: number): void {
    meter.book.keptFrom = this.#keptFrom;
    meter.book.load();
    meter.bookedTo = bookedTo;
    if (this.#options.catchesUp !== false) meter.catchUp = new CatchUp(bookedTo);
  }

  /** Another process (`redecode`) may have written to the ledger. */
  #followOthers(): void {
    if (this.#version?.hasChanged !== true) return;
    for (const { book } of this.#meters.values()) book.load();
  }

  #registers(): RegisterBook[] {
    return [...this.#meters.values()].flatMap(({ book }) => book.registers);
  }

  /** Rows of a register are on disk: forgets that they waited, and tells who listens. */
  tell(register: RegisterBook): void {
    const changed = register.committed();
    if (changed === undefined) return;
    const { meter, register: name } = register.identity;
    for (const listener of this.#listeners) listener({ meter, register: name, ...changed });
  }
}

function hasNews(book: MeterLedger): boolean {
  return book.registers.some((register) => register.hasNews);
}

/** Of a meter whose readings are still being caught up with, up to where that has come. */
function bookedToOf({ catchUp, bookedTo, earliest }: BookedMeter, now: number): number {
  if (catchUp !== undefined) return Math.min(catchUp.receivedAt, now);
  return earliest === undefined ? bookedTo : now;
}
