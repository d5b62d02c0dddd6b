/** Fewer octets say too little about where they come from. */
const enoughOctets = 64;
/** How many times more often than by chance two octets are the same: ciphertext has about 1, messages of meters 8 and more. */
const regularity = 4;

/**
 * Whether octets repeat themselves as messages do, whatever their grammar. What AES gives, also under a wrong key, has
 * as many equal pairs as chance makes; four times as many come less than once in some hundred million times.
 */
export function isRegular(octets: Uint8Array): boolean {
  const { length } = octets;
  if (length < enoughOctets) return false;
  const counts = new Uint16Array(256);
  let equalPairs = 0;
  for (let i = 0; i < length; i++) {
    const octet = octets[i] as number;
    // As many pairs more as the octet came before.
    equalPairs += counts[octet] as number;
    counts[octet] = (counts[octet] as number) + 1;
  }
  return equalPairs * 256 >= (regularity * length * (length - 1)) / 2;
}
