import type { QuantityName } from "@meter2mqtt/decoder";
import type { ListColumn, ListValues, QuantityColumn } from "./list-column.ts";
import { encodePushList, type PushListOptions } from "./push-list.ts";

/** What Kamstrup's lists begin with. */
export const kamstrupListVersion = "Kamstrup_V0001";

/**
 * Which list: `momentary` every 10 s (25 elements), `hourly` with clock and registers (35), or `extended`, the one of
 * Danish and Swiss grid companies with a power, a power factor and registers for each phase (65; 37 on one phase).
 */
export type KamstrupList = "momentary" | "hourly" | "extended";

export interface KamstrupOptions {
  /** Volts to this power of ten: 0 as most meters send them, -2 as some newer Danish ones. */
  readonly voltageExponent?: 0 | -2;
  /** Watt-hours to this power of ten: 1 in Norway and Denmark, 0 in Sweden, which the frame does not say. */
  readonly registerExponent?: 0 | 1;
}

const word = (obis: string, quantity: QuantityName, exponent = 0): QuantityColumn => {
  return { obis: `1-1:${obis}`, quantity, type: "double-long-unsigned", exponent };
};

const voltage = (obis: string, quantity: QuantityName, exponent = 0): QuantityColumn => {
  return { obis: `1-1:${obis}`, quantity, type: "long-unsigned", exponent };
};

const identity: readonly ListColumn[] = [
  { obis: "1-1:0.0.5", text: "meterId", type: "visible-string" },
  { obis: "1-1:96.1.1", text: "meterModel", type: "visible-string" },
];
const power: readonly ListColumn[] = [
  word("1.7.0", "activeImportW"),
  word("2.7.0", "activeExportW"),
  word("3.7.0", "reactiveImportVar"),
  word("4.7.0", "reactiveExportVar"),
];
const currents: readonly ListColumn[] = [
  word("31.7.0", "currentL1A", -2),
  word("51.7.0", "currentL2A", -2),
  word("71.7.0", "currentL3A", -2),
];
const voltages = (exponent: number): readonly ListColumn[] => [
  voltage("32.7.0", "voltageL1V", exponent),
  voltage("52.7.0", "voltageL2V", exponent),
  voltage("72.7.0", "voltageL3V", exponent),
];
const clock: ListColumn = { obis: "0-1:1.0.0", clock: true };

const registers = (exponent: number): readonly ListColumn[] => [
  word("1.8.0", "energyImportWh", exponent),
  word("2.8.0", "energyExportWh", exponent),
  word("3.8.0", "reactiveImportVarh", exponent),
  word("4.8.0", "reactiveExportVarh", exponent),
];
const phaseColumns = (exponent: number): readonly ListColumn[] => [
  word("21.7.0", "activeImportL1W"),
  word("41.7.0", "activeImportL2W"),
  word("61.7.0", "activeImportL3W"),
  voltage("33.7.0", "powerFactorL1", -2),
  voltage("53.7.0", "powerFactorL2", -2),
  voltage("73.7.0", "powerFactorL3", -2),
  voltage("13.7.0", "powerFactor", -2),
  word("22.7.0", "activeExportL1W"),
  word("42.7.0", "activeExportL2W"),
  word("62.7.0", "activeExportL3W"),
  word("22.8.0", "energyExportL1Wh", exponent),
  word("42.8.0", "energyExportL2Wh", exponent),
  word("62.8.0", "energyExportL3Wh", exponent),
  word("21.8.0", "energyImportL1Wh", exponent),
  word("41.8.0", "energyImportL2Wh", exponent),
  word("61.8.0", "energyImportL3Wh", exponent),
];

const version: ListColumn = { obis: "1-1:0.2.129", text: "listVersion", type: "visible-string", bare: true };

/** What stands in a list; registers count in Wh where `registerExponent` is 0. */
export function kamstrupColumns(list: KamstrupList, options: KamstrupOptions = {}): readonly ListColumn[] {
  const { voltageExponent = 0, registerExponent = 1 } = options;
  const volts = voltages(voltageExponent);
  const totals = registers(registerExponent);
  if (list === "extended") {
    const number: ListColumn = { obis: "1-1:0.0.1", meterNumber: true };
    return [version, ...totals, number, ...power, clock, ...volts, ...currents, ...phaseColumns(registerExponent)];
  }
  const momentary = [version, ...identity, ...power, ...currents, ...volts];
  return list === "momentary" ? momentary : [...momentary, clock, ...totals];
}

/**
 * A Kamstrup push list: a flat structure of the list version and pairs of OBIS code and value. What is absent from
 * `values` is sent as a pair of null-data in the short lists, as single-phase meters do, and left out of the extended.
 */
export function encodeKamstrupList(list: KamstrupList, values: ListValues, options: KamstrupOptions = {}): Uint8Array {
  const columns = kamstrupColumns(list, options);
  const { listVersion = kamstrupListVersion } = values;
  return encodePushList("pairs", columns, { ...values, listVersion }, kamstrupAbsent(list));
}

/** Absent phases of the short lists are pairs of null-data; in the extended one they are left out. */
export function kamstrupAbsent(list: KamstrupList): PushListOptions {
  return { absent: list === "extended" ? "left-out" : "null-data" };
}
