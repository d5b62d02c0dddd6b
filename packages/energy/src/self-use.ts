/** What a home with production of its own did with it, in one span of time. */
export interface SelfUse {
  /** Produced and used at home. */
  readonly selfConsumption: number;
  /** All that the home used. */
  readonly consumption: number;
  /** Share of the production that was used at home, 0 to 1; undefined where nothing was produced. */
  readonly selfConsumptionRate: number | undefined;
  /** Share of the use that was covered by own production, 0 to 1; undefined where nothing was used. */
  readonly selfSufficiency: number | undefined;
}

/**
 * Self-use of one span, amounts in the same unit. Meters that are read moments apart can show more export than
 * production: then nothing was used at home, and nothing is negative.
 */
export function selfUse(amounts: {
  readonly imported: number;
  readonly exported: number;
  readonly produced: number;
}): SelfUse {
  const { imported, exported, produced } = amounts;
  const selfConsumption = Math.max(0, produced - exported);
  const consumption = imported + selfConsumption;
  return {
    selfConsumption,
    consumption,
    selfConsumptionRate: produced > 0 ? selfConsumption / produced : undefined,
    selfSufficiency: consumption > 0 ? selfConsumption / consumption : undefined,
  };
}
