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

const lowNibbles = 0x0f0f0f0f;
const highNibbles = 0xf0f0f0f0 | 0;
/** Added to a digit's low nibble it stays below 0x10; to that of anything above a digit it does not. */
const aboveNine = 0x06060606;

/**
 * Octets that were seen once and come again with other values in the same places. Four octets are compared at a time,
 * each word under a mask: a few hundred octets cost about a tenth of a microsecond.
 */
export class OctetPattern {
  readonly length: number;
  /** Every fourth octet, and a last word that ends with the pattern. */
  readonly #places: Int32Array;
  readonly #words: Int32Array;
  /** Bits that must be as they were. */
  readonly #fixed: Int32Array;
  /** Low nibbles of the octets that must be digits. */
  readonly #digits: Int32Array;

  /** `octets` are copied. Fewer than four are no pattern: nothing matches it. */
  constructor(octets: Uint8Array, { free, digits = [] }: PatternFreedom) {
    this.length = octets.length;
    const count = octets.length < 4 ? 0 : Math.ceil(octets.length / 4);
    const masks = new Uint8Array(octets.length).fill(0xff);
    const nibbles = new Uint8Array(octets.length);
    const expected = octets.slice();
    for (const { from, to } of free) masks.fill(0, from, to);
    for (const { from, to } of digits) {
      masks.fill(0xf0, from, to);
      nibbles.fill(0x0f, from, to);
      expected.fill(0x30, from, to);
    }
    const last = octets.length - 4;
    this.#places = Int32Array.from({ length: count }, (_, i) => Math.min(4 * i, last));
    const wordsOf = (source: Uint8Array): Int32Array => {
      const view = new DataView(source.buffer, source.byteOffset, source.length);
      return this.#places.map((place) => view.getInt32(place));
    };
    this.#words = wordsOf(expected);
    this.#fixed = wordsOf(masks);
    this.#digits = wordsOf(nibbles);
  }

  /** Whether the pattern stands at `from`; `view` reaches as far as the pattern does. */
  matches(view: DataView, from: number): boolean {
    const places = this.#places;
    const words = this.#words;
    const fixed = this.#fixed;
    const digits = this.#digits;
    let difference = 0;
    for (let i = 0; i < places.length; i++) {
      const other = view.getInt32(from + (places[i] as number)) ^ (words[i] as number);
      // Fixed bits that differ, and digits above 9; a high nibble that differs is among the fixed bits.
      difference |=
        (other & (fixed[i] as number)) | (((other & (digits[i] as number) & lowNibbles) + aboveNine) & highNibbles);
    }
    return difference === 0 && places.length > 0;
  }
}
