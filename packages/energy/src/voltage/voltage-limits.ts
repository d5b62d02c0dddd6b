/** Limits of the supply voltage in volts, as EN 50160 sets them for public low-voltage grids. */
export interface VoltageLimits {
  /** Un: between phase and neutral; in grids without a neutral, between two phases. */
  readonly nominal: number;
  /** Un +-10 %: within these 95 % of a week's means must be (EN 50160:2010, 4.2.2). */
  readonly lowest: number;
  readonly highest: number;
  /** Un -15 %: below this, or above `highest`, no mean may be (there as well). */
  readonly lowestEver: number;
  /** 5 % of Un: below this the supply is interrupted, or the phase not connected, and no mean counts. */
  readonly interrupted: number;
}

/** What European homes have (IEC 60038): 230 V, or 230 V between phases in IT grids. */
export const nominalVolts = 230;

/** Share of the known means of a week that must be within Un +-10 %. */
export const shareWithin = 0.95;

/** The limits for a nominal voltage; tenths of a volt. */
export function voltageLimits(nominal: number = nominalVolts): VoltageLimits {
  const part = (share: number) => Math.round(nominal * share * 10) / 10;
  return { nominal, lowest: part(0.9), highest: part(1.1), lowestEver: part(0.85), interrupted: part(0.05) };
}
