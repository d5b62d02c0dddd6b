import { DataTag } from "../axdr/data-tag.ts";
import { readLength } from "../axdr/length.ts";
import type { DataVisitor } from "../axdr/walk.ts";
import { latin1 } from "../bytes/ascii.ts";
import { Cursor } from "../bytes/cursor.ts";
import { bitsOf } from "./bit-string.ts";
import { CompactRows } from "./xml-compact-rows.ts";
import { float32Text, hexMeaning, spacedHex, upperHex, utf8Text, visibleText } from "./xml-meanings.ts";
import { attribute, type XmlWriter } from "./xml-writer.ts";

/** Elements by data tag, as DLMS translators name them, and the octets of numbers. */
const elements: Readonly<Record<number, { readonly name: string; readonly octets?: number }>> = {
  [DataTag.NullData]: { name: "None" },
  [DataTag.Array]: { name: "Array" },
  [DataTag.Structure]: { name: "Structure" },
  [DataTag.Boolean]: { name: "Boolean", octets: 1 },
  [DataTag.BitString]: { name: "BitString" },
  [DataTag.DoubleLong]: { name: "Int32", octets: 4 },
  [DataTag.DoubleLongUnsigned]: { name: "UInt32", octets: 4 },
  [DataTag.OctetString]: { name: "OctetString" },
  [DataTag.VisibleString]: { name: "String" },
  [DataTag.Utf8String]: { name: "StringUTF8" },
  [DataTag.Bcd]: { name: "BCD", octets: 1 },
  [DataTag.Integer]: { name: "Int8", octets: 1 },
  [DataTag.Long]: { name: "Int16", octets: 2 },
  [DataTag.Unsigned]: { name: "UInt8", octets: 1 },
  [DataTag.LongUnsigned]: { name: "UInt16", octets: 2 },
  [DataTag.CompactArray]: { name: "CompactArray" },
  [DataTag.Long64]: { name: "Int64", octets: 8 },
  [DataTag.Long64Unsigned]: { name: "UInt64", octets: 8 },
  [DataTag.Enum]: { name: "Enum", octets: 1 },
  [DataTag.Float32]: { name: "Float32", octets: 4 },
  [DataTag.Float64]: { name: "Float64", octets: 8 },
  [DataTag.DateTime]: { name: "DateTime" },
  [DataTag.Date]: { name: "Date" },
  [DataTag.Time]: { name: "Time" },
  [DataTag.DeltaInteger]: { name: "Delta-Int8", octets: 1 },
  [DataTag.DeltaLong]: { name: "Delta-Int16", octets: 2 },
  [DataTag.DeltaDoubleLong]: { name: "Delta-Int32", octets: 4 },
  [DataTag.DeltaUnsigned]: { name: "Delta-UInt8", octets: 1 },
  [DataTag.DeltaLongUnsigned]: { name: "Delta-UInt16", octets: 2 },
  [DataTag.DeltaDoubleLongUnsigned]: { name: "Delta-UInt32", octets: 4 },
  [DataTag.DontCare]: { name: "DontCare" },
};

function nameOf(tag: number): string {
  return elements[tag]?.name ?? "Data";
}

function quantity(count: number): string {
  return attribute("Qty", count.toString(16).toUpperCase().padStart(2, "0"));
}

function numberText(tag: number, value: number): string {
  return tag === DataTag.Float32 ? float32Text(value) : `${value}`;
}

/** In a compact array, translators write Booleans with a capital. */
function compactNumber(tag: number, value: number): string {
  if (tag !== DataTag.Boolean) return numberText(tag, value);
  return value === 0 ? "False" : "True";
}

/** Writes A-XDR data as XML, an element for each value. */
export class XmlData implements DataVisitor {
  readonly #octets: Uint8Array;
  readonly #xml: XmlWriter;
  /** In a compact array, whose values are no elements. */
  #rows: CompactRows | undefined;

  constructor(octets: Uint8Array, xml: XmlWriter) {
    this.#octets = octets;
    this.#xml = xml;
  }

