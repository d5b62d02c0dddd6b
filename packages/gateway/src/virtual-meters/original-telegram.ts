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
  return withLineEnd(octets.subarray(0, end.index + 5), text.includes("\r") ? "\r\n" : "\n");
}

/** A copy, as the frame is a view of the line's buffer. The line end behind the checksum is no part of the frame. */
function withLineEnd(telegram: Uint8Array, lineEnd: string): Uint8Array {
  const whole = new Uint8Array(telegram.length + lineEnd.length);
  whole.set(telegram);
  whole.set(new TextEncoder().encode(lineEnd), telegram.length);
  return whole;
}
