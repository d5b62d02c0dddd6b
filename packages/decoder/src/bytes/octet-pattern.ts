/** Octets `from..to` of a unit. */
export interface OctetRange {
  readonly from: number;
  readonly to: number;
}

/** Which octets of a pattern may differ from those it was made of. */
export interface PatternFreedom {
  /** Any octet may stand here. */
  readonly free: readonly OctetRange[];
  /** Decimal digits in ASCII stand here. The pattern leaves them free as well: who reads them sees whether they are digits. */
  readonly digits?: readonly OctetRange[];
}

/**
 * Octets that were seen once and come again with other values in the same places. Those that are the same are compared
 * eight or four at a time, some of them twice, so that a few hundred octets cost less than a tenth of a microsecond.
 */
export class OctetPattern {
  readonly length: number;
  /** Where eight octets begin that are compared as one double. */
  readonly #longPlaces: Uint16Array;
  readonly #longs: Float64Array;
  /** Where four octets begin. */
  readonly #wordPlaces: Uint16Array;
  readonly #words: Int32Array;
  readonly #octetPlaces: Uint16Array;
  readonly #octets: Uint8Array;

  /** Of at most 65535 octets, which are not kept. */
  constructor(octets: Uint8Array, { free, digits = [] }: PatternFreedom) {
    this.length = octets.length;
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
    const longs: number[] = [];
    const words: number[] = [];
    const single: number[] = [];
    for (const { from, to } of rangesBetween([...free, ...digits], octets.length)) {
      for (const at of windowsOf(from, to)) {
        if (to - from < 4) single.push(at);
        else if (to - from < 8) words.push(at);
        else if (tellsItsOctets(view.getFloat64(at, true))) longs.push(at);
        else words.push(at, at + 4);
      }
    }
    this.#longPlaces = Uint16Array.from(longs);
    this.#longs = Float64Array.from(longs, (at) => view.getFloat64(at, true));
    this.#wordPlaces = Uint16Array.from(words);
    this.#words = Int32Array.from(words, (at) => view.getInt32(at, true));
    this.#octetPlaces = Uint16Array.from(single);
    this.#octets = Uint8Array.from(single, (at) => view.getUint8(at));
  }

  /** Whether the pattern stands at `from`; `octets` and `view` are the same, and reach as far as the pattern does. */
  matches(octets: Uint8Array, view: DataView, from: number): boolean {
    const longPlaces = this.#longPlaces;
    const longs = this.#longs;
    for (let i = 0; i < longPlaces.length; i++) {
      if (view.getFloat64(from + (longPlaces[i] as number), true) !== longs[i]) return false;
    }
    const wordPlaces = this.#wordPlaces;
    const words = this.#words;
    for (let i = 0; i < wordPlaces.length; i++) {
      if (view.getInt32(from + (wordPlaces[i] as number), true) !== words[i]) return false;
    }
    const octetPlaces = this.#octetPlaces;
    const single = this.#octets;
    for (let i = 0; i < octetPlaces.length; i++) {
      if (octets[from + (octetPlaces[i] as number)] !== single[i]) return false;
    }
    return true;
  }
}

/** Where the windows begin that cover `from..to` without looking beyond it: of eight octets, four, or one. The last one overlaps. */
function windowsOf(from: number, to: number): number[] {
  const width = to - from >= 8 ? 8 : to - from >= 4 ? 4 : 1;
  return Array.from({ length: Math.ceil((to - from) / width) }, (_, i) => Math.min(from + i * width, to - width));
}

/** Doubles are equal only to themselves if they are numbers, and not 0, which has two signs. */
function tellsItsOctets(long: number): boolean {
  return long !== 0 && !Number.isNaN(long);
}

/** What lies between ranges of any order. */
function rangesBetween(ranges: readonly OctetRange[], length: number): OctetRange[] {
  const between: OctetRange[] = [];
  let at = 0;
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    if (from > at) between.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < length) between.push({ from: at, to: length });
  return between;
}
