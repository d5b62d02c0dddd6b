import { activePower, currents, voltages, word } from "./grid-columns.ts";
import type { ListColumn } from "./list-column.ts";

/*
 * Austrian lists carry OBIS codes, scalers and units. Kaifa and Sagemcom send the same under one grid company (Netz
 * Niederösterreich, "Kundenschnittstelle"), and Kaifa another one in Vorarlberg and Salzburg.
 */

const clock: ListColumn = { obis: "0-0:1.0.0", clock: true };
const activeRegisters: readonly ListColumn[] = [
  word("1-0:1.8.0", "energyImportWh"),
  word("1-0:2.8.0", "energyExportWh"),
];

/** Netz Niederösterreich: the clock first and the meter's number last, both without OBIS code. */
export const lowerAustrian: readonly ListColumn[] = [
  { ...clock, bare: true },
  ...activeRegisters,
  ...activePower,
  ...voltages,
  ...currents,
  { obis: "1-0:13.7.0", quantity: "powerFactor", type: "long-unsigned", exponent: -3 },
  { obis: "0-0:96.1.0", text: "meterId", type: "octet-string", bare: true },
];

/** Vorarlberg, Salzburg: the clock, two names, and reactive registers. */
export const westAustrian: readonly ListColumn[] = [
  clock,
  { obis: "0-0:96.1.0", text: "meterId", type: "octet-string" },
  { obis: "0-0:42.0.0", text: "logicalDeviceName", type: "octet-string" },
  ...voltages,
  ...currents,
  ...activePower,
  ...activeRegisters,
  word("1-0:3.8.0", "reactiveImportVarh"),
  word("1-0:4.8.0", "reactiveExportVarh"),
];
