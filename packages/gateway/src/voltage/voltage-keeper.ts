import { type VoltageMean, type VoltageRow, VoltageSlots, voltageLimits, voltagePeriodStart } from "@meter2mqtt/energy";
import { StoreError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import type { StorePart } from "../store/store-part.ts";
import { VoltageMeansTable } from "./voltage-means-table.ts";
import { VoltageSlotsTable } from "./voltage-slots-table.ts";

/** Voltages of one reading. */
export interface HeardVoltages {
  /** Under which name the meter's readings are kept. */
  readonly meter: string;
  /** Epoch milliseconds, by the clock that is believed. */
  readonly at: number;
  /** Of L1, L2 and L3, where this reading said them. */
  readonly volts: readonly (number | undefined)[];
  readonly isBetweenPhases: boolean;
  /** The grid's nominal voltage; default: 230 V. */
  readonly nominal?: number | undefined;
}

interface Period {
  readonly meter: string;
  readonly start: number;
  readonly slots: (VoltageSlots | undefined)[];
  isBetweenPhases: boolean;
}

interface Tables {
  readonly means: VoltageMeansTable;
  readonly slots: VoltageSlotsTable;
}

/** What comes a little late belongs to the ten minutes that have just ended: they are written after this time. */
const graceMs = 20_000;
/** Periods in memory: more wait only while the disk fails, or where a capture is read. */
const mostPeriods = 2000;
const writeNowPeriods = 1000;

/**
 * Means of ten minutes of every meter's voltages. The open ones are in memory; every ten minutes those that have ended
 * are written, together with what was there of the same time. Killing the process loses what the open ten minutes had.
 */
export class VoltageKeeper implements StorePart {
  #keepMs: number;
  readonly #periods = new Map<string, Period>();
  #tables: Tables | undefined;
  /** Ten minutes that end later are not written yet. */
  #writtenThrough = Number.NEGATIVE_INFINITY;
  #isSettling = false;
  /** What the transaction at work writes. */
  #writing: { readonly keys: readonly string[]; readonly through: number } | undefined;

  /** `keepMs`: how long means are kept. */
  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** Takes effect when old means are taken out next. */
  set keepMs(keepMs: number) {
    this.#keepMs = keepMs;
  }

  heard({ meter, at, volts, isBetweenPhases, nominal }: HeardVoltages): void {
    const { interrupted } = voltageLimits(nominal);
    const start = voltagePeriodStart(at);
    volts.forEach((value, phase) => {
      // Without supply there is no supply voltage, and unconnected phases say 0.
      if (value === undefined || !Number.isFinite(value) || value < interrupted) return;
      const period = this.#periodOf(meter, start);
      if (period === undefined) return;
      const slots = period.slots[phase] ?? new VoltageSlots(start);
      period.slots[phase] = slots;
      period.isBetweenPhases = isBetweenPhases;
      slots.add(at, value);
    });
  }

  /** Means that are written, in order of time. Throws StoreError. */
  *rows(meter: string, from: number, to: number): Generator<VoltageRow> {
    if (this.#tables === undefined) throw new StoreError("read", "The database is not open.");
    yield* this.#tables.means.between(meter, from, to);
  }

  attach(database: Database): void {
    this.#tables = { means: new VoltageMeansTable(database), slots: new VoltageSlotsTable(database) };
  }

  isDue(now: number): boolean {
    if (this.#periods.size === 0) return false;
    if (this.#isSettling || this.#periods.size >= writeNowPeriods) return true;
    return voltagePeriodStart(now - graceMs) !== this.#writtenThrough;
  }

  write(now: number): void {
    const tables = this.#tables;
    if (tables === undefined) return;
    const through = voltagePeriodStart(now - graceMs);
    const isAll = this.#isSettling || this.#periods.size >= writeNowPeriods;
    const chosen = [...this.#periods].filter(([, { start }]) => isAll || start < through);
    for (const [, period] of chosen) writePeriod(period, tables, now);
    this.#writing = { keys: chosen.map(([key]) => key), through };
    // A long capture is written in one go: what it leaves must not wait for the next hour.
    if (chosen.length >= writeNowPeriods) tables.slots.prune(now);
  }

  committed(): void {
    if (this.#writing === undefined) return;
    const { keys, through } = this.#writing;
    for (const key of keys) this.#periods.delete(key);
    this.#writtenThrough = through;
    this.#writing = undefined;
  }

  failed(): void {
    this.#writing = undefined;
  }

  prune(now: number): void {
    this.#tables?.slots.prune(now);
    this.#tables?.means.prune(now - this.#keepMs);
  }

  /** The gateway stops: the open ten minutes are to be written as well. */
  settle(): void {
    this.#isSettling = true;
  }

  detach(): void {
    this.#tables = undefined;
  }

  #periodOf(meter: string, start: number): Period | undefined {
    const key = `${start}:${meter}`;
    const known = this.#periods.get(key);
    if (known !== undefined) return known;
    if (this.#periods.size >= mostPeriods) return undefined;
    const period: Period = { meter, start, slots: [], isBetweenPhases: false };
    this.#periods.set(key, period);
    return period;
  }
}

/** Puts what was heard together with what is there; where only the mean is left of that, the better known one counts. */
function writePeriod({ meter, start, slots, isBetweenPhases }: Period, tables: Tables, now: number): void {
  const before = tables.means.get(meter, start);
  const means = [0, 1, 2].map((phase): VoltageMean | undefined => {
    const fresh = slots[phase];
    const settled = before?.means[phase];
    if (fresh === undefined) return settled;
    const place = { meter, start, phase };
    const stored = tables.slots.get(place);
    const all = stored ?? fresh;
    if (stored !== undefined && !stored.merge(fresh)) return settled ?? stored.mean;
    const { mean } = all;
    if (stored === undefined && settled !== undefined && settled.minutes >= (mean?.minutes ?? 0)) return settled;
    tables.slots.put(place, all, now);
    return mean;
  });
  tables.means.put(meter, { start, means, isBetweenPhases });
}
