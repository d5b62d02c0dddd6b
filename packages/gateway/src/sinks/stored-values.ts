import type { MeterState } from "@meter2mqtt/contract";
import { quantities } from "@meter2mqtt/decoder";

const energyUnits: ReadonlySet<string> = new Set(["Wh", "varh", "VAh"]);
const unitOf: ReadonlyMap<string, string> = new Map(quantities.map(({ name, unit }) => [name, unit]));

export interface StoredValue {
  readonly name: string;
  readonly value: number;
  /** Energy: databases hold it as a whole number, so that sums and differences are exact. */
  readonly isEnergy: boolean;
}

/** The quantities of a state in the table's order; energy in whole Wh, varh or VAh. One that is not known is not there. */
export function storedValues({ values }: MeterState): readonly StoredValue[] {
  const stored: StoredValue[] = [];
  for (const [name, unit] of unitOf) {
    const value = values[name];
    if (value === undefined || !Number.isFinite(value)) continue;
    const isEnergy = energyUnits.has(unit);
    const kept = isEnergy ? Math.round(value) : value;
    // What no whole number can hold is damage, and a database would refuse it together with everything around it.
    if (!isEnergy || Number.isSafeInteger(kept)) stored.push({ name, value: kept, isEnergy });
  }
  return stored;
}

/** A time of the meter as epoch milliseconds; undefined where it is none that a database could hold. */
export function toEpochMs(timestamp: string | undefined): number | undefined {
  const ms = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return ms >= 0 && ms < maxEpochMs ? ms : undefined;
}

/** The year 2200: nanoseconds of times up to there fit in 64 bits. */
const maxEpochMs = Date.UTC(2200);
