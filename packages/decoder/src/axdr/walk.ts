import type { Cursor } from "../bytes/cursor.ts";
import { CutShortError, DecodeError } from "../errors.ts";
import { limits } from "../limits.ts";
import { say } from "../words/say.ts";
import { DataTag, dataTagNames } from "./data-tag.ts";
import { readLength } from "./length.ts";

/**
 * What is told of A-XDR data, in the order of its octets. `at` is where a value's tag stands (in a compact array,
 * which has no tags: the value itself), `from` where its content begins, `to` where it ends.
 */
export interface DataVisitor {
  /** A structure, array or compact array begins; `count` values follow, then `end`. */
  begin(tag: number, count: number, at: number, from: number): void;
  end(tag: number, to: number): void;
  nullData(tag: number, at: number, to: number): void;
  /** Booleans (0 is false, all else true), enums, floats, and integers of up to 32 bits; of 64 bits where they fit a double exactly. */
  number(tag: number, value: number, at: number, to: number): void;
  /** Integers of 64 bits that a double can't hold. */
  bigInteger(tag: number, value: bigint, at: number, to: number): void;
  /** Strings of every kind, bit-strings, and date-time, date and time. */
  onOctets(tag: number, from: number, to: number, at: number): void;
  /** Only for compact arrays: the description of their content, `from` its tag `to` its end. */
  typeDescription?(from: number, to: number): void;
  /** Only in lists of untagged attributes: class id, OBIS code and attribute, nine octets from `from` on. */
  attributeDescriptor?(from: number): void;
}

/** Octets of the types of fixed length. */
const fixedLengths: Readonly<Record<number, number>> = {
  [DataTag.NullData]: 0,
  [DataTag.DontCare]: 0,
  [DataTag.Boolean]: 1,
  [DataTag.Bcd]: 1,
  [DataTag.Integer]: 1,
  [DataTag.Unsigned]: 1,
  [DataTag.Enum]: 1,
  [DataTag.DeltaInteger]: 1,
  [DataTag.DeltaUnsigned]: 1,
  [DataTag.Long]: 2,
  [DataTag.LongUnsigned]: 2,
  [DataTag.DeltaLong]: 2,
  [DataTag.DeltaLongUnsigned]: 2,
  [DataTag.DoubleLong]: 4,
  [DataTag.DoubleLongUnsigned]: 4,
  [DataTag.DeltaDoubleLong]: 4,
  [DataTag.DeltaDoubleLongUnsigned]: 4,
  [DataTag.Float32]: 4,
  [DataTag.Long64]: 8,
  [DataTag.Long64Unsigned]: 8,
  [DataTag.Float64]: 8,
  [DataTag.DateTime]: 12,
  [DataTag.Date]: 5,
  [DataTag.Time]: 4,
};

/** What a compact array's content is made of (Blue Book, TypeDescription). */
interface TypeDescription {
  readonly tag: number;
  /** Elements of a structure; the one element type of an array. */
  readonly elements: readonly TypeDescription[];
  /** How many elements an array has. */
  readonly count: number;
}

/** Walks one A-XDR value and tells the visitor; bounded in depth and in number of values. */
export class DataWalker {
  readonly #cursor: Cursor;
  readonly #visitor: DataVisitor;
  #left: number = limits.elements;

  constructor(cursor: Cursor, visitor: DataVisitor) {
    this.#cursor = cursor;
    this.#visitor = visitor;
  }

  /** Reads one value, its tag first. */
  value(depth = 0): void {
    const cursor = this.#cursor;
    const at = cursor.offset;
    const tag = cursor.u8();
    this.#count(at);
    if (tag === DataTag.Structure || tag === DataTag.Array) this.#sequence(tag, at, depth);
    else if (tag === DataTag.CompactArray) this.#compactArray(at, depth);
    else this.#content(tag, at);
  }

  /**
   * A list of attributes whose descriptors stand there without data tags, as they do in requests: array of structures of
   * {class id (2 octets), OBIS code (6), attribute (1), then the value with its tag}; tagged values may stand before it
   * in an outer structure (Sagemcom XT211).
   */
  attributeList(): void {
    const cursor = this.#cursor;
    const at = cursor.offset;
    const tag = cursor.u8();
    const count = readLength(cursor);
    if (tag !== DataTag.Structure && tag !== DataTag.Array) throw new DecodeError("axdr/malformed", at, say("noList"));
    this.#visitor.begin(tag, count, at, cursor.offset);
    for (let i = 0; i < count; i++) {
      if (tag === DataTag.Array) this.#attribute();
      else if (cursor.octets[cursor.offset] === DataTag.Array) this.attributeList();
      else this.value(1);
    }
    this.#visitor.end(tag, cursor.offset);
  }

