import type { CodeMaker } from "./code-maker.ts";
import { crc16Arc, crc16ArcOfZeros, crc16X25, crc16X25OfZeros } from "./crc16.ts";
import type { OctetFreedom, OctetRange } from "./octet-range.ts";

/** A CRC-16 of the octets: X-25, low octet first, or ARC in four hexadecimal digits. */
export interface PlacedCrc {
  readonly kind: "x25" | "arc";
  readonly covered: OctetRange;
  /** Where it stands, among free octets. */
  readonly at: number;
}

/** An octet that may differ and adds to the CRC: any, or one of which only the lower half differs. */
interface FreePlace {
  readonly at: number;
  readonly isDigit: boolean;
  /** Where what its values add begins in the table. */
  readonly entry: number;
}

const zeroDigit = 0x30;

/**
 * Statements that return whether the CRC fits the octets of `view` at `at`. A CRC is linear: what an octet adds to it depends
 * only on the octet and on its place, so only those that may differ are looked at.
 */
export function crcCode(
  code: CodeMaker,
  octets: Uint8Array,
  freedom: OctetFreedom,
  { kind, covered, at }: PlacedCrc,
): string {
  const isX25 = kind === "x25";
  const places = freePlaces(freedom, covered);
  const without = octets.slice();
  for (const place of places) without[place.at] = place.isDigit ? zeroDigit : 0;
  const table = code.constant(tableOf(places, covered.to, isX25 ? crc16X25OfZeros : crc16ArcOfZeros));
  const sum = (isX25 ? crc16X25 : crc16Arc)(without, covered.from, covered.to);
  const received = isX25 ? `view.getUint16(at + ${at}, true)` : `${code.constant(hexAt)}(view, at + ${at})`;
  return `let word = 0, upper = 0, sum = ${sum};
    ${wordsOf(places, octets.length)
      .map((word) => addWord(word, table))
      .join("\n")}
    return upper === 0 && sum === ${received};`;
}

function freePlaces({ free, digits = [] }: OctetFreedom, covered: OctetRange): FreePlace[] {
  const kinds = new Map<number, boolean>();
  for (const [ranges, isDigit] of [
    [digits, true],
    [free, false],
  ] as const) {
    for (const { from, to } of ranges) for (let at = from; at < to; at++) kinds.set(at, isDigit);
  }
  let entries = 0;
  return [...kinds]
    .filter(([at]) => at >= covered.from && at < covered.to)
    .sort(([a], [b]) => a - b)
    .map(([at, isDigit]) => {
      const entry = entries;
      entries += isDigit ? 16 : 256;
      return { at, isDigit, entry };
    });
}

/** What each value of each place adds: the sum of its bits. */
function tableOf(
  places: readonly FreePlace[],
  end: number,
  ofZeros: (register: number, count: number) => number,
): Uint16Array {
  const last = places.at(-1);
  const table = new Uint16Array(last === undefined ? 0 : last.entry + (last.isDigit ? 16 : 256));
  // The register of a bit alone; with every octet further to the front it goes on over one more 0.
  let registers = Array.from({ length: 8 }, (_, bit) => ofZeros(1 << bit, 1));
  let at = end - 1;
  for (const place of places.toReversed()) {
    for (; at > place.at; at--) registers = registers.map((register) => ofZeros(register, 1));
    fill(table, place, registers);
  }
  return table;
}

function fill(table: Uint16Array, { entry, isDigit }: FreePlace, registers: readonly number[]): void {
  for (const [bit, register] of registers.slice(0, isDigit ? 4 : 8).entries()) {
    const half = 1 << bit;
    for (let i = entry; i < entry + half; i++) table[i + half] = (table[i] ?? 0) ^ register;
  }
}

/** Four octets that are looked at together, and those of them that may differ. */
interface Word {
  readonly at: number;
  readonly places: readonly FreePlace[];
}

function wordsOf(places: readonly FreePlace[], length: number): Word[] {
  const words: { at: number; places: FreePlace[] }[] = [];
  for (const place of places) {
    const latest = words.at(-1);
    if (latest !== undefined && place.at < latest.at + 4) latest.places.push(place);
    else words.push({ at: Math.min(place.at, length - 4), places: [place] });
  }
  return words;
}

function addWord({ at, places }: Word, table: string): string {
  const terms = places.map((place) => {
    const moved = 8 * (place.at - at);
    return `${table}[${place.entry} + ((word >>> ${moved}) & ${place.isDigit ? 15 : 255})]`;
  });
  const mask = places.reduce((sum, place) => sum | (place.isDigit ? 0xf0 << (8 * (place.at - at)) : 0), 0);
  const upper = mask === 0 ? "" : `upper |= (word ^ 0x30303030) & ${mask};`;
  return `word = view.getInt32(at + ${at}, true); sum ^= ${terms.join(" ^ ")}; ${upper}`;
}

/** Four hexadecimal digits as a number; below 0 where they are none. */
function hexAt(view: DataView, at: number): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const octet = view.getUint8(at + i);
    const letter = octet | 0x20;
    if (octet >= 0x30 && octet <= 0x39) value = value * 16 + octet - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) value = value * 16 + letter - 0x57;
    else return -1;
  }
  return value;
}
