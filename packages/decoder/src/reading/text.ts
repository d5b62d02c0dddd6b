/** Octets as text where all of them are printable ASCII, or an end of NULs behind it; undefined elsewhere. */
export function textOf(octets: Uint8Array, from: number, to: number): string | undefined {
  let end = to;
  while (end > from && octets[end - 1] === 0) end--;
  if (end === from) return undefined;
  let text = "";
  for (let i = from; i < end; i++) {
    const octet = octets[i] as number;
    if (octet < 0x20 || octet > 0x7e) return undefined;
    text += String.fromCharCode(octet);
  }
  return text;
}
