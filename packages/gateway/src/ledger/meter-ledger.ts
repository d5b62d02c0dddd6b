import type { ReadingChannel, ZoneRules } from "@meter2mqtt/decoder";
import { Calendar, ClockJudge, type JudgedTime } from "@meter2mqtt/energy";
import type { BookableReading } from "./bookable-reading.ts";
import type { LedgerMeter } from "./ledger-state-table.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import { RegisterBook, type RegisterFacts } from "./register-book.ts";
import { channelKind, kindOfChannel, kindOfLive, kindOfSpacing, unknownKind } from "./register-kinds.ts";
import {
  channelRegister,
  hasPower,
  mostPerHour,
  mostPerHourOfChannel,
  usualExponent,
  valuesToBook,
} from "./registers.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Registers of one meter: damage that passes a checksum must not fill the disk with sub-meters that never were. */
const maxRegisters = 80;
/** A sub-meter's value can't be from a later time than the reading that brings it. */
const futureMs = hourMs;

/** When it is looked how far the zone's full hours are from UTC's; no zone that has meters has changed that since. */
const phaseAt = Date.UTC(2026, 0, 1);

/** One meter at work: whose clock counts, and its registers. */
export class MeterLedger {
  readonly #tables: () => LedgerTables | undefined;
  readonly #zoneRules: ZoneRules;
  readonly #registers = new Map<string, RegisterBook>();
  readonly #live = new ClockJudge();
  #about: LedgerMeter;
  #calendar: Calendar;
  #keptFrom = Number.MIN_SAFE_INTEGER;
  #latest: JudgedTime | undefined;

  constructor(about: LedgerMeter, zoneRules: ZoneRules, tables: () => LedgerTables | undefined) {
    this.#about = about;
    this.#tables = tables;
    this.#zoneRules = zoneRules;
    this.#calendar = new Calendar(about.zone, zoneRules);
    this.load();
  }

  get about(): LedgerMeter {
    return this.#about;
  }

  get calendar(): Calendar {
    return this.#calendar;
  }

  /** What was found of the meter's clock at its latest reading since the start. */
  get latest(): JudgedTime | undefined {
    return this.#latest;
  }

  get registers(): readonly RegisterBook[] {
    return [...this.#registers.values()];
  }

  register(name: string): RegisterBook | undefined {
    return this.#registers.get(name);
  }

  set keptFrom(at: number) {
    this.#keptFrom = at;
    for (const register of this.#registers.values()) register.keptFrom = at;
  }

  /** Takes in the registers that are on disk, and what another process has learned of them. */
  load(): void {
    for (const stored of this.#tables()?.tracks.ofMeter(this.#about.meter) ?? []) {
      const known = this.#registers.get(stored.register);
      if (known !== undefined) known.follow(stored);
      else {
        const book = new RegisterBook(stored, this.#factsOf(stored.register, stored.unit), this.#tables);
        book.keptFrom = this.#keptFrom;
        this.#registers.set(stored.register, book);
      }
    }
  }

  /** Whether it is another than before. */
  setAbout(about: LedgerMeter): boolean {
    if (about === this.#about || JSON.stringify(about) === JSON.stringify(this.#about)) return false;
    this.#about = about;
    if (about.zone !== this.#calendar.zone) this.#calendar = new Calendar(about.zone, this.#zoneRules);
    for (const book of this.#registers.values()) {
      const { register, unit } = book.identity;
      book.setFacts(this.#factsOf(register, unit));
    }
    return true;
  }

  /**
   * Books what the reading itself says; says by which clock, or undefined where nobody knows when it was. `judge`: of
   * readings that are not the latest.
   */
  book(reading: BookableReading, judge: ClockJudge = this.#live): JudgedTime | undefined {
    const { timestamp, receivedAt } = reading;
    const clock = instantOf(timestamp);
    const arrivedAt = instantOf(receivedAt);
    if (clock === undefined && arrivedAt === undefined) return undefined;
    const judged = judge.judge({ clock, arrivedAt, isMidnight: timestamp?.includes("T00:00:00") });
    if (judge === this.#live) this.#latest = judged;
    const { registers, powers } = valuesToBook(reading, this.#about.multipliers);
    for (const { register, watts } of powers) {
      // A home that gives nothing back needs no register that says so.
      const isNeeded = watts > 0 || register === "energyImportWh";
      const book = this.#registers.get(register) ?? (isNeeded ? this.#create(register, "Wh", -1) : undefined);
      book?.observePower(judged.at, watts);
    }
    for (const { register, unit, value, tariffs } of registers) {
      this.#bookOf(register, unit, tariffs)?.observe(judged, value, tariffs);
    }
    for (const channel of reading.channels ?? []) this.#bookChannel(channel, judged, clock);
    return judged;
  }

  #bookChannel(channel: ReadingChannel, { at, by }: JudgedTime, clock: number | undefined): void {
    const { value, unit, timestamp } = channel;
    if (value === undefined || unit === undefined || !Number.isFinite(value) || value < 0) return;
    const said = instantOf(timestamp);
    // The sub-meter's time is shown by the meter's clock: as wrong as that is.
    const own = said !== undefined && clock !== undefined && by === "arrival" ? said + at - clock : said;
    const book = this.#bookOf(channelRegister(channel), unit, 0);
    if (book?.identity.unit !== unit) return;
    book.observe(own === undefined || own > at + futureMs ? { at, by } : { at: own, by: "meter" }, value);
  }

  #bookOf(register: string, unit: string, tariffs: number): RegisterBook | undefined {
    return this.#registers.get(register) ?? this.#create(register, unit, tariffs);
  }

  /** A register that comes from elsewhere: imported, or set by hand. */
  open(register: string, unit: string): RegisterBook | undefined {
    return this.#bookOf(register, unit, 0);
  }

  #create(register: string, unit: string, tariffs: number): RegisterBook | undefined {
    if (this.#registers.size >= maxRegisters) return undefined;
    const { meter } = this.#about;
    const exponent = usualExponent(unit);
    const begun = { meter, register, unit, exponent, tariffs, registers: undefined, powerPushMs: undefined };
    const book = new RegisterBook(begun, this.#factsOf(register, unit), this.#tables);
    book.keptFrom = this.#keptFrom;
    this.#registers.set(register, book);
    return book;
  }

  #factsOf(register: string, unit: string): RegisterFacts {
    const { mainFuse, multipliers, snapshotMinutes, isLive } = this.#about;
    const calendar = this.#calendar;
    const common = { calendar, phaseMs: calendar.startOf("hour", phaseAt) % hourMs, stated: undefined };
    if (register.startsWith("channel:")) {
      const mostPerHour = mostPerHourOfChannel(unit);
      return { ...common, mostPerHour, hasPower: false, usual: channelKind, toKind: kindOfChannel };
    }
    return {
      ...common,
      mostPerHour: mostPerHour(mainFuse, multipliers),
      hasPower: hasPower(register),
      usual: unknownKind,
      stated: snapshotMinutes === undefined ? undefined : { kind: "snapshot", periodMs: snapshotMinutes * minuteMs },
      toKind: isLive === true ? kindOfLive : kindOfSpacing,
    };
  }
}

function instantOf(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
