import { encodeDataNotification, type Random } from "@meter2mqtt/simulator";
import { join, pick, randomOctets, sizeUpTo } from "./octets.ts";

/** A-XDR data that no meter sends: what it costs must be bounded by its length. */
type Builder = (random: Random) => Uint8Array;

const tags: readonly number[] = [
  0, 1, 2, 3, 4, 5, 6, 9, 10, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 255,
];
const lengths: readonly (readonly number[])[] = [
  [0x7f],
  [0x80],
  [0x81, 0xff],
  [0x82, 0xff, 0xff],
  [0x83, 0xff, 0xff, 0xff],
  [0x84, 0xff, 0xff, 0xff, 0xff],
  [0x84, 0x7f, 0xff, 0xff, 0xff],
  [0x84, 0x00, 0x00, 0x00, 0x02],
  [0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xff],
];

/** Structures, arrays or compact arrays, one within the other, deeper than any stack should go. */
const nested: Builder = (random) => {
  const level = pick(random, [
    [0x02, 0x01],
    [0x01, 0x01],
    [0x13, 0x02, 0x01],
    [0x13, 0x01, 0x00, 0x01],
    [0x02, 0x02, 0x00],
  ]);
  const depth = pick(random, [14, 15, 16, 17, 100, 800]);
  return join(...Array.from({ length: depth }, () => level), [0x11, 0x05]);
};

/** A length or count that is far beyond what follows. */
const hugeLength: Builder = (random) => {
  const outer = random.chance(0.5) ? [0x02, 0x03, 0x11, 0x01] : [];
  return join(outer, [pick(random, tags)], pick(random, lengths), randomOctets(random, sizeUpTo(random, 200)));
};

/** Compact arrays whose types multiply: arrays of 65535 within arrays, of values that take no octet. */
const multiplying: Builder = (random) => {
  const array = [0x01, 0xff, 0xff];
  const levels = random.integer(1, 16);
  const element = pick(random, [[0x00], [0xff], [0x11], [0x02, 0x00], [0x02, 0x02, 0x00, 0x00], [0x0a]]);
  const type = join(...Array.from({ length: levels }, () => array), element);
  const content = randomOctets(random, sizeUpTo(random, 2000));
  return join([0x13], type, [0x82, content.length >> 8, content.length & 0xff], content);
};

/** A flat list of as many small values as fit: null-data, empty strings, OBIS codes, scalers, 64-bit integers. */
const crowded: Builder = (random) => {
  const value = pick(random, [
    [0x00],
    [0x09, 0x00],
    [0x02, 0x00],
    [0x02, 0x02, 0x0f, 0x7f, 0x16, 0x1b],
    [0x09, 0x06, 1, 0, 1, 7, 0, 255, 0x06, 0, 0, 1, 0],
    [0x09, 0x06, 0, 0, 1, 0, 0, 255, 0x09, 0x0c, 7, 0xe0, 2, 29, 1, 2, 3, 4, 0, 0x80, 0, 0xff],
    [0x09, 0x06, 1, 0, 1, 8, 0, 255, 0x15, ...Array<number>(8).fill(0xff), 0x02, 0x02, 0x0f, 0x80, 0x16, 0x1e],
    [0x09, 0x06, 1, 0, 1, 8, 0, 255, 0x17, 0x7f, 0x80, 0, 0],
  ]);
  const count = Math.floor(pick(random, [200, 2000, 8000]) / value.length);
  const length = [0x82, count >> 8, count & 0xff];
  return join([pick(random, [0x01, 0x02])], length, ...Array.from({ length: count }, () => value));
};

/** Any tags with right lengths: a tree that parses, of values in places where they don't belong. */
const confused: Builder = (random) => {
  const octets: number[] = [0x02, random.integer(1, 60)];
  for (let i = 0; i < 60; i++) {
    const tag = pick(random, tags);
    octets.push(tag, ...randomOctets(random, random.chance(0.5) ? sizeUpTo(random, 13) : 4));
  }
  return Uint8Array.from(octets);
};

const builders: readonly Builder[] = [nested, hugeLength, multiplying, crowded, confused];

/** A data-notification with such data, and sometimes with a date-time that does not exist. */
export function hostileApdu(random: Random): Uint8Array {
  const body = pick(random, builders)(random);
  const dateTime = random.chance(0.3) ? { dateTime: randomOctets(random, pick(random, [12, 12, 11, 255])) } : {};
  return encodeDataNotification({ invokeId: random.integer(0, 0xffff_ffff), ...dateTime, body });
}
