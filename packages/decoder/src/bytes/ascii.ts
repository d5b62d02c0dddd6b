/** The characters of octets `from..to`, each octet one character (ISO 8859-1). */
export function latin1(octets: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i += charactersAtOnce) text += shortLatin1(octets, i, Math.min(i + charactersAtOnce, to));
  return text;
}

/** Few enough to be given as arguments. A text that is put together from pieces is put together again when it is read. */
const charactersAtOnce = 64;

function shortLatin1(octets: Uint8Array, from: number, to: number): string {
  const codes: number[] = new Array(to - from);
  for (let i = from; i < to; i++) codes[i - from] = octets[i] as number;
  return String.fromCharCode.apply(undefined, codes);
}
