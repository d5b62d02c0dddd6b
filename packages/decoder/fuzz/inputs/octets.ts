import type { Random } from "@meter2mqtt/simulator";

/** The parts behind one another, as one array of their own. */
export function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The octets of a text of characters up to U+00FF. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function randomOctets(random: Random, length: number): Uint8Array {
  const octets = new Uint8Array(length);
  for (let at = 0; at < length; at += 4) {
    const word = random.integer(0, 0xffff_ffff);
    for (let i = at; i < Math.min(at + 4, length); i++) octets[i] = word >>> (8 * (i - at));
  }
  return octets;
}

/** One of several. `from` is never empty. */
export function pick<T>(random: Random, from: readonly T[]): T {
  const [first] = from;
  const chosen = from[random.integer(0, from.length - 1)] ?? first;
  if (chosen === undefined) throw new RangeError("there is nothing to pick from");
  return chosen;
}

/** Mostly small numbers, sometimes large ones: lengths as they are in frames, and those that hurt. */
export function sizeUpTo(random: Random, most: number): number {
  return Math.floor(most ** random.next());
}

/** Where `part` stands in `whole`; -1 where it does not. */
export function indexOf(whole: Uint8Array, part: Uint8Array, from = 0): number {
  const [first = -1] = part;
  for (let at = whole.indexOf(first, from); at >= 0; at = whole.indexOf(first, at + 1)) {
    if (at + part.length > whole.length) return -1;
    if (part.every((octet, i) => whole[at + i] === octet)) return at;
  }
  return -1;
}
