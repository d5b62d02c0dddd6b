import type { PlainMoment } from "./plain-time.ts";

/** What went through the meter in an hour or a quarter. */
export interface PlainUse {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly hours: 1 | 0.25;
  readonly takenKwh: number;
  readonly givenKwh: number;
}

/** The use of one window of a capacity rule. */
export interface PlainWindow {
  readonly at: number;
  readonly kwh: number;
}

/** A price, and whether all of it is known; of what isn't, the known part alone counts. */
export interface PlainPrice {
  readonly perKwh: number;
  readonly isWhole: boolean;
}

/**
 * A contract as its words say it, in plain arithmetic: amounts are in its currency with all taxes, what is received is
 * negative. Nothing here is of the engine that it is compared with.
 */
export interface PlainTariff {
  taken(moment: PlainMoment, spot: number | undefined): PlainPrice;
  given(moment: PlainMoment, spot: number | undefined): PlainPrice;
  readonly perDay: number;
  /** `peakKw`: what is charged for. */
  perMonth(peakKw: number): number;
  readonly peak?: PlainPeak;
  /** For each kWh given that was taken as well in the same calendar year; beside what `given` says. */
  readonly nettedPerKwh?: number;
}

export interface PlainPeak {
  readonly hours: 1 | 0.25;
  /** The value of a month, by its windows in any order; undefined where none is looked at. */
  ofMonth(windows: readonly PlainWindow[]): number | undefined;
  /** So many months say what is charged for. */
  readonly months: 1 | 12;
  /** What is charged for, by the values of all months until this one. */
  charged(months: readonly number[]): number;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
