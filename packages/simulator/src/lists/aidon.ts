import type { QuantityName } from "@meter2mqtt/decoder";
import { encodeAxdr } from "../encode/axdr.ts";
import type { AxdrValue, IntegerType } from "../encode/axdr-value.ts";
import { type ListColumn, type ListValues, type QuantityColumn, toColumnValue, toObisValue } from "./list-column.ts";

export const aidonListVersion = "AIDON_V0001";

/**
 * Which list: `power` (list 1, every 2.5 s), `momentary` (list 2, every 10 s), `hourly` (list 3) of Norwegian meters;
 * `swedish`, every 10 s, with powers of each phase and registers in Wh.
 */
export type AidonList = "power" | "momentary" | "hourly" | "swedish";

/** Units that these lists carry, by their enumeration (IEC 62056-6-2, table 4). */
const unitCodes = { W: 27, var: 29, Wh: 30, varh: 32, A: 33, V: 35 } as const;
type Unit = keyof typeof unitCodes;

type AidonColumn = (QuantityColumn & { readonly unit: Unit }) | Exclude<ListColumn, QuantityColumn>;

const column = (obis: string, quantity: QuantityName, unit: Unit, exponent = 0): AidonColumn => {
  const types: Partial<Record<Unit, IntegerType>> = { A: "long", V: "long-unsigned" };
  return { obis: `1-0:${obis}`, quantity, unit, exponent, type: types[unit] ?? "double-long-unsigned" };
};

const identity: readonly AidonColumn[] = [
  { obis: "1-1:0.2.129", text: "listVersion", type: "visible-string" },
  { obis: "0-0:96.1.0", text: "meterId", type: "visible-string" },
  { obis: "0-0:96.1.7", text: "meterModel", type: "visible-string" },
];
const importPower = column("1.7.0", "activeImportW", "W");
const momentary: readonly AidonColumn[] = [
  importPower,
  column("2.7.0", "activeExportW", "W"),
  column("3.7.0", "reactiveImportVar", "var"),
  column("4.7.0", "reactiveExportVar", "var"),
  column("31.7.0", "currentL1A", "A", -1),
  column("51.7.0", "currentL2A", "A", -1),
  column("71.7.0", "currentL3A", "A", -1),
  column("32.7.0", "voltageL1V", "V", -1),
  column("52.7.0", "voltageL2V", "V", -1),
  column("72.7.0", "voltageL3V", "V", -1),
];
const phases: readonly AidonColumn[] = [
  column("21.7.0", "activeImportL1W", "W"),
  column("22.7.0", "activeExportL1W", "W"),
  column("23.7.0", "reactiveImportL1Var", "var"),
  column("24.7.0", "reactiveExportL1Var", "var"),
  column("41.7.0", "activeImportL2W", "W"),
  column("42.7.0", "activeExportL2W", "W"),
  column("43.7.0", "reactiveImportL2Var", "var"),
  column("44.7.0", "reactiveExportL2Var", "var"),
  column("61.7.0", "activeImportL3W", "W"),
  column("62.7.0", "activeExportL3W", "W"),
  column("63.7.0", "reactiveImportL3Var", "var"),
  column("64.7.0", "reactiveExportL3Var", "var"),
];
const clock: AidonColumn = { obis: "0-0:1.0.0", clock: true };
const registers = (exponent: number): readonly AidonColumn[] => [
  column("1.8.0", "energyImportWh", "Wh", exponent),
  column("2.8.0", "energyExportWh", "Wh", exponent),
  column("3.8.0", "reactiveImportVarh", "varh", exponent),
  column("4.8.0", "reactiveExportVarh", "varh", exponent),
];

const layouts: Readonly<Record<AidonList, readonly AidonColumn[]>> = {
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
  const elements: AxdrValue[] = [];
  for (const place of layouts[list]) {
    const value = toColumnValue(place, { listVersion: aidonListVersion, ...values });
    if (value === undefined) continue;
    const scale = "quantity" in place ? [toScalerUnit(place.exponent ?? 0, place.unit)] : [];
    elements.push({ type: "structure", elements: [toObisValue(place.obis), value, ...scale] });
  }
  return encodeAxdr({ type: "array", elements });
}

function toScalerUnit(scaler: number, unit: Unit): AxdrValue {
  return {
    type: "structure",
    elements: [
      { type: "integer", value: scaler },
      { type: "enum", value: unitCodes[unit] },
    ],
  };
}
