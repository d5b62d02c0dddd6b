import { DataTag } from "../axdr/data-tag.ts";
import { parseDateTime } from "../axdr/date-time.ts";
import { readLength } from "../axdr/length.ts";
import type { DataVisitor } from "../axdr/walk.ts";
import { latin1 } from "../bytes/ascii.ts";
import { Cursor } from "../bytes/cursor.ts";
import { toHex } from "../bytes/hex.ts";
import { textOf } from "../reading/text.ts";
import { bitsOf } from "./bit-string.ts";
import { localText } from "./words.ts";
import { CompactRows } from "./xml-compact-rows.ts";
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
  [DataTag.DeltaInteger]: { name: "DeltaInt8", octets: 1 },
  [DataTag.DeltaLong]: { name: "DeltaInt16", octets: 2 },
  [DataTag.DeltaDoubleLong]: { name: "DeltaInt32", octets: 4 },
  [DataTag.DeltaUnsigned]: { name: "DeltaUInt8", octets: 1 },
  [DataTag.DeltaLongUnsigned]: { name: "DeltaUInt16", octets: 2 },
  [DataTag.DeltaDoubleLongUnsigned]: { name: "DeltaUInt32", octets: 4 },
  [DataTag.DontCare]: { name: "DontCare" },
};

function nameOf(tag: number): string {
  return elements[tag]?.name ?? "Data";
}

/** Hexadecimal in capitals, as translators write octets. */
export function upperHex(octets: Uint8Array, from = 0, to: number = octets.length): string {
  return toHex(octets.subarray(from, to)).toUpperCase();
}

function quantity(count: number): string {
  return attribute("Qty", count.toString(16).toUpperCase().padStart(2, "0"));
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
    const shown = tag === DataTag.Boolean ? `${value !== 0}` : `${value}`;
    if (this.#rows !== undefined) return this.#rows.add(shown);
    if (tag === DataTag.Float32 || tag === DataTag.Float64) this.#xml.comment(shown);
    if (tag === DataTag.Boolean) this.#xml.value(nameOf(tag), shown);
    else this.#number(tag, to);
  }

  bigInteger(tag: number, value: bigint, _at: number, to: number): void {
    if (this.#rows === undefined) this.#number(tag, to);
    else this.#rows.add(`${value}`);
  }

  #number(tag: number, to: number): void {
    this.#xml.value(nameOf(tag), upperHex(this.#octets, to - (elements[tag]?.octets ?? 0), to));
  }

  onOctets(tag: number, from: number, to: number, at: number): void {
    if (this.#rows !== undefined) return this.#rows.add(this.#contentOf(tag, from, to, at));
    const comment = this.#commentFor(tag, from, to);
    if (comment !== undefined) this.#xml.comment(comment);
    this.#xml.value(nameOf(tag), this.#contentOf(tag, from, to, at));
  }

  #contentOf(tag: number, from: number, to: number, at: number): string {
    if (tag === DataTag.BitString) return bitsOf(this.#octets, from, to, at);
    if (tag === DataTag.VisibleString) return latin1(this.#octets, from, to);
    if (tag === DataTag.Utf8String) return utf8(this.#octets, from, to) ?? latin1(this.#octets, from, to);
    return upperHex(this.#octets, from, to);
  }

  /** What the hexadecimal digits mean, where that is plain: an OBIS code, a date and time, or text. */
  #commentFor(tag: number, from: number, to: number): string | undefined {
    if (tag !== DataTag.OctetString && tag !== DataTag.DateTime) return undefined;
    const octets = this.#octets;
    if (to - from === 6 && octets[to - 1] === 0xff) return octets.subarray(from, to).join(".");
    const dateTime = to - from === 12 ? parseDateTime(octets, from) : undefined;
    if (dateTime !== undefined) return localText(dateTime.local);
    const text = textOf(octets, from, to);
    return text?.length === to - from ? text : undefined;
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

/** Undefined where the octets are no UTF-8. */
function utf8(octets: Uint8Array, from: number, to: number): string | undefined {
  try {
    return decodeURIComponent(toHex(octets.subarray(from, to)).replace(/../g, "%$&"));
  } catch {
    return undefined;
  }
}
