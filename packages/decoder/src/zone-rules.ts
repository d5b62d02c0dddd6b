/** Civil date and time without a zone, as clocks show it. Months and days count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a clock says about daylight saving at a moment, where it says anything. */
export type Season = "summer" | "winter";

/**
 * The port through which the decoder asks for time zone data: it owns none. Offsets are minutes east of UTC.
 */
export interface ZoneRules {
  /**
   * Offset that `zone` has at the local time. In the doubled autumn hour `season` chooses; without it the first of
   * the two (summer) is taken. In the skipped spring hour the offset before the change is given.
   */
  offsetAt(zone: string, local: LocalTime, season?: Season): number;
  /** Offset of the zone's standard time in that year. */
  standardOffset(zone: string, year: number): number;
  /** Offset of the zone's summer time in that year; the standard offset where it has none. */
  summerOffset(zone: string, year: number): number;
}
