import type { ReadingQuantities } from "@meter2mqtt/decoder";
import { type CounterName, wattMillisecondsPerWattHour } from "../household/energy-counters.ts";
import type { HouseholdState, PhaseState } from "../household/household.ts";

/** All that can be measured of a household, as exactly as it is known: each meter sends some of it, in its own steps. */
export function toQuantities(state: HouseholdState): ReadingQuantities {
  const { phases, activeW, reactiveVar } = state;
  const [first, second, third] = phases;
  return {
    activeImportW: Math.max(0, activeW),
    activeExportW: Math.max(0, -activeW),
    netActiveW: activeW,
    absActiveW: Math.abs(activeW),
    reactiveImportVar: Math.max(0, reactiveVar),
    reactiveExportVar: Math.max(0, -reactiveVar),
    apparentImportVA: activeW >= 0 ? apparentOf(activeW, reactiveVar) : 0,
    apparentExportVA: activeW >= 0 ? 0 : apparentOf(activeW, reactiveVar),
    powerFactor: factorOf(activeW, reactiveVar),
    powerFactorL1: factorOf(first.activeW, first.reactiveVar),
    powerFactorL2: factorOf(second.activeW, second.reactiveVar),
    powerFactorL3: factorOf(third.activeW, third.reactiveVar),
    frequencyHz: toFrequency(state.at),
    currentL1A: first.currentA,
    currentL2A: second.currentA,
    currentL3A: third.currentA,
    voltageL1V: first.voltageV,
    voltageL2V: second.voltageV,
    voltageL3V: third.voltageV,
    ...toPhasePowers(first, second, third),
    ...toRegisters(state),
  };
}

function toPhasePowers(first: PhaseState, second: PhaseState, third: PhaseState): ReadingQuantities {
  return {
    netActiveL1W: first.activeW,
    netActiveL2W: second.activeW,
    netActiveL3W: third.activeW,
    activeImportL1W: Math.max(0, first.activeW),
    activeImportL2W: Math.max(0, second.activeW),
    activeImportL3W: Math.max(0, third.activeW),
    activeExportL1W: Math.max(0, -first.activeW),
    activeExportL2W: Math.max(0, -second.activeW),
    activeExportL3W: Math.max(0, -third.activeW),
    reactiveImportL1Var: Math.max(0, first.reactiveVar),
    reactiveImportL2Var: Math.max(0, second.reactiveVar),
    reactiveImportL3Var: Math.max(0, third.reactiveVar),
    reactiveExportL1Var: Math.max(0, -first.reactiveVar),
    reactiveExportL2Var: Math.max(0, -second.reactiveVar),
    reactiveExportL3Var: Math.max(0, -third.reactiveVar),
  };
}

/** Registers in Wh and varh with the fractions that were counted. */
function toRegisters({ counts }: HouseholdState): ReadingQuantities {
  const register = (name: CounterName): number => counts[name] / wattMillisecondsPerWattHour;
  return {
    energyImportWh: register("import"),
    energyExportWh: register("export"),
    energyAbsWh: register("import") + register("export"),
    energyImportT1Wh: register("importT1"),
    energyImportT2Wh: register("importT2"),
    energyExportT1Wh: register("exportT1"),
    energyExportT2Wh: register("exportT2"),
    // No household here has more than two tariffs.
    energyImportT3Wh: 0,
    energyImportT4Wh: 0,
    energyExportT3Wh: 0,
    energyExportT4Wh: 0,
    reactiveImportVarh: register("reactiveImport"),
    reactiveExportVarh: register("reactiveExport"),
  };
}

function apparentOf(active: number, reactive: number): number {
  return Math.round(Math.hypot(active, reactive));
}

function factorOf(active: number, reactive: number): number {
  const apparent = Math.hypot(active, reactive);
  return apparent === 0 ? 1 : Math.abs(active) / apparent;
}

/** The grid's frequency wanders by some hundredths of a hertz within minutes. */
function toFrequency(at: number): number {
  return Math.round(100 * (50 + 0.03 * Math.sin(at / 97_000))) / 100;
}
