import type { HouseholdState } from "../household/household.ts";

const quarter = 900_000;

export interface DemandPeak {
  readonly watts: number;
  /** Epoch milliseconds of the end of its quarter-hour. */
  readonly at: number;
}

/** A month that has ended. */
export interface EndedMonth extends DemandPeak {
  /** Epoch milliseconds of its end. */
  readonly endedAt: number;
}

/** Meters keep so many months. */
const keptMonths = 13;

interface Demand {
  /** Import of the running quarter-hour so far, spread over the whole of it. */
  readonly averageW: number;
  /** Highest quarter-hour of the month. */
  readonly monthPeak: DemandPeak;
  /** Peaks of months that have ended, the oldest first. */
  readonly history: readonly EndedMonth[];
}

/** Mean power of quarter-hours, as Belgian meters count it for the capacity tariff. Wants to see every full quarter. */
export class DemandMeter {
  #quarterStart: number;
  #peak: DemandPeak;
  #history: readonly EndedMonth[];
  #month: number | undefined;

  /** `history`: what the meter counted before it is heard. */
  constructor(start: HouseholdState, firstPeakW: number, history: readonly EndedMonth[] = []) {
    this.#history = history.slice(-keptMonths);
    this.#quarterStart = start.counts.import;
    this.#peak = { watts: firstPeakW, at: start.at - (start.at % quarter) };
  }

  /** `month` is that of the meter's own clock: with a new one the peak begins anew. */
  update(state: HouseholdState, month: number): Demand {
    const averageW = Math.round((state.counts.import - this.#quarterStart) / quarter);
    if (state.at % quarter !== 0) return { averageW, monthPeak: this.#peak, history: this.#history };
    // The quarter that ends at midnight still belongs to the old month.
    if (averageW > this.#peak.watts) this.#peak = { watts: averageW, at: state.at };
    if (this.#month !== undefined && this.#month !== month) {
      this.#history = [...this.#history, { ...this.#peak, endedAt: state.at }].slice(-keptMonths);
      this.#peak = { watts: 0, at: state.at };
    }
    this.#month = month;
    this.#quarterStart = state.counts.import;
    return { averageW: 0, monthPeak: this.#peak, history: this.#history };
  }
}
