import { readLength } from "../axdr/length.ts";
import { Cursor } from "../bytes/cursor.ts";
import type { FieldListener } from "../bytes/field-listener.ts";
import { DecodeError } from "../errors.ts";

export const generalGloTag = 0xdb;
export const generalDedTag = 0xdc;

/** Octets of the GCM tag that DLMS sends (Green Book, "The Galois/Counter Mode"). */
const tagOctets = 12;

/** Bits of the security control octet (Green Book, table "Security control byte"). */
export const SecurityControl = {
  SuiteMask: 0x0f,
  Authenticated: 0x10,
  Encrypted: 0x20,
  BroadcastKey: 0x40,
  Compressed: 0x80,
} as const;

/**
 * general-glo-ciphering, and general-ded-ciphering, which differs in the key it means.
 *
 * | Octets | Field                                              |
 * | -----: | -------------------------------------------------- |
 * |      1 | tag, 0xdb or 0xdc                                  |
 * |  1 + 8 | system title                                       |
 * |  1 + n | length of what follows                             |
 * |      1 | security control                                   |
 * |      4 | invocation counter                                 |
 * |      m | ciphertext (or plain text, authenticated only)     |
 * |     12 | GCM tag, where security control says authenticated |
 */
export interface CipheredApdu {
  readonly systemTitle: Uint8Array;
  readonly securityControl: number;
  readonly invocationCounter: number;
  /** Ciphertext without tag. */
  readonly content: Uint8Array;
  readonly tag: Uint8Array | undefined;
  /** System title and invocation counter: the initialisation vector. */
  readonly iv: Uint8Array;
  /** Octets of the whole APDU. */
  readonly length: number;
}

export type CipheringField =
  | "tag"
  | "system title length"
  | "system title"
  | "length"
  | "security control"
  | "invocation counter"
  | "content"
  | "GCM tag";

/**
 * `configuredTitle` stands in for one that the meter leaves out.
 *
 * @throws DecodeError `security/malformed`, `security/system-title-missing`, or `axdr/limit-exceeded` for a length of lengths.
 */
export function parseGeneralGlo(
  apdu: Uint8Array,
  onField?: FieldListener<CipheringField>,
  configuredTitle?: Uint8Array,
): CipheredApdu {
  const cursor = new Cursor(apdu, "security/malformed");
  let fieldAt = 0;
  const told = (name: CipheringField): void => {
    onField?.(name, fieldAt, cursor.offset);
    fieldAt = cursor.offset;
  };
  const applicationTag = cursor.u8();
  if (applicationTag !== generalGloTag && applicationTag !== generalDedTag) {
    throw new DecodeError("apdu/unknown-tag", 0, `tag 0x${applicationTag.toString(16)} is not general ciphering`);
  }
  told("tag");
  const titleLength = readLength(cursor);
  if (titleLength === 0 && configuredTitle === undefined) {
    throw new DecodeError("security/system-title-missing", 1, "the meter leaves its system title out, and none is set");
  }
  if (titleLength !== 8 && titleLength !== 0) {
    throw new DecodeError("security/malformed", 1, `a system title has 8 octets, here are ${titleLength}`);
  }
  told("system title length");
  const sentTitle = cursor.bytes(titleLength);
  const systemTitle = titleLength === 0 && configuredTitle !== undefined ? configuredTitle : sentTitle;
  told("system title");
  const length = readLength(cursor);
  const end = cursor.offset + length;
  told("length");
  const securityControl = cursor.u8();
  told("security control");
  const counterAt = cursor.offset;
  const invocationCounter = cursor.u32();
  told("invocation counter");
  // Judged behind the counter, so that the listener knows who sent an APDU that was cut short.
  cursor.need(end - cursor.offset);
  const isAuthenticated = (securityControl & SecurityControl.Authenticated) !== 0;
  const contentLength = end - cursor.offset - (isAuthenticated ? tagOctets : 0);
  if (contentLength < 1) throw new DecodeError("security/malformed", counterAt, "nothing is ciphered");
  const content = cursor.bytes(contentLength);
  told("content");
  const tag = isAuthenticated ? cursor.bytes(tagOctets) : undefined;
  if (isAuthenticated) told("GCM tag");
  const iv = new Uint8Array(12);
  iv.set(systemTitle);
  iv.set(apdu.subarray(counterAt, counterAt + 4), 8);
  return { systemTitle, securityControl, invocationCounter, content, tag, iv, length: end };
}

/** Three letters that name the maker at the start of a system title; undefined where they are no letters. */
export function flagIdOf(systemTitle: Uint8Array): string | undefined {
  const letters = String.fromCharCode(...systemTitle.subarray(0, 3));
  return /^[A-Za-z]{3}$/.test(letters) ? letters.toUpperCase() : undefined;
}
