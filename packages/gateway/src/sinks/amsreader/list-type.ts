import { type QuantityName, quantities } from "@meter2mqtt/decoder";

/**
 * How rich one telegram is: 0 no value, 1 import power only, 2 momentary values, 3 with registers, 4 with power factors or
 * values of each phase beside voltage and current.
 */
export type ListType = 0 | KnownListType;
export type KnownListType = 1 | 2 | 3 | 4;

const phased = /^(?:active(?:Import|Export)L\d|energy(?:Import|Export)L\d|powerFactor)/;

/** The list type of a telegram. What it says counts, not whether that is above 0. */
export function listTypeOf(values: Readonly<Partial<Record<QuantityName, number | undefined>>>): ListType {
  let richest: ListType = 0;
  for (const { name, kind } of quantities) {
    if (kind === "demand" || !isQuantityOf(values, name) || values[name] === undefined) continue;
    const type = typeOf(name, kind === "register");
    if (type > richest) richest = type;
  }
  return richest;
}

function isQuantityOf(values: object, name: string): name is QuantityName {
  return name in values;
}

function typeOf(name: string, isRegister: boolean): ListType {
  if (phased.test(name)) return 4;
  if (isRegister) return 3;
  return name === "activeImportW" ? 1 : 2;
}
