import { crc16Arc } from "@meter2mqtt/decoder";
import { concatOctets, toAscii } from "../octets.ts";
import { type CipheringFields, encodeGeneralGloCiphering } from "./general-glo-ciphering.ts";

export interface P1TelegramFields {
  /** First line, with its `/`. */
  readonly ident: string;
  /** COSEM objects, one a line, without line ends: `1-0:1.7.0(00.244*kW)`. */
  readonly lines: readonly string[];
  /** `none`: DSMR 2 and 3, whose telegrams end with a bare `!`. Default: crc16. */
  readonly checksum?: "crc16" | "none";
  /** A line end after the last line: absent where a capture was cut behind the checksum. Default: true. */
  readonly closed?: boolean;
  /** What ends a line; some meters send a line feed alone. Default: CR LF. */
  readonly lineEnd?: "\r\n" | "\n";
}

/**
 * A P1 telegram (DSMR 5.0.2 P1 companion standard, clause 6.2): ident, an empty line, the objects, and `!` with the
 * CRC-16 of everything from `/` to `!` as four hexadecimal digits.
 */
export function encodeP1Telegram(fields: P1TelegramFields): Uint8Array {
  const { ident, lines, checksum = "crc16", closed = true, lineEnd = "\r\n" } = fields;
  const body = toAscii(`${[ident, "", ...lines].join(lineEnd)}${lineEnd}!`);
  const crc = checksum === "none" ? "" : crc16Arc(body).toString(16).toUpperCase().padStart(4, "0");
  return concatOctets(body, toAscii(crc + (closed ? lineEnd : "")));
}

/** The ciphering of a telegram whose first line stays in clear. */
export type P1Ciphering = Omit<CipheringFields, "applicationTag" | "titleInHeader">;

/**
 * A telegram whose first line stands in clear, with its data lines ciphered behind it (Poland): general-glo-ciphering
 * without the APDU's tag and with an empty system title, then `!` and the CRC-16 of everything from `/` to `!`.
 */
export function encodeCipheredP1Telegram(
  fields: Pick<P1TelegramFields, "ident" | "lines">,
  ciphering: P1Ciphering,
): Uint8Array {
  const end = "\r\n";
  const plain = toAscii(fields.lines.map((line) => line + end).join(""));
  const apdu = encodeGeneralGloCiphering(plain, { ...ciphering, titleInHeader: false });
  const body = concatOctets(toAscii(fields.ident + end + end), apdu.subarray(1), toAscii(`${end}!`));
  return concatOctets(body, toAscii(crc16Arc(body).toString(16).toUpperCase().padStart(4, "0") + end));
}
