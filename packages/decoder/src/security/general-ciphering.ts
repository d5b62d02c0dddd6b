import { readLength } from "../axdr/length.ts";
import { Cursor } from "../bytes/cursor.ts";
import { DecodeError } from "../errors.ts";

export const generalGloTag = 0xdb;

/** Octets of the GCM tag that DLMS sends (Green Book, "The Galois/Counter Mode"). */
export const tagOctets = 12;

/** Bits of the security control octet (Green Book, table "Security control byte"). */
export const SecurityControl = {
  SuiteMask: 0x0f,
  Authenticated: 0x10,
  Encrypted: 0x20,
  BroadcastKey: 0x40,
  Compressed: 0x80,
} as const;

/**
 * general-glo-ciphering.
 *
 * | Octets | Field                                              |
 * | -----: | -------------------------------------------------- |
 * |      1 | tag, 0xdb                                          |
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

/** @throws DecodeError `security/malformed`, or `axdr/limit-exceeded` for a length of lengths. */
export function parseGeneralGlo(apdu: Uint8Array): CipheredApdu {
  const cursor = new Cursor(apdu, "security/malformed");
  const applicationTag = cursor.u8();
  if (applicationTag !== generalGloTag) {
    throw new DecodeError("apdu/unknown-tag", 0, `tag 0x${applicationTag.toString(16)} is not general-glo-ciphering`);
  }
  const titleLength = readLength(cursor);
  if (titleLength !== 8) {
    throw new DecodeError("security/malformed", 1, `a system title has 8 octets, here are ${titleLength}`);
  }
  const systemTitle = cursor.bytes(titleLength);
  const length = readLength(cursor);
  cursor.need(length);
  const end = cursor.offset + length;
  const securityControl = cursor.u8();
  const counterAt = cursor.offset;
  const invocationCounter = cursor.u32();
  const isAuthenticated = (securityControl & SecurityControl.Authenticated) !== 0;
  const contentLength = end - cursor.offset - (isAuthenticated ? tagOctets : 0);
  if (contentLength < 1) throw new DecodeError("security/malformed", counterAt, "nothing is ciphered");
  const content = cursor.bytes(contentLength);
  const tag = isAuthenticated ? cursor.bytes(tagOctets) : undefined;
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
