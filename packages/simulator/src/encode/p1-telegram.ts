import { crc16Arc } from "@meter2mqtt/decoder";
import { concatOctets, toAscii } from "../octets.ts";

export interface P1TelegramFields {
  /** First line, with its `/`. */
  readonly ident: string;
  /** COSEM objects, one a line, without line ends: `1-0:1.7.0(00.244*kW)`. */
  readonly lines: readonly string[];
  /** `none`: DSMR 2 and 3, whose telegrams end with a bare `!`. Default: crc16. */
  readonly checksum?: "crc16" | "none";
  /** A line end after the last line: absent where a capture was cut behind the checksum. Default: true. */
  readonly closed?: boolean;
}

const lineEnd = "\r\n";

/**
 * A P1 telegram (DSMR 5.0.2 P1 companion standard, clause 6.2): ident, an empty line, the objects, and `!` with the
 * CRC-16 of everything from `/` to `!` as four hexadecimal digits.
 */
export function encodeP1Telegram(fields: P1TelegramFields): Uint8Array {
  const { ident, lines, checksum = "crc16", closed = true } = fields;
  const body = toAscii(`${[ident, "", ...lines].join(lineEnd)}${lineEnd}!`);
  const crc = checksum === "none" ? "" : crc16Arc(body).toString(16).toUpperCase().padStart(4, "0");
  return concatOctets(body, toAscii(crc + (closed ? lineEnd : "")));
}
