import type { QuantityName } from "@meter2mqtt/decoder";
import type { ListColumn } from "./list-column.ts";

/** Columns that lists of several makers share: volts in tenths, amperes in hundredths, powers in watts. */
export const word = (obis: string, quantity: QuantityName): ListColumn => {
  return { obis, quantity, type: "double-long-unsigned" };
};
const short = (obis: string, quantity: QuantityName, exponent: number): ListColumn => {
  return { obis, quantity, type: "long-unsigned", exponent };
};

export const activePower: readonly ListColumn[] = [
  word("1-0:1.7.0", "activeImportW"),
  word("1-0:2.7.0", "activeExportW"),
];
export const voltages: readonly ListColumn[] = [
  short("1-0:32.7.0", "voltageL1V", -1),
  short("1-0:52.7.0", "voltageL2V", -1),
  short("1-0:72.7.0", "voltageL3V", -1),
];
export const currents: readonly ListColumn[] = [
  short("1-0:31.7.0", "currentL1A", -2),
  short("1-0:51.7.0", "currentL2A", -2),
  short("1-0:71.7.0", "currentL3A", -2),
];
