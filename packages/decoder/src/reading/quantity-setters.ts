import type { QuantityName, ReadingQuantities } from "./reading.ts";

/** Sets one quantity of a reading. */
export type QuantitySetter = (reading: ReadingQuantities, value: number) => void;

/**
 * A setter for each quantity, made anew for whoever sets it: an assignment that names its field, and sees readings of one
 * layout only, costs a tenth of one that looks the name up. The table has no logic; a test sees that each one sets its
 * own field.
 */
export const quantitySetters: Readonly<Record<QuantityName, () => QuantitySetter>> = {
  activeImportW: () => (reading, value) => {
    reading.activeImportW = value;
  },
  activeExportW: () => (reading, value) => {
    reading.activeExportW = value;
  },
  netActiveW: () => (reading, value) => {
    reading.netActiveW = value;
  },
  absActiveW: () => (reading, value) => {
    reading.absActiveW = value;
  },
  reactiveImportVar: () => (reading, value) => {
    reading.reactiveImportVar = value;
  },
  reactiveExportVar: () => (reading, value) => {
    reading.reactiveExportVar = value;
  },
  apparentImportVA: () => (reading, value) => {
    reading.apparentImportVA = value;
  },
  apparentExportVA: () => (reading, value) => {
    reading.apparentExportVA = value;
  },
  powerFactor: () => (reading, value) => {
    reading.powerFactor = value;
  },
  frequencyHz: () => (reading, value) => {
    reading.frequencyHz = value;
  },
  energyImportWh: () => (reading, value) => {
    reading.energyImportWh = value;
  },
  energyExportWh: () => (reading, value) => {
    reading.energyExportWh = value;
  },
  energyAbsWh: () => (reading, value) => {
    reading.energyAbsWh = value;
  },
  reactiveImportVarh: () => (reading, value) => {
    reading.reactiveImportVarh = value;
  },
  reactiveExportVarh: () => (reading, value) => {
    reading.reactiveExportVarh = value;
  },
  demandAvgImportW: () => (reading, value) => {
    reading.demandAvgImportW = value;
  },
  demandMaxMonthImportW: () => (reading, value) => {
    reading.demandMaxMonthImportW = value;
  },
  energyImportT1Wh: () => (reading, value) => {
    reading.energyImportT1Wh = value;
  },
  energyImportT2Wh: () => (reading, value) => {
    reading.energyImportT2Wh = value;
  },
  energyImportT3Wh: () => (reading, value) => {
    reading.energyImportT3Wh = value;
  },
  energyImportT4Wh: () => (reading, value) => {
    reading.energyImportT4Wh = value;
  },
  energyExportT1Wh: () => (reading, value) => {
    reading.energyExportT1Wh = value;
  },
  energyExportT2Wh: () => (reading, value) => {
    reading.energyExportT2Wh = value;
  },
  energyExportT3Wh: () => (reading, value) => {
    reading.energyExportT3Wh = value;
  },
  energyExportT4Wh: () => (reading, value) => {
    reading.energyExportT4Wh = value;
  },
  reactiveImportT1Varh: () => (reading, value) => {
    reading.reactiveImportT1Varh = value;
  },
  reactiveImportT2Varh: () => (reading, value) => {
    reading.reactiveImportT2Varh = value;
  },
  reactiveImportT3Varh: () => (reading, value) => {
    reading.reactiveImportT3Varh = value;
  },
  reactiveImportT4Varh: () => (reading, value) => {
    reading.reactiveImportT4Varh = value;
  },
  reactiveExportT1Varh: () => (reading, value) => {
    reading.reactiveExportT1Varh = value;
  },
  reactiveExportT2Varh: () => (reading, value) => {
    reading.reactiveExportT2Varh = value;
  },
  reactiveExportT3Varh: () => (reading, value) => {
    reading.reactiveExportT3Varh = value;
  },
  reactiveExportT4Varh: () => (reading, value) => {
    reading.reactiveExportT4Varh = value;
  },
  reactiveQ1Var: () => (reading, value) => {
    reading.reactiveQ1Var = value;
  },
  reactiveQ2Var: () => (reading, value) => {
    reading.reactiveQ2Var = value;
  },
  reactiveQ3Var: () => (reading, value) => {
    reading.reactiveQ3Var = value;
  },
  reactiveQ4Var: () => (reading, value) => {
    reading.reactiveQ4Var = value;
  },
  reactiveQ1Varh: () => (reading, value) => {
    reading.reactiveQ1Varh = value;
  },
  reactiveQ2Varh: () => (reading, value) => {
    reading.reactiveQ2Varh = value;
  },
  reactiveQ3Varh: () => (reading, value) => {
    reading.reactiveQ3Varh = value;
  },
  reactiveQ4Varh: () => (reading, value) => {
    reading.reactiveQ4Varh = value;
  },
  reactiveQ1T1Varh: () => (reading, value) => {
    reading.reactiveQ1T1Varh = value;
  },
  reactiveQ1T2Varh: () => (reading, value) => {
    reading.reactiveQ1T2Varh = value;
  },
  reactiveQ2T1Varh: () => (reading, value) => {
    reading.reactiveQ2T1Varh = value;
  },
  reactiveQ2T2Varh: () => (reading, value) => {
    reading.reactiveQ2T2Varh = value;
  },
  reactiveQ3T1Varh: () => (reading, value) => {
    reading.reactiveQ3T1Varh = value;
  },
  reactiveQ3T2Varh: () => (reading, value) => {
    reading.reactiveQ3T2Varh = value;
  },
  reactiveQ4T1Varh: () => (reading, value) => {
    reading.reactiveQ4T1Varh = value;
  },
  reactiveQ4T2Varh: () => (reading, value) => {
    reading.reactiveQ4T2Varh = value;
  },
  activeImportL1W: () => (reading, value) => {
    reading.activeImportL1W = value;
  },
  activeImportL2W: () => (reading, value) => {
    reading.activeImportL2W = value;
  },
  activeImportL3W: () => (reading, value) => {
    reading.activeImportL3W = value;
  },
  activeExportL1W: () => (reading, value) => {
    reading.activeExportL1W = value;
  },
  activeExportL2W: () => (reading, value) => {
    reading.activeExportL2W = value;
  },
  activeExportL3W: () => (reading, value) => {
    reading.activeExportL3W = value;
  },
  reactiveImportL1Var: () => (reading, value) => {
    reading.reactiveImportL1Var = value;
  },
  reactiveImportL2Var: () => (reading, value) => {
    reading.reactiveImportL2Var = value;
  },
  reactiveImportL3Var: () => (reading, value) => {
    reading.reactiveImportL3Var = value;
  },
  reactiveExportL1Var: () => (reading, value) => {
    reading.reactiveExportL1Var = value;
  },
  reactiveExportL2Var: () => (reading, value) => {
    reading.reactiveExportL2Var = value;
  },
  reactiveExportL3Var: () => (reading, value) => {
    reading.reactiveExportL3Var = value;
  },
  apparentImportL1VA: () => (reading, value) => {
    reading.apparentImportL1VA = value;
  },
  apparentImportL2VA: () => (reading, value) => {
    reading.apparentImportL2VA = value;
  },
  apparentImportL3VA: () => (reading, value) => {
    reading.apparentImportL3VA = value;
  },
  netActiveL1W: () => (reading, value) => {
    reading.netActiveL1W = value;
  },
  netActiveL2W: () => (reading, value) => {
    reading.netActiveL2W = value;
  },
  netActiveL3W: () => (reading, value) => {
    reading.netActiveL3W = value;
  },
  currentL1A: () => (reading, value) => {
    reading.currentL1A = value;
  },
  currentL2A: () => (reading, value) => {
    reading.currentL2A = value;
  },
  currentL3A: () => (reading, value) => {
    reading.currentL3A = value;
  },
  voltageL1V: () => (reading, value) => {
    reading.voltageL1V = value;
  },
  voltageL2V: () => (reading, value) => {
    reading.voltageL2V = value;
  },
  voltageL3V: () => (reading, value) => {
    reading.voltageL3V = value;
  },
  powerFactorL1: () => (reading, value) => {
    reading.powerFactorL1 = value;
  },
  powerFactorL2: () => (reading, value) => {
    reading.powerFactorL2 = value;
  },
  powerFactorL3: () => (reading, value) => {
    reading.powerFactorL3 = value;
  },
  energyImportL1Wh: () => (reading, value) => {
    reading.energyImportL1Wh = value;
  },
  energyImportL2Wh: () => (reading, value) => {
    reading.energyImportL2Wh = value;
  },
  energyImportL3Wh: () => (reading, value) => {
    reading.energyImportL3Wh = value;
  },
  energyExportL1Wh: () => (reading, value) => {
    reading.energyExportL1Wh = value;
  },
  energyExportL2Wh: () => (reading, value) => {
    reading.energyExportL2Wh = value;
  },
  energyExportL3Wh: () => (reading, value) => {
    reading.energyExportL3Wh = value;
  },
  reactiveImportL1Varh: () => (reading, value) => {
    reading.reactiveImportL1Varh = value;
  },
  reactiveImportL2Varh: () => (reading, value) => {
    reading.reactiveImportL2Varh = value;
  },
  reactiveImportL3Varh: () => (reading, value) => {
    reading.reactiveImportL3Varh = value;
  },
  reactiveExportL1Varh: () => (reading, value) => {
    reading.reactiveExportL1Varh = value;
  },
  reactiveExportL2Varh: () => (reading, value) => {
    reading.reactiveExportL2Varh = value;
  },
  reactiveExportL3Varh: () => (reading, value) => {
    reading.reactiveExportL3Varh = value;
  },
};
