/** The characters of octets `from..to`, each octet one character (ISO 8859-1), eight at a time. */
export function latin1(octets: Uint8Array, from: number, to: number): string {
  const at = (i: number): number => octets[i] as number;
  let text = "";
  let i = from;
  for (; i + 8 <= to; i += 8) {
    // biome-ignore format: one line
    text += String.fromCharCode(at(i), at(i + 1), at(i + 2), at(i + 3), at(i + 4), at(i + 5), at(i + 6), at(i + 7));
  }
  for (; i < to; i++) text += String.fromCharCode(at(i));
  return text;
}
