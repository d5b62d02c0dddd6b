/** The parts behind one another, as one array of their own. */
export function concatOctets(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** An unsigned integer of up to six octets, high octet first. */
export function toBigEndian(value: number, octetCount: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value >= 256 ** octetCount) {
    throw new RangeError(`${value} is no unsigned integer of ${octetCount} octets`);
  }
  const octets = new Uint8Array(octetCount);
  let rest = value;
  for (let i = octetCount - 1; i >= 0; i--) {
    octets[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return octets;
}

/** Text of characters up to U+00FF as one octet each. */
export function toAscii(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) throw new RangeError(`"${text[i]}" does not fit one octet`);
    octets[i] = code;
  }
  return octets;
}
