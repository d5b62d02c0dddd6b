import type { ReadingQuantities } from "@meter2mqtt/decoder";
import { toRegister } from "../household/energy-counters.ts";
import type { HouseholdState } from "../household/household.ts";

/** Decimals in which a meter states what it measures. */
interface Resolution {
  readonly voltage: number;
  readonly current: number;
}

function roundTo(value: number, decimals: number): number {
  const power = 10 ** decimals;
  return Math.round(value * power) / power;
}

/** Powers, voltages and currents as a meter of this resolution states them. */
export function toMomentary(state: HouseholdState, resolution: Resolution): ReadingQuantities {
  const { phases, activeW, reactiveVar } = state;
  const [first, second, third] = phases;
  const { voltage, current } = resolution;
  return {
    activeImportW: Math.max(0, activeW),
    activeExportW: Math.max(0, -activeW),
    reactiveImportVar: Math.max(0, reactiveVar),
    reactiveExportVar: Math.max(0, -reactiveVar),
    currentL1A: roundTo(first.currentA, current),
    currentL2A: roundTo(second.currentA, current),
    currentL3A: roundTo(third.currentA, current),
    voltageL1V: roundTo(first.voltageV, voltage),
    voltageL2V: roundTo(second.voltageV, voltage),
    voltageL3V: roundTo(third.voltageV, voltage),
  };
}

/** The four total registers, in steps of so many Wh. */
export function toTotals(state: HouseholdState, resolutionWh: number): ReadingQuantities {
  const { counts } = state;
  return {
    energyImportWh: toRegister(counts.import, resolutionWh),
    energyExportWh: toRegister(counts.export, resolutionWh),
    reactiveImportVarh: toRegister(counts.reactiveImport, resolutionWh),
    reactiveExportVarh: toRegister(counts.reactiveExport, resolutionWh),
  };
}

/** Active power of each phase, import and export apart. */
export function toPhasePowers(state: HouseholdState): ReadingQuantities {
  const [first, second, third] = state.phases;
  return {
    activeImportL1W: Math.max(0, first.activeW),
    activeImportL2W: Math.max(0, second.activeW),
    activeImportL3W: Math.max(0, third.activeW),
    activeExportL1W: Math.max(0, -first.activeW),
    activeExportL2W: Math.max(0, -second.activeW),
    activeExportL3W: Math.max(0, -third.activeW),
  };
}

/** The four tariff registers in whole Wh. */
export function toTariffs(state: HouseholdState): ReadingQuantities {
  const { counts } = state;
  return {
    energyImportT1Wh: toRegister(counts.importT1, 1),
    energyImportT2Wh: toRegister(counts.importT2, 1),
    energyExportT1Wh: toRegister(counts.exportT1, 1),
    energyExportT2Wh: toRegister(counts.exportT2, 1),
  };
}
