import type { Cursor } from "../bytes/cursor.ts";
import { DecodeError } from "../errors.ts";
import { say } from "../words/say.ts";

/** A-XDR length: one octet below 0x80, or 0x80 + n followed by n octets (IEC 61334-6, as the Green Book uses it). */
export function readLength(cursor: Cursor): number {
  const { offset } = cursor;
  const first = cursor.u8();
  if (first < 0x80) return first;

  const octets = first & 0x7f;
  // Meters need two at most. More than four is damage, and would not fit the arithmetic below.
  if (octets === 0 || octets > 4) {
    throw new DecodeError("axdr/limit-exceeded", offset, say("longLength", { octets }));
  }
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + cursor.u8();
  return length;
}
