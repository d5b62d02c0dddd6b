import type { CapacityMonth, MqttEnergy } from "@meter2mqtt/contract";
import { Decimal, type JsonObject, whole } from "./json-text.ts";

/** A month's peak as the firmware shows it. */
export interface AmsPeak {
  /** Of the month, and hour of the day, by the meter's clock. */
  readonly day: number;
  readonly hour: number;
  /** The firmware's kWh of an hour: the mean power of the rule's window. */
  readonly kw: number;
}

/** The running month by a contract's capacity rule; where it has several, by the first. */
export interface AmsCapacity {
  /** What ends each step but the last, as in the firmware's settings: nine at most. */
  readonly thresholds: readonly number[];
  /** The one above the month's value; 0 above the last. */
  readonly threshold: number;
  readonly monthMax: number;
  /** As many as the rule counts, highest first; those that are missing are 0. */
  readonly peaks: readonly number[];
  readonly dated: readonly AmsPeak[];
}

/** The firmware knows nine limits, and ten numbers of them in `/tariff.json`. */
const mostThresholds = 9;
const answeredThresholds = 10;

/** Undefined where no contract says how peaks are charged, or nothing is known of the month yet. */
export function capacityOf({ tariff }: MqttEnergy): AmsCapacity | undefined {
  const month = tariff?.capacity[0];
  return month === undefined ? undefined : capacityOfMonth(month);
}

function capacityOfMonth({ steps = [], peaks, meter, kw = 0, top }: CapacityMonth): AmsCapacity {
  const thresholds = steps.slice(1, mostThresholds + 1).map(({ fromKw }) => fromKw);
  // Where the meter counts, its peak is the one that is charged for.
  const counted = meter === undefined ? peaks : [{ start: meter.at, kw: meter.kw }];
  return {
    thresholds,
    threshold: thresholds.find((limit) => limit >= kw) ?? 0,
    monthMax: kw,
    peaks: Array.from({ length: Math.max(top, counted.length) }, (_, index) => counted[index]?.kw ?? 0),
    dated: counted.map(({ start, kw: power }) => ({
      // `2026-11-03T17:00:00+01:00`
      ...{ day: Number(start.slice(8, 10)), hour: Number(start.slice(11, 13)), kw: power },
    })),
  };
}

/** Limits are whole in the firmware; a contract's may be others. */
export function limitOf(kw: number): Decimal {
  return Number.isInteger(kw) ? whole(kw) : new Decimal(kw, 2);
}

export function kilowatts(kw: number): Decimal {
  return new Decimal(kw, 2);
}

/** `/tariff.json`. */
export function tariffAnswer({ thresholds, threshold, monthMax, dated }: AmsCapacity): JsonObject {
  return {
    t: Array.from({ length: answeredThresholds }, (_, index) => limitOf(thresholds[index] ?? 0)),
    p: dated.map(({ day, hour, kw }) => ({ d: whole(day), h: whole(hour), v: kilowatts(kw) })),
    c: limitOf(threshold),
    m: kilowatts(monthMax),
  };
}
