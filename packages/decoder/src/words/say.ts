import { sentences } from "./sentences.ts";

/** One sentence: its key in a table of sentences, and what is filled in. Plain data. */
export interface Sentence {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Sentences, one after the other. */
export type Words = readonly Sentence[];

type Table = typeof sentences;

/** The key of a sentence in which a diagnosis speaks. */
export type SentenceKey = keyof Table;

/** What is filled into a sentence; `undefined` where nothing is. */
export type SentenceValues<Of, Key extends keyof Of> = Of[Key] extends (values: infer Values) => string
  ? Values
  : undefined;

/** The arguments for a sentence of a table behind its key. */
export type ValuesOf<Of, Key extends keyof Of> =
  SentenceValues<Of, Key> extends undefined ? [] : [values: SentenceValues<Of, Key>];

/** A sentence of a diagnosis, to be put into `createDiagnosis` or a `DecodeError`. */
export function say<Key extends SentenceKey>(key: Key, ...values: ValuesOf<Table, Key>): Words {
  return [toSentence(key, ...values)];
}

/** For whoever has a table of its own, whose types say what a key takes. */
export function toSentence(key: string, values?: unknown): Sentence {
  return isValues(values) ? { key, values } : { key };
}

function isValues(values: unknown): values is NonNullable<Sentence["values"]> {
  return typeof values === "object" && values !== null;
}

/** What sentences of a diagnosis say in English. */
export function sayInEnglish(words: Words): string {
  return words.map((sentence) => englishOf(sentences, sentence)).join(" ");
}

/** A sentence of any table in English; empty for a key that the table does not have. */
export function englishOf(table: Readonly<Record<string, unknown>>, { key, values = {} }: Sentence): string {
  const words = Object.hasOwn(table, key) ? table[key] : undefined;
  if (typeof words === "function") return String(words(values));
  return typeof words === "string" ? words : "";
}
