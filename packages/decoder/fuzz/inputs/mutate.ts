import type { Random } from "@meter2mqtt/simulator";
import { join, pick, randomOctets, sizeUpTo } from "./octets.ts";

/** Octets that begin or end something in one of the framings or encodings, and the ends of ranges. */
const meaningful: readonly number[] = [
  0x00, 0x01, 0x02, 0x06, 0x09, 0x0a, 0x0c, 0x0d, 0x0f, 0x10, 0x12, 0x13, 0x14, 0x16, 0x17, 0x19, 0x20, 0x21, 0x28,
  0x29, 0x2a, 0x2f, 0x68, 0x7e, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xa0, 0xa7, 0xaf, 0xdb, 0xe0, 0xe6, 0xfe, 0xff,
];

type Mutation = (octets: Uint8Array, random: Random) => Uint8Array;

/** A place in the octets, or 0 where there is none. */
function place(octets: Uint8Array, random: Random): number {
  return octets.length === 0 ? 0 : random.integer(0, octets.length - 1);
}

const flipBit: Mutation = (octets, random) => {
  const at = place(octets, random);
  return octets.with(at, (octets[at] ?? 0) ^ (1 << random.integer(0, 7)));
};

const setOctet: Mutation = (octets, random) => octets.with(place(octets, random), pick(random, meaningful));

const fill: Mutation = (octets, random) => {
  const from = place(octets, random);
  return Uint8Array.from(octets).fill(pick(random, meaningful), from, from + sizeUpTo(random, 64));
};

const remove: Mutation = (octets, random) => {
  const from = place(octets, random);
  return join(octets.subarray(0, from), octets.subarray(from + sizeUpTo(random, 64)));
};

const insert: Mutation = (octets, random) => {
  const from = place(octets, random);
  const length = sizeUpTo(random, 64);
  const added = random.chance(0.5)
    ? randomOctets(random, length)
    : new Uint8Array(length).fill(pick(random, meaningful));
  return join(octets.subarray(0, from), added, octets.subarray(from));
};

const repeat: Mutation = (octets, random) => {
  const from = place(octets, random);
  const part = octets.subarray(from, from + sizeUpTo(random, 64));
  const times = Math.min(random.integer(1, 8), Math.floor(2048 / Math.max(1, part.length)));
  return join(octets.subarray(0, from), ...Array.from({ length: times }, () => part), octets.subarray(from));
};

const truncate: Mutation = (octets, random) => octets.subarray(0, random.integer(1, octets.length));
const behead: Mutation = (octets, random) => octets.subarray(place(octets, random));

const mutations: readonly Mutation[] = [
  flipBit,
  flipBit,
  setOctet,
  setOctet,
  fill,
  remove,
  insert,
  repeat,
  truncate,
  behead,
];

/** Changes octets in one to eight ways. */
export function mutate(octets: Uint8Array, random: Random): Uint8Array {
  let mutated = octets;
  for (let left = sizeUpTo(random, 8.99); left > 0; left--) {
    if (mutated.length === 0) return mutated;
    mutated = pick(random, mutations)(mutated, random);
  }
  return mutated;
}

/** The beginning of one and the end of another. */
export function splice(first: Uint8Array, second: Uint8Array, random: Random): Uint8Array {
  const head = first.subarray(0, random.integer(0, first.length));
  return join(head, second.subarray(random.integer(0, second.length)));
}
