import type { TouchedPart } from "@meter2mqtt/contract";
import { readerLocale } from "../../format/locale.ts";
import { text } from "../../i18n/text.ts";
import { isGroupValue } from "./setting-node.ts";

/* What a change of the configuration touches inside the running gateway, in words. */

export type PartKind = TouchedPart["part"];

const changes = ["start", "stop", "restart", "adjust"] as const satisfies readonly TouchedPart["change"][];

/** Parts as the gateway's answer has them; what this page has no words for is left out. */
export function touchedPartsIn(answer: unknown): readonly TouchedPart[] {
  return Array.isArray(answer) ? answer.flatMap(touchedPartIn) : [];
}

function touchedPartIn(value: unknown): TouchedPart[] {
  if (!isGroupValue(value)) return [];
  const { part, name, change } = value;
  const known = changes.find((one) => one === change);
  if (!isPartKind(part) || known === undefined) return [];
  return [{ part, change: known, ...(typeof name === "string" ? { name } : {}) }];
}

function isPartKind(part: unknown): part is PartKind {
  return typeof part === "string" && Object.hasOwn(text.settings.parts, part);
}

/** The parts one after the other: `source kitchen and MQTT home`. */
export function partWords(parts: readonly TouchedPart[]): string {
  const words = parts.map(({ part, name }) => [text.settings.parts[part], name ?? ""].join(" ").trim());
  return new Intl.ListFormat(readerLocale()).format(words);
}

/** The same as sentences: what starts, what ends, and what goes on. */
export function touchWords(parts: readonly TouchedPart[]): readonly string[] {
  const words = text.settings.preview;
  if (parts.length === 0) return [words.touchesNothing];
  if (isEverything(parts)) return [words.everything, words.pagesAway];
  const sentences = changes.flatMap((change) => {
    const those = parts.filter((part) => part.change === change);
    return those.length === 0 ? [] : [words.touched[change](partWords(those))];
  });
  const pages = parts.some(({ part, change }) => part === "http" && change !== "adjust") ? [words.pagesAway] : [];
  return [...sentences, ...pages, words.othersGoOn];
}

/** What a change has touched that was saved. */
export function savedWords(parts: readonly TouchedPart[]): string {
  const words = text.settings.saved;
  if (parts.length === 0) return words.nothing;
  return isEverything(parts) ? words.everything : words.parts(partWords(parts));
}

function isEverything(parts: readonly TouchedPart[]): boolean {
  return parts.some(({ part }) => part === "store");
}
