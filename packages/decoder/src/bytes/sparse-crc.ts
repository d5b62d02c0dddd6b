import { crc16Arc, crc16ArcOfZeros, crc16X25, crc16X25OfZeros } from "./crc16.ts";
import type { OctetRange } from "./octet-pattern.ts";

/** Entries of a place's table: what each low nibble adds, then what each high nibble adds. */
const tableSize = 32;

/**
 * CRC-16 of octets most of which are known beforehand. A CRC is linear: what an octet that differs adds to it depends
 * only on the difference and on its place. So only the octets that may differ are looked at, in any order.
 */
export class SparseCrc {
  readonly #crc: number;
  readonly #places: Uint16Array;
  /** What stands at the places in the octets that the CRC was computed of. */
  readonly #known: Uint8Array;
  readonly #tables: Uint16Array;

  /** `octets[from..to)` as they were once; all but those in `free` will be the same. */
  constructor(kind: "arc" | "x25", octets: Uint8Array, { from, to }: OctetRange, free: readonly OctetRange[]) {
    const places = free.flatMap((range) =>
      Array.from({ length: Math.max(0, range.to - range.from) }, (_, i) => range.from + i),
    );
    const inside = places.filter((place) => place >= from && place < to);
    const ofZeros = kind === "arc" ? crc16ArcOfZeros : crc16X25OfZeros;
    this.#crc = kind === "arc" ? crc16Arc(octets, from, to) : crc16X25(octets, from, to);
    this.#places = Uint16Array.from(inside);
    this.#known = Uint8Array.from(inside, (place) => octets[place] as number);
    this.#tables = new Uint16Array(tableSize * inside.length);
    for (const [i, place] of inside.entries()) {
      for (let bit = 0; bit < 8; bit++) {
        // The register of an octet alone is that octet before its eight shifts, which the 0 behind it stands for.
        const added = ofZeros(1 << bit, to - place);
        const half = tableSize * i + (bit < 4 ? 0 : 16);
        const weight = 1 << (bit % 4);
        for (let nibble = 0; nibble < 16; nibble++) {
          if (nibble & weight) this.#tables[half + nibble] = (this.#tables[half + nibble] as number) ^ added;
        }
      }
    }
  }

  /** Of the same place in other octets, which begin at `at`. */
  of(octets: Uint8Array, at: number): number {
    const places = this.#places;
    const known = this.#known;
    const tables = this.#tables;
    let crc = this.#crc;
    for (let i = 0; i < places.length; i++) {
      const difference = (octets[at + (places[i] as number)] as number) ^ (known[i] as number);
      crc ^= (tables[32 * i + (difference & 15)] as number) ^ (tables[32 * i + 16 + (difference >> 4)] as number);
    }
    return crc;
  }
}
