import type { DecodeEvent } from "@meter2mqtt/decoder";
import { isIntact } from "../checks/integrity.ts";
import type { GoodFrame } from "../inputs/good-frames.ts";
import { indexOf } from "../inputs/octets.ts";

/**
 * What became of a good frame behind garbage. `swallowed`: the garbage ended with the beginning of a frame that has no
 * check worth the name, or whose checksum is right by chance, which therefore took octets of the good one; no decoder can
 * know better.
 */
export type Recovery = "found" | "swallowed" | "lost";

/** Octets of a line end, of a flag that the frame shares with its neighbour, or of the CRC line behind ciphered lines. */
const border = 9;

export function recoveryOf(events: readonly DecodeEvent[], good: GoodFrame): Recovery {
  const isFound = events.some(({ kind, ...event }) => {
    if (kind !== "reading" || !("source" in event)) return false;
    const { octets } = event.source;
    return octets.length >= good.octets.length - border && indexOf(good.octets, octets) >= 0;
  });
  if (isFound) return "found";
  return events.some((event) => swallows(event, good.octets)) ? "swallowed" : "lost";
}

/**
 * First octets of the framings without a check, or with a sum of 8 bits: DLMS wrapper, M-Bus, ciphered APDUs; and of
 * files that are one APDU, behind an LLC header or not.
 */
const weak: ReadonlySet<number> = new Set([0x00, 0x68, 0xdb, 0xdc, 0x0f, 0xe6]);

function swallows(event: DecodeEvent, good: Uint8Array): boolean {
  if (event.kind === "noise") return false;
  // A frame that was found to be damaged was searched again, and takes nothing away.
  if (event.kind === "diagnosis" && event.diagnosis.code.startsWith("frame/")) return false;
  const octets = event.kind === "reading" ? event.source.octets : event.octets;
  return (isWeak(octets) || isIntactByChance(octets)) && (indexOf(octets, good) >= 0 || overlaps(octets, good));
}

/**
 * A ciphered telegram without any frame. Nothing tells it from a part of the damage in front of it, where it is therefore
 * not looked for: only the next one is sure to be found.
 */
export function isBareCiphering({ octets: [first = -1] }: GoodFrame): boolean {
  return first === 0xdb || first === 0xdc;
}

/** One damaged frame in 65536 has the checksum of a good one: in millions of inputs that happens. */
function isIntactByChance(octets: Uint8Array): boolean {
  if (octets[0] === hdlcFlag) return isIntact("hdlc", octets);
  return octets[0] === slash && isIntact("p1", octets);
}

const hdlcFlag = 0x7e;
const slash = 0x2f;

function isWeak(octets: Uint8Array): boolean {
  const [first = -1] = octets;
  if (weak.has(first)) return true;
  // A telegram is only as strong as the CRC at its end; one without, and a ciphered one, has none.
  return first === slash && !/![0-9A-Fa-f]{1,4}$/.test(String.fromCharCode(...octets.subarray(-5)));
}

/** `first` ends with the beginning of `second`. */
function overlaps(first: Uint8Array, second: Uint8Array): boolean {
  for (let length = Math.min(first.length, second.length - 1); length > 0; length--) {
    if (first.subarray(-length).every((octet, i) => octet === second[i])) return true;
  }
  return false;
}
