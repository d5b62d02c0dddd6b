/** A register at a moment. */
export interface Mark {
  /** Epoch milliseconds of the meter's own time. */
  readonly at: number;
  /** What the register said, an integer count of the track's steps. */
  readonly value: number;
}
