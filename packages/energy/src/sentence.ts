import type { Sentence } from "@meter2mqtt/decoder";

/*
 * The same two steps as the decoder's own words take. They stand here once more because nothing of the decoder is there at
 * run time: pages that only need a calendar must not load it.
 */

/** A sentence of a table whose types say what a key takes. */
export function toSentence(key: string, values?: unknown): Sentence {
  return isValues(values) ? { key, values } : { key };
}

function isValues(values: unknown): values is NonNullable<Sentence["values"]> {
  return typeof values === "object" && values !== null;
}

/** What it says in English; empty for a key that the table does not have. */
export function englishOf(table: Readonly<Record<string, unknown>>, { key, values = {} }: Sentence): string {
  const words = Object.hasOwn(table, key) ? table[key] : undefined;
  if (typeof words === "function") return String(words(values));
  return typeof words === "string" ? words : "";
}
