import { latin1 } from "../bytes/ascii.ts";
import { toHex } from "../bytes/hex.ts";
import { textOf } from "../reading/text.ts";
import { fromLatin1, isTelling, shortestSought } from "./pseudonyms.ts";

const shortestOctets = 4;
/** In a text as long as a capsule, shorter runs of hexadecimal digits are found by chance. */
const shortestInText = 8;

/**
 * Looks for identities that should be gone: as they were, as hexadecimal digits, as hexadecimal digits of those (P1 writes
 * texts so), in reversed order, and where they are digits as BCD and as an integer.
 */
export class LeakSearch {
  readonly #inOctets: readonly string[];
  readonly #inText: readonly string[];

  constructor(originals: readonly Uint8Array[]) {
    const sought = originals.flatMap(partsOf);
    const octets = new Set(sought.flatMap(octetForms).filter(isSought).map(asText));
    const own = new Set(sought.filter(isLongText).map(asText));
    this.#inOctets = [...octets];
    const hex = [...octets].map((form) => toHex(fromLatin1(form)));
    this.#inText = [...new Set([...hex, ...own].map((form) => form.toLowerCase()))].filter(
      (form) => form.length >= shortestInText || own.has(form),
    );
  }

  /** How many of them stand in octets: a frame, or what was deciphered. */
  countInOctets(octets: Uint8Array): number {
    const text = asText(octets);
    return this.#inOctets.filter((form) => text.includes(form)).length;
  }

  /** How many of them stand in a text, upper or lower case. */
  countInText(text: string): number {
    const lower = text.toLowerCase();
    return this.#inText.filter((form) => lower.includes(form)).length;
  }
}

/** The identity, and each run of digits in it, which is the number without the maker's letters. */
function partsOf(original: Uint8Array): readonly Uint8Array[] {
  const text = textOf(original, 0, original.length);
  if (text === undefined) return [original];
  const runs = text.match(/\d+/g) ?? [];
  return [text.trim(), ...runs, ...runs.map((run) => run.replace(/^0+/, ""))]
    .filter((part) => part.length >= shortestSought)
    .map(fromLatin1);
}

function octetForms(octets: Uint8Array): readonly Uint8Array[] {
  const hex = toHex(octets);
  const forms = [octets, fromLatin1(hex), fromLatin1(hex.toUpperCase())];
  const text = textOf(octets, 0, octets.length);
  if (text === undefined || octets.length > 8) forms.push(octets.slice().reverse());
  if (text !== undefined && /^\d+$/.test(text)) forms.push(...numberForms(text));
  return forms;
}

/** BCD in both orders; as a big-endian and a little-endian integer. */
function numberForms(digits: string): readonly Uint8Array[] {
  const padded = digits.length % 2 === 0 ? digits : `0${digits}`;
  const bcd = Uint8Array.from(padded.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const forms = [bcd, bcd.slice().reverse()];
  const value = BigInt(digits);
  if (value < 1n << 64n) {
    const integer = new Uint8Array(value < 1n << 32n ? 4 : 8);
    const view = new DataView(integer.buffer);
    if (integer.length === 4) view.setUint32(0, Number(value));
    else view.setBigUint64(0, value);
    forms.push(integer, integer.slice().reverse());
  }
  return forms;
}

function isSought(octets: Uint8Array): boolean {
  return octets.length >= shortestOctets && isTelling(octets);
}

function isLongText(octets: Uint8Array): boolean {
  return octets.length >= shortestInText && textOf(octets, 0, octets.length) !== undefined;
}

function asText(octets: Uint8Array): string {
  return latin1(octets, 0, octets.length);
}
