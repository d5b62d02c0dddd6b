import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { say, type Words } from "../words/say.ts";

/** Octets of an AES-128 key: security suites 0 and 1 (Blue Book, security setup). */
const keyOctets = 16;
/** Octets of an AES-256 key: security suite 2. */
const longKeyOctets = 32;

/** Octets that both keys of a meter have under a security suite (Green Book, "Security suites"). */
export function keyOctetsOf(suite: number): number {
  return suite === 2 ? longKeyOctets : keyOctets;
}

export interface KeySet {
  readonly encryptionKey?: Uint8Array;
  readonly authenticationKey?: Uint8Array;
  /** For meters that leave their system title out of the ciphering header (Polish P1). */
  readonly systemTitle?: Uint8Array;
}

/** The two keys of a meter that encrypts and signs. */
export type MeterKeys = Required<Pick<KeySet, "encryptionKey" | "authenticationKey">>;

export type ParsedKey =
  | { readonly ok: true; readonly key: Uint8Array; readonly note?: Diagnosis }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

/** `0x` in front, and what people leave between digits: blanks, colons, dashes, dots, commas, quotes. */
const separators = /[\s:\-.,;_"'`\u00a0\u2010-\u2015\u201c\u201d\u2018\u2019]/;

function isHexDigit(character: string): boolean {
  return /^[0-9a-fA-F]$/.test(character);
}

function invalid(words: Words, evidence: Record<string, string | number>): ParsedKey {
  return { ok: false, diagnosis: createDiagnosis("security/key-invalid", words, { evidence }) };
}

interface KeyText {
  readonly digits: readonly string[];
  /** The first character that is neither a digit nor a separator; places count from 1. */
  readonly firstWrong: { readonly character: string; readonly place: number } | undefined;
}

function readDigits(text: string): KeyText {
  const digits: string[] = [];
  let firstWrong: KeyText["firstWrong"];
  const characters = [...text];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? "";
    if (separators.test(character)) continue;
    const next = characters[i + 1];
    if (character === "0" && (next === "x" || next === "X")) i++;
    else if (isHexDigit(character)) digits.push(character);
    else firstWrong ??= { character, place: i + 1 };
  }
  return { digits, firstWrong };
}

/**
 * Reads a key of either length in any form in which people have it: with `0x`, blanks, colons, dashes or quotes, in any case.
 * 16 characters that are not hexadecimal are taken as text, and said to be (Polish Kaifa keys come so). Anything else
 * is refused with the count of digits seen and the first character that is not one. The key itself is never in a
 * message: only its length, and the one wrong character with its place.
 */
export function parseKey(input: string): ParsedKey {
  const trimmed = input.trim();
  const { digits, firstWrong } = readDigits(trimmed);
  if (firstWrong === undefined) {
    const octets = digits.length / 2;
    if (octets !== keyOctets && octets !== longKeyOctets) {
      return invalid(say("keyDigits", { digits: digits.length }), { digits: digits.length });
    }
    const key = new Uint8Array(octets);
    for (let i = 0; i < octets; i++) key[i] = Number.parseInt(`${digits[2 * i]}${digits[2 * i + 1]}`, 16);
    return { ok: true, key };
  }
  const unquoted = trimmed.replace(/^["'`\u201c\u2018]+|["'`\u201d\u2019]+$/g, "");
  if (unquoted.length === keyOctets && /^[\x20-\x7e]+$/.test(unquoted)) {
    const key = Uint8Array.from(unquoted, (c) => c.charCodeAt(0));
    return { ok: true, key, note: createDiagnosis("security/key-ascii", say("keyAsText")) };
  }
  const { character, place } = firstWrong;
  const meant = { o: "0", O: "0", l: "1", I: "1", i: "1", S: "5", Z: "2" }[character];
  const evidence = { digits: digits.length, place, character };
  const suggestion = meant === undefined ? [] : say("keyDigitMeant", { meant });
  return invalid([...say("keyCharacter", evidence), ...suggestion], evidence);
}
