import type { QuantityName } from "@meter2mqtt/decoder";
import type { ListColumn } from "./list-column.ts";

/*
 * Austrian lists carry OBIS codes, scalers and units. Kaifa and Sagemcom send the same under one grid company (Netz
 * Niederösterreich, "Kundenschnittstelle"), and Kaifa another one in Vorarlberg and Salzburg.
 */
const word = (obis: string, quantity: QuantityName): ListColumn => {
  return { obis, quantity, type: "double-long-unsigned" };
};
const short = (obis: string, quantity: QuantityName, exponent: number): ListColumn => {
  return { obis, quantity, type: "long-unsigned", exponent };
};

const clock: ListColumn = { obis: "0-0:1.0.0", clock: true };
const activePower: readonly ListColumn[] = [word("1-0:1.7.0", "activeImportW"), word("1-0:2.7.0", "activeExportW")];
const activeRegisters: readonly ListColumn[] = [
  word("1-0:1.8.0", "energyImportWh"),
  word("1-0:2.8.0", "energyExportWh"),
];
const voltages: readonly ListColumn[] = [
  short("1-0:32.7.0", "voltageL1V", -1),
  short("1-0:52.7.0", "voltageL2V", -1),
  short("1-0:72.7.0", "voltageL3V", -1),
];
const currents: readonly ListColumn[] = [
  short("1-0:31.7.0", "currentL1A", -2),
  short("1-0:51.7.0", "currentL2A", -2),
  short("1-0:71.7.0", "currentL3A", -2),
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
