import { latin1 } from "../bytes/ascii.ts";
import { parseHex, toHex } from "../bytes/hex.ts";
import { textOf } from "../reading/text.ts";

/** So many octets that nobody can foresee. */
export type RandomOctets = (count: number) => Uint8Array;

/** More identities than a few meters have: beyond, something is taken for an identity that is none. */
const mostOriginals = 4096;
/** Shorter texts tell nobody from another: a type, a unit, a state. */
export const shortestIdentity = 4;
/** Shorter ones are found by chance where they are not. */
export const shortestSought = 6;
const tries = 64;

/** The maker's three letters (the DLMS user association's FLAG id) in front of a number. */
const makerInText = /^[A-Za-z]{3}(?=[0-9 _-])/;

/**
 * Gives each identity another one of the same form: digits for digits, letters for letters, as long as before, and the
 * same one wherever it stands. What it was made with is random and kept nowhere else: without this object nobody finds
 * the way back.
 */
export class Pseudonyms {
  readonly #random: RandomOctets;
  readonly #runs = new Map<string, string>();
  readonly #octets = new Map<string, Uint8Array>();
  readonly #taken = new Set<string>();
  /** Identities as octets, by their hexadecimal digits: texts as their characters. */
  readonly #originals = new Map<string, { readonly original: Uint8Array; readonly stand: Uint8Array }>();

  constructor(random: RandomOctets) {
    this.#random = random;
  }

