import { createDecipheriv } from "node:crypto";
import type { AesGcm } from "@meter2mqtt/decoder";

/** Octets of the tag that DLMS sends (Green Book, "The Galois/Counter Mode"): the first 12 of GCM's 16. */
const tagOctets = 12;

/** Security suites 0 and 1 use AES-128, suite 2 AES-256: the length of the key tells. Node refuses any other. */
function isLong(key: Uint8Array): boolean {
  return key.length === 32;
}

/** AES-GCM by Node's own OpenSSL: the same results as the decoder's pure JavaScript, several times as fast. */
export const nodeAesGcm: AesGcm = {
  open: (key, iv, additionalData, ciphertext, tag) => {
    if (tag.length !== tagOctets) return undefined;
    const decipher = createDecipheriv(isLong(key) ? "aes-256-gcm" : "aes-128-gcm", key, iv, {
      authTagLength: tagOctets,
    });
    decipher.setAAD(additionalData);
    decipher.setAuthTag(tag);
    const plain = decipher.update(ciphertext);
    try {
      // GCM is a stream cipher: nothing is left to come here, but the tag is verified.
      decipher.final();
    } catch {
      return undefined;
    }
    return plain;
  },
  decipher: (key, iv, ciphertext) => {
    // GCM counts from 1 for the tag, so the text begins at 2 (NIST SP 800-38D, clause 7.1).
    const counter = new Uint8Array(16);
    counter.set(iv);
    counter[15] = 2;
    return toOctets(createDecipheriv(isLong(key) ? "aes-256-ctr" : "aes-128-ctr", key, counter).update(ciphertext));
  },
};

/** Node answers with a Buffer, whose `slice` makes views where that of other octets makes copies. */
function toOctets({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
