import { encodeAxdr } from "../encode/axdr.ts";
import type { AxdrValue } from "../encode/axdr-value.ts";
import { encodeLength } from "../encode/length.ts";
import { concatOctets, toBigEndian } from "../octets.ts";
import {
  type ListColumn,
  type ListValues,
  toClassId,
  toColumnValue,
  toObisOctets,
  toObisValue,
  toScalerUnit,
} from "./list-column.ts";

/**
 * How a list says what its values are:
 * - `positional`: values alone, in one structure;
 * - `pairs`: OBIS code and value in turn, in one structure;
 * - `triples`: the same, and {scaler, unit} behind each register (Sagemcom, Austria);
 * - `entries`: an array of structures of OBIS code, value and, for registers, {scaler, unit} (Aidon);
 * - `structure-of-entries`: the same in a structure (Landis+Gyr, Norway);
 * - `clock-then-entries`: the clock as a pair in front of them (Kaifa, Austria);
 * - `capture-objects`: the push setup's list of objects, then the values (Landis+Gyr and Iskraemeco, Switzerland);
 * - `attributes`: attribute descriptors without data tags, each with its value (Sagemcom, Czechia).
 */
export type PushListForm =
  | "positional"
  | "pairs"
  | "triples"
  | "entries"
  | "structure-of-entries"
  | "clock-then-entries"
  | "capture-objects"
  | "attributes";

export const pushListForms: readonly PushListForm[] = [
  "positional",
  "pairs",
  "triples",
  "entries",
  "structure-of-entries",
  "clock-then-entries",
  "capture-objects",
  "attributes",
];

export interface PushListOptions {
  /** What stands for a value that is not there: nothing, or a pair of null-data. Default: left-out. */
  readonly absent?: "left-out" | "null-data";
  /** OBIS code of the push setup whose list of objects begins with that list itself; absent: it does not. */
  readonly pushSetup?: string;
}

interface Sent {
  readonly column: ListColumn;
  readonly value: AxdrValue;
}

/** A push list of these columns, as one A-XDR value. What is absent from `values` is left out. */
export function encodePushList(
  form: PushListForm,
  columns: readonly ListColumn[],
  values: ListValues,
  options: PushListOptions = {},
): Uint8Array {
  const sent = columns.flatMap((column): (Sent | undefined)[] => {
    const value = toColumnValue(column, values);
    if (value !== undefined) return [{ column, value }];
    return options.absent === "null-data" ? [undefined] : [];
  });
  const present = sent.filter((item) => item !== undefined);
  switch (form) {
    case "entries":
      return encodeAxdr({ type: "array", elements: present.map(toEntry) });
    case "structure-of-entries":
      return encodeAxdr({ type: "structure", elements: present.map(toEntry) });
    case "capture-objects":
      return encodeAxdr({
        type: "structure",
        elements: [toObjectList(present, options.pushSetup), ...present.map(({ value }) => value)],
      });
    case "attributes":
      return encodeAttributes(present);
    default:
      return encodeAxdr({ type: "structure", elements: sent.flatMap((item) => toFlat(form, item)) });
  }
}

const nullData: AxdrValue = { type: "null-data" };

/** What one column puts into a flat structure. */
function toFlat(form: PushListForm, sent: Sent | undefined): readonly AxdrValue[] {
  if (sent === undefined) return form === "positional" ? [nullData] : [nullData, nullData];
  const { column, value } = sent;
  if (form === "positional" || column.bare === true) return [value];
  if (form === "clock-then-entries" && !("clock" in column)) return [toEntry(sent)];
  const pair = [toObisValue(column.obis), value];
  return form === "triples" && "quantity" in column ? [...pair, toScalerUnit(column)] : pair;
}

function toEntry({ column, value }: Sent): AxdrValue {
  const scale = "quantity" in column ? [toScalerUnit(column)] : [];
  return { type: "structure", elements: [toObisValue(column.obis), value, ...scale] };
}

/** Attribute that holds the value in the classes that meters push. */
const valueAttribute = 2;

function attributeOf(column: ListColumn): number {
  return ("constant" in column ? column.attribute : undefined) ?? valueAttribute;
}

/** push_object_list (Blue Book, "Push setup"): class id, OBIS code, attribute, data index for each object. */
function toObjectList(present: readonly Sent[], pushSetup: string | undefined): AxdrValue {
  const objects = present.map(({ column }) => toCaptureObject(toClassId(column), column.obis, attributeOf(column)));
  const own = pushSetup === undefined ? [] : [toCaptureObject(pushSetupClass, pushSetup, valueAttribute)];
  return { type: "array", elements: [...own, ...objects] };
}

const pushSetupClass = 40;

function toCaptureObject(classId: number, obis: string, attribute: number): AxdrValue {
  return {
    type: "structure",
    elements: [
      { type: "long-unsigned", value: classId },
      toObisValue(obis),
      { type: "integer", value: attribute },
      { type: "long-unsigned", value: 0 },
    ],
  };
}

/** An enum, then an array of {descriptor, value}, the descriptors as they stand in requests: untagged. */
function encodeAttributes(present: readonly Sent[]): Uint8Array {
  const pairs = present.map(({ column, value }) => {
    const descriptor = concatOctets(toBigEndian(toClassId(column), 2), toObisOctets(column.obis), [
      attributeOf(column),
    ]);
    return concatOctets([0x02, 0x02], descriptor, encodeAxdr(value));
  });
  return concatOctets([0x02, 0x02, 0x16, 0x01, 0x01], encodeLength(present.length), ...pairs);
}
