import { parsePeakHistory, peakHistoryObis, type Reading, type ZoneRules } from "@meter2mqtt/decoder";
import type { Calendar, MeterPeak } from "@meter2mqtt/energy";
import type { Database } from "../store/database.ts";
import type { StorePart } from "../store/store-part.ts";
import { MeterPeaksTable, type StoredMeterPeak } from "./meter-peaks-table.ts";

export interface HeardPeaks {
  /** Under which name the meter's readings are kept. */
  readonly meter: string;
  readonly reading: Pick<Reading, "demandMaxMonthImportW" | "demandMaxMonthTimestamp" | "objects">;
  /** By what the meter's powers are multiplied. */
  readonly multiplier: number;
  /** IANA zone of the meter's clock. */
  readonly zone: string;
}

/** Years of months of one meter, and meters: what comes over the wire must not fill the memory. */
const mostMonths = 600;
const mostMeters = 1000;

interface Heard {
  readonly months: Map<string, StoredMeterPeak>;
  /** What was read last, as it was sent: telegrams repeat it every second. */
  history?: string;
  running?: string;
}

/**
 * The highest quarter-hour of each month as Belgian meters count it themselves: of the running month (1.6.0) and of those
 * that have ended (98.1.0). Kept on disk, for the meter says the last 13 months only, and the charge looks back twelve.
 */
export class MeterPeakKeeper implements StorePart {
  readonly #rules: ZoneRules;
  readonly #meters = new Map<string, Heard>();
  #table: MeterPeaksTable | undefined;
  readonly #changed = new Map<string, StoredMeterPeak>();
  #writing: readonly [string, StoredMeterPeak][] = [];

  constructor(rules: ZoneRules) {
    this.#rules = rules;
  }

  heard({ meter, reading, multiplier, zone }: HeardPeaks): void {
    const { demandMaxMonthImportW: watts, demandMaxMonthTimestamp: time, objects } = reading;
    const history = objects.find(({ obis }) => obis === peakHistoryObis)?.value;
    if ((watts === undefined || time === undefined) && history === undefined) return;
    const known = this.#of(meter);
    if (typeof history === "string" && history !== known.history) {
      known.history = history;
      for (const { month, at, watts: peak } of parsePeakHistory(history, { rules: this.#rules, zone }))
        this.#take({ meter, month, at, watts: peak * multiplier, isFinal: true });
    }
    const running = `${time} ${watts}`;
    if (watts === undefined || time === undefined || running === known.running) return;
    known.running = running;
    const month = monthOfPeak(time);
    // A month that has just begun has no peak yet: meters say 0 then.
    if (month !== undefined && watts > 0)
      this.#take({ meter, month, at: Date.parse(time), watts: watts * multiplier, isFinal: false });
  }

  /** Of these meters, which followed each other in one place, by the months of a calendar; in order of time. */
  peaksOf(meters: readonly string[], calendar: Calendar): MeterPeak[] {
    const highest = new Map<string, StoredMeterPeak>();
    for (const meter of meters)
      for (const [month, peak] of this.#meters.get(meter)?.months ?? [])
        if (peak.watts > (highest.get(month)?.watts ?? Number.NEGATIVE_INFINITY)) highest.set(month, peak);
    return [...highest]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([text, { watts, at }]) => {
        const [year = 0, month = 1] = text.split("-").map(Number);
        return { month: calendar.startOfDate({ year, month, day: 1 }), watts, at };
      });
  }

  attach(database: Database): void {
    this.#table = new MeterPeaksTable(database);
    for (const peak of this.#table.all()) {
      // What was heard before the database could be opened is newer.
      const { months } = this.#of(peak.meter);
      if (!months.has(peak.month)) months.set(peak.month, peak);
    }
  }

  isDue(): boolean {
    return this.#changed.size > 0;
  }

  write(): void {
    this.#writing = [...this.#changed];
    for (const [, peak] of this.#writing) this.#table?.put(peak);
  }

  committed(): void {
    for (const [key, peak] of this.#writing) if (this.#changed.get(key) === peak) this.#changed.delete(key);
    this.#writing = [];
  }

  failed(): void {
    this.#writing = [];
  }

  prune(): void {
    // Twelve rows a year are kept for good.
  }

  detach(): void {
    this.#table = undefined;
  }

  /** What a meter says of a month that has ended is its last word; of one that runs only a higher one is news. */
  #take(peak: StoredMeterPeak): void {
    const { months } = this.#of(peak.meter);
    const before = months.get(peak.month);
    if (before === undefined && months.size >= mostMonths) return;
    const isNews = peak.isFinal
      ? before === undefined || !before.isFinal || before.watts !== peak.watts || before.at !== peak.at
      : before === undefined || (!before.isFinal && peak.watts > before.watts);
    if (!isNews) return;
    months.set(peak.month, peak);
    this.#changed.set(`${peak.month} ${peak.meter}`, peak);
  }

  #of(meter: string): Heard {
    const known = this.#meters.get(meter);
    if (known !== undefined) return known;
    const oldest = this.#meters.keys().next();
    if (this.#meters.size >= mostMeters && oldest.done !== true) this.#meters.delete(oldest.value);
    const heard: Heard = { months: new Map() };
    this.#meters.set(meter, heard);
    return heard;
  }
}

/**
 * The month that a peak belongs to, by the meter's own clock: the last quarter of November ends with December's first
 * second. Undefined for a time that can't be read.
 */
function monthOfPeak(time: string): string | undefined {
  // `2026-11-03T17:45:00+01:00`
  const local = Date.parse(`${time.slice(0, 19)}Z`);
  return Number.isNaN(local) ? undefined : new Date(local - 1000).toISOString().slice(0, 7);
}
