import { activePower, currents, voltages, word } from "./grid-columns.ts";
import type { ListColumn } from "./list-column.ts";

/** Iskraemeco AM550 and IE.5: values without scaler, and in most countries without OBIS code. */

const deviceName: ListColumn = { obis: "0-0:42.0.0", text: "logicalDeviceName", type: "octet-string" };
const meterId: ListColumn = { obis: "0-0:96.1.0", text: "meterId", type: "octet-string" };
/** Nobody has said what it means. */
const unknown: ListColumn = { obis: "0-0:0.0.0", constant: { type: "double-long-unsigned", value: 0 } };
const unknowns = (count: number): readonly ListColumn[] => Array.from({ length: count }, () => unknown);

const reactivePower: readonly ListColumn[] = [
  word("1-0:3.7.0", "reactiveImportVar"),
  word("1-0:4.7.0", "reactiveExportVar"),
];
const phasePowers: readonly ListColumn[] = [
  word("1-0:21.7.0", "activeImportL1W"),
  word("1-0:41.7.0", "activeImportL2W"),
  word("1-0:61.7.0", "activeImportL3W"),
  word("1-0:22.7.0", "activeExportL1W"),
  word("1-0:42.7.0", "activeExportL2W"),
  word("1-0:62.7.0", "activeExportL3W"),
];
const activeRegisters: readonly ListColumn[] = [
  word("1-0:1.8.0", "energyImportWh"),
  word("1-0:1.8.1", "energyImportT1Wh"),
  word("1-0:1.8.2", "energyImportT2Wh"),
  word("1-0:2.8.0", "energyExportWh"),
  word("1-0:2.8.1", "energyExportT1Wh"),
  word("1-0:2.8.2", "energyExportT2Wh"),
];
const reactiveRegisters: readonly ListColumn[] = [
  word("1-0:3.8.0", "reactiveImportVarh"),
  word("1-0:4.8.0", "reactiveExportVarh"),
];

/** Slovenia (SODO, "I1 port"): momentary values by place. */
export const iskraemecoSlovenianMomentary: readonly ListColumn[] = [
  deviceName,
  unknown,
  ...activePower,
  ...reactivePower,
  ...voltages,
  ...currents,
  ...phasePowers,
];

/** Slovenia: registers by place, every quarter of an hour. */
export const iskraemecoSlovenianRegisters: readonly ListColumn[] = [
  deviceName,
  ...unknowns(3),
  ...activeRegisters,
  ...reactiveRegisters,
];

/** Croatia: everything of an IE.5 by place, the meter's number first. */
export const iskraemecoCroatian: readonly ListColumn[] = [
  meterId,
  ...unknowns(2),
  ...activeRegisters,
  ...unknowns(4),
  ...activePower,
  { obis: "1-0:13.7.0", quantity: "powerFactor", type: "long-unsigned", exponent: -3 },
  ...phasePowers,
  ...voltages,
  ...currents,
  ...unknowns(5),
];

/** Switzerland: behind the push setup's list of objects; its registers and powers are those of channel 1. */
export const iskraemecoSwiss: readonly ListColumn[] = [
  { ...deviceName },
  word("1-1:1.8.0", "energyImportWh"),
  word("1-1:2.8.0", "energyExportWh"),
  word("1-1:3.8.0", "reactiveImportVarh"),
  word("1-1:4.8.0", "reactiveExportVarh"),
  word("1-1:1.7.0", "activeImportW"),
  word("1-1:2.7.0", "activeExportW"),
  ...voltages,
  ...currents,
];

/** Austria (Wiener Netze, "IDIS CII"): the clock, registers, then powers, by place. */
export const iskraemecoAustrian: readonly ListColumn[] = [
  { obis: "0-0:1.0.0", clock: true },
  word("1-0:1.8.0", "energyImportWh"),
  word("1-0:2.8.0", "energyExportWh"),
  ...reactiveRegisters,
  ...activePower,
  ...reactivePower,
];
