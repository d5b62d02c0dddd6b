import { crc16Arc } from "@meter2mqtt/decoder";
import type { HeardReading } from "./snapshot.ts";

const slash = 0x2f;
const ascii = new TextDecoder("latin1");

/**
 * The P1 telegram behind a reading, where the meter sent one in plain text with a checksum that holds; undefined
 * otherwise. Behind current transformers it would say other numbers than the meter's state does.
 */
export function originalTelegram({ frame, state }: HeardReading): Uint8Array | undefined {
  if (frame.framing !== "p1" || frame.systemTitle !== undefined || state.multipliers !== undefined) return undefined;
  const { octets } = frame;
  if (octets[0] !== slash) return undefined;
  const text = ascii.decode(octets);
  const end = /!([0-9A-Fa-f]{4})\s*$/.exec(text);
  if (end?.[1] === undefined) return undefined;
  if (Number.parseInt(end[1], 16) !== crc16Arc(octets, 0, end.index + 1)) return undefined;
  // A copy: the frame is a view of the line's buffer. The line end behind the checksum may not be part of the frame.
  return withLineEnd(octets, end.index + 5);
}

function withLineEnd(octets: Uint8Array, end: number): Uint8Array {
  const whole = new Uint8Array(end + 2);
  whole.set(octets.subarray(0, end));
  whole.set([0x0d, 0x0a], end);
  return whole;
}
