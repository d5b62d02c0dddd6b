import { createDiagnosis } from "../diagnosis.ts";
import { limits } from "../limits.ts";
import { say } from "../words/say.ts";
import { Frame, noFrame, type Recognition, type Window } from "./frame.ts";

/** Octets of a ciphering header with the longest length that meters write: title length, title, 82 xx xx, control. */
const headerOctets = 13;

/**
 * Where the ciphering ends whose system title's length stands at `at`: the place behind it; `more` where the header is
 * not complete; undefined where it is none. What is ciphered may hold any octet, so only the length field can tell.
 */
export function endOfCiphering(octets: Uint8Array, at: number, end: number): number | "more" | undefined {
  if (at >= end) return "more";
  const titleOctets = octets[at] as number;
  if (titleOctets !== 0 && titleOctets !== 8) return undefined;
  // A system title begins with the maker's three letters.
  for (let i = at + 1; i <= at + Math.min(titleOctets, 3) && i < end; i++) {
    if (!isLetterOrDigit(octets[i] as number)) return undefined;
  }
  if (end - at < headerOctets - 8 + titleOctets) return "more";
  let lengthAt = at + 1 + titleOctets;
  const first = octets[lengthAt++] as number;
  let length = first;
  if (first === 0x81) length = octets[lengthAt++] as number;
  else if (first === 0x82) {
    length = ((octets[lengthAt] as number) << 8) | (octets[lengthAt + 1] as number);
    lengthAt += 2;
  } else if (first >= 0x80) return undefined;
  const control = octets[lengthAt] as number;
  const isControl = (control & 0x8c) === 0 && (control & 0x30) !== 0 && (control & 0x0f) <= 2;
  return isControl && length >= 6 && length <= limits.apdu ? lengthAt + length : undefined;
}

function isLetterOrDigit(octet: number): boolean {
  return (octet >= 0x30 && octet <= 0x39) || (octet >= 0x41 && octet <= 0x5a) || (octet >= 0x61 && octet <= 0x7a);
}

/**
 * A ciphered APDU without any frame around it, as the customer ports of Luxembourg and Austria send P1 telegrams
 * ("Specification of the SmartyP1 port", clause 3.2.5). There is no checksum: only the header tells, and the GCM tag.
 */
export function recogniseCiphered(window: Window): Recognition {
  const { octets, from, end, ended } = window;
  const to = endOfCiphering(octets, from + 1, end);
  if (to === undefined) return noFrame;
  if (to === "more") return ended ? noFrame : { is: "more", octets: Math.max(end - from + 1, headerOctets + 1) };
  if (to <= end) {
    return { is: "frame", frame: new Frame({ framing: "apdu", buffer: octets, from, to }), octets: to - from };
  }
  return ended ? cutShort(end - from, to - from) : { is: "more", octets: to - from };
}

function cutShort(seen: number, length: number): Recognition {
  const evidence = { seen, length };
  const diagnosis = createDiagnosis("frame/truncated", say("cipheredCutShort", evidence), { evidence });
  return { is: "bad", diagnosis, octets: seen };
}
