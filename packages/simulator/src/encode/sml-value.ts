import { concatOctets } from "../octets.ts";

/** One element of SML's binary encoding (BSI TR-03109-1 annex IV, clause 6). */
export type SmlValue =
  /** An optional element that is left out: `01`. */
  | { readonly type: "absent" }
  | { readonly type: "octets"; readonly octets: Uint8Array }
  | { readonly type: "boolean"; readonly value: boolean }
  /** In as few octets as it takes where `octetCount` is absent: leading octets that say nothing may be left out. */
  | { readonly type: "integer" | "unsigned"; readonly value: number | bigint; readonly octetCount?: number }
  | { readonly type: "list"; readonly elements: readonly SmlValue[] };

export const absent: SmlValue = { type: "absent" };

/** Bits 6 to 4 of the type-length octet. */
const typeBits = { octets: 0x00, boolean: 0x40, integer: 0x50, unsigned: 0x60, list: 0x70 } as const;

export function encodeSmlValue(value: SmlValue): Uint8Array {
  switch (value.type) {
    case "absent":
      return Uint8Array.of(0x01);
    case "octets":
      return concatOctets(encodeTypeLength("octets", value.octets.length), value.octets);
    case "boolean":
      return concatOctets(encodeTypeLength("boolean", 1), [value.value ? 1 : 0]);
    case "list":
      return concatOctets(encodeTypeLength("list", value.elements.length), ...value.elements.map(encodeSmlValue));
    default: {
      const octets = encodeSmlInteger(value.value, value.type === "integer", value.octetCount);
      return concatOctets(encodeTypeLength(value.type, octets.length), octets);
    }
  }
}

/**
 * The type-length field: four bits of length in each octet, high ones first, bit 7 set in all but the last. The length
 * counts the field's own octets as well, except that of a list, which counts elements.
 */
function encodeTypeLength(type: keyof typeof typeBits, contentLength: number): Uint8Array {
  let fieldOctets = 1;
  const lengthWith = (octets: number): number => contentLength + (type === "list" ? 0 : octets);
  while (lengthWith(fieldOctets) >= 16 ** fieldOctets) fieldOctets++;
  const length = lengthWith(fieldOctets);
  return Uint8Array.from({ length: fieldOctets }, (_, i) => {
    const isLast = i === fieldOctets - 1;
    const nibble = Math.floor(length / 16 ** (fieldOctets - 1 - i)) & 0x0f;
    return (i === 0 ? typeBits[type] : 0) | (isLast ? 0 : 0x80) | nibble;
  });
}

/** Two's complement, high octet first, in 1 to 8 octets. */
function encodeSmlInteger(value: number | bigint, signed: boolean, octetCount?: number): Uint8Array {
  const integer = BigInt(value);
  const count = octetCount ?? shortestFor(integer, signed);
  if (count < 1 || count > 8 || !fitsInto(integer, signed, count)) {
    throw new RangeError(`${value} is no ${signed ? "integer" : "unsigned"} of ${count} octets`);
  }
  const octets = new Uint8Array(count);
  let rest = BigInt.asUintN(8 * count, integer);
  for (let i = count - 1; i >= 0; i--) {
    octets[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return octets;
}

function fitsInto(integer: bigint, signed: boolean, octetCount: number): boolean {
  const bits = 8 * octetCount;
  return (signed ? BigInt.asIntN(bits, integer) : BigInt.asUintN(bits, integer)) === integer;
}

function shortestFor(integer: bigint, signed: boolean): number {
  let count = 1;
  while (count < 8 && !fitsInto(integer, signed, count)) count++;
  return count;
}
