/** Which way energy went, seen from the house: `import` is bought from the grid. */
export type EnergyDirection = "import" | "export";

/** An amount that somebody else booked: the grid company, or the firmware that was there before. */
export interface OutsideInterval {
  /** The metering point's number, where the file names it. */
  readonly meterId?: string;
  readonly direction: EnergyDirection;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly lengthMs: number;
  /** Whole watt-hours. */
  readonly wh: number;
  readonly quality: "measured" | "estimated";
}
