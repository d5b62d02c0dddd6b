import { crc16X25 } from "../bytes/crc16.ts";
import { cipheredPartAt } from "../decode-apdu.ts";
import { DecodeError } from "../errors.ts";
import type { ExplainContext } from "../explain/explain-context.ts";
import { concat } from "../reassembly/assembly.ts";
import {
  type CipheredApdu,
  flagIdOf,
  generalGloTag,
  isCiphering,
  ivOf,
  parseGeneralGlo,
} from "../security/general-ciphering.ts";
import type { CarriedMessage } from "./carried-messages.ts";
import { disguiseNotification } from "./disguise-list.ts";
import { disguiseSml, encloseSml } from "./disguise-sml.ts";
import { disguiseFirstLine, disguiseTelegram } from "./disguise-telegram.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { seal, type TestKeys } from "./seal.ts";

/** Why a message can't be made anonymous: nobody can say what in it is an identity. */
export type LeftOut = "not-deciphered" | "not-read";

/** Equipment for all messages of a line. */
export interface Disguise {
  /** Knows the meter's own keys. */
  readonly context: ExplainContext;
  readonly names: Pseudonyms;
  readonly testKeys: TestKeys;
}

export interface Disguised {
  /** The frames with the message. */
  readonly octets: Uint8Array;
  /** The message without its ciphering. */
  readonly plain: Uint8Array;
  readonly isCiphered: boolean;
}

/** Octets of a system title that name the maker (Green Book, "System title"). */
const makerOctets = 3;
const dash = 0x2f;

/** The same message of another meter, in the same frames, or why there is none. Never throws for what a meter sent. */
export function disguiseMessage(message: CarriedMessage, disguise: Disguise): Disguised | LeftOut {
  try {
    return attempt(message, disguise);
  } catch (error) {
    if (error instanceof DecodeError) return "not-read";
    throw error;
  }
}

/** A system title that takes the place of another. */
export function disguiseTitle(title: Uint8Array, names: Pseudonyms): Uint8Array {
  return names.octets(title, makerOctets);
}

function attempt(message: CarriedMessage, disguise: Disguise): Disguised | LeftOut {
  const { apdu, framing } = message;
  if (framing === "sml") {
    const messages = disguiseSml(apdu, disguise.names);
    if (messages === undefined) return "not-read";
    return { octets: encloseSml(message.octets, messages), plain: messages, isCiphered: false };
  }
  const result = disguiseApdu(apdu, disguise);
  if (typeof result === "string") return result;
  const { tail = new Uint8Array(0) } = message;
  const octets = framing === "p1" ? concat([result.apdu, tail]) : putBack(message, result.apdu);
  return { octets, plain: result.plain, isCiphered: result.isCiphered };
}

interface DisguisedApdu {
  readonly apdu: Uint8Array;
  readonly plain: Uint8Array;
  readonly isCiphered: boolean;
}

function disguiseApdu(apdu: Uint8Array, disguise: Disguise): DisguisedApdu | LeftOut {
  if (isCiphering(apdu[0])) return disguiseCiphered(apdu, disguise);
  const cipheredAt = apdu[0] === dash ? cipheredPartAt(apdu) : undefined;
  if (cipheredAt === undefined) {
    const plain = disguisePlain(apdu, undefined, disguise);
    return plain === undefined ? "not-read" : { apdu: plain, plain, isCiphered: false };
  }
  // A first line in clear, then a ciphering whose tag is not sent (Poland).
  const firstLine = apdu.subarray(0, cipheredAt);
  const whole = concat([Uint8Array.of(generalGloTag), apdu.subarray(cipheredAt)]);
  const result = disguiseCiphered(whole, disguise, firstLine);
  if (typeof result === "string") return result;
  return { ...result, apdu: concat([disguiseFirstLine(firstLine, disguise.names), result.apdu.subarray(1)]) };
}

