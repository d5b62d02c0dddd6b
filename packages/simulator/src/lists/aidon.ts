import type { QuantityName } from "@meter2mqtt/decoder";
import type { IntegerType } from "../encode/axdr-value.ts";
import type { ListColumn, ListValues } from "./list-column.ts";
import { encodePushList } from "./push-list.ts";

export const aidonListVersion = "AIDON_V0001";

/**
 * Which list: `power` (list 1, every 2.5 s), `momentary` (list 2, every 10 s), `hourly` (list 3) of Norwegian meters;
 * `swedish`, every 10 s, with powers of each phase and registers in Wh.
 */
export type AidonList = "power" | "momentary" | "hourly" | "swedish";

const column = (
  obis: string,
  quantity: QuantityName,
  exponent = 0,
  type: IntegerType = "double-long-unsigned",
): ListColumn => {
  return { obis: `1-0:${obis}`, quantity, exponent, type };
};

const identity: readonly ListColumn[] = [
  { obis: "1-1:0.2.129", text: "listVersion", type: "visible-string" },
  { obis: "0-0:96.1.0", text: "meterId", type: "visible-string" },
  { obis: "0-0:96.1.7", text: "meterModel", type: "visible-string" },
];
const importPower = column("1.7.0", "activeImportW");
const momentary: readonly ListColumn[] = [
  importPower,
  column("2.7.0", "activeExportW"),
  column("3.7.0", "reactiveImportVar"),
  column("4.7.0", "reactiveExportVar"),
  column("31.7.0", "currentL1A", -1, "long"),
  column("51.7.0", "currentL2A", -1, "long"),
  column("71.7.0", "currentL3A", -1, "long"),
  column("32.7.0", "voltageL1V", -1, "long-unsigned"),
  column("52.7.0", "voltageL2V", -1, "long-unsigned"),
  column("72.7.0", "voltageL3V", -1, "long-unsigned"),
];
const phases: readonly ListColumn[] = [
  column("21.7.0", "activeImportL1W"),
  column("22.7.0", "activeExportL1W"),
  column("23.7.0", "reactiveImportL1Var"),
  column("24.7.0", "reactiveExportL1Var"),
  column("41.7.0", "activeImportL2W"),
  column("42.7.0", "activeExportL2W"),
  column("43.7.0", "reactiveImportL2Var"),
  column("44.7.0", "reactiveExportL2Var"),
  column("61.7.0", "activeImportL3W"),
  column("62.7.0", "activeExportL3W"),
  column("63.7.0", "reactiveImportL3Var"),
  column("64.7.0", "reactiveExportL3Var"),
];
const clock: ListColumn = { obis: "0-0:1.0.0", clock: true };
const registers = (exponent: number): readonly ListColumn[] => [
  column("1.8.0", "energyImportWh", exponent),
  column("2.8.0", "energyExportWh", exponent),
  column("3.8.0", "reactiveImportVarh", exponent),
  column("4.8.0", "reactiveExportVarh", exponent),
];

/** What stands in each list. */
export const aidonLists: Readonly<Record<AidonList, readonly ListColumn[]>> = {
  power: [importPower],
  momentary: [...identity, ...momentary],
  hourly: [...identity, ...momentary, clock, ...registers(1)],
  swedish: [clock, ...momentary, ...phases, ...registers(0)],
};

/**
 * An Aidon push list: an array of structures of OBIS code and value, and for quantities of scaler and unit. What is
 * absent from `values` is left out, as the second current of an IT grid is.
 */
export function encodeAidonList(list: AidonList, values: ListValues): Uint8Array {
  return encodePushList("entries", aidonLists[list], { listVersion: aidonListVersion, ...values });
}
