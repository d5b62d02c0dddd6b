import { tell } from "@meter2mqtt/contract";
import { isRecord } from "../config/schema-node.ts";
import { PriceError } from "./price-source.ts";

/** The JSON of an answer. Throws {@link PriceError}. */
export function parseAnswer(text: string, place: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch (cause) {
    throw new PriceError("transient", tell("pricesDamaged", { place, format: "JSON" }), { cause });
  }
}

/** A list under a name of an answer. Throws {@link PriceError} where there is none. */
export function listIn(json: unknown, place: string, name: string): readonly unknown[] {
  return toList(isRecord(json) ? json[name] : undefined, place, name);
}

/** What should be a list, itself. Throws {@link PriceError}, which names the field that was looked for. */
export function toList(value: unknown, place: string, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new PriceError("permanent", tell("pricesWithout", { place, field }));
}

/** A field of a row as text, numbers as they are written; undefined where it is missing or null. */
export function fieldOf(row: unknown, name: string): string | undefined {
  const value = isRecord(row) ? row[name] : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
