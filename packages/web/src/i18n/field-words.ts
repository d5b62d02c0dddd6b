import type { FieldName, Phrases } from "@meter2mqtt/decoder/explain";
import type { NumberText, SentencesOf } from "./said.ts";

/**
 * What the inspector's fields are called and mean, in a language other than English: the decoder's own texts are the English
 * ones. A name or a phrase that is missing here is a type error.
 */
export interface FieldWords {
  /** By the English name. */
  readonly names: Readonly<Record<FieldName, string>>;
  readonly phrases: SentencesOf<Phrases>;
}

/** Phrases that are the same in every language, but for the sign of decimals. */
export const samePhrases = {
  asIs: ({ text }) => text,
  number: ({ value }, n) => n(value),
  measured: ({ value, unit }, n) => `${typeof value === "number" ? n(value) : value} ${unit}`,
} satisfies Partial<FieldWords["phrases"]>;

/** `+ 60`, `- 60`: minutes that are added to local time, or taken away. */
export function signedMinutes(minutes: number, n: NumberText): string {
  return minutes < 0 ? `- ${n(-minutes)}` : `+ ${n(minutes)}`;
}
