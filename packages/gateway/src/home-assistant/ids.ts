import { createHash } from "node:crypto";

/** Letters that are none of the alphabet's with a mark: Unicode does not take them apart. */
const plainLetters: Readonly<Record<string, string>> = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", þ: "th" };

/** Separates a meter from its sub-meter in ids; no part of an id holds it. */
const levelSign = "__";

/**
 * A text as part of an id in discovery topics, of `[a-zA-Z0-9_-]` only: as it is where it can be, else with a trace of
 * what it was, so that two texts never become one.
 */
export function toIdPart(text: string): string {
  if (/^[a-zA-Z0-9_-]+$/.test(text) && !text.includes(levelSign)) return text;
  const trace = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const kept = text.replace(/[^a-zA-Z0-9-]+/g, "_").replace(/^_+|_+$/g, "");
  return kept === "" ? trace : `${kept}_${trace}`;
}

/** Id of the sub-meter or the line behind a device. */
export function toSubId(id: string, part: string): string {
  return `${id}${levelSign}${toIdPart(part)}`;
}

/** Whether a device hangs on the one with this id. */
export function isSubIdOf(id: string, parent: string): boolean {
  return id.startsWith(`${parent}${levelSign}`);
}

/**
 * A text in the alphabet of entity ids and statistic ids: `[a-z0-9_]`, without double or outer underscores (Home
 * Assistant refuses those in statistic ids). `meter` where nothing is left of it.
 */
export function toEntityWord(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[øæœßłđþ]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "");
  const word = plain.replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "");
  return word === "" ? "meter" : word;
}
