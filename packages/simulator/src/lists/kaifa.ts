import type { QuantityName } from "@meter2mqtt/decoder";
import type { IntegerType } from "../encode/axdr-value.ts";
import type { ListColumn, ListValues, QuantityColumn } from "./list-column.ts";
import { encodePushList } from "./push-list.ts";

export const kaifaListVersion = "KFM_001";

/** Which list: `power` (list 1, every 2 s), `momentary` (list 2, every 10 s) or `hourly` (list 3). */
export type KaifaList = "power" | "momentary" | "hourly";

export interface KaifaOptions {
  /** `positional`: values only, as Norwegian meters send them. `pairs`: each behind its OBIS code, as some Swedish do. */
  readonly form?: "positional" | "pairs";
  /** Meters behind current transformers send registers of 64 bits. */
  readonly registerType?: IntegerType;
}

const quantity = (
  obis: string,
  name: QuantityName,
  exponent = 0,
  type: IntegerType = "double-long-unsigned",
): QuantityColumn => ({ obis: `1-0:${obis}`, quantity: name, type, exponent });

const identity: readonly ListColumn[] = [
  { obis: "1-0:0.2.129", text: "listVersion", type: "octet-string" },
  { obis: "0-0:96.1.0", text: "meterId", type: "octet-string" },
  { obis: "0-0:96.1.7", text: "meterModel", type: "octet-string" },
];
const importPower = quantity("1.7.0", "activeImportW");
const momentary: readonly ListColumn[] = [
  importPower,
  quantity("2.7.0", "activeExportW"),
  quantity("3.7.0", "reactiveImportVar"),
  quantity("4.7.0", "reactiveExportVar"),
  quantity("31.7.0", "currentL1A", -3),
  quantity("51.7.0", "currentL2A", -3),
  quantity("71.7.0", "currentL3A", -3),
  quantity("32.7.0", "voltageL1V", -1),
  quantity("52.7.0", "voltageL2V", -1),
  quantity("72.7.0", "voltageL3V", -1),
];
const clock: ListColumn = { obis: "0-0:1.0.0", clock: true };
const registers = (type?: IntegerType): readonly ListColumn[] => [
  quantity("1.8.0", "energyImportWh", 0, type),
  quantity("2.8.0", "energyExportWh", 0, type),
  quantity("3.8.0", "reactiveImportVarh", 0, type),
  quantity("4.8.0", "reactiveExportVarh", 0, type),
];

/** What stands in a list. */
export function kaifaColumns(list: KaifaList, registerType?: IntegerType): readonly ListColumn[] {
  if (list === "power") return [importPower];
  return [...identity, ...momentary, ...(list === "hourly" ? [clock, ...registers(registerType)] : [])];
}

/**
 * A Kaifa push list: a flat structure. Single-phase meters leave the places of the other phases out; in an IT grid
 * the second voltage is sent as 0, which `values` has to say.
 */
export function encodeKaifaList(list: KaifaList, values: ListValues, options: KaifaOptions = {}): Uint8Array {
  const columns = kaifaColumns(list, options.registerType);
  return encodePushList(options.form ?? "positional", columns, { listVersion: kaifaListVersion, ...values });
}
