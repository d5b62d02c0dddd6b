import {
  type Calendar,
  effectiveIntervals,
  type JudgedTime,
  type LedgerInterval,
  marksOf,
  type RegisterKind,
  type Rollup,
  rollUp,
  Track,
  type TrackRules,
} from "@meter2mqtt/energy";
import type { LedgerTables } from "./ledger-tables.ts";
import { RegisterChanges } from "./register-changes.ts";
import { learnKind, Spacing } from "./register-kinds.ts";
import { RegisterRows } from "./register-rows.ts";
import { exponentOf } from "./registers.ts";
import type { StoredTrack } from "./tracks-table.ts";

/** What is known of a register without its values. */
export interface RegisterFacts {
  /** In the register's unit. */
  readonly mostPerHour: number;
  readonly hasPower: boolean;
  /** How far the zone's full hours are from UTC's. */
  readonly phaseMs: number;
  readonly calendar: Calendar;
  /** The kind that holds until it was learned. */
  readonly usual: RegisterKind;
  /** The kind that its maker states: nothing is to be learned. */
  readonly stated: RegisterKind | undefined;
  readonly toKind: (spacingMs: number, isOnQuarter: boolean) => RegisterKind;
}

export type RegisterIdentity = Pick<StoredTrack, "meter" | "register" | "unit">;

/** So much of time as changed; `to` is exclusive. */
export interface ChangedSpan {
  readonly from: number;
  readonly to: number;
}

const powerSlotMs = 10_000;
/** Power that comes seldom stands for longer; learned from so many spacings. */
const powerSpacings = 4;

/** One register of one meter at work: its values in, its intervals and days out, its rows written when the ledger says so. */
export class RegisterBook {
  readonly identity: RegisterIdentity;
  readonly #place: { track: number | undefined };
  readonly #tables: () => LedgerTables | undefined;
  readonly #rows: RegisterRows;
  readonly #changes: RegisterChanges;
  readonly #spacing = new Spacing();
  readonly #powerSpacing = new Spacing();
  readonly #dirtyDays = new Set<number>();
  #facts: RegisterFacts;
  #kind: RegisterKind | undefined;
  #powerPushMs: number | undefined;
  #tariffs: number;
  #exponent: number;
  #exponentOnDisk: number;
  #isStale = false;
  #track: Track;
  #changed: { from: number; to: number } | undefined;
  /** As it was before the transaction that is open. */
  #before: { readonly track: number | undefined; readonly exponentOnDisk: number } | undefined;

