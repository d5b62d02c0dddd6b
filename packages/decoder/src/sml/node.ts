import { Cursor } from "../bytes/cursor.ts";
import { DecodeError } from "../errors.ts";
import { limits } from "../limits.ts";
import { say } from "../words/say.ts";

/** Types of SML's binary encoding (TR-03109-1 annex IV, clause 6): bits 6 to 4 of the type-length octet. */
export const SmlType = { OctetString: 0, Boolean: 4, Integer: 5, Unsigned: 6, List: 7 } as const;

/** One element of an SML message: where it stands, and its elements where it is a list. */
export interface SmlNode {
  readonly type: number;
  /** Where the type-length field stands, where the content begins, and where it ends. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly elements: readonly SmlNode[];
}

/** Reads SML elements one after the other; bounded in depth and in number. */
export class SmlReader {
  readonly #cursor: Cursor;
  #left: number = limits.elements;

  constructor(octets: Uint8Array) {
    this.#cursor = new Cursor(octets, "sml/malformed");
  }

  get remaining(): number {
    return this.#cursor.remaining;
  }

  /** The next octet is 00: fill between messages. */
  skipFill(): boolean {
    if (this.#cursor.octets[this.#cursor.offset] !== 0) return false;
    this.#cursor.offset++;
    return true;
  }

  /**
   * One element. Its type-length field has 4 bits of length for each octet, all but the last with bit 7 set; the length
   * counts the field itself, except for lists, where it counts elements. 0x00 is the end of a message, 0x01 an absent value.
   */
  node(depth = 0): SmlNode {
    const cursor = this.#cursor;
    const at = cursor.offset;
    if (depth > limits.depth) throw new DecodeError("sml/malformed", at, say("nestedTooDeep", { limit: limits.depth }));
    if (--this.#left < 0)
      throw new DecodeError("sml/malformed", at, say("tooManyElements", { limit: limits.elements }));
    let octet = cursor.u8();
    const type = (octet >> 4) & 7;
    let length = octet & 15;
    let fieldOctets = 1;
    while ((octet & 0x80) !== 0) {
      if (++fieldOctets > 3) throw new DecodeError("sml/malformed", at, say("smlLongLength"));
      octet = cursor.u8();
      length = length * 16 + (octet & 15);
    }
    const from = cursor.offset;
    if (type === SmlType.List) {
      if (length > cursor.remaining) throw new DecodeError("sml/malformed", at, say("smlLongList", { count: length }));
      const elements = Array.from({ length }, () => this.node(depth + 1));
      return { type, at, from, to: cursor.offset, elements };
    }
    if (length > 0) cursor.bytes(Math.max(0, length - fieldOctets));
    return { type, at, from, to: cursor.offset, elements: [] };
  }
}

/** An integer's value: a number where a double holds it, else a big integer; undefined for other types. */
export function smlInteger(octets: Uint8Array, node: SmlNode | undefined): number | bigint | undefined {
  if (node === undefined || node.to === node.from || node.to - node.from > 8) return undefined;
  if (node.type !== SmlType.Integer && node.type !== SmlType.Unsigned) return undefined;
  let value = 0n;
  for (let i = node.from; i < node.to; i++) value = value * 256n + BigInt(octets[i] as number);
  if (node.type === SmlType.Integer) value = BigInt.asIntN(8 * (node.to - node.from), value);
  const rounded = Number(value);
  return Number.isSafeInteger(rounded) ? rounded : value;
}
