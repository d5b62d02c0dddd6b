import type { QuantityName } from "@meter2mqtt/decoder";
import type { AmsState } from "./ams-state.ts";
import { Decimal, type JsonObject, type JsonValue, whole } from "./json-text.ts";
import type { KnownListType } from "./list-type.ts";

/** What a value of a payload is made of. */
export type FieldSource =
  /** The quantity divided by `per`, with so many decimals; 0 where the meter never said it. */
  | { readonly quantity: QuantityName; readonly per: number; readonly decimals: number }
  | { readonly text: "listVersion" | "meterId" | "meterModel" }
  | { readonly time: "packageTime" | "meterTime"; readonly as: "epoch" | "iso" };

export type Field = FieldSource & { readonly key: string };

/** A key, the quantity behind it, what its unit is divided by, and its decimals. */
type Row = readonly [key: string, quantity: QuantityName, per?: number, decimals?: number];

const toFields = (rows: readonly Row[]): Field[] =>
  rows.map(([key, quantity, per = 1, decimals = 0]) => ({ key, quantity, per, decimals }));

const kilo = 1000;

const names: readonly Field[] = [
  { key: "lv", text: "listVersion" },
  { key: "meterId", text: "meterId" },
  { key: "type", text: "meterModel" },
];
const power = toFields([["P", "activeImportW"]]);
const reactiveImport = toFields([["Q", "reactiveImportVar"]]);
const exported = toFields([["PO", "activeExportW"]]);
const reactiveExport = toFields([["QO", "reactiveExportVar"]]);
const currents = toFields([
  ["I1", "currentL1A", 1, 2],
  ["I2", "currentL2A", 1, 2],
  ["I3", "currentL3A", 1, 2],
]);
const voltages = toFields([
  ["U1", "voltageL1V", 1, 2],
  ["U2", "voltageL2V", 1, 2],
  ["U3", "voltageL3V", 1, 2],
]);
const registers = toFields([
  ["tPI", "energyImportWh", kilo, 3],
  ["tPIT1", "energyImportT1Wh", kilo, 3],
  ["tPIT2", "energyImportT2Wh", kilo, 3],
  ["tPO", "energyExportWh", kilo, 3],
  ["tPOT1", "energyExportT1Wh", kilo, 3],
  ["tPOT2", "energyExportT2Wh", kilo, 3],
  ["tQI", "reactiveImportVarh", kilo, 3],
  ["tQO", "reactiveExportVarh", kilo, 3],
]);
const phaseImport = toFields([
  ["P1", "activeImportL1W"],
  ["P2", "activeImportL2W"],
  ["P3", "activeImportL3W"],
]);
const phaseExport = toFields([
  ["PO1", "activeExportL1W"],
  ["PO2", "activeExportL2W"],
  ["PO3", "activeExportL3W"],
]);
const powerFactors = (per: number, decimals: number) =>
  toFields([
    ["PF", "powerFactor", per, decimals],
    ["PF1", "powerFactorL1", per, decimals],
    ["PF2", "powerFactorL2", per, decimals],
    ["PF3", "powerFactorL3", per, decimals],
  ]);
const phaseRegisters = toFields([
  ["tPI1", "energyImportL1Wh", kilo, 3],
  ["tPI2", "energyImportL2Wh", kilo, 3],
  ["tPI3", "energyImportL3Wh", kilo, 3],
  ["tPO1", "energyExportL1Wh", kilo, 3],
  ["tPO2", "energyExportL2Wh", kilo, 3],
  ["tPO3", "energyExportL3Wh", kilo, 3],
]);
const epochClock: Field = { key: "rtc", time: "meterTime", as: "epoch" };

const instant = [...names, ...power, ...reactiveImport, ...exported, ...reactiveExport, ...currents, ...voltages];

/** Keys of `data` in the JSON formats, by list type. */
export const jsonFields: Readonly<Record<KnownListType, readonly Field[]>> = {
  1: power,
  2: instant,
  3: [...instant, ...registers, epochClock],
  4: [
    ...[...names, ...power, ...phaseImport, ...reactiveImport, ...exported, ...phaseExport, ...reactiveExport],
    ...[...currents, ...voltages, ...powerFactors(1, 2), ...registers, ...phaseRegisters, epochClock],
  ],
};

const isoTime: Field = { key: "t", time: "packageTime", as: "iso" };
const homeAssistantInstant = instant.map((field) => (field.key === "meterId" ? { ...field, key: "id" } : field));
const homeAssistantRegisters = registers.filter(({ key }) => !/T\d$/.test(key));

/** Keys of `<publish>/power` in the Home Assistant format, by list type: power factors are percent. */
export const homeAssistantPower: Readonly<Record<KnownListType, readonly Field[]>> = {
  1: [...power, isoTime],
  2: [...homeAssistantInstant, isoTime],
  3: [...homeAssistantInstant, isoTime],
  4: [
    ...[...homeAssistantInstant, ...phaseImport, ...phaseExport, ...powerFactors(0.01, 0)],
    ...[...phaseRegisters, isoTime],
  ],
};

/** Keys of `<publish>/energy` in the Home Assistant format. */
export const homeAssistantEnergy: readonly Field[] = [
  ...homeAssistantRegisters,
  { key: "rtc", time: "meterTime", as: "iso" },
  isoTime,
];

/** The value behind a field. */
export function fieldValue(state: AmsState, source: FieldSource): JsonValue {
  if ("quantity" in source) return new Decimal((state.values[source.quantity] ?? 0) / source.per, source.decimals);
  if ("text" in source) return state[source.text];
  const time = state[source.time];
  return source.as === "iso" ? toIso(time) : whole(Math.floor((time ?? 0) / 1000));
}

/** All fields as an object. */
export function objectOf(state: AmsState, fields: readonly Field[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field.key, fieldValue(state, field)]));
}

/** ISO 8601 UTC to the second; null where the time is not known. */
export function toIso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
