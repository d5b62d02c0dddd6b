import { concatOctets, toBigEndian } from "../octets.ts";

/**
 * How a length is written: in as few octets as it takes, or always as `82` and two octets, as Kamstrup writes the
 * length of its ciphered content.
 */
export type LengthForm = "shortest" | "two-octets";

/** A-XDR length (IEC 61334-6): one octet below 0x80, else 0x80 + n and n octets. BER's definite form is the same. */
export function encodeLength(length: number, form: LengthForm = "shortest"): Uint8Array {
  if (form === "two-octets") return concatOctets([0x82], toBigEndian(length, 2));
  if (length < 0x80) return toBigEndian(length, 1);
  let octetCount = 1;
  while (length >= 256 ** octetCount) octetCount++;
  return concatOctets([0x80 + octetCount], toBigEndian(length, octetCount));
}
