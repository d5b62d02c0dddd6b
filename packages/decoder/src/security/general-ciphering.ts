import { readLength } from "../axdr/length.ts";
import { Cursor } from "../bytes/cursor.ts";
import type { FieldListener } from "../bytes/field-listener.ts";
import type { OctetRange } from "../bytes/octet-range.ts";
import { DecodeError } from "../errors.ts";
import { say, type Words } from "../words/say.ts";

export const generalGloTag = 0xdb;
export const generalDedTag = 0xdc;

/**
 * Service-specific ciphering (Green Book, "Summary of the xDLMS APDUs"): what a meter sends of its own accord, or as an
 * answer, as APDU tags `glo-…` and `ded-…`. data-notification has none: it is ciphered by the general ones only.
 */
const serviceTags: ReadonlyMap<number, string> = new Map([
  [0xca, "glo-event-notification-request"],
  [0xcc, "glo-get-response"],
  [0xcd, "glo-set-response"],
  [0xcf, "glo-action-response"],
  [0xd2, "ded-event-notification-request"],
  [0xd4, "ded-get-response"],
  [0xd5, "ded-set-response"],
  [0xd7, "ded-action-response"],
]);

/** APDUs under a protection that this decoder does not take off. */
const unsupportedTags: ReadonlyMap<number, string> = new Map([
  [0x38, "glo-information-report-request"],
  [0x58, "ded-information-report-request"],
  [0xdd, "general-ciphering"],
  [0xdf, "general-signing"],
]);

/** Whether an APDU with this tag is one for {@link parseGeneralGlo}. */
export function isCiphering(tag: number | undefined): boolean {
  return tag === generalGloTag || tag === generalDedTag || (tag !== undefined && serviceTags.has(tag));
}

/** The name of a protected APDU that is not supported; undefined for any other. */
export function unsupportedCiphering(tag: number): string | undefined {
  return unsupportedTags.get(tag);
}

/** Octets of a system title (Green Book, "System title"). */
export const titleOctets = 8;

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
 * general-glo-ciphering, and general-ded-ciphering, which differs in the key it means. Service-specific ciphering is the
 * same with another tag and without system title.
 *
 * | Octets | Field                                              |
 * | -----: | -------------------------------------------------- |
 * |      1 | tag, 0xdb or 0xdc; service-specific 0xca to 0xd7   |
 * |  1 + 8 | system title; not where service-specific           |
 * |  1 + n | length of what follows                             |
 * |      1 | security control                                   |
 * |      4 | invocation counter                                 |
 * |      m | ciphertext (or plain text, authenticated only)     |
 * |     12 | GCM tag, where security control says authenticated |
 */
