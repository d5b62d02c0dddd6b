import { concatOctets, toAscii, toBigEndian } from "../octets.ts";
import {
  type AxdrTypeDescription,
  type AxdrValue,
  type IntegerType,
  integerTypes,
  type MomentType,
  momentTypes,
  toDataTag,
} from "./axdr-value.ts";
import { encodeLength } from "./length.ts";

/** A value with its tag, as A-XDR writes the data choice (IEC 62056-6-2, clause 4.1.5; IEC 61334-6). */
export function encodeAxdr(value: AxdrValue): Uint8Array {
  return concatOctets([toDataTag(value.type)], encodeContent(value));
}

function encodeContent(value: AxdrValue): Uint8Array {
  switch (value.type) {
    case "null-data":
    case "dont-care":
      return new Uint8Array(0);
    case "array":
    case "structure":
      return concatOctets(encodeLength(value.elements.length), ...value.elements.map(encodeAxdr));
    case "compact-array":
      return encodeCompactArray(value.element, value.elements);
    case "boolean":
      return Uint8Array.of(value.value ? 1 : 0);
    case "bit-string":
      return encodeBits(value.bits);
    case "octet-string":
      return concatOctets(encodeLength(value.octets.length), value.octets);
    case "visible-string":
      return encodeText(toAscii(value.text));
    case "utf8-string":
      return encodeText(toUtf8(value.text));
    case "float32":
    case "float64":
      return encodeFloat(value.type, value.value);
    case "date-time":
    case "date":
    case "time":
      return encodeMoment(value.type, value.octets);
    default:
      return encodeInteger(value.type, value.value);
  }
}

function encodeText(octets: Uint8Array): Uint8Array {
  return concatOctets(encodeLength(octets.length), octets);
}

function encodeMoment(type: MomentType, octets: Uint8Array): Uint8Array {
  const { octets: octetCount } = momentTypes[type];
  if (octets.length !== octetCount) {
    throw new RangeError(`a ${type} has ${octetCount} octets, here are ${octets.length}`);
  }
  return octets;
}

function encodeInteger(type: IntegerType, value: number | bigint): Uint8Array {
  const { octets: octetCount, signed } = integerTypes[type];
  const integer = BigInt(value);
  const range = 1n << BigInt(8 * octetCount);
  const lowest = signed ? -range / 2n : 0n;
  if (integer < lowest || integer >= lowest + range) throw new RangeError(`${value} is no ${type}`);
  const octets = new Uint8Array(octetCount);
  let rest = integer < 0n ? integer + range : integer;
  for (let i = octetCount - 1; i >= 0; i--) {
    octets[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return octets;
}

function encodeFloat(type: "float32" | "float64", value: number): Uint8Array {
  const octets = new Uint8Array(type === "float32" ? 4 : 8);
  const view = new DataView(octets.buffer);
  if (type === "float32") view.setFloat32(0, value);
  else view.setFloat64(0, value);
  return octets;
}

/** The length counts bits; the first bit is the highest of the first octet; what is left of the last one is 0. */
function encodeBits(bits: string): Uint8Array {
  if (!/^[01]*$/.test(bits)) throw new RangeError(`"${bits}" are no bits`);
  const octets = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < octets.length; i++) {
    octets[i] = Number.parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, "0"), 2);
  }
  return concatOctets(encodeLength(bits.length), octets);
}

/** Type description, then the length in octets of the values, which stand without tags. */
function encodeCompactArray(element: AxdrTypeDescription, elements: readonly AxdrValue[]): Uint8Array {
  const content = concatOctets(...elements.map((value) => encodeUntagged(element, value)));
  return concatOctets(encodeTypeDescription(element), encodeLength(content.length), content);
}

function encodeTypeDescription(description: AxdrTypeDescription): Uint8Array {
  const tag = toDataTag(description.type);
  if (description.type === "structure") {
    const { elements } = description;
    return concatOctets([tag], encodeLength(elements.length), ...elements.map(encodeTypeDescription));
  }
  if (description.type === "array") {
    return concatOctets([tag], toBigEndian(description.count, 2), encodeTypeDescription(description.element));
  }
  return Uint8Array.of(tag);
}

function encodeUntagged(description: AxdrTypeDescription, value: AxdrValue): Uint8Array {
  if (description.type !== value.type) {
    throw new RangeError(`a compact-array of ${description.type} cannot hold a ${value.type}`);
  }
  if (value.type !== "structure" && value.type !== "array") return encodeContent(value);
  const { elements } = value;
  const types = typesWithin(description);
  if (types.length !== elements.length) {
    throw new RangeError(`${types.length} elements are described, here are ${elements.length}`);
  }
  return concatOctets(...elements.map((element, i) => encodeUntagged(types[i] ?? description, element)));
}

function typesWithin(description: AxdrTypeDescription): readonly AxdrTypeDescription[] {
  if (description.type === "structure") return description.elements;
  if (description.type === "array") return Array.from({ length: description.count }, () => description.element);
  return [];
}

// The package stays free of platform types, TextEncoder among them.
function toUtf8(text: string): Uint8Array {
  const octets: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) octets.push(code);
    else if (code < 0x800) octets.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x1_0000) octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else {
      octets.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f));
      octets.push(0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    }
  }
  return Uint8Array.from(octets);
}
