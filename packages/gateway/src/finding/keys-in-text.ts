import { parseKey } from "@meter2mqtt/decoder";

/** What looks like a key in a text. */
export interface FoundKey {
  /** Place of its first character, and the one behind its last. */
  readonly start: number;
  readonly end: number;
  readonly key: Uint8Array;
}

/** More than any grid company sends at once. */
const mostKeys = 8;
/** 128 and 256 bits. */
const lengths = [32, 64];
/** What people put around a key and between its digits, but no blanks. */
const around = /^(?:["'`(<[\u201c\u2018]*(?:0x)?)|["'`)>\].,;:!?\u201d\u2019]+$/gi;
const between = /[:\-.\u2010-\u2015]/g;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds keys in whatever people have: the key itself in any spelling, a line with a label, a whole e-mail. Each is told once.
 * A text without any that is one word of 16 characters is taken as a key in letters.
 */
export function findKeys(text: string): FoundKey[] {
  const words = [...text.matchAll(/\S+/g)].map(
    ({ 0: word, index }): Word => ({ text: word, start: index, end: index + word.length }),
  );
  const found: FoundKey[] = [];
  for (let place = 0; place < words.length && found.length < mostKeys; ) {
    const count = keyAt(words, place, text);
    const [first, last] = [words[place], words[place + count - 1]];
    if (count > 0 && first !== undefined && last !== undefined) add(found, text, { start: first.start, end: last.end });
    place += Math.max(1, count);
  }
  if (found.length === 0) addLetters(found, text);
  return found;
}

/** How many words from a place on are a key together: one word, or groups of digits of one length on one line. */
function keyAt(words: readonly Word[], place: number, text: string): number {
  const length = digitsOf(words[place]?.text ?? "")?.length ?? 0;
  if (lengths.includes(length)) return 1;
  if (![2, 4, 8, 16].includes(length)) return 0;
  let groups = 1;
  while (groups * length <= 64 && goesOn(words[place + groups - 1], words[place + groups], text, length)) groups++;
  return lengths.includes(groups * length) ? groups : 0;
}

/** Whether the next group of digits is one of the same key. */
function goesOn(before: Word | undefined, next: Word | undefined, text: string, length: number): boolean {
  if (before === undefined || next === undefined) return false;
  return digitsOf(next.text)?.length === length && !text.slice(before.end, next.start).includes("\n");
}

/** A word's hexadecimal digits; undefined where it holds anything else. */
function digitsOf(word: string): string | undefined {
  const digits = word
    .replace(/^[^=]*=(?=[0-9a-f]{16})/i, "")
    .replaceAll(around, "")
    .replaceAll(between, "");
  return /^[0-9a-f]+$/i.test(digits) ? digits : undefined;
}

function add(found: FoundKey[], text: string, place: { readonly start: number; readonly end: number }): void {
  const said = text.slice(place.start, place.end);
  const label = /^[^=]*=(?=[0-9a-f]{16})/i.exec(said)?.[0].length ?? 0;
  const inner = said.slice(label).replaceAll(around, "");
  const start = place.start + label + said.slice(label).indexOf(inner);
  const parsed = parseKey(inner);
  if (!parsed.ok || found.some(({ key }) => isSame(key, parsed.key))) return;
  found.push({ start, end: start + inner.length, key: parsed.key });
}

/** Some keys are given as 16 letters (Polish Kaifa): alone, or behind the colon of a label. */
function addLetters(found: FoundKey[], text: string): void {
  for (const { 0: word, index } of text.matchAll(/(?<=^|[:=]\s*|\s)[\x21-\x7e]{16}(?=\s*$)/gm)) {
    const parsed = parseKey(word);
    if (parsed.ok && found.length < mostKeys) found.push({ start: index, end: index + word.length, key: parsed.key });
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, index) => octet === other[index]);
}
