import { join } from "../inputs/octets.ts";

/** Attempts at most: a failure is rare, and each attempt takes a fraction of a millisecond. */
const attempts = 3000;

/**
 * A shorter input that fails as well: takes away halves, quarters and so on, down to single octets. The same octets
 * where they do not fail by themselves, since the failure needs what was before them.
 */
export function reduce(octets: Uint8Array, fails: (octets: Uint8Array) => boolean): Uint8Array {
  if (!fails(octets)) return octets;
  let shortest = octets;
  let left = attempts;
  for (let size = Math.ceil(octets.length / 2); size >= 1 && left > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < shortest.length && left > 0; left--) {
      const shorter = join(shortest.subarray(0, at), shortest.subarray(at + size));
      if (shorter.length < shortest.length && fails(shorter)) shortest = shorter;
      else at += size;
    }
  }
  return shortest;
}
