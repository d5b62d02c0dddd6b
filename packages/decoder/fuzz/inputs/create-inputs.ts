import { crc16Arc, type KeySet } from "@meter2mqtt/decoder";
import { encodeSmlTelegram, type Random } from "@meter2mqtt/simulator";
import { type Capture, type GoodFrame, goodApdus, goodMessages } from "./good-frames.ts";
import { hostileApdu } from "./hostile-data.ts";
import { hostileTelegram } from "./hostile-telegrams.ts";
import { mutate, splice } from "./mutate.ts";
import { join, latin1, pick, randomOctets, sizeUpTo } from "./octets.ts";
import { repeated } from "./repeated.ts";
import { cipher, securityControls, testKeys, wrap, wrappings } from "./wrap.ts";

export interface FuzzInput {
  /** How it was made. */
  readonly kind: string;
  readonly octets: Uint8Array;
  /** What a decoder that has keys is given for it. */
  readonly keys: KeySet;
}

type Maker = (random: Random) => Uint8Array | Capture;

/** An endless series of inputs, the same for the same random numbers, good frames and captures. */
export function createInputs(
  random: Random,
  good: readonly GoodFrame[],
  captures: readonly Capture[],
): () => FuzzInput {
  const bases: readonly Capture[] = [
    ...good.map(({ octets, keys }) => ({ octets, keys: keys ?? testKeys })),
    ...captures,
  ];
  const frames = bases.map(({ octets }) => octets);
  const telegrams = frames.filter(([first]) => first === 0x2f);
  const changedBy = (base: Capture, change: (octets: Uint8Array) => Uint8Array): Capture => {
    return { octets: change(base.octets), keys: base.keys };
  };
  const makers: readonly (readonly [string, number, Maker])[] = [
    ["random octets", 3, () => randomOctets(random, sizeUpTo(random, 4096))],
    ["random text", 1, () => randomText(random)],
    ["first octet", 2, () => firstOctet(pick(random, frames), random)],
    ["mutated frame", 8, () => changedBy(pick(random, bases), (octets) => mutate(octets, random))],
    ["truncated frame", 2, () => changedBy(pick(random, bases), (octets) => cut(octets, random))],
    ["spliced frames", 3, () => splice(pick(random, frames), pick(random, frames), random)],
    ["mutated telegram, right CRC", 3, () => changedTelegram(pick(random, telegrams), random)],
    ["mutated APDU in a right frame", 6, () => framed(mutate(pick(random, goodApdus), random), random)],
    ["hostile data in a right frame", 4, () => framed(hostileApdu(random), random)],
    ["first octet of an APDU in a right frame", 2, () => framed(firstOctet(pick(random, goodApdus), random), random)],
    ["mutated SML message, right CRC", 3, () => changedSml(random)],
    ["hostile telegram, right CRC", 2, () => hostileTelegram(random)],
    ["repeated piece", 2, () => repeated(frames, random)],
    ["good frame", 1, () => pick(random, bases)],
  ];
  const wheel = makers.flatMap(([kind, weight, make]) => Array.from({ length: weight }, () => ({ kind, make })));
  return () => {
    const { kind, make } = pick(random, wheel);
    const made = make(random);
    return made instanceof Uint8Array ? { kind, octets: made, keys: testKeys } : { kind, ...made };
  };
}

function randomText(random: Random): Uint8Array {
  const alphabet = "/!()*.-:0123456789kWhVAm3SW\r\n ";
  return latin1(
    Array.from({ length: sizeUpTo(random, 2000) }, () => alphabet[random.integer(0, alphabet.length - 1)]).join(""),
  );
}

function firstOctet(octets: Uint8Array, random: Random): Uint8Array {
  return join([random.integer(0, 255)], octets.subarray(1));
}

function cut(octets: Uint8Array, random: Random): Uint8Array {
  return octets.subarray(0, random.integer(0, octets.length));
}

/** In frames whose checks are right, ciphered or not. */
function framed(apdu: Uint8Array, random: Random): Uint8Array {
  const ciphers = apdu.length > 0 && random.chance(0.3);
  const sent = ciphers ? cipher(apdu, random, pick(random, securityControls)) : apdu;
  const octets = wrap(sent, pick(random, wrappings), random);
  return random.chance(0.05) ? mutate(octets, random) : octets;
}

/** An SML telegram of which one message has changes that the telegram's CRC does not tell. */
function changedSml(random: Random): Uint8Array {
  const changed = random.integer(0, goodMessages.length - 1);
  const messages = goodMessages.map((message, i) => (i === changed ? mutate(message, random) : message));
  return encodeSmlTelegram(messages, pick(random, ["x25", "kermit"]));
}

/** A telegram with changes that its CRC does not tell. */
function changedTelegram(telegram: Uint8Array, random: Random): Uint8Array {
  const end = telegram.lastIndexOf(0x21);
  const body = join(mutate(telegram.subarray(0, Math.max(1, end)), random), latin1("\r\n!"));
  return join(body, latin1(`${crc16Arc(body).toString(16).toUpperCase().padStart(4, "0")}\r\n`));
}