  /** `known`: the track as it is kept, or as it begins. */
  constructor(
    known: Omit<StoredTrack, "id"> & { readonly id?: number },
    facts: RegisterFacts,
    tables: () => LedgerTables | undefined,
  ) {
    const { meter, register, unit, id, exponent, tariffs, registers, powerPushMs } = known;
    this.identity = { meter, register, unit };
    this.#place = { track: id };
    this.#tables = tables;
    this.#facts = facts;
    this.#kind = registers;
    this.#powerPushMs = powerPushMs;
    this.#tariffs = tariffs;
    this.#exponent = exponent;
    this.#exponentOnDisk = exponent;
    const place = this.#place;
    const stepsOnDisk = () => 10 ** (this.#exponentOnDisk - this.#exponent);
    this.#rows = new RegisterRows({
      place,
      tables,
      stepsOnDisk,
      changed: (from, to) => this.#intervalsChanged(from, to),
    });
    this.#changes = new RegisterChanges({ place, tables, stepsOnDisk });
    this.#track = new Track(this.#rules, this.#rows);
  }

  get exponent(): number {
    return this.#exponent;
  }

  /** Where it is on disk; undefined as long as nothing was written. */
  get id(): number | undefined {
    return this.#place.track;
  }

  get kind(): RegisterKind {
    return this.#facts.stated ?? this.#kind ?? this.#facts.usual;
  }

  /** Whether the kind is known, and not just usual. */
  get isKindKnown(): boolean {
    return (this.#facts.stated ?? this.#kind) !== undefined;
  }

  /** Rows that wait to be written. */
  get waiting(): number {
    return this.#rows.changed + this.#dirtyDays.size;
  }

  get hasNews(): boolean {
    return this.waiting > 0 || this.#isStale;
  }

  setFacts(facts: RegisterFacts): void {
    const isOther = facts.calendar.zone !== this.#facts.calendar.zone;
    const wasKind = this.kind;
    this.#facts = facts;
    if (isOther) this.#touchAllDays();
    if (isSameKind(wasKind, this.kind)) this.#newTrack();
    else this.#rebuild();
  }

  /** Intervals that start before this are kept as they are, and nothing more is booked there. */
  set keptFrom(at: number) {
    this.#rows.keptFrom = at;
  }

  /** The register said `value`, in its unit, at a time as it was judged; `tariffs`: of how many it is the sum. */
  observe({ at, by }: Pick<JudgedTime, "at" | "by">, value: number, tariffs = 0): void {
    if (at < this.#rows.keptFrom || !this.#takesTariffs(tariffs)) return;
    const steps = this.stepsOf(value);
    if (!Number.isSafeInteger(steps)) return;
    this.#spacing.heard(at);
    this.#track.observe(at, steps, by);
    if (this.#facts.stated === undefined) this.#learn();
  }

  /** A value or an amount in the register's unit as a count of its steps, which become finer where it needs that. */
  stepsOf(value: number): number {
    const needed = exponentOf(value);
    if (needed < this.#exponent) this.#makeFiner(needed);
    return Math.round(value * 10 ** -this.#exponent);
  }

  observePower(at: number, watts: number): void {
    if (at < this.#rows.keptFrom || !Number.isFinite(watts)) return;
    this.#track.observePower(at, watts);
    if (this.#powerPushMs !== undefined) return;
    this.#powerSpacing.heard(at);
    const median = this.#powerSpacing.median(powerSpacings);
    if (median === undefined) return;
    this.#powerPushMs = Math.max(powerSlotMs, Math.round(median / powerSlotMs) * powerSlotMs);
    this.#isStale = true;
    if (this.#powerPushMs > powerSlotMs) this.#rebuild();
  }

  /** Brings intervals and days up to date with what was booked. */
  settle(): void {
    this.#track.settle();
  }

  /** Intervals as they count, that start in this time. */
  intervals(from: number, to: number): LedgerInterval[] {
    this.settle();
    const { imported, edits } = this.#changes.touching(from, to);
    if (imported.length === 0 && edits.length === 0) return [...this.#rows.intervals.between(from, to)];
    // One changes what stands beside it, as far as it is long.
    const first = Math.min(from, ...[...imported, ...edits].map(({ start }) => start));
    const last = Math.max(to, ...[...imported, ...edits].map(({ start, lengthMs }) => start + lengthMs));
    const all = effectiveIntervals(this.#rows.intervals.between(first, last), imported, edits.toReversed());
    return all.filter(({ start }) => start >= from && start < to);
  }

  /** Starts of the first and of the last interval; an import can be before or behind them. */
  extent(): { readonly first: number | undefined; readonly last: number | undefined } {
    this.settle();
    const [first] = this.#rows.intervals.from(Number.MIN_SAFE_INTEGER, 1);
    const [last] = this.#rows.intervals.before(Number.MAX_SAFE_INTEGER, 1);
    return { first: first?.start, last: last?.start };
  }

  /** Days that start in this time. */
  days(from: number, to: number): Rollup[] {
    this.settle();
    const { track } = this.#place;
    const steps = 10 ** (this.#exponentOnDisk - this.#exponent);
    const kept = track === undefined ? [] : (this.#tables()?.days.between(track, from, to) ?? []);
    const days = new Map(kept.map((day) => [day.start, steps === 1 ? day : { ...day, amount: day.amount * steps }]));
    for (const start of this.#dirtyDays) {
      if (start < from || start >= to) continue;
      const day = this.#dayAt(start);
      if (day === undefined) days.delete(start);
      else days.set(start, day);
    }
    return [...days.values()].sort((a, b) => a.start - b.start);
  }

  /** Edits and imports, which are written at once. */
  get changes(): RegisterChanges {
    return this.#changes;
  }

  /** What edits and imports say of this time has changed. */
  changedFromOutside(from: number, to: number): void {
    this.#intervalsChanged(from, to);
  }

  /** Within a transaction: puts on disk what waits. {@link committed} or {@link failed} is to be called afterwards. */
  write(tables: LedgerTables): void {
    this.#before ??= { track: this.#place.track, exponentOnDisk: this.#exponentOnDisk };
    const track = this.#trackOnDisk(tables);
    for (const start of this.#rows.mergeWithDisk()) this.#track.touch(start);
    this.settle();
    this.#rows.write();
    for (const start of this.#dirtyDays) {
      const day = this.#dayAt(start);
      if (day === undefined) tables.days.remove(track, start);
      else tables.days.put(track, day);
    }
  }

  /** Gives the span that has changed since the last time, where one has. */
  committed(): ChangedSpan | undefined {
    const changed = this.#changed;
    this.#before = undefined;
    this.#rows.clear();
    this.#dirtyDays.clear();
    this.#isStale = false;
    this.#changed = undefined;
    return changed;
  }

  failed(): void {
    if (this.#before === undefined) return;
    this.#place.track = this.#before.track;
    this.#exponentOnDisk = this.#before.exponentOnDisk;
    this.#before = undefined;
    this.#isStale = true;
  }

  /** Takes over what another process has written of the track itself. */
  follow(stored: StoredTrack): void {
    this.#place.track = stored.id;
    this.#exponentOnDisk = stored.exponent;
    if (stored.exponent < this.#exponent) this.#makeFiner(stored.exponent);
    if (stored.registers === undefined || this.#kind !== undefined) return;
    this.#kind = stored.registers;
    this.#rebuild();
  }

  get #rules(): TrackRules {
    const { mostPerHour, hasPower, phaseMs } = this.#facts;
    const { kind } = this;
    const stepsPerUnit = 10 ** -this.#exponent;
    const push = this.#powerPushMs;
    return {
      registers: kind.kind === "snapshot" ? { ...kind, phaseMs } : kind,
      maxPerHour: mostPerHour * stepsPerUnit,
      ...(hasPower ? { stepsPerWattHour: stepsPerUnit } : {}),
      ...(push === undefined ? {} : { powerPushMs: push }),
    };
  }

  /** A sum of fewer tariffs than before, or of a register that is sent itself, is another number. */
  #takesTariffs(tariffs: number): boolean {
    if (tariffs === this.#tariffs) return true;
    const isBetter = tariffs === 0 || (this.#tariffs !== 0 && tariffs > this.#tariffs);
    if (!isBetter) return false;
    this.#tariffs = tariffs;
    this.#isStale = true;
    return true;
  }

  #learn(): void {
    const kind = learnKind(this.#kind, this.#spacing, this.#facts.toKind);
    if (kind === this.#kind) return;
    const wasKind = this.kind;
    this.#kind = kind;
    this.#isStale = true;
    if (!isSameKind(wasKind, this.kind)) this.#rebuild();
  }

  #makeFiner(exponent: number): void {
    this.settle();
    this.#rows.rescale(10 ** (this.#exponent - exponent));
    this.#exponent = exponent;
    this.#isStale = true;
    this.#newTrack();
  }

  /** The same values under other rules: what was booked before is brought up to date first. */
  #newTrack(): void {
    this.#track.settle();
    this.#track = new Track(this.#rules, this.#rows);
  }

  /** Other rules from the first value on: all that is kept is booked again. */
  #rebuild(): void {
    this.#track.settle();
    const from = this.#rows.keptFrom;
    const buckets = this.#rows.buckets.between(from, Number.MAX_SAFE_INTEGER);
    const starts = this.#rows.powerStarts(from, Number.MAX_SAFE_INTEGER);
    const first = Math.min(buckets[0]?.start ?? Number.POSITIVE_INFINITY, starts[0] ?? Number.POSITIVE_INFINITY);
    for (const { start } of buckets) this.#rows.buckets.remove(start);
    if (Number.isFinite(first)) this.#rows.replaceIntervals(first, Number.MAX_SAFE_INTEGER, []);
    this.#track = new Track(this.#rules, this.#rows);
    for (const { at, value } of marksOf(buckets)) this.#track.observe(at, value);
    for (const start of starts) this.#track.touch(start);
  }

  #intervalsChanged(from: number, to: number): void {
    const { calendar } = this.#facts;
    for (const day of calendar.starts("day", from, to)) this.#dirtyDays.add(day);
    const known = this.#changed ?? { from, to };
    this.#changed = { from: Math.min(known.from, from), to: Math.max(known.to, to) };
  }

  #touchAllDays(): void {
    const { track } = this.#place;
    const tables = this.#tables();
    if (track === undefined || tables === undefined) return;
    const { calendar } = this.#facts;
    const days = tables.days.between(track, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const [oldest] = this.#rows.intervals.from(Number.MIN_SAFE_INTEGER, 1);
    // Days whose hours are not kept any more stay as they were added up.
    const isWhole = oldest !== undefined && (days[0]?.end ?? 0) > oldest.start;
    for (const { start, end } of days) {
      if (!isWhole && start < (oldest?.start ?? Number.MAX_SAFE_INTEGER)) continue;
      // The day of the zone before is no day of this one.
      this.#dirtyDays.add(start);
      for (const day of calendar.starts("day", start, end)) this.#dirtyDays.add(day);
    }
  }

  /** Undefined where nothing is known of it, or where no day of the zone starts then. */
  #dayAt(start: number): Rollup | undefined {
    const { calendar } = this.#facts;
    if (calendar.startOf("day", start) !== start) return undefined;
    return rollUp(this.intervals(start, calendar.endOf("day", start)), "day", calendar)[0];
  }

  #trackOnDisk(tables: LedgerTables): number {
    const { identity } = this;
    const about = { ...identity, tariffs: this.#tariffs, registers: this.#kind, powerPushMs: this.#powerPushMs };
    let stored = tables.tracks.find(identity.meter, identity.register);
    if (stored === undefined) stored = tables.tracks.add({ ...about, exponent: this.#exponent });
    if (stored === undefined) throw new Error("a track was not there after it was put in");
    if (stored.id !== this.#place.track || stored.exponent !== this.#exponentOnDisk) this.follow(stored);
    if (this.#exponentOnDisk > this.#exponent) {
      tables.tracks.makeFiner(stored.id, this.#exponentOnDisk - this.#exponent);
      this.#exponentOnDisk = this.#exponent;
    }
    const now = { ...about, id: stored.id, exponent: this.#exponent, registers: this.#kind };
    if (this.#isStale || stored.exponent !== now.exponent) tables.tracks.update(now);
    return stored.id;
  }
}

/** Of live registers only how near values are to each other differs. */
function isSameKind(one: RegisterKind, other: RegisterKind): boolean {
  if (one.kind === "live") return other.kind === "live" && one.pushMs === other.pushMs;
  return other.kind === "snapshot" && one.periodMs === other.periodMs;
}
