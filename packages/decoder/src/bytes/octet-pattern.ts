/** Octets `from..to` of a unit. */
export interface OctetRange {
  readonly from: number;
  readonly to: number;
}

/** Which octets of a pattern may differ from those it was made of. */
export interface PatternFreedom {
  /** Any octet may stand here. */
  readonly free: readonly OctetRange[];
  /** Any decimal digit of ASCII may stand here. */
  readonly digits?: readonly OctetRange[];
}

/**
 * Octets that were seen once and come again with other values in the same places. Four octets are compared at a time,
 * each word under a mask: a few hundred octets cost about a tenth of a microsecond.
 */
export class OctetPattern {
  readonly length: number;
  readonly #words: Int32Array;
  /** Bits that must be as they were. */
  readonly #fixed: Int32Array;
  /** Low nibbles of the octets that must be digits. */
  readonly #digits: Int32Array;
  /** The last four octets, which overlap the last of the words: word, fixed bits and digits. */
  readonly #end: readonly [number, number, number];

  /** `octets` are copied. Fewer than four are no pattern: nothing matches it. */
  constructor(octets: Uint8Array, { free, digits = [] }: PatternFreedom) {
    this.length = octets.length;
    const masks = new Uint8Array(octets.length).fill(0xff);
    const nibbles = new Uint8Array(octets.length);
    const expected = octets.slice();
    for (const { from, to } of free) masks.fill(0, from, to);
    for (const { from, to } of digits) {
      masks.fill(0xf0, from, to);
      nibbles.fill(0x0f, from, to);
      expected.fill(0x30, from, to);
    }
    this.#words = wordsOf(expected);
    this.#fixed = wordsOf(masks);
    this.#digits = wordsOf(nibbles);
    this.#end = [lastWordOf(expected), lastWordOf(masks), lastWordOf(nibbles)];
  }

  /** Whether the pattern stands at `from`; `view` reaches as far as the pattern does. */
  matches(view: DataView, from: number): boolean {
    const words = this.#words;
    const fixed = this.#fixed;
    const digits = this.#digits;
    const count = words.length;
    if (count === 0) return false;
    // Constants of the module would be loaded at each turn.
    const highNibbles = 0xf0f0f0f0;
    // Added to the low nibble of a digit it stays below 0x10; to that of anything above a digit it does not.
    const aboveNine = 0x06060606;
    let difference = 0;
    let at = from;
    for (let i = 0; i < count; i++) {
      const other = view.getInt32(at, true) ^ (words[i] as number);
      // Fixed bits that differ, and digits above 9; a high nibble that differs is among the fixed bits.
      difference |= (other & (fixed[i] as number)) | (((other & (digits[i] as number)) + aboveNine) & highNibbles);
      at += 4;
    }
    const [word, mask, nibbles] = this.#end;
    const other = view.getInt32(from + this.length - 4, true) ^ word;
    difference |= (other & mask) | (((other & nibbles) + aboveNine) & highNibbles);
    return difference === 0;
  }
}

function wordsOf(octets: Uint8Array): Int32Array {
  const view = viewOf(octets);
  return Int32Array.from({ length: Math.floor(octets.length / 4) }, (_, i) => view.getInt32(4 * i, true));
}

function lastWordOf(octets: Uint8Array): number {
  return octets.length < 4 ? 0 : viewOf(octets).getInt32(octets.length - 4, true);
}

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.length);
}
