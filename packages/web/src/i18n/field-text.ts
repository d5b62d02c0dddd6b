import type { Sentence, Words } from "@meter2mqtt/decoder";
import { joinPhrases } from "@meter2mqtt/decoder/explain";
import type { FieldWords } from "./field-words.ts";
import type { NumberText, Said } from "./said.ts";
import { partsIn } from "./said-text.ts";

/** The words of fields, and the sentences of diagnoses, which may stand among them. */
export type FieldTexts = FieldWords & Pick<Said, "sentences">;

/** What a field is called; undefined for a term that the standard writes so, in every language. */
export function nameIn(
  { names, phrases, sentences }: FieldTexts,
  name: string,
  words: Sentence | undefined,
  number: NumberText,
): string | undefined {
  if (words !== undefined) return meaningIn({ names, phrases, sentences }, [words], number);
  const known: Readonly<Record<string, string>> = names;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** What a value means; undefined where there are no words, or some are not known. */
export function meaningIn({ phrases, sentences }: FieldTexts, words: Words, number: NumberText): string | undefined {
  const parts = partsIn([phrases, sentences], words, number);
  return parts === undefined ? undefined : joinPhrases(parts);
}