  begin(tag: number, count: number): void {
    if (this.#rows !== undefined) this.#rows.begin();
    else if (tag === DataTag.CompactArray) this.#xml.start(nameOf(tag));
    else this.#xml.start(nameOf(tag), quantity(count));
  }

  end(tag: number): void {
    if (tag === DataTag.CompactArray) this.#endCompactArray();
    else if (this.#rows !== undefined) this.#rows.end();
    else this.#xml.end();
  }

  #endCompactArray(): void {
    for (const line of this.#rows?.lines ?? []) this.#xml.content(line);
    this.#rows = undefined;
    this.#xml.end();
    this.#xml.end();
  }

  nullData(tag: number): void {
    if (this.#rows === undefined) this.#xml.value(nameOf(tag));
    else this.#rows.add("");
  }

  number(tag: number, value: number, _at: number, to: number): void {
    if (this.#rows !== undefined) return this.#rows.add(compactNumber(tag, value));
    if (tag === DataTag.Boolean) return this.#xml.value(nameOf(tag), `${value !== 0}`);
    if (tag === DataTag.Float32 || tag === DataTag.Float64) this.#xml.comment(numberText(tag, value));
    this.#number(tag, to);
  }

  bigInteger(tag: number, value: bigint, _at: number, to: number): void {
    if (this.#rows === undefined) this.#number(tag, to);
    else this.#rows.add(`${value}`);
  }

  #number(tag: number, to: number): void {
    this.#xml.value(nameOf(tag), upperHex(this.#octets, to - (elements[tag]?.octets ?? 0), to));
  }

  onOctets(tag: number, from: number, to: number, at: number): void {
    const octets = this.#octets;
    const meaning = hexMeaning(tag, octets, from, to);
    const text = this.#textOf(tag, from, to, at);
    if (this.#rows !== undefined) {
      const isClock = tag !== DataTag.OctetString && meaning !== undefined;
      return this.#rows.add(text ?? (isClock ? meaning : spacedHex(octets, from, to)));
    }
    if (meaning !== undefined) this.#xml.comment(meaning);
    this.#xml.value(nameOf(tag), text ?? upperHex(octets, from, to));
  }

  /** Undefined for what translators write in hexadecimal. */
  #textOf(tag: number, from: number, to: number, at: number): string | undefined {
    const octets = this.#octets;
    if (tag === DataTag.BitString) return bitsOf(octets, from, to, at);
    if (tag === DataTag.VisibleString) return visibleText(octets, from, to);
    return tag === DataTag.Utf8String ? (utf8Text(octets, from, to) ?? latin1(octets, from, to)) : undefined;
  }

  attributeDescriptor(from: number): void {
    writeAttributeDescriptor(this.#xml, this.#octets, from);
  }

  typeDescription(from: number, to: number): void {
    const cursor = new Cursor(this.#octets, "axdr/malformed", from, to);
    this.#xml.start("ContentsDescription");
    // The types of an entry's values stand side by side; that an entry is a structure goes without saying.
    if (this.#octets[from] === DataTag.Structure) {
      cursor.u8();
      for (let left = readLength(cursor); left > 0; left--) this.#type(cursor);
    } else this.#type(cursor);
    this.#xml.end();
    this.#xml.start("ArrayContents");
    this.#rows = new CompactRows();
  }

  /** The walker has read it before: it is whole, and not too deep. */
  #type(cursor: Cursor): void {
    const tag = cursor.u8();
    if (tag !== DataTag.Structure && tag !== DataTag.Array) {
      this.#xml.value(nameOf(tag));
      return;
    }
    this.#xml.start(nameOf(tag));
    // Of an array's values, which are all of one type, the first stands for all: their count may be made up.
    if (tag === DataTag.Array) cursor.u16();
    const count = tag === DataTag.Array ? 1 : readLength(cursor);
    for (let i = 0; i < count; i++) this.#type(cursor);
    this.#xml.end();
  }
}

/** An attribute of an object: class id (2 octets), OBIS code (6) and attribute (1) from `from` on. */
export function writeAttributeDescriptor(xml: XmlWriter, octets: Uint8Array, from: number): void {
  xml.start("AttributeDescriptor");
  xml.value("ClassId", upperHex(octets, from, from + 2));
  xml.comment(octets.subarray(from + 2, from + 8).join("."));
  xml.value("InstanceId", upperHex(octets, from + 2, from + 8));
  xml.value("AttributeId", upperHex(octets, from + 8, from + 9));
  xml.end();
}
