/** Every octet as two digits. */
const pairs: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

/** Lowercase hexadecimal text without separators. */
export function toHex(octets: Uint8Array): string {
  let text = "";
  for (let i = 0; i < octets.length; i++) text += pairs[octets[i] as number];
  return text;
}

/** Reads hexadecimal text without separators; undefined where it is not that. */
export function parseHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const octets = new Uint8Array(text.length / 2);
  for (let i = 0; i < octets.length; i++) octets[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return octets;
}
