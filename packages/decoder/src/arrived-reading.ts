import type { DecodeEvent } from "./events.ts";
import { isoUtc } from "./reading/iso-time.ts";
import type { Reading } from "./reading/reading.ts";

/**
 * A reading as it is stored and published: with the time of its arrival, which the meter didn't say and its provenance has.
 * Without one where that is not known.
 */
export function arrivedReading({ reading, source }: Extract<DecodeEvent, { kind: "reading" }>): Reading {
  const { receivedAt } = source;
  return receivedAt === undefined ? reading : { ...reading, receivedAt: isoUtc(receivedAt) };
}
