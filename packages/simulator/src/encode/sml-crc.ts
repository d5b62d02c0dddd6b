import { crc16X25 } from "@meter2mqtt/decoder";

/** CRC-16/X-25, low octet first, as the standard has it; or CRC-16/KERMIT, high octet first, as some of Holley's meters send it. */
export type SmlCrc = "x25" | "kermit";

/** The two octets as they stand on the line. */
export function encodeSmlCrc(octets: Uint8Array, kind: SmlCrc): Uint8Array {
  if (kind === "kermit") {
    const crc = crc16Kermit(octets);
    return Uint8Array.of(crc >> 8, crc & 0xff);
  }
  const crc = crc16X25(octets);
  return Uint8Array.of(crc & 0xff, crc >> 8);
}

/** The polynomial of X-25, reflected, without its first and last inversion. Bit by bit, and so unlike the decoder's. */
function crc16Kermit(octets: Uint8Array): number {
  let crc = 0;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc;
}
