import { unescaped } from "./capture-text.ts";

/** Shorter ones may be anything. */
const fewestNumbers = 8;
const shortestBase64 = 32;
/** What frames begin with: HDLC, M-Bus, P1, SML, wrapper, LLC, data-notification, ciphering. */
const firstOctets: ReadonlySet<number> = new Set([0x7e, 0x68, 0x2f, 0x1b, 0x00, 0xe6, 0x0f, 0xdb, 0xdc]);

/** Octets that are written otherwise than in hexadecimal: `\x7e`, numbers below 256, base64. */
export function octetsOfCode(text: string): Uint8Array | undefined {
  return ofString(text) ?? ofNumbers(text) ?? ofBase64(text);
}

function ofString(text: string): Uint8Array | undefined {
  if (!/\\x[0-9a-fA-F]{2}/.test(text)) return undefined;
  const strings = quotedStrings(text);
  const content = strings.length > 0 ? strings.join("") : text.replace(/\s+/g, "");
  return Uint8Array.from(unescaped(content), (character) => character.charCodeAt(0));
}

/** What stands between quotes of one kind on one line. */
function quotedStrings(text: string): readonly string[] {
  const strings: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const quote = text[at];
    if (quote !== '"' && quote !== "'") continue;
    const from = at + 1;
    at = endOfString(text, from, quote);
    if (text[at] === quote) strings.push(text.slice(from, at));
  }
  return strings;
}

/** Where the quote stands that ends a string, or the line's end that it doesn't reach beyond. */
function endOfString(text: string, from: number, quote: string): number {
  let at = from;
  for (; at < text.length && text[at] !== quote && text[at] !== "\n"; at++) if (text[at] === "\\") at++;
  return at;
}

/** A list of decimal numbers, in brackets or alone: three digits tell them from hexadecimal ones. */
function ofNumbers(text: string): Uint8Array | undefined {
  const bracketed = /[[{]\s*(\d{1,3}(?:\s*,\s*\d{1,3})+)\s*,?\s*[\]}]/.exec(text)?.[1] ?? text.trim();
  const words = bracketed.split(/[\s,]+/);
  const areNumbers = words.every((word) => /^(?:0|[1-9]\d{0,2})$/.test(word) && Number(word) < 256);
  const isDecimal = areNumbers && words.length >= fewestNumbers && words.some((word) => word.length === 3);
  return isDecimal ? Uint8Array.from(words, Number) : undefined;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The whole text or what it quotes is base64, holds more than hexadecimal digits, and begins as a frame does. */
function ofBase64(text: string): Uint8Array | undefined {
  for (const each of [text, ...quotedStrings(text)]) {
    const octets = octetsOfBase64(each);
    if (octets !== undefined) return octets;
  }
  return undefined;
}

function octetsOfBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/\s+/g, "");
  const isBase64 =
    compact.length >= shortestBase64 && compact.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
  if (!isBase64 || !/[G-Zg-z+/]/.test(compact)) return undefined;
  const octets: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of compact.replace(/=+$/, "")) {
    held = ((held << 6) | alphabet.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    octets.push((held >> bits) & 0xff);
  }
  return firstOctets.has(octets[0] ?? -1) ? Uint8Array.from(octets) : undefined;
}
