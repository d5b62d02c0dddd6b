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

/** Octets that may differ and add to the CRC together: one of any value, or one or two digits. */
interface FreePlace {
  readonly at: number;
  /** How many digits stand here; none where any octet may stand. */
  readonly digits: 0 | 1 | 2;
  /** Where what their values add begins in the table. */
  readonly entry: number;
}

const zeroDigit = 0x30;
/** Of an octet; digits are looked up by the lower halves of two. */
const values = 256;

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
  for (const place of places) without.fill(place.digits > 0 ? zeroDigit : 0, place.at, place.at + widthOf(place));
  const table = code.constant(tableOf(places, covered.to, isX25 ? crc16X25OfZeros : crc16ArcOfZeros));
  const sum = (isX25 ? crc16X25 : crc16Arc)(without, covered.from, covered.to);
  const received = isX25 ? `view.getUint16(at + ${at}, true)` : `${code.constant(hexAt)}(view, at + ${at})`;
  return `let word = 0, lower = 0, upper = 0, sum = ${sum};
    ${wordsOf(places, octets.length)
      .map((word) => addWord(word, table))
      .join("\n")}
    return upper === 0 && sum === ${received};`;
}

function widthOf({ digits }: FreePlace): number {
  return digits === 2 ? 2 : 1;
}

function freePlaces({ free, digits = [] }: OctetFreedom, covered: OctetRange): FreePlace[] {
  const isDigit = new Map<number, boolean>();
  for (const { from, to } of digits) for (let at = from; at < to; at++) isDigit.set(at, true);
  for (const { from, to } of free) for (let at = from; at < to; at++) isDigit.set(at, false);
  const sorted = [...isDigit.keys()].filter((at) => at >= covered.from && at < covered.to).sort((a, b) => a - b);
  const places: FreePlace[] = [];
  for (const at of sorted) {
    const latest = places.at(-1);
    const joins = latest?.digits === 1 && latest.at === at - 1 && isDigit.get(at) === true;
    if (joins) places[places.length - 1] = { ...latest, digits: 2 };
    else places.push({ at, digits: isDigit.get(at) === true ? 1 : 0, entry: places.length * values });
  }
  return places;
}

/** What each value of each place adds: the sum of its bits. */
function tableOf(
  places: readonly FreePlace[],
  end: number,
  ofZeros: (register: number, count: number) => number,
): Uint16Array {
  const table = new Uint16Array(places.length * values);
  // The register of a bit alone; with every octet further to the front it goes on over one more 0.
  let registers = Array.from({ length: 8 }, (_, bit) => ofZeros(1 << bit, 1));
  let ofNext = registers;
  let at = end - 1;
  for (const place of places.toReversed()) {
    for (; at > place.at; at--) {
      ofNext = registers;
      registers = registers.map((register) => ofZeros(register, 1));
    }
    fill(table, place.entry, place.digits === 0 ? registers : [...registers.slice(0, 4), ...ofNext.slice(0, 4)]);
  }
  return table;
}

function fill(table: Uint16Array, entry: number, registers: readonly number[]): void {
  for (const [bit, register] of registers.entries()) {
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
    if (latest !== undefined && place.at + widthOf(place) <= latest.at + 4) latest.places.push(place);
    else words.push({ at: Math.min(place.at, length - 4), places: [place] });
  }
  return words;
}

/** Upper halves of so many digits. */
const upperHalves = [0, 0xf0, 0xf0f0] as const;

function addWord({ at, places }: Word, table: string): string {
  const terms = places.map((place) => {
    const moved = 8 * (place.at - at);
    const from = place.digits === 2 ? "lower" : "word";
    return `${table}[${place.entry} + ((${from} >>> ${moved}) & ${place.digits === 1 ? 15 : 255})]`;
  });
  // The lower half of each octet, and that of the next one above it.
  const lower = places.some(({ digits }) => digits === 2) ? "lower = word & 0x0f0f0f0f; lower |= lower >>> 4;" : "";
  const mask = places.reduce((sum, place) => sum | (upperHalves[place.digits] << (8 * (place.at - at))), 0);
  const upper = mask === 0 ? "" : `upper |= (word ^ 0x30303030) & ${mask};`;
  return `word = view.getInt32(at + ${at}, true); ${lower} ${sumUp(places, terms)} ${upper} ${soFar}`;
}

/** Never true. Without it an engine sums up at the end, and puts what it has looked up aside in memory until then. */
const soFar = "if (sum > 0xffff) return false;";

/** Numbers seldom fill the octets they have, and an octet of 0 adds nothing: the front half of four is passed over then. */
function sumUp(places: readonly FreePlace[], terms: readonly string[]): string {
  const isNumber = places.length === 4 && places.every(({ digits }) => digits === 0);
  if (!isNumber) return `sum ^= ${terms.join(" ^ ")};`;
  const [first, second, ...behind] = terms;
  return `if ((word & 0xffff) !== 0) sum ^= ${first} ^ ${second}; sum ^= ${behind.join(" ^ ")};`;
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
