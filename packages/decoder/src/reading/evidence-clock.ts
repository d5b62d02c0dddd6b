/**
 * One time for all lists of a line: the meter's clock, which also holds for a file and for a simulation that runs ahead;
 * lists without one stand by their arrival, moved by what the two last differed.
 */
export class EvidenceClock {
  #ahead = 0;

  /** Epoch milliseconds; undefined where a list has no time and arrived at none. */
  timeOf(meterClock: number | undefined, arrival: number | undefined): number | undefined {
    if (meterClock === undefined) return arrival === undefined ? undefined : arrival + this.#ahead;
    if (arrival !== undefined) this.#ahead = meterClock - arrival;
    return meterClock;
  }
}
