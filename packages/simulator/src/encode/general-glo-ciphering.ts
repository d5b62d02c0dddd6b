import { gcm } from "@noble/ciphers/aes.js";
import { concatOctets, toBigEndian } from "../octets.ts";
import { encodeLength, type LengthForm } from "./length.ts";

/** Octets of the tag that DLMS sends: the first 12 of GCM's 16 (Green Book, clause 9.2.3.3.7.3). */
const tagOctets = 12;

/** Security control: bit 5 encrypts, bit 4 authenticates, bits 0 to 3 are the suite (Green Book, table 38). */
const encryptionBit = 0x20;
const authenticationBit = 0x10;

/** Tag of general-glo-ciphering, and the first and last of the service-specific ones, which carry no system title. */
const generalGloTag = 0xdb;
const firstServiceTag = 0xc8;
const lastServiceTag = 0xd7;

export interface CipheringFields {
  /** The APDU's tag: 0xdb (default), 0xdc for a dedicated key, 0xc8 to 0xd7 for service-specific ciphering. */
  readonly applicationTag?: number;
  /** Eight octets, the first three of them the maker's FLAG id. */
  readonly systemTitle: Uint8Array;
  /** False: the header says 0 octets, and who reads it has to know the title (Poland). Default: true. */
  readonly titleInHeader?: boolean;
  /**
   * 0x20, 0x21: encrypted; 0x30, 0x31: encrypted and authenticated; 0x10: authenticated plain text; 0x22, 0x32, 0x12:
   * AES-256; 0x40 added: under the broadcast key.
   */
  readonly securityControl: number;
  readonly invocationCounter: number;
  readonly encryptionKey: Uint8Array;
  /** Needed where the security control authenticates. */
  readonly authenticationKey?: Uint8Array;
  readonly lengthForm?: LengthForm;
}

/**
 * general-glo-ciphering around an APDU (Green Book, clause 9.2.7.2.4.7), with AES-GCM; general-ded-ciphering and
 * service-specific ciphering under their tags. The length of the keys, 16 or 32 octets, chooses AES-128 or AES-256.
 *
 * | Octets | Field                                                        |
 * | -----: | ------------------------------------------------------------ |
 * |      1 | tag                                                          |
 * |  1 + 8 | system title; not where service-specific                     |
 * |  1..3  | length of the rest                                           |
 * |      1 | security control                                             |
 * |      4 | invocation counter; with the system title the vector of GCM  |
 * |      n | ciphertext                                                   |
 * |     12 | tag, where authenticated                                     |
 */
export function encodeGeneralGloCiphering(apdu: Uint8Array, fields: CipheringFields): Uint8Array {
  const { applicationTag = generalGloTag, systemTitle, titleInHeader = true, securityControl, lengthForm } = fields;
  if (systemTitle.length !== 8) throw new RangeError(`a system title has 8 octets, here are ${systemTitle.length}`);
  const counter = toBigEndian(fields.invocationCounter, 4);
  const content = protect(apdu, concatOctets(systemTitle, counter), fields);
  const isServiceSpecific = applicationTag >= firstServiceTag && applicationTag <= lastServiceTag;
  const title = titleInHeader ? systemTitle : systemTitle.subarray(0, 0);
  return concatOctets(
    [applicationTag],
    isServiceSpecific ? [] : concatOctets(encodeLength(title.length), title),
    encodeLength(1 + counter.length + content.length, lengthForm),
    [securityControl],
    counter,
    content,
  );
}

function protect(apdu: Uint8Array, vector: Uint8Array, fields: CipheringFields): Uint8Array {
  const { securityControl, encryptionKey, authenticationKey } = fields;
  const encrypts = (securityControl & encryptionBit) !== 0;
  const authenticates = (securityControl & authenticationBit) !== 0;
  if (!authenticates) {
    if (!encrypts) return apdu;
    const sealed = gcm(encryptionKey, vector).encrypt(apdu);
    return sealed.subarray(0, apdu.length);
  }
  if (authenticationKey === undefined) throw new RangeError("this security control needs an authentication key");
  const header = concatOctets([securityControl], authenticationKey);
  if (encrypts) {
    const sealed = gcm(encryptionKey, vector, header).encrypt(apdu);
    return sealed.subarray(0, apdu.length + tagOctets);
  }
  const tag = gcm(encryptionKey, vector, concatOctets(header, apdu)).encrypt(new Uint8Array(0));
  return concatOctets(apdu, tag.subarray(0, tagOctets));
}
