import { concatOctets, toBigEndian } from "../octets.ts";

/** Wrapper ports of client and server (IEC 62056-47, clause 4.3.3). */
export interface WrapperFields {
  readonly source: number;
  readonly destination: number;
}

/** DLMS wrapper: version 1, source port, destination port, length, two octets each, then the APDU. */
export function encodeWrapper(apdu: Uint8Array, fields: WrapperFields): Uint8Array {
  return concatOctets(
    [0x00, 0x01],
    toBigEndian(fields.source, 2),
    toBigEndian(fields.destination, 2),
    toBigEndian(apdu.length, 2),
    apdu,
  );
}