/** `firstLine` stands in clear in front of it. */
function disguiseCiphered(apdu: Uint8Array, disguise: Disguise, firstLine?: Uint8Array): DisguisedApdu | LeftOut {
  const { context, names, testKeys } = disguise;
  const places = new Map<string, number>();
  const onField = (field: string, from: number): void => void places.set(field, from);
  const ciphered = parseGeneralGlo(apdu, onField, context.knownTitle);
  if (places.has("system title")) context.sawTitle(ciphered.systemTitle);
  // Known from here on, whether the frame can be opened or not: diagnoses name it.
  const systemTitle = disguiseTitle(ciphered.systemTitle, names);
  const unsealed = context.unseal(ciphered);
  if (!unsealed.ok) return "not-deciphered";
  const { plain } = unsealed;
  const disguised = disguiseBehindLine(plain, flagIdOf(ciphered.systemTitle), disguise, firstLine);
  // A checksum that is longer than before would move all that stands behind it.
  if (disguised === undefined || disguised.length !== plain.length) return "not-read";
  const iv = ivOf({ ...ciphered, systemTitle }).slice();
  const sealed = seal(disguised, ciphered.securityControl, iv, testKeys);
  const result = apdu.slice();
  const titleAt = places.get("system title");
  if (titleAt !== undefined) result.set(systemTitle, titleAt);
  // Another reader's dump, and what is signed only, goes on standing there in clear.
  const content = plain === ciphered.content ? disguised : sealed.content;
  result.set(content, places.get("content") ?? 0);
  if (ciphered.tag !== undefined) result.set(sealed.tag, places.get("GCM tag") ?? 0);
  return { apdu: withoutRest(result, ciphered), plain: disguised, isCiphered: true };
}

/** What stands behind the APDU belongs to nothing that is known. */
function withoutRest(octets: Uint8Array, { length }: CipheredApdu): Uint8Array {
  return octets.fill(0, length);
}

function disguiseBehindLine(
  plain: Uint8Array,
  flagId: string | undefined,
  disguise: Disguise,
  firstLine: Uint8Array | undefined,
): Uint8Array | undefined {
  if (firstLine === undefined || plain[0] === dash) return disguisePlain(plain, flagId, disguise);
  return disguisePlain(concat([firstLine, plain]), flagId, disguise)?.slice(firstLine.length);
}

function disguisePlain(plain: Uint8Array, flagId: string | undefined, disguise: Disguise): Uint8Array | undefined {
  const { context, names } = disguise;
  const isTelegram = plain[0] === dash;
  const disguised = isTelegram ? disguiseTelegram(plain, names) : disguiseNotification(plain, flagId, context, names);
  if (disguised !== undefined && !isTelegram) names.replaceInOctets(disguised);
  return disguised;
}

/** Puts an APDU in the place of the one of the same length, and mends the checksums of its frames. */
function putBack({ octets, frames, places = [] }: CarriedMessage, apdu: Uint8Array): Uint8Array {
  places.forEach((place, i) => {
    octets[place] = apdu[i] as number;
  });
  for (const { from, to, framing } of frames) {
    if (framing === "hdlc") mendHdlc(octets, from);
    else if (framing === "mbus") mendMbus(octets, from, to);
  }
  return octets;
}

/** FCS; the HCS is of the header, in which nothing changes (IEC 62056-46, frame format type 3). */
function mendHdlc(octets: Uint8Array, flagAt: number): void {
  const length = (((octets[flagAt + 1] as number) & 7) << 8) | (octets[flagAt + 2] as number);
  const fcsAt = flagAt + 1 + length - 2;
  const fcs = crc16X25(octets, flagAt + 1, fcsAt);
  octets[fcsAt] = fcs & 0xff;
  octets[fcsAt + 1] = fcs >> 8;
}

/** Sum of all octets from the C field on (EN 13757-2, clause 5.2). */
function mendMbus(octets: Uint8Array, from: number, to: number): void {
  let sum = 0;
  for (let i = from + 4; i < to - 2; i++) sum += octets[i] as number;
  octets[to - 2] = sum & 0xff;
}
