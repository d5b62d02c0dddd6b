import { concatOctets, toBigEndian } from "../octets.ts";
import { encodeLength } from "./length.ts";

export interface BlockTransferFields {
  /** Octets of the APDU in each block. */
  readonly blockOctets: number;
  /** Streaming bit, 0x40: no confirmation is awaited. */
  readonly streaming?: boolean;
  /** Window, 6 bits. */
  readonly window?: number;
}

/**
 * An APDU as general-block-transfer APDUs (Green Book, clause 9.4.6.13).
 *
 * | Octets | Field                                                    |
 * | -----: | -------------------------------------------------------- |
 * |      1 | tag, 0xe0                                                |
 * |      1 | block control: last block, streaming, 6 bits of window   |
 * |      2 | number of the block, from 1                              |
 * |      2 | number of the block acknowledged, 0                      |
 * |  1 + n | block data                                               |
 */
export function encodeGeneralBlockTransfer(apdu: Uint8Array, fields: BlockTransferFields): Uint8Array[] {
  const { blockOctets, streaming = false, window = 0 } = fields;
  const count = Math.max(1, Math.ceil(apdu.length / blockOctets));
  return Array.from({ length: count }, (_, i) => {
    const data = apdu.subarray(i * blockOctets, (i + 1) * blockOctets);
    const control = (i === count - 1 ? 0x80 : 0) | (streaming ? 0x40 : 0) | (window & 0x3f);
    return concatOctets([0xe0, control], toBigEndian(i + 1, 2), [0, 0], encodeLength(data.length), data);
  });
}
