import { crc16X25 } from "@meter2mqtt/decoder";
import { concatOctets } from "../octets.ts";

const flag = 0x7e;

/** Octets of the length field's range: 11 bits (IEC 62056-46, frame format type 3). */
const longestFrame = 2047;

/** LLC sub-layer: destination and source LSAP, and the control octet (IEC 62056-46, clause 5.3.2). */
export const llcHeader: Uint8Array = Uint8Array.of(0xe6, 0xe7, 0x00);

export interface HdlcFrameFields {
  /** Address octets as they stand on the wire, see {@link encodeHdlcAddress}. */
  readonly destination: Uint8Array | readonly number[];
  readonly source: Uint8Array | readonly number[];
  /** Control octet: 0x13 or 0x10, an unnumbered frame with the poll bit set or not. */
  readonly control: number;
  /** More frames of the same message follow. */
  readonly segmented?: boolean;
}

/**
 * An address of one, two or four octets: seven bits in each, and a 1 in the lowest bit of the last one
 * (IEC 62056-46, clause 6.4.2). `lower` is the physical device where there are two parts.
 */
export function encodeHdlcAddress(upper: number, lower?: number, octetCount?: 1 | 2 | 4): Uint8Array {
  const count = octetCount ?? (lower === undefined ? 1 : 2);
  const widthOfEach = count === 4 ? 2 : 1;
  const parts = count === 1 ? [upper] : [upper, lower ?? 0];
  const octets: number[] = [];
  for (const part of parts) {
    if (!Number.isInteger(part) || part < 0 || part >= 128 ** widthOfEach) {
      throw new RangeError(`${part} does not fit an address part of ${widthOfEach} octets`);
    }
    if (widthOfEach === 2) octets.push((part >> 7) << 1);
    octets.push((part & 0x7f) << 1);
  }
  octets.push((octets.pop() ?? 0) | 1);
  return Uint8Array.from(octets);
}

/**
 * One frame of format type 3 between its flags.
 *
 * | Octets | Field                                                                    |
 * | -----: | ------------------------------------------------------------------------ |
 * |      1 | flag, 0x7e                                                               |
 * |      2 | format: 0xa, segmentation bit, 11 bits of length (all between the flags) |
 * |  1..4  | destination address, then source address                                 |
 * |      1 | control                                                                  |
 * |      2 | HCS over all before it, low octet first; only where information follows  |
 * |      n | information                                                              |
 * |      2 | FCS over all before it, low octet first                                  |
 * |      1 | flag                                                                     |
 */
export function encodeHdlcFrame(information: Uint8Array, fields: HdlcFrameFields): Uint8Array {
  const { destination, source, control, segmented = false } = fields;
  const headerOctets = 2 + destination.length + source.length + 1;
  const length = headerOctets + (information.length === 0 ? 0 : 2 + information.length) + 2;
  if (length > longestFrame) throw new RangeError(`an HDLC frame has ${longestFrame} octets at most, not ${length}`);
  const format = 0xa000 | (segmented ? 0x0800 : 0) | length;
  const header = concatOctets([format >> 8, format & 0xff], destination, source, [control]);
  const checked = information.length === 0 ? header : concatOctets(withCrc(header), information);
  return concatOctets([flag], withCrc(checked), [flag]);
}

/**
 * A message as segments: each frame carries up to `informationOctets` of it, all but the last with the segmentation
 * bit. Each keeps its own flags; what the LLC header is to the message stands only in the first.
 */
export function encodeHdlcSegments(
  message: Uint8Array,
  fields: Omit<HdlcFrameFields, "segmented">,
  informationOctets: number,
): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let from = 0; from === 0 || from < message.length; from += informationOctets) {
    const to = Math.min(from + informationOctets, message.length);
    frames.push(encodeHdlcFrame(message.subarray(from, to), { ...fields, segmented: to < message.length }));
  }
  return frames;
}

function withCrc(octets: Uint8Array): Uint8Array {
  const crc = crc16X25(octets);
  return concatOctets(octets, [crc & 0xff, crc >> 8]);
}
