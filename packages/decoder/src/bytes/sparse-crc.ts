import { crc16Arc, crc16ArcOfZeros, crc16X25, crc16X25OfZeros } from "./crc16.ts";
import type { OctetRange, PatternFreedom } from "./octet-pattern.ts";

/** Octets that are looked at together. */
const windowOctets = 4;
/** Values of a nibble: what they add stands together in a window's table, 128 entries where octets are free, 64 for digits. */
const nibble = 16;

/**
 * CRC-16 of octets most of which are known beforehand. A CRC is linear: what an octet that differs adds to it depends
 * only on the difference and on its place. So only the octets that may differ are looked at, in any order.
 */
export class SparseCrc {
  readonly #crc: number;
  readonly #free: Windows;
  readonly #digits: Windows;

  /** `octets[from..to)` as they were once, four at least; all but those in `freedom` will be the same. */
  constructor(kind: "arc" | "x25", octets: Uint8Array, covered: OctetRange, { free, digits = [] }: PatternFreedom) {
    this.#crc =
      kind === "arc" ? crc16Arc(octets, covered.from, covered.to) : crc16X25(octets, covered.from, covered.to);
    const ofZeros = kind === "arc" ? crc16ArcOfZeros : crc16X25OfZeros;
    this.#free = windowsOf(octets, covered, free, { ofZeros, bits: 8 });
    this.#digits = windowsOf(octets, covered, digits, { ofZeros, bits: 4 });
  }

  /** Of the same place in other octets, which begin at `at`; below 0 where a digit's upper half is another. */
  of(view: DataView, at: number): number {
    let crc = this.#crc;
    const { places, known, table } = this.#free;
    for (let i = 0, t = 0; i < places.length; i++, t += 128) {
      const difference = view.getInt32(at + (places[i] as number), true) ^ (known[i] as number);
      crc ^=
        (table[t + (difference & 15)] as number) ^
        (table[t + 16 + ((difference >> 4) & 15)] as number) ^
        (table[t + 32 + ((difference >> 8) & 15)] as number) ^
        (table[t + 48 + ((difference >> 12) & 15)] as number) ^
        (table[t + 64 + ((difference >> 16) & 15)] as number) ^
        (table[t + 80 + ((difference >> 20) & 15)] as number) ^
        (table[t + 96 + ((difference >> 24) & 15)] as number) ^
        (table[t + 112 + (difference >>> 28)] as number);
    }
    return crc ^ this.#ofDigits(view, at);
  }

  #ofDigits(view: DataView, at: number): number {
    const { places, known, table, masks } = this.#digits;
    let crc = 0;
    let upper = 0;
    for (let i = 0, t = 0; i < places.length; i++, t += 64) {
      const difference = view.getInt32(at + (places[i] as number), true) ^ (known[i] as number);
      upper |= difference & (masks[i] as number);
      crc ^=
        (table[t + (difference & 15)] as number) ^
        (table[t + 16 + ((difference >> 8) & 15)] as number) ^
        (table[t + 32 + ((difference >> 16) & 15)] as number) ^
        (table[t + 48 + ((difference >> 24) & 15)] as number);
    }
    return upper === 0 ? crc : -1 << 16;
  }
}

/** Octets that may differ, four at a time: where, what stood there, and what each difference adds. */
interface Windows {
  readonly places: Uint16Array;
  readonly known: Int32Array;
  /** The upper halves of the octets that may differ. */
  readonly masks: Int32Array;
  /** Nothing is added by octets that stay the same, are not covered, or are another window's. */
  readonly table: Uint16Array;
}

interface PlaceKind {
  readonly ofZeros: (register: number, count: number) => number;
  /** Bits that may differ, from the lowest on: 4 or 8. */
  readonly bits: number;
}

function windowsOf(
  octets: Uint8Array,
  { from, to }: OctetRange,
  ranges: readonly OctetRange[],
  { ofZeros, bits }: PlaceKind,
): Windows {
  const places = ranges
    .flatMap((range) => Array.from({ length: Math.max(0, range.to - range.from) }, (_, i) => range.from + i))
    .filter((place) => place >= from && place < to)
    .sort((a, b) => b - a);
  const windows: number[] = [];
  const tables: number[][] = [];
  const masks: number[] = [];
  // The register of a bit alone; with every octet further to the front it goes on over one more 0.
  const registers = Array.from({ length: bits }, (_, bit) => 1 << bit);
  let at = to;
  for (const place of places) {
    for (; at > place; at--) for (let bit = 0; bit < bits; bit++) registers[bit] = ofZeros(registers[bit] ?? 0, 1);
    const latest = windows.at(-1);
    if (latest === undefined || place < latest) {
      windows.push(Math.max(0, place - windowOctets + 1));
      tables.push(new Array((bits / 4) * windowOctets * nibble).fill(0));
      masks.push(0);
    }
    const window = windows.length - 1;
    const inWindow = place - (windows[window] ?? 0);
    fillTable(tables[window] ?? [], (bits / 4) * inWindow * nibble, registers);
    masks[window] = (masks[window] ?? 0) | (0xf0 << (8 * inWindow));
  }
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  return {
    places: Uint16Array.from(windows),
    known: Int32Array.from(windows, (window) => view.getInt32(window, true)),
    masks: Int32Array.from(masks),
    table: Uint16Array.from(tables.flat()),
  };
}

/** What each value of a nibble adds, or of two: the sum of its bits. */
function fillTable(table: number[], from: number, registers: readonly number[]): void {
  for (const [bit, register] of registers.entries()) {
    const half = from + nibble * Math.floor(bit / 4);
    for (let value = 0; value < nibble; value++) {
      if (value & (1 << (bit % 4))) table[half + value] = (table[half + value] ?? 0) ^ register;
    }
  }
}
