/** Import and export. */
export interface Directions {
  readonly import: number;
  readonly export: number;
}

/** What a simulated meter sends, and what is true of it. */
export interface SentList {
  /** Epoch milliseconds of true time. */
  readonly sentAt: number;
  /** What the meter's clock shows; absent where the list has none. */
  readonly clock?: number;
  readonly isMidnight?: boolean;
  /** What its clock should show. */
  readonly trueClock: number;
  /** In steps. */
  readonly registers?: Directions;
  /** The registers are those of the last hour. */
  readonly isOld?: boolean;
  /** Positive for import. */
  readonly watts: number;
}
