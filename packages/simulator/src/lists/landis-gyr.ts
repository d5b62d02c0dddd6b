import type { QuantityName } from "@meter2mqtt/decoder";
import type { ListColumn } from "./list-column.ts";

const word = (obis: string, quantity: QuantityName): ListColumn => {
  return { obis, quantity, type: "double-long-unsigned" };
};
const voltages = (exponent: number): readonly ListColumn[] => [
  { obis: "1-0:32.7.0", quantity: "voltageL1V", type: "long-unsigned", exponent },
  { obis: "1-0:52.7.0", quantity: "voltageL2V", type: "long-unsigned", exponent },
  { obis: "1-0:72.7.0", quantity: "voltageL3V", type: "long-unsigned", exponent },
];
const currents = (type: "long" | "long-unsigned"): readonly ListColumn[] => [
  { obis: "1-0:31.7.0", quantity: "currentL1A", type, exponent: -2 },
  { obis: "1-0:51.7.0", quantity: "currentL2A", type, exponent: -2 },
  { obis: "1-0:71.7.0", quantity: "currentL3A", type, exponent: -2 },
];
const activePower: readonly ListColumn[] = [word("1-0:1.7.0", "activeImportW"), word("1-0:2.7.0", "activeExportW")];
const reactivePower: readonly ListColumn[] = [
  word("1-0:3.7.0", "reactiveImportVar"),
  word("1-0:4.7.0", "reactiveExportVar"),
];
const identity: readonly ListColumn[] = [
  { obis: "1-1:0.2.129", text: "listVersion", type: "visible-string" },
  { obis: "0-0:96.1.0", text: "meterId", type: "visible-string" },
  { obis: "0-0:96.1.7", text: "meterModel", type: "visible-string" },
];

/** Norway (E350): OBIS code, value, scaler and unit; currents are of a signed type. */
export const landisGyrNorwegianPower: readonly ListColumn[] = [word("1-0:1.7.0", "activeImportW")];
export const landisGyrNorwegianMomentary: readonly ListColumn[] = [
  ...identity,
  ...activePower,
  ...reactivePower,
  ...currents("long"),
  ...voltages(-1),
];
export const landisGyrNorwegianHourly: readonly ListColumn[] = [
  ...landisGyrNorwegianMomentary,
  { obis: "0-0:1.0.0", clock: true },
  word("1-0:1.8.0", "energyImportWh"),
  word("1-0:2.8.0", "energyExportWh"),
  word("1-0:3.8.0", "reactiveImportVarh"),
  word("1-0:4.8.0", "reactiveExportVarh"),
];

const unknown: ListColumn = { obis: "0-0:0.0.0", constant: { type: "long-unsigned", value: 0 } };

/** Austria (E450, Netz Burgenland): values by place, whole volts, the meter's number last. */
export const landisGyrAustrian: readonly ListColumn[] = [
  ...voltages(0),
  ...currents("long-unsigned"),
  ...activePower,
  word("1-0:1.8.0", "energyImportWh"),
  word("1-0:2.8.0", "energyExportWh"),
  unknown,
  unknown,
  unknown,
  { obis: "0-0:96.1.0", text: "meterId", type: "octet-string" },
];

/** Switzerland (E450): behind the push setup's list of objects; registers are those of channel 1. */
export const landisGyrSwiss: readonly ListColumn[] = [
  // The push setup's own logical name is one of its objects.
  {
    obis: "0-8:25.9.0",
    constant: { type: "octet-string", octets: Uint8Array.of(0, 8, 25, 9, 0, 255) },
    classId: 40,
    attribute: 1,
  },
  { obis: "0-0:96.1.0", text: "meterId", type: "octet-string" },
  { obis: "0-0:42.0.0", text: "logicalDeviceName", type: "octet-string" },
  ...activePower,
  word("1-1:1.8.0", "energyImportWh"),
  word("1-1:2.8.0", "energyExportWh"),
  ...voltages(0),
  ...currents("long-unsigned"),
];
