/**
 * AES-GCM as DLMS uses it (Green Book, "Security suites"): AES-128 in suites 0 and 1, AES-256 in suite 2, as the length
 * of the key says, 16 or 32 octets; 12 octets of initialisation vector and of tag. What is given holds during the call only:
 * the next frame's stands in the same octets.
 */
export interface AesGcm {
  /**
   * Plain text, or undefined where the tag is not that of key, vector, additional data and ciphertext. Without any
   * ciphertext it is a look at the tag alone (GMAC). The text may be in a Buffer, as Node gives it: a view of it would cost
   * each frame as much as its numbers do.
   */
  open(
    key: Uint8Array,
    iv: Uint8Array,
    additionalData: Uint8Array,
    ciphertext: Uint8Array,
    tag: Uint8Array,
  ): Uint8Array | undefined;
  /** GCM's own decryption without a look at the tag: AES in counter mode from counter 2. */
  decipher(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array;
}