export interface CipheredApdu {
  readonly applicationTag: number;
  readonly systemTitle: Uint8Array;
  readonly securityControl: number;
  readonly invocationCounter: number;
  /** Ciphertext without tag. */
  readonly content: Uint8Array;
  readonly tag: Uint8Array | undefined;
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
 * `knownTitle`, configured or seen before, stands in for one that the meter leaves out.
 *
 * @throws DecodeError `security/malformed`, `security/system-title-missing`, or `axdr/limit-exceeded` for a length of lengths.
 */
export function parseGeneralGlo(
  apdu: Uint8Array,
  onField?: FieldListener<CipheringField>,
  knownTitle?: Uint8Array,
): CipheredApdu {
  const cursor = new Cursor(apdu, "security/malformed");
  let fieldAt = 0;
  const told = (name: CipheringField): void => {
    onField?.(name, fieldAt, cursor.offset);
    fieldAt = cursor.offset;
  };
  const applicationTag = cursor.u8();
  if (!isCiphering(applicationTag)) {
    throw new DecodeError("apdu/unknown-tag", 0, say("notCiphering", { tag: `0x${applicationTag.toString(16)}` }));
  }
  told("tag");
  const systemTitle = readTitle(cursor, applicationTag, knownTitle, told);
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
  if (contentLength < 1) throw new DecodeError("security/malformed", counterAt, say("nothingCiphered"));
  const content = cursor.bytes(contentLength);
  told("content");
  const tag = isAuthenticated ? cursor.bytes(tagOctets) : undefined;
  if (isAuthenticated) told("GCM tag");
  return { applicationTag, systemTitle, securityControl, invocationCounter, content, tag, length: end };
}

/** The tag of the last APDU of the usual form: the next one's stands in the same octets. */
const usualTag = new Uint8Array(tagOctets);

/**
 * An APDU of the form that nearly all meters send, at `from..to`: general-glo-ciphering of the known title, encrypted and
 * authenticated, and nothing behind it. Undefined for any other, which {@link parseGeneralGlo} reads.
 */
export function readUsualGlo(
  octets: Uint8Array,
  { from, to }: OctetRange,
  known: Uint8Array | undefined,
): CipheredApdu | undefined {
  if (known === undefined || octets[from] !== generalGloTag || octets[from + 1] !== titleOctets) return undefined;
  for (let i = 0; i < titleOctets; i++) if (octets[from + 2 + i] !== known[i]) return undefined;
  let at = from + 2 + titleOctets;
  let length = octets[at++] as number;
  if (length === 0x81) length = octets[at++] as number;
  else if (length === 0x82) {
    length = ((octets[at] as number) << 8) | (octets[at + 1] as number);
    at += 2;
  } else if (length > 0x7f) return undefined;
  const securityControl = octets[at] as number;
  const tagAt = to - tagOctets;
  if (at + length !== to || tagAt <= at + 5 || !isUsualControl(securityControl)) return undefined;
  for (let i = 0; i < tagOctets; i++) usualTag[i] = octets[tagAt + i] as number;
  const upper = ((octets[at + 1] as number) << 8) | (octets[at + 2] as number);
  const lower = ((octets[at + 3] as number) << 8) | (octets[at + 4] as number);
  return {
    applicationTag: generalGloTag,
    systemTitle: known,
    securityControl,
    invocationCounter: upper * 0x1_0000 + lower,
    content: octets.subarray(at + 5, tagAt),
    tag: usualTag,
    length: to - from,
  };
}

/** Suites 0 and 1 use AES-128, suite 2 AES-256; there are no more. */
export const lastSuite = 2;

/** Encrypted and authenticated under a known suite, and not compressed. */
export function isUsualControl(securityControl: number): boolean {
  const protection = SecurityControl.Encrypted | SecurityControl.Authenticated;
  return (
    (securityControl & (protection | SecurityControl.Compressed)) === protection &&
    (securityControl & SecurityControl.SuiteMask) <= lastSuite
  );
}

const iv = new Uint8Array(12);
const ivView = new DataView(iv.buffer);

/** System title and invocation counter: the initialisation vector. It holds until the next one is asked for. */
export function ivOf({ systemTitle, invocationCounter }: CipheredApdu): Uint8Array {
  for (let i = 0; i < titleOctets; i++) iv[i] = systemTitle[i] as number;
  ivView.setUint32(titleOctets, invocationCounter);
  return iv;
}

function readTitle(
  cursor: Cursor,
  applicationTag: number,
  knownTitle: Uint8Array | undefined,
  told: (name: CipheringField) => void,
): Uint8Array {
  const at = cursor.offset;
  const service = serviceTags.get(applicationTag);
  const length = service === undefined ? readLength(cursor) : 0;
  if (length !== titleOctets && length !== 0) {
    throw new DecodeError("security/malformed", at, say("titleLength", { wanted: titleOctets, length }));
  }
  if (service === undefined) told("system title length");
  if (length !== 0) {
    const title = readKnownTitle(cursor, knownTitle) ?? cursor.bytes(length);
    told("system title");
    return title;
  }
  if (knownTitle?.length === titleOctets) return knownTitle;
  throw new DecodeError("security/system-title-missing", at, withoutTitle(service, knownTitle?.length));
}

/** `octets`: of a title that is set and has the wrong length. */
function withoutTitle(service: string | undefined, octets: number | undefined): Words {
  if (service === undefined)
    return octets === undefined ? say("titleLeftOut") : say("titleLeftOutAndWrong", { octets });
  return octets === undefined
    ? say("serviceWithoutTitle", { service })
    : say("serviceWithWrongTitle", { service, octets });
}

/** A line has one meter, or few: its title is mostly the known one, of which there is a view already. */
function readKnownTitle(cursor: Cursor, known: Uint8Array | undefined): Uint8Array | undefined {
  if (known?.length !== titleOctets || cursor.remaining < titleOctets) return undefined;
  for (let i = 0; i < titleOctets; i++) if (known[i] !== cursor.octets[cursor.offset + i]) return undefined;
  cursor.offset += titleOctets;
  return known;
}

/** Three letters that name the maker at the start of a system title; undefined where they are no letters. */
export function flagIdOf(systemTitle: Uint8Array): string | undefined {
  const letters = String.fromCharCode(...systemTitle.subarray(0, 3));
  return /^[A-Za-z]{3}$/.test(letters) ? letters.toUpperCase() : undefined;
}
