import { createDecipheriv } from "node:crypto";
import type { AesGcm } from "@meter2mqtt/decoder";

const table = Uint16Array.from({ length: 256 }, (_, octet) => {
  let crc = octet;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  return crc;
});

/** CRC-16/X-25 as it is written everywhere: one table, one octet a turn. */
export function octetwiseCrc16(octets: Uint8Array): number {
  let crc = 0xffff;
  for (let i = 0; i < octets.length; i++) {
    crc = (crc >>> 8) ^ (table[(crc ^ (octets[i] ?? 0)) & 0xff] ?? 0);
  }
  return crc ^ 0xffff;
}

/** Text of a telegram and its lines; the octets of all lines. */
export function splitLines(octets: Buffer): number {
  const lines = octets.toString("latin1").split("\r\n");
  let length = 0;
  for (const line of lines) length += line.length;
  return length;
}

/** What AES-GCM is opened with. */
export type Sealed = Parameters<AesGcm["open"]>;

/** Node's own AES-128-GCM and nothing else; the length of the plain text. */
export function bareOpen([key, iv, additionalData, ciphertext, tag]: Sealed): number {
  const decipher = createDecipheriv("aes-128-gcm", key, iv, { authTagLength: 12 });
  decipher.setAAD(additionalData);
  decipher.setAuthTag(tag);
  const plain = decipher.update(ciphertext);
  decipher.final();
  return plain.length;
}

/** The platform's AES-GCM as the gateway gives it to the decoder: no slower, no quicker than the yardstick. */
export const platformAesGcm: AesGcm = {
  open: (key, iv, additionalData, ciphertext, tag) => {
    const decipher = createDecipheriv("aes-128-gcm", key, iv, { authTagLength: 12 });
    decipher.setAAD(additionalData);
    decipher.setAuthTag(tag);
    const plain = decipher.update(ciphertext);
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return plain;
  },
  // Only frames whose tag is right are decoded here; this would be for the verdict on keys.
  decipher: () => new Uint8Array(0),
};
