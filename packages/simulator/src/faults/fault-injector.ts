import type { Framing } from "@meter2mqtt/decoder";
import type { Random } from "../household/random.ts";
import { concatOctets } from "../octets.ts";
import { type FaultName, type FaultProbabilities, faultNames } from "./parse-faults.ts";

export interface FaultyFrame {
  readonly octets: Uint8Array;
  /** What was done to the frame; empty where nothing. */
  readonly faults: readonly FaultName[];
  /** The frame itself arrives whole: nothing was done to it but, perhaps, noise before it. */
  readonly intact: boolean;
}

/** The most octets that one fault adds or takes. */
const mostNoise = 24;
const mostLost = 3;

/** Places of a checksum's octets counted from the end of a frame; P1's is followed by CR and LF. */
const checksumPlaces: Readonly<Record<Framing, readonly number[]>> = {
  hdlc: [3, 2],
  mbus: [2],
  p1: [6, 5, 4, 3],
  sml: [2, 1],
  wrapper: [],
  apdu: [],
};

/** Damages frames with the given probabilities, the same way for the same random numbers. */
export function injectFaults(
  frame: Uint8Array,
  framing: Framing,
  probabilities: FaultProbabilities,
  random: Random,
): FaultyFrame {
  const faults = faultNames.filter((name) => {
    const probability = probabilities[name] ?? 0;
    return probability > 0 && random.chance(probability);
  });
  let octets = frame;
  let noise: readonly number[] = [];
  for (const fault of faults) {
    if (fault === "noise") noise = makeNoise(random);
    else if (fault === "checksum") octets = breakChecksum(octets, framing, random);
    else if (fault === "lost") octets = loseOctets(octets, random);
    else octets = octets.subarray(0, random.integer(1, Math.max(1, octets.length - 2)));
  }
  const intact = octets === frame;
  return { octets: noise.length === 0 ? octets : concatOctets(noise, octets), faults, intact };
}

function makeNoise(random: Random): number[] {
  return Array.from({ length: random.integer(1, mostNoise) }, () => random.integer(0, 255));
}

function loseOctets(octets: Uint8Array, random: Random): Uint8Array {
  const kept = Array.from(octets);
  const count = Math.min(random.integer(1, mostLost), kept.length - 1);
  for (let i = 0; i < count; i++) kept.splice(random.integer(1, kept.length - 1), 1);
  return Uint8Array.from(kept);
}

function breakChecksum(octets: Uint8Array, framing: Framing, random: Random): Uint8Array {
  const places = checksumPlaces[framing].filter((place) => place <= octets.length);
  const place = places[random.integer(0, Math.max(0, places.length - 1))];
  if (place === undefined) return octets;
  const broken = Uint8Array.from(octets);
  const at = octets.length - place;
  const octet = octets[at] ?? 0;
  // A P1 checksum stays four hexadecimal digits; another octet changes in one bit, never into a flag.
  if (framing === "p1") broken[at] = octet === 0x30 ? 0x31 : 0x30;
  else broken[at] = (octet ^ 0x01) === 0x7e ? octet ^ 0x02 : octet ^ 0x01;
  return broken;
}