  #attribute(): void {
    const cursor = this.#cursor;
    const at = cursor.offset;
    this.#count(at);
    const isPair = cursor.u16() === (DataTag.Structure << 8) + 2;
    if (!isPair) throw new DecodeError("axdr/malformed", at, say("noAttributePair"));
    const from = cursor.offset;
    cursor.bytes(9);
    this.#visitor.begin(DataTag.Structure, 2, at, from);
    this.#visitor.attributeDescriptor?.(from);
    this.value(2);
    this.#visitor.end(DataTag.Structure, cursor.offset);
  }

  #count(at: number): void {
    if (--this.#left < 0)
      throw new DecodeError("axdr/limit-exceeded", at, say("tooManyValues", { limit: limits.elements }));
  }

  #sequence(tag: number, at: number, depth: number): void {
    const cursor = this.#cursor;
    checkDepth(depth, at);
    const count = readLength(cursor);
    // Every value takes at least its tag: a count beyond what is left is damage, found before anything is visited.
    if (count > cursor.remaining) {
      throw new CutShortError(
        "axdr/malformed",
        at,
        say("listCut", { type: dataTagNames[tag] ?? "list", count, left: cursor.remaining }),
      );
    }
    this.#visitor.begin(tag, count, at, cursor.offset);
    for (let i = 0; i < count; i++) this.value(depth + 1);
    this.#visitor.end(tag, cursor.offset);
  }

  /** A value of a simple type, the cursor behind its tag. */
  #content(tag: number, at: number): void {
    const cursor = this.#cursor;
    const fixed = fixedLengths[tag];
    if (fixed === undefined) return this.#string(tag, at);
    cursor.need(fixed);
    const from = cursor.offset;
    cursor.offset += fixed;
    if (fixed === 0) return this.#visitor.nullData(tag, at, from);
    if (tag >= DataTag.DateTime && tag <= DataTag.Time) return this.#visitor.onOctets(tag, from, cursor.offset, at);
    if (tag === DataTag.Float32 || tag === DataTag.Float64) return this.#float(tag, from, at);
    if (fixed === 8) return this.#long64(tag, from, at);
    this.#visitor.number(tag, readInteger(cursor.octets, from, tag, fixed), at, cursor.offset);
  }

  #string(tag: number, at: number): void {
    const cursor = this.#cursor;
    const isText = tag === DataTag.OctetString || tag === DataTag.VisibleString || tag === DataTag.Utf8String;
    if (!isText && tag !== DataTag.BitString) {
      const text = `0x${tag.toString(16).padStart(2, "0")}`;
      throw new DecodeError("axdr/malformed", at, say("noDataType", { tag: text }));
    }
    const length = readLength(cursor);
    const octetCount = isText ? length : Math.ceil(length / 8);
    cursor.need(octetCount);
    const from = cursor.offset;
    cursor.offset += octetCount;
    this.#visitor.onOctets(tag, from, cursor.offset, at);
  }

  #long64(tag: number, from: number, at: number): void {
    const { octets, offset } = this.#cursor;
    const view = new DataView(octets.buffer, octets.byteOffset + from, 8);
    const value = tag === DataTag.Long64 ? view.getBigInt64(0) : view.getBigUint64(0);
    const rounded = Number(value);
    if (Number.isSafeInteger(rounded)) this.#visitor.number(tag, rounded, at, offset);
    else this.#visitor.bigInteger(tag, value, at, offset);
  }

  #float(tag: number, from: number, at: number): void {
    const { octets, offset } = this.#cursor;
    const view = new DataView(octets.buffer, octets.byteOffset + from, offset - from);
    this.#visitor.number(tag, tag === DataTag.Float32 ? view.getFloat32(0) : view.getFloat64(0), at, offset);
  }

  #compactArray(at: number, depth: number): void {
    const cursor = this.#cursor;
    checkDepth(depth, at);
    const descriptionFrom = cursor.offset;
    const description = this.#typeDescription(depth);
    const descriptionTo = cursor.offset;
    const length = readLength(cursor);
    cursor.need(length);
    const end = cursor.offset + length;
    this.#visitor.begin(DataTag.CompactArray, 0, at, cursor.offset);
    this.#visitor.typeDescription?.(descriptionFrom, descriptionTo);
    while (cursor.offset < end) {
      const before = cursor.offset;
      this.#untagged(description, depth + 1);
      if (cursor.offset === before) break;
    }
    if (cursor.offset !== end) {
      throw new DecodeError("axdr/malformed", at, say("compactArrayLength", { length }));
    }
    this.#visitor.end(DataTag.CompactArray, end);
  }

  #typeDescription(depth: number): TypeDescription {
    const cursor = this.#cursor;
    const at = cursor.offset;
    checkDepth(depth, at);
    const tag = cursor.u8();
    this.#count(at);
    if (tag === DataTag.Structure) {
      const count = readLength(cursor);
      if (count > cursor.remaining) throw new DecodeError("axdr/malformed", at, say("typesCut", { count }));
      const elements = Array.from({ length: count }, () => this.#typeDescription(depth + 1));
      return { tag, elements, count };
    }
    if (tag === DataTag.Array) {
      const count = cursor.u16();
      return { tag, elements: [this.#typeDescription(depth + 1)], count };
    }
    return { tag, elements: [], count: 0 };
  }

  #untagged(description: TypeDescription, depth: number): void {
    const cursor = this.#cursor;
    const at = cursor.offset;
    this.#count(at);
    const { tag, elements, count } = description;
    if (tag !== DataTag.Structure && tag !== DataTag.Array) return this.#content(tag, at);
    this.#visitor.begin(tag, count, at, at);
    const [first] = elements;
    if (tag === DataTag.Structure) for (const element of elements) this.#untagged(element, depth + 1);
    else if (first !== undefined) for (let i = 0; i < count; i++) this.#untagged(first, depth + 1);
    this.#visitor.end(tag, cursor.offset);
  }
}

function checkDepth(depth: number, at: number): void {
  if (depth >= limits.depth)
    throw new DecodeError("axdr/limit-exceeded", at, say("nestedTooDeep", { limit: limits.depth }));
}

const signedTags: ReadonlySet<number> = new Set([
  DataTag.Integer,
  DataTag.Long,
  DataTag.DoubleLong,
  DataTag.DeltaInteger,
  DataTag.DeltaLong,
  DataTag.DeltaDoubleLong,
]);

function readInteger(octets: Uint8Array, from: number, tag: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = (value << 8) | (octets[from + i] as number);
  if (!signedTags.has(tag)) return value >>> 0;
  const unused = 32 - 8 * length;
  return (value << unused) >> unused;
}
