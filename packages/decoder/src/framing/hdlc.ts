import { crc16X25 } from "../bytes/crc16.ts";
import { createDiagnosis } from "../diagnosis.ts";
import { say } from "../words/say.ts";
import { Frame, noFrame, type Recognition, type Segment, type Window } from "./frame.ts";

export const hdlcFlag = 0x7e;

/**
 * HDLC frame, format type 3 (IEC 62056-46, clause 6.4.3; ISO/IEC 13239).
 *
 * | Octets | Field                                                                      |
 * | -----: | -------------------------------------------------------------------------- |
 * |      1 | flag, 0x7e; one flag may end a frame and begin the next                    |
 * |      2 | frame format: 1010, segmentation bit, 11 bits of length (without flags)    |
 * |    1-4 | destination address; the low bit of its last octet is 1                    |
 * |    1-4 | source address                                                             |
 * |      1 | control                                                                    |
 * |      2 | HCS over all from the format on; absent where there is no information      |
 * |      n | information                                                                |
 * |      2 | FCS over all from the format on                                            |
 * |      1 | flag, 0x7e                                                                 |
 *
 * The length decides where the frame ends: octets 0x7e inside are data, and where the FCS is right the flag behind it may be
 * another octet, or missing at the end of a file.
 */
export function recogniseHdlc(window: Window): Recognition {
  const { octets, from, end, ended } = window;
  if (end - from < 2) return ended ? noFrame : { is: "more", octets: 2 };
  const format = octets[from + 1] as number;
  if (format >> 4 !== 0xa) return noFrame;
  if (end - from < 3) return unfinished(window, undefined, 3);
  const length = ((format & 7) << 8) | (octets[from + 2] as number);
  // Format, two addresses, control and FCS.
  if (length < 7) return noFrame;

  const header = readHdlcHeader(octets, from + 1, Math.min(end, from + 1 + length));
  if (header === "malformed") return noFrame;
  if (header === undefined) {
    return end > from + length ? noFrame : unfinished(window, length, Math.min(headerOctets, length + 2));
  }
  const { controlAt } = header;
  const informationAt = controlAt + 3;
  const fcsAt = from + 1 + length - 2;
  const hasInformation = informationAt < fcsAt;
  // Judged at once: what only looks like a header must not hold up the frame behind it.
  const damage = hasInformation ? judgeHeader(octets, from, controlAt, length) : undefined;
  if (damage !== undefined) return damage;
  // A good frame is kept without a closing flag that the line changed, and is to be found again: only that one may be missing.
  if (end - from < length + (ended ? 1 : 2)) return unfinished(window, length, length + 2);
  return judge(window, length, Math.min(informationAt, fcsAt));
}

/** Octets after which a header with the longest addresses is complete, with its HCS. */
const headerOctets = 14;

/** Where the fields behind the destination address begin. */
export interface HdlcHeader {
  readonly sourceAt: number;
  readonly controlAt: number;
}

/** Reads the header whose frame format stands at `from`; undefined while it is not complete with the two octets behind it. */
export function readHdlcHeader(octets: Uint8Array, from: number, end: number): HdlcHeader | "malformed" | undefined {
  let at = from + 2;
  let sourceAt = at;
  for (let address = 0; address < 2; address++) {
    const start = at;
    sourceAt = start;
    while (at < end && ((octets[at] as number) & 1) === 0) {
      if (at - start === 3) return "malformed";
      at++;
    }
    if (at >= end) return undefined;
    at++;
  }
  return at + 3 <= end ? { sourceAt, controlAt: at } : undefined;
}

function judge({ octets, from, end }: Window, length: number, informationAt: number): Recognition {
  const fcsAt = from + 1 + length - 2;
  const fcs = (octets[fcsAt] as number) | ((octets[fcsAt + 1] as number) << 8);
  const computed = crc16X25(octets, from + 1, fcsAt);
  const isOver = fcsAt + 2 === end;
  const closed = !isOver && octets[fcsAt + 2] === hdlcFlag;
  if (fcs !== computed) {
    if (isOver) return truncated(end - from, length);
    const sums = { received: hex(fcs), computed: hex(computed), length };
    const words = say(closed ? "hdlcChecksum" : "hdlcChecksumOpen", sums);
    const evidence = { ...sums, closed };
    return { is: "bad", diagnosis: createDiagnosis("frame/bad-checksum", words, { evidence }), octets: length + 1 };
  }
  const isSegment = ((octets[from + 1] as number) & 0x08) !== 0;
  return {
    is: "frame",
    frame: new Frame({
      framing: "hdlc",
      buffer: octets,
      from,
      to: fcsAt + (closed ? 3 : 2),
      payloadFrom: informationAt,
      payloadTo: fcsAt,
      segment: isSegment ? moreFollow : lastSegment,
    }),
    // The closing flag may open the next frame, so it is left.
    octets: length + 1,
  };
}

// HDLC numbers no segments: their order is that of the line.
const lastSegment: Segment = { number: undefined, last: true };
const moreFollow: Segment = { number: undefined, last: false };

function unfinished({ from, end, ended }: Window, length: number | undefined, octets: number): Recognition {
  return ended ? truncated(end - from, length) : { is: "more", octets };
}

function truncated(seen: number, length: number | undefined): Recognition {
  const evidence = length === undefined ? { seen } : { seen, length: length + 2 };
  const words =
    length === undefined ? say("hdlcCutInLength", { seen }) : say("hdlcCutShort", { seen, length: length + 2 });
  return { is: "bad", diagnosis: createDiagnosis("frame/truncated", words, { evidence }), octets: seen };
}

/** Undefined where the HCS is right. */
function judgeHeader(octets: Uint8Array, from: number, controlAt: number, length: number): Recognition | undefined {
  const received = (octets[controlAt + 1] as number) | ((octets[controlAt + 2] as number) << 8);
  const computed = crc16X25(octets, from + 1, controlAt + 1);
  if (received === computed) return undefined;
  const sums = { received: hex(received), computed: hex(computed) };
  const evidence = { ...sums, length };
  const diagnosis = createDiagnosis("frame/bad-header-checksum", say("hdlcHeaderChecksum", sums), { evidence });
  return { is: "bad", diagnosis, octets: controlAt + 3 - from };
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}
