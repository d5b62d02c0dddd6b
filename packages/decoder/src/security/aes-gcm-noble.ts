import { gcm } from "@noble/ciphers/aes.js";
import type { AesGcm } from "./aes-gcm.ts";

/** AES-GCM in pure JavaScript (@noble/ciphers): the same in a browser and in Node. */
export const nobleAesGcm: AesGcm = {
  open: (key, iv, additionalData, ciphertext, tag) => {
    // The library takes tags of 16 octets only; DLMS sends the first 12: decipher, then compute the tag anew.
    const plain = nobleAesGcm.decipher(key, iv, ciphertext);
    const sealed = gcm(key, iv, additionalData).encrypt(plain);
    const computed = sealed.subarray(ciphertext.length, ciphertext.length + tag.length);
    return tag.length > 0 && equalInConstantTime(computed, tag) ? plain : undefined;
  },
  // GCM ciphers with a stream of octets: to cipher the ciphertext once more is to decipher it. Its tag is dropped.
  decipher: (key, iv, ciphertext) => gcm(key, iv).encrypt(ciphertext).subarray(0, ciphertext.length),
};

/** How long it takes says nothing of where the first difference is. */
function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