  /** What was replaced, and by what: for the last look whether any of it is left. */
  get originals(): readonly { readonly original: Uint8Array; readonly stand: Uint8Array }[] {
    return [...this.#originals.values()];
  }

  /** @throws RangeError where far more was given as identities than a few meters have. */
  text(original: string): string {
    if (original.trim().length < shortestIdentity) return original;
    const maker = makerInText.exec(original)?.[0] ?? "";
    const stand = maker + this.#runsOf(original.slice(maker.length));
    this.#note(fromLatin1(original), fromLatin1(stand));
    return stand;
  }

  /** Text as P1 writes it: digits as they are, other characters mostly as hexadecimal octets. */
  p1Text(original: string): string {
    const octets = /^\d{0,15}$/.test(original) ? undefined : parseHex(original);
    const text = octets === undefined ? undefined : textOf(octets, 0, octets.length);
    if (octets === undefined) return this.text(original);
    const tail = text === undefined ? new Uint8Array(0) : octets.subarray(text.length);
    const hex = text === undefined ? toHex(this.octets(octets)) : `${toHex(fromLatin1(this.text(text)))}${toHex(tail)}`;
    const stand = /[a-f]/.test(original) ? hex : hex.toUpperCase();
    this.#note(fromLatin1(original), fromLatin1(stand));
    return stand;
  }

  /**
   * Octets that are no text. Decimal digits in half octets stay such; the maker's letters stay where they stand in front,
   * as in system titles and server ids, and so do octets that are all 0 or all 1: no number is set. New octets are above ASCII: none of
   * them looks like text, an OBIS code, a date or an escape.
   */
  octets(original: Uint8Array, keep?: number): Uint8Array {
    const key = toHex(original);
    const known = this.#octets.get(key);
    if (known !== undefined) return known;
    // Digits may look like letters: then they are digits all the same.
    const isDecimal = keep === undefined && original.length >= 3 && /^\d+$/.test(key);
    const stand = isDecimal ? fromHex(this.#digits(key)) : this.#scrambled(original, keep ?? makerOctets(original));
    this.#octets.set(key, stand);
    this.#note(original, stand);
    return stand;
  }

  /** An identity that is sent as a number: it fits wherever the original did. */
  number(original: bigint): bigint {
    const digits = `${original}`;
    if (original < 1000n) return original;
    const stand = this.#digits(digits);
    this.#note(fromLatin1(digits), fromLatin1(stand));
    return BigInt(stand);
  }

  /** Octets or characters in the place of what is no identity and may be different each time: nothing is remembered. */
  scramble(text: string): string {
    return text.replace(/[0-9]+|[A-Z]+|[a-z]+/g, (run) => this.#fresh(run));
  }

  /** Octets in the place of what is no identity. None of them looks like an escape. */
  randomOctets(count: number): Uint8Array {
    return this.#random(count).map((octet) => octet | 0x80);
  }

  /** The same text without any identity that was replaced: for what is said about frames. */
  replaceIn(text: string): string {
    let result = text;
    const longestFirst = [...this.#originals.values()].sort((a, b) => b.original.length - a.original.length);
    for (const { original, stand } of longestFirst) {
      if (original.length < shortestSought) continue;
      const isText = textOf(original, 0, original.length) !== undefined;
      if (isText) result = result.replaceAll(latin1(original, 0, original.length), latin1(stand, 0, stand.length));
      result = result.replaceAll(toHex(original), toHex(stand));
      result = result.replaceAll(toHex(original).toUpperCase(), toHex(stand).toUpperCase());
    }
    return result;
  }

  /** The same of octets, in their place: identities that stand where nobody looked for them. */
  replaceInOctets(octets: Uint8Array): void {
    const text = latin1(octets, 0, octets.length);
    const replaced = this.replaceIn(text);
    if (replaced !== text) octets.set(fromLatin1(replaced));
    for (const { original, stand } of this.#originals.values()) {
      if (original.length < shortestSought || textOf(original, 0, original.length) !== undefined) continue;
      if (!isTelling(original)) continue;
      const sought = latin1(original, 0, original.length);
      for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) octets.set(stand, at);
    }
  }

  #runsOf(text: string): string {
    return text.replace(/[0-9]+|[A-Z]+|[a-z]+/g, (run) => (/^\d/.test(run) ? this.#digits(run) : this.#letters(run)));
  }

  /** Leading zeros stay: a number is the same with and without them. */
  #digits(run: string): string {
    const zeros = /^0*/.exec(run)?.[0] ?? "";
    const significant = run.slice(zeros.length);
    if (significant === "") return run;
    const stand = this.#runs.get(significant) ?? this.#makeRun(significant, (made) => fitsAs(significant, made));
    return zeros + stand;
  }

  #letters(run: string): string {
    return this.#runs.get(run) ?? this.#makeRun(run, () => true);
  }

  /** Another run of the same length that nothing else was replaced by. Few runs are so short that none is left. */
  #makeRun(run: string, fits: (made: string) => boolean): string {
    let made = this.#fresh(run);
    for (let i = 0; i < tries && (made === run || this.#taken.has(made) || !fits(made)); i++) made = this.#fresh(run);
    this.#runs.set(run, made);
    this.#taken.add(made);
    return made;
  }

  #fresh(run: string): string {
    const first = run.charCodeAt(0);
    const [from, count] = first <= 0x39 ? [0x30, 10] : first <= 0x5a ? [0x41, 26] : [0x61, 26];
    let made = "";
    for (const octet of this.#random(run.length)) made += String.fromCharCode(from + (octet % count));
    return made;
  }

  #scrambled(original: Uint8Array, keep: number): Uint8Array {
    const rest = original.subarray(keep);
    if (rest.every((octet) => octet === 0) || rest.every((octet) => octet === 0xff)) return original;
    let made = original;
    for (let i = 0; i < tries && (i === 0 || sameOctets(made, original)); i++) {
      const random = this.randomOctets(original.length);
      made = original.map((octet, at) => (at < keep ? octet : (random[at] ?? 0x80)));
    }
    return made;
  }

  #note(original: Uint8Array, stand: Uint8Array): void {
    if (sameOctets(original, stand)) return;
    if (this.#originals.size >= mostOriginals)
      throw new RangeError(`more than ${mostOriginals} texts and numbers look like identities`);
    this.#originals.set(toHex(original), { original: original.slice(), stand });
  }
}

/** Octets up to the maker's letters and with them: `KFM...`, `0a 01 45 4d 48 ...`, `06 45 4d 48 ...`; 0 where there are none. */
function makerOctets(octets: Uint8Array): number {
  for (let from = 0; from <= 2 && from + 3 < octets.length; from++) {
    if (/^[A-Z]{3}$/.test(latin1(octets, from, from + 3))) return from + 3;
  }
  return 0;
}

/** Octets of less variety are found by chance: 00 00 01 00. */
const leastDistinctOctets = 3;

/** Whether octets are found only where they were meant. */
export function isTelling(octets: Uint8Array): boolean {
  return new Set(octets.filter((octet) => octet !== 0)).size >= leastDistinctOctets;
}

const bounds = [7n, 8n, 15n, 16n, 31n, 32n, 63n, 64n].map((bits) => 1n << bits);

/** No more octets than the original, no zero in front, and as hexadecimal digits text where the original was that, and only there. */
function fitsAs(original: string, made: string): boolean {
  if (made.startsWith("0")) return false;
  if (isHexText(original) !== isHexText(made)) return false;
  if (original.length > 20) return true;
  const bound = bounds.find((each) => BigInt(original) < each);
  return bound === undefined || BigInt(made) < bound;
}

function isHexText(digits: string): boolean {
  const octets = parseHex(digits);
  return octets !== undefined && textOf(octets, 0, octets.length) !== undefined;
}

function fromHex(digits: string): Uint8Array {
  return parseHex(digits) ?? new Uint8Array(0);
}

/** A character an octet. */
export function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
