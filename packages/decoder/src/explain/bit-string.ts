import { DataTag } from "../axdr/data-tag.ts";
import { readLength } from "../axdr/length.ts";
import { Cursor } from "../bytes/cursor.ts";

/**
 * The bits of a bit-string as `0` and `1`, most significant first. Its content stands at `from..to`; `at` is its tag, or
 * in a compact array, which has no tags, its length: that counts bits, so that the last octet may be used in part.
 */
export function bitsOf(octets: Uint8Array, from: number, to: number, at: number): string {
  const isTagged = octets[at] === DataTag.BitString && from - at >= 2;
  const count = readLength(new Cursor(octets, "axdr/malformed", isTagged ? at + 1 : at, from));
  let bits = "";
  for (let i = from; i < to; i++) bits += (octets[i] as number).toString(2).padStart(8, "0");
  return bits.slice(0, count);
}
