import { isRecord } from "../config/schema-node.ts";
import { PriceError } from "./price-source.ts";

/** The JSON of an answer. Throws {@link PriceError}. */
export function parseAnswer(text: string, place: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch (cause) {
    throw new PriceError("transient", `${place} answers with JSON that is cut off or damaged.`, { cause });
  }
}

/** A list in an answer, itself or under a name. Throws {@link PriceError} where there is none. */
export function listIn(json: unknown, place: string, name?: string): readonly unknown[] {
  const list = name === undefined ? json : isRecord(json) ? json[name] : undefined;
  if (Array.isArray(list)) return list;
  const where = name === undefined ? "" : ` under "${name}"`;
  throw new PriceError("permanent", `${place} answers without a list${where}: its format is another one.`);
}

/** A field of a row as text, numbers as they are written; undefined where it is missing or null. */
export function fieldOf(row: unknown, name: string): string | undefined {
  const value = isRecord(row) ? row[name] : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
