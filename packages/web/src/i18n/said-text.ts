import type { Sentence, Words } from "@meter2mqtt/decoder";
import type { EventNumbers, EventWords, NumberText, Said, Titled } from "./said.ts";

/** Title and hint of a diagnosis, or of what trying keys came to; undefined for a code that a newer gateway has. */
export function titledIn({ diagnoses, findings }: Said, code: string): Titled | undefined {
  return own(diagnoses, code) ?? own(findings, code);
}

/** Sentences, one after the other; undefined where there are none, or one is not known. */
export function wordsIn({ sentences, told, problems }: Said, words: Words, number: NumberText): string | undefined {
  return partsIn([sentences, told, problems], words, number)?.join(" ");
}

/** Each sentence, of the first of the tables that has it; undefined where there are none, or one is not known. */
export function partsIn(tables: readonly Table[], words: Words, number: NumberText): readonly string[] | undefined {
  const parts = words.map((sentence) => sentenceIn(tables, sentence, number)).filter((part) => part !== undefined);
  return parts.length === 0 || parts.length < words.length ? undefined : parts;
}

type Table = Readonly<Record<string, unknown>>;

function sentenceIn(tables: readonly Table[], { key, values = {} }: Sentence, number: NumberText): string | undefined {
  const sentence = tables.map((table) => own(table, key)).find((found) => found !== undefined);
  if (typeof sentence === "string") return sentence;
  if (typeof sentence !== "function") return undefined;
  try {
    const text = String(sentence(values, number));
    // A newer gateway may fill in something else.
    return /\bundefined\b|\bNaN\b/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What an event says; undefined for one that a newer gateway has. */
export function eventIn(
  { events }: Said,
  name: string,
  state: "raised" | "cleared",
  numbers: EventNumbers,
): { readonly title: string; readonly message: string } | undefined {
  const event = own<EventWords>(events, name);
  return event === undefined ? undefined : { title: event.title, message: event[state](numbers) };
}

/** A word among the evidence of a diagnosis; undefined for numbers, codes and names. */
export function evidenceIn({ evidence }: Said, name: string, value: string): string | undefined {
  return own(own<Readonly<Record<string, string>>>(evidence, name) ?? {}, value);
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
