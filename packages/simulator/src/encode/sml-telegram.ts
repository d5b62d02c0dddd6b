import { concatOctets } from "../octets.ts";
import { encodeSmlCrc, type SmlCrc } from "./sml-crc.ts";

const escapeMark = [0x1b, 0x1b, 0x1b, 0x1b] as const;

/**
 * SML transport protocol, version 1 (BSI TR-03109-1 annex IV, clause 8).
 *
 * | Octets | Field                                                                       |
 * | -----: | --------------------------------------------------------------------------- |
 * |      8 | 1b1b1b1b 01010101                                                           |
 * |      n | messages, 1b1b1b1b inside of them twice; fill octets 00 to a multiple of 4  |
 * |      5 | 1b1b1b1b 1a                                                                 |
 * |      1 | count of the fill octets                                                    |
 * |      2 | CRC over all before it                                                      |
 */
export function encodeSmlTelegram(messages: readonly Uint8Array[], crc: SmlCrc = "x25"): Uint8Array {
  const content = withEscapes(concatOctets(...messages));
  const fill = (4 - (content.length % 4)) % 4;
  const checked = concatOctets(escapeMark, [1, 1, 1, 1], content, new Uint8Array(fill), escapeMark, [0x1a, fill]);
  return concatOctets(checked, encodeSmlCrc(checked, crc));
}

function withEscapes(octets: Uint8Array): Uint8Array {
  const escaped: number[] = [];
  let run = 0;
  for (const octet of octets) {
    escaped.push(octet);
    run = octet === 0x1b ? run + 1 : 0;
    if (run < 4) continue;
    escaped.push(...escapeMark);
    run = 0;
  }
  return Uint8Array.from(escaped);
}
