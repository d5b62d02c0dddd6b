import type { QuantityName } from "@meter2mqtt/decoder";
import type { Values } from "../meters/derive.ts";
import { netOfPhase, type PhaseNumber, phases, sizeOfCurrent } from "./derived-values.ts";
import type { Snapshot } from "./snapshot.ts";

/** An input register pair of the SDM630: a float32, high word first. */
export interface RegisterRow {
  readonly address: number;
  readonly about: string;
  readonly unit: string;
  /**
   * A charger decides by it how much it may take. Where it isn't known, reading it is refused: a number that is made up,
   * or a "not a number" that a charger takes for 0, would look like room.
   */
  readonly guards: boolean;
  readonly value: (snapshot: Snapshot) => number | undefined;
}

type Read = (values: Readonly<Values>, snapshot: Snapshot) => number | undefined;

const row = (address: number, about: string, unit: string, read: Read): RegisterRow => ({
  ...{ address, about, unit, guards: false },
  value: (snapshot) => read(snapshot.values, snapshot),
});

const guard = (address: number, about: string, unit: string, read: Read): RegisterRow => ({
  ...row(address, about, unit, read),
  guards: true,
});

/** One row for each phase: the pairs stand side by side. */
const ofPhases = (first: number, make: (address: number, phase: PhaseNumber) => RegisterRow): RegisterRow[] =>
  phases.map((phase) => make(first + 2 * (phase - 1), phase));

const named =
  (name: QuantityName, divisor = 1): Read =>
  (values) =>
    over(values[name], divisor);

function over(value: number | undefined, divisor: number): number | undefined {
  return value === undefined ? undefined : value / divisor;
}

/** Undefined where one of the parts is: a sum without one of its phases would be too small. */
function sumOf(parts: readonly (number | undefined)[]): number | undefined {
  return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), 0);
}

const difference =
  (plus: QuantityName, minus: QuantityName): Read =>
  (values) => {
    const [more, less] = [values[plus], values[minus]];
    return more === undefined && less === undefined ? undefined : (more ?? 0) - (less ?? 0);
  };

/** In an IT grid there is no neutral to stand against. */
const toNeutral =
  (phase: PhaseNumber): Read =>
  (values, { state }) =>
    state.grid?.type === "IT" ? undefined : values[`voltageL${phase}V`];

/** The voltage that stands between two phases, where the meter measures such ones. */
const between =
  (pair: string): Read =>
  (values, { state }) => {
    const phase = phases.find((number) => state.voltagePairs?.[`voltageL${number}V`] === pair);
    return phase === undefined ? undefined : values[`voltageL${phase}V`];
  };

const voltAmperes =
  (phase: PhaseNumber): Read =>
  (values, snapshot) => {
    const [voltage, current] = [toNeutral(phase)(values, snapshot), sizeOfCurrent(values, phase)];
    const sent = values[`apparentImportL${phase}VA`];
    return sent ?? (voltage === undefined || current === undefined ? undefined : voltage * current);
  };

const currents = (values: Readonly<Values>) => phases.map((phase) => sizeOfCurrent(values, phase));

/** THE table of registers that are offered, by address; what is none of them reads as "not a number". */
export const registerRows: readonly RegisterRow[] = [
  ...ofPhases(0x0000, (address, phase) => row(address, `voltage L${phase} to neutral`, "V", toNeutral(phase))),
  ...ofPhases(0x0006, (address, phase) =>
    guard(address, `current L${phase}, without direction`, "A", (values) => sizeOfCurrent(values, phase)),
  ),
  ...ofPhases(0x000c, (address, phase) =>
    guard(address, `power L${phase}, export negative`, "W", (values) => netOfPhase(values, phase)),
  ),
  ...ofPhases(0x0012, (address, phase) => row(address, `apparent power L${phase}`, "VA", voltAmperes(phase))),
  ...ofPhases(0x0018, (address, phase) =>
    row(
      address,
      `reactive power L${phase}, export negative`,
      "var",
      difference(`reactiveImportL${phase}Var`, `reactiveExportL${phase}Var`),
    ),
  ),
  ...ofPhases(0x001e, (address, phase) => row(address, `power factor L${phase}`, "", named(`powerFactorL${phase}`))),
  row(0x002a, "mean of the voltages to neutral", "V", (values, snapshot) =>
    over(sumOf(phases.map((phase) => toNeutral(phase)(values, snapshot))), 3),
  ),
  guard(0x002e, "mean of the currents", "A", (values) => over(sumOf(currents(values)), 3)),
  guard(0x0030, "sum of the currents", "A", (values) => sumOf(currents(values))),
  guard(0x0034, "power, export negative", "W", named("netActiveW")),
  row(
    0x0038,
    "apparent power",
    "VA",
    (values, snapshot) => values.apparentImportVA ?? sumOf(phases.map((phase) => voltAmperes(phase)(values, snapshot))),
  ),
  row(0x003c, "reactive power, export negative", "var", difference("reactiveImportVar", "reactiveExportVar")),
  row(0x003e, "power factor", "", named("powerFactor")),
  row(0x0046, "grid frequency", "Hz", named("frequencyHz")),
  row(0x0048, "energy taken from the grid", "kWh", named("energyImportWh", 1000)),
  row(0x004a, "energy given to the grid", "kWh", named("energyExportWh", 1000)),
  row(0x004c, "reactive energy, import", "kvarh", named("reactiveImportVarh", 1000)),
  row(0x004e, "reactive energy, export", "kvarh", named("reactiveExportVarh", 1000)),
  row(0x00c8, "voltage L1 to L2", "V", between("L1-L2")),
  row(0x00ca, "voltage L2 to L3", "V", between("L2-L3")),
  row(0x00cc, "voltage L3 to L1", "V", between("L1-L3")),
  row(0x0156, "energy, import plus export", "kWh", (values) =>
    over(sumOf([values.energyImportWh, values.energyExportWh]), 1000),
  ),
  ...ofPhases(0x015a, (address, phase) =>
    row(address, `energy taken from the grid, L${phase}`, "kWh", named(`energyImportL${phase}Wh`, 1000)),
  ),
  ...ofPhases(0x0160, (address, phase) =>
    row(address, `energy given to the grid, L${phase}`, "kWh", named(`energyExportL${phase}Wh`, 1000)),
  ),
];
