import { crc16Arc, crc16ArcOfZeros, crc16X25, crc16X25OfZeros } from "./crc16.ts";
import type { OctetRange, PatternFreedom } from "./octet-pattern.ts";

/** Entries of a place's table: what each low nibble adds, and behind it what each high nibble adds. */
const nibbles = 16;

/**
 * CRC-16 of octets most of which are known beforehand. A CRC is linear: what an octet that differs adds to it depends
 * only on the difference and on its place. So only the octets that may differ are looked at, in any order.
 */
export class SparseCrc {
  readonly #crc: number;
  readonly #free: Places;
  readonly #digits: Places;

  /** `octets[from..to)` as they were once; all but those in `freedom` will be the same. */
  constructor(kind: "arc" | "x25", octets: Uint8Array, covered: OctetRange, { free, digits = [] }: PatternFreedom) {
    this.#crc =
      kind === "arc" ? crc16Arc(octets, covered.from, covered.to) : crc16X25(octets, covered.from, covered.to);
    const ofZeros = kind === "arc" ? crc16ArcOfZeros : crc16X25OfZeros;
    this.#free = placesOf(octets, covered, free, { ofZeros, bits: 8 });
    this.#digits = placesOf(octets, covered, digits, { ofZeros, bits: 4 });
  }

  /** Of the same place in other octets, which begin at `at`; below 0 where a digit's upper half is another. */
  of(octets: Uint8Array, at: number): number {
    let crc = this.#crc;
    const { places, known, table } = this.#free;
    for (let i = 0; i < places.length; i++) {
      const difference = (octets[at + (places[i] as number)] as number) ^ (known[i] as number);
      crc ^= (table[32 * i + (difference & 15)] as number) ^ (table[32 * i + 16 + (difference >> 4)] as number);
    }
    return crc ^ this.#ofDigits(octets, at);
  }

  #ofDigits(octets: Uint8Array, at: number): number {
    const { places, known, table } = this.#digits;
    let crc = 0;
    let upper = 0;
    for (let i = 0; i < places.length; i++) {
      const difference = (octets[at + (places[i] as number)] as number) ^ (known[i] as number);
      upper |= difference;
      crc ^= table[16 * i + (difference & 15)] as number;
    }
    return upper > 15 ? -1 << 16 : crc;
  }
}

/** Octets that may differ: where, what stood there, and what each difference adds. */
interface Places {
  readonly places: Uint16Array;
  readonly known: Uint8Array;
  readonly table: Uint16Array;
}

interface PlaceKind {
  readonly ofZeros: (register: number, count: number) => number;
  /** Bits that may differ, from the lowest on: 4 or 8. */
  readonly bits: number;
}

function placesOf(
  octets: Uint8Array,
  { from, to }: OctetRange,
  ranges: readonly OctetRange[],
  { ofZeros, bits }: PlaceKind,
): Places {
  const places = ranges
    .flatMap((range) => Array.from({ length: Math.max(0, range.to - range.from) }, (_, i) => range.from + i))
    .filter((place) => place >= from && place < to)
    .sort((a, b) => b - a);
  const size = nibbles * (bits / 4);
  const table = new Uint16Array(size * places.length);
  // The register of a bit alone; with every octet further to the front it goes on over one more 0.
  const registers = Array.from({ length: bits }, (_, bit) => 1 << bit);
  let at = to;
  for (const [i, place] of places.entries()) {
    for (; at > place; at--) for (let bit = 0; bit < bits; bit++) registers[bit] = ofZeros(registers[bit] ?? 0, 1);
    fillTable(table.subarray(size * i, size * (i + 1)), registers);
  }
  return {
    places: Uint16Array.from(places),
    known: Uint8Array.from(places, (place) => octets[place] as number),
    table,
  };
}

/** What each value of a nibble adds: the sum of its bits. */
function fillTable(table: Uint16Array, registers: readonly number[]): void {
  for (const [bit, register] of registers.entries()) {
    const half = nibbles * Math.floor(bit / 4);
    for (let nibble = 0; nibble < nibbles; nibble++) {
      if (nibble & (1 << (bit % 4))) table[half + nibble] = (table[half + nibble] as number) ^ register;
    }
  }
}
