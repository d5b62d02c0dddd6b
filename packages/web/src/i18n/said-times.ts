import type { Words } from "@meter2mqtt/decoder";
import { toDateTime } from "../format/times.ts";

/** As the gateway writes an instant among the values of a sentence, for logs and programs. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/;

/** An instant in the reader's language and zone; undefined for a text that is none. */
export function toReadersTime(text: string | number | boolean): string | undefined {
  if (typeof text !== "string" || !instant.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : toDateTime(at);
}

/** Sentences whose instants are the reader's. */
export function withReadersTimes(words: Words): Words {
  return words.map((sentence) => {
    const { key, values } = sentence;
    if (values === undefined) return sentence;
    const shown = Object.entries(values).map(([name, value]) => [name, toReadersTime(value) ?? value] as const);
    return { key, values: Object.fromEntries(shown) };
  });
}

/** The English text of sentences, in which their instants are the reader's. */
export function inReadersTime(english: string, words: Words): string {
  const instants = words.flatMap(({ values = {} }) => Object.values(values));
  return instants.reduce<string>((text, value) => {
    const shown = toReadersTime(value);
    return shown === undefined ? text : text.replaceAll(String(value), shown);
  }, english);
}
