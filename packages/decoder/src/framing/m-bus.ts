import { createDiagnosis } from "../diagnosis.ts";
import { limits } from "../limits.ts";
import { say } from "../words/say.ts";
import { Frame, noFrame, type Recognition, type Window } from "./frame.ts";

/**
 * Wired M-Bus long frame that carries DLMS (EN 13757-2, clause 5.2; EN 13757-1 annex on the DLMS transport).
 *
 * | Octets | Field                                                                                        |
 * | -----: | -------------------------------------------------------------------------------------------- |
 * |      4 | 0x68, length, length, 0x68; the length counts from C to the octet before the checksum        |
 * |      1 | C field                                                                                      |
 * |      1 | A field                                                                                      |
 * |      1 | CI field 0x00..0x1f: number of the telegram in its message, bit 4 set in the last one        |
 * |      2 | source and destination transport service access points                                       |
 * |      n | part of the APDU                                                                             |
 * |      1 | checksum: sum of all from C on                                                               |
 * |      1 | 0x16                                                                                         |
 *
 * One length octet can't say more than 255: some meters send the length modulo 256 (01 for 257). A length of 0 has the
 * same reason and no such clue: the frame ends with the line's pause or the file.
 */
export function recogniseMbus(window: Window): Recognition {
  const { octets, from, end, ended } = window;
  const seen = end - from;
  if (seen < 4) return couldBeHeader(octets, from, seen) && !ended ? { is: "more", octets: 4 } : noFrame;
  if (!couldBeHeader(octets, from, 4)) return noFrame;
  const said = octets[from + 1] as number;
  // C, A and CI come at once: another CI is no DLMS, and a false start is known by them.
  if (seen < 7) return ended ? truncated(seen, said) : { is: "more", octets: 7 };
  const ci = octets[from + 6] as number;
  if (ci > 0x1f) return noFrame;
  if (said !== octets[from + 2]) return twoLengths(octets, from);

  if (said === 0) return unbounded(window);
  const length = said < 4 ? said + 256 : said;
  const total = length + 6;
  if (seen < total) return ended ? truncated(seen, length) : { is: "more", octets: total };
  return judge(octets, from, from + total);
}

function couldBeHeader(octets: Uint8Array, from: number, seen: number): boolean {
  return octets[from] === 0x68 && (seen < 4 || octets[from + 3] === 0x68);
}

/** C field of a frame that brings user data (SND-UD, EN 60870-5-2). */
const sendUserData = 0x53;

function twoLengths(octets: Uint8Array, from: number): Recognition {
  if (octets[from + 4] !== sendUserData) return noFrame;
  const [first, second] = [octets[from + 1] as number, octets[from + 2] as number];
  const evidence = { first, second };
  const words = say("mbusTwoLengths", evidence);
  return { is: "bad", diagnosis: createDiagnosis("frame/length-mismatch", words, { evidence }), octets: 7 };
}

function unbounded({ octets, from, end, ended }: Window): Recognition {
  const seen = end - from;
  if (seen > limits.mbusUnbounded) {
    const evidence = { limit: limits.mbusUnbounded };
    const diagnosis = createDiagnosis("frame/length-mismatch", say("mbusNoEnd", evidence), { evidence });
    return { is: "bad", diagnosis, octets: limits.mbusUnbounded };
  }
  if (!ended) return { is: "more", octets: seen + 1 };
  return seen < 11 ? truncated(seen, 0) : judge(octets, from, end);
}

function judge(octets: Uint8Array, from: number, to: number): Recognition {
  const length = to - from - 6;
  if (octets[to - 1] !== 0x16) {
    const evidence = { length };
    const diagnosis = createDiagnosis("frame/length-mismatch", say("mbusWrongEnd", evidence), { evidence });
    return { is: "bad", diagnosis, octets: to - from };
  }
  let sum = 0;
  for (let i = from + 4; i < to - 2; i++) sum += octets[i] as number;
  const received = octets[to - 2] as number;
  const computed = sum & 0xff;
  if (received !== computed) {
    const evidence = { received: hex(received), computed: hex(computed), length };
    const words = say("mbusChecksum", evidence);
    return { is: "bad", diagnosis: createDiagnosis("frame/bad-checksum", words, { evidence }), octets: to - from };
  }
  const ci = octets[from + 6] as number;
  return {
    is: "frame",
    frame: new Frame({
      framing: "mbus",
      buffer: octets,
      from,
      to,
      payloadFrom: Math.min(payloadAt(octets, from), to - 2),
      payloadTo: to - 2,
      segment: { number: ci & 0x0f, last: (ci & 0x10) !== 0 },
    }),
    octets: to - from,
  };
}

/** Some devices leave the two access points out: then an APDU's tag stands in their place. */
function payloadAt(octets: Uint8Array, from: number): number {
  const isWhole = octets[from + 6] === 0x10;
  const next = octets[from + 7];
  return from + (isWhole && (next === 0xdb || next === 0xdc || next === 0x0f) ? 7 : 9);
}

function truncated(seen: number, length: number): Recognition {
  const evidence = { seen, length: length + 6 };
  const words = say("mbusCutShort", evidence);
  return { is: "bad", diagnosis: createDiagnosis("frame/truncated", words, { evidence }), octets: seen };
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, "0")}`;
}
