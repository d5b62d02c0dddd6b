/** One COSEM object, or one value of a positional list, as the meter sent it. */
export interface ReadingObject {
  /** The OBIS code in full, `1-0:1.8.0*255`; absent where the value stood without one. */
  readonly obis?: string;
  /** Place of the value in its list, from 0; only where it has no OBIS code. */
  readonly position?: number;
  /**
   * Scaled: a number where it is exact, else a decimal string; octets as hexadecimal text, date-times as ISO 8601, text
   * as it is; null where the meter sent null-data. Absent where the scale isn't known: `raw` is there.
   */
  readonly value?: number | string | boolean | null;
  /** The octets as text, where they are text. */
  readonly text?: string;
  readonly unit?: string | undefined;
  /** As it stood in the telegram: the integer before scaling, or the text between the parentheses of a P1 line. */
  readonly raw?: number | string;
}

/** A sub-meter behind the electricity meter. `kind` says in a word what the M-Bus number in `type` means. */
export interface ReadingChannel {
  readonly channel: number;
  /** M-Bus device type (EN 13757-3, table of device types): 2 electricity, 3 gas, 4 heat, 7 water, 10 and 11 cooling. */
  readonly type?: number;
  readonly kind?: string;
  readonly id?: string;
  readonly timestamp?: string;
  readonly value?: number;
  readonly unit?: string;
  readonly valve?: number;
}

/** Quantities by their names in `quantities.ts`. Absent means: the meter did not say. */
export interface ReadingQuantities {
  activeImportW?: number;
  activeExportW?: number;
  netActiveW?: number;
  absActiveW?: number;
  reactiveImportVar?: number;
  reactiveExportVar?: number;
  apparentImportVA?: number;
  apparentExportVA?: number;
  powerFactor?: number;
  frequencyHz?: number;
  energyImportWh?: number;
  energyExportWh?: number;
  energyAbsWh?: number;
  reactiveImportVarh?: number;
  reactiveExportVarh?: number;
  demandAvgImportW?: number;
  demandMaxMonthImportW?: number;
  energyImportT1Wh?: number;
  energyImportT2Wh?: number;
  energyImportT3Wh?: number;
  energyImportT4Wh?: number;
  energyExportT1Wh?: number;
  energyExportT2Wh?: number;
  energyExportT3Wh?: number;
  energyExportT4Wh?: number;
  reactiveImportT1Varh?: number;
  reactiveImportT2Varh?: number;
  reactiveImportT3Varh?: number;
  reactiveImportT4Varh?: number;
  reactiveExportT1Varh?: number;
  reactiveExportT2Varh?: number;
  reactiveExportT3Varh?: number;
  reactiveExportT4Varh?: number;
  reactiveQ1Var?: number;
  reactiveQ2Var?: number;
  reactiveQ3Var?: number;
  reactiveQ4Var?: number;
  reactiveQ1Varh?: number;
  reactiveQ2Varh?: number;
  reactiveQ3Varh?: number;
  reactiveQ4Varh?: number;
  reactiveQ1T1Varh?: number;
  reactiveQ1T2Varh?: number;
  reactiveQ2T1Varh?: number;
  reactiveQ2T2Varh?: number;
  reactiveQ3T1Varh?: number;
  reactiveQ3T2Varh?: number;
  reactiveQ4T1Varh?: number;
  reactiveQ4T2Varh?: number;
  activeImportL1W?: number;
  activeImportL2W?: number;
  activeImportL3W?: number;
  activeExportL1W?: number;
  activeExportL2W?: number;
  activeExportL3W?: number;
  reactiveImportL1Var?: number;
  reactiveImportL2Var?: number;
  reactiveImportL3Var?: number;
  reactiveExportL1Var?: number;
  reactiveExportL2Var?: number;
  reactiveExportL3Var?: number;
  apparentImportL1VA?: number;
  apparentImportL2VA?: number;
  apparentImportL3VA?: number;
  netActiveL1W?: number;
  netActiveL2W?: number;
  netActiveL3W?: number;
  currentL1A?: number;
  currentL2A?: number;
  currentL3A?: number;
  voltageL1V?: number;
  voltageL2V?: number;
  voltageL3V?: number;
  powerFactorL1?: number;
  powerFactorL2?: number;
  powerFactorL3?: number;
  energyImportL1Wh?: number;
  energyImportL2Wh?: number;
  energyImportL3Wh?: number;
  energyExportL1Wh?: number;
  energyExportL2Wh?: number;
  energyExportL3Wh?: number;
  reactiveImportL1Varh?: number;
  reactiveImportL2Varh?: number;
  reactiveImportL3Varh?: number;
  reactiveExportL1Varh?: number;
  reactiveExportL2Varh?: number;
  reactiveExportL3Varh?: number;
}

export type QuantityName = keyof ReadingQuantities;

/** What else P1 telegrams say about the grid and the connection. */
export interface ReadingEvents {
  tariff?: number;
  powerFailures?: number;
  longPowerFailures?: number;
  voltageSagsL1?: number;
  voltageSagsL2?: number;
  voltageSagsL3?: number;
  voltageSwellsL1?: number;
  voltageSwellsL2?: number;
  voltageSwellsL3?: number;
  switchPosition?: number;
  disconnectControl?: boolean;
  limiterThreshold?: { readonly value: number; readonly unit: string };
  demandMaxMonthTimestamp?: string;
  textMessage?: string;
  textMessageCode?: string;
}

/**
 * What one frame or one telegram said: literal, nothing derived, absent when unknown. SI units are in the names;
 * registers are exact in their own resolution. Times are ISO 8601.
 */
export interface Reading extends ReadingQuantities, ReadingEvents {
  /** UTC: when its last octet arrived. Absent where no arrival time is known (a file), and in what the decoder tells: `arrivedReading` adds it. */
  receivedAt?: string;
  /** The meter's clock with its offset: `2021-08-30T22:20:30+02:00`. */
  timestamp?: string;
  meterId?: string;
  meterModel?: string;
  manufacturer?: string;
  listVersion?: string;
  /** Hexadecimal. */
  systemTitle?: string;
  logicalDeviceName?: string;
  /** Under 0-0:96.1.1, where that isn't the meter's number. */
  deviceId1?: string;
  serverId?: string;
  /** First line of a P1 telegram, with its `/`. */
  ident?: string;
  p1Version?: string;
  /** The GCM tag was verified. Absent for plain telegrams. */
  authenticated?: boolean;
  channels?: readonly ReadingChannel[];
  objects: readonly ReadingObject[];
}
