/** Every octet as two digits. */
const pairs: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

/** Lowercase hexadecimal text without separators. */
export function toHex(octets: Uint8Array): string {
  let text = "";
  for (let i = 0; i < octets.length; i++) text += pairs[octets[i] as number];
  return text;
}

const digits = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
const high = (octet: number): number => digits[octet >> 4] as number;
const low = (octet: number): number => digits[octet & 15] as number;

/** The same of the twelve octets at `from`, as a date-time has: all characters at once, and no view of the octets. */
export function hexOf12(octets: Uint8Array, from: number): string {
  const at = (i: number): number => octets[from + i] as number;
  // biome-ignore format: four octets a line
  return String.fromCharCode(
    high(at(0)), low(at(0)), high(at(1)), low(at(1)), high(at(2)), low(at(2)), high(at(3)), low(at(3)),
    high(at(4)), low(at(4)), high(at(5)), low(at(5)), high(at(6)), low(at(6)), high(at(7)), low(at(7)),
    high(at(8)), low(at(8)), high(at(9)), low(at(9)), high(at(10)), low(at(10)), high(at(11)), low(at(11)),
  );
}

/** Reads hexadecimal text without separators; undefined where it is not that. */
export function parseHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const octets = new Uint8Array(text.length / 2);
  for (let i = 0; i < octets.length; i++) octets[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return octets;
}
