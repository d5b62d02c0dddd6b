import { DataTag, dataTagNames } from "../axdr/data-tag.ts";
import { parseDateTime } from "../axdr/date-time.ts";
import type { DataVisitor } from "../axdr/walk.ts";
import { toHex } from "../bytes/hex.ts";
import { looksLikeObis, obisAt, obisText } from "../cosem/obis-code.ts";
import { obisWords } from "../cosem/obis-names.ts";
import type { DecodeError } from "../errors.ts";
import { textOf } from "../reading/text.ts";
import { bitsOf } from "./bit-string.ts";
import { clockMeaning } from "./clock-meaning.ts";
import { composedName, type Draft, draft, type NodeDetails, termDraft } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";
import type { ListMeanings } from "./list-meanings.ts";
import { faultDetails, means, meansAll, phrase } from "./means.ts";
import { unitWords } from "./unit-words.ts";
import { localText } from "./words.ts";

interface OpenNode {
  readonly node: Draft & { children: Draft[] };
  readonly tag: number;
  readonly count: number;
  /** The first of two values, which may turn out to be a scaler. */
  first?: Draft;
}

/** Builds the tree of A-XDR data: a leaf for each simple value (its tag and length included), a node for each list. */
export class DataTree implements DataVisitor {
  readonly root: Draft & { children: Draft[] };
  readonly #octets: Uint8Array;
  /** Where the octets that are walked begin in their space. */
  readonly #base: number;
  readonly #meanings: ListMeanings;
  readonly #open: OpenNode[] = [];

  constructor(octets: Uint8Array, base: number, meanings: ListMeanings) {
    this.#octets = octets;
    this.#base = base;
    this.#meanings = meanings;
    this.root = { ...termDraft("notification-body", base, base), children: [] };
  }

  begin(tag: number, count: number, at: number, from: number): void {
    const details = tag === DataTag.CompactArray ? {} : means("valueCount", { count });
    const node = { ...this.#term(tag, at, from, details), children: [] as Draft[] };
    // In a compact array the lists inside have no octets of their own.
    const header = composedName("typeAndCount", { type: typeName(tag) });
    if (from > at) node.children.push({ ...header, from: this.#base + at, to: this.#base + from });
    this.#add(node);
    this.#open.push({ node, tag, count });
  }

  end(_tag: number, to: number): void {
    const closed = this.#open.pop();
    if (closed === undefined) return;
    closed.node.to = this.#base + to;
    if (closed.tag === DataTag.Structure && closed.count <= objectValues) nameObject(closed.node);
  }

  nullData(tag: number, at: number, to: number): void {
    this.#add(this.#term(tag, at, to, { value: null, ...this.#meanings.of(to) }));
  }

  number(tag: number, value: number, at: number, to: number): void {
    const shown = tag === DataTag.Boolean ? value !== 0 : value;
    const node = this.#term(tag, at, to, { value: shown, ...this.#meanings.of(to) });
    this.#pair(node, tag, value);
    this.#add(node);
  }

  bigInteger(tag: number, value: bigint, at: number, to: number): void {
    this.#add(this.#term(tag, at, to, { value: `${value}`, ...this.#meanings.of(to) }));
  }

  onOctets(tag: number, from: number, to: number, at: number): void {
    const details = { ...this.#stringDetails(tag, from, to, at), ...this.#meanings.of(to) };
    const isCode = this.#isCode(tag, from, to);
    this.#add(isCode ? this.#draft("OBIS code", at, to, details) : this.#term(tag, at, to, details));
  }

  attributeDescriptor(from: number): void {
    const classId = (this.#octets[from] as number) * 256 + (this.#octets[from + 1] as number);
    this.#add(this.#draft("class id", from, from + 2, { value: classId }));
    this.#add(this.#draft("OBIS code", from + 2, from + 8, codeDetails(this.#octets, from + 2)));
    this.#add(this.#draft("attribute", from + 8, from + 9, { value: this.#octets[from + 8] as number }));
  }

  typeDescription(from: number, to: number): void {
    const open = this.#open.at(-1);
    const header = open?.node.children.pop();
    if (open === undefined || header === undefined) return;
    const at = header.from - this.#base;
    const end = header.to - this.#base;
    const names = [...this.#octets.subarray(from, to)].map((octet) => dataTagNames[octet] ?? `${octet}`).join(" ");
    open.node.children.push(
      this.#draft("compact-array: type", at, from, {}),
      this.#draft("type description", from, to, { value: toHex(this.#octets.subarray(from, to)), meaning: names }),
      this.#draft("length", to, end, { value: open.count }),
    );
  }

  /** The walk went no further than `error`; what stands up to `end` was not read. */
  stop(error: DecodeError, end: number): void {
    const inner = this.#open.at(-1)?.node ?? this.root;
    const from = (inner.children.at(-1)?.to ?? inner.from) - this.#base;
    inner.children.push(this.#draft("damaged from here on", from, end, faultDetails(error)));
    for (const { node } of this.#open) node.to = this.#base + end;
    this.#open.length = 0;
  }

  #draft(name: FieldName, at: number, to: number, details: NodeDetails): Draft {
    return draft(name, this.#base + at, this.#base + to, details);
  }

  /** A value that is called by its type. */
  #term(tag: number, at: number, to: number, details: NodeDetails): Draft {
    return termDraft(typeName(tag), this.#base + at, this.#base + to, details);
  }

  #add(node: Draft): void {
    const parent = this.#open.at(-1)?.node ?? this.root;
    parent.children.push(node);
    if (parent === this.root) parent.to = node.to;
  }

  /** A structure of an integer and an enum is a scaler and a unit (Blue Book, scal_unit_type). */
  #pair(node: Draft, tag: number, value: number): void {
    const parent = this.#open.at(-1);
    if (parent === undefined || parent.tag !== DataTag.Structure || parent.count !== 2) return;
    if (tag === DataTag.Integer && parent.first === undefined) parent.first = node;
    else if (tag === DataTag.Enum && parent.first !== undefined) {
      const scaler = `${parent.first.value}`;
      const unit = unitWords(value);
      parent.node.name = "scaler and unit" satisfies FieldName;
      parent.first.name = "scaler" satisfies FieldName;
      node.name = "unit" satisfies FieldName;
      Object.assign(parent.first, means("valueBeforeTimes", { scaler }));
      Object.assign(node, meansAll([unit]));
      Object.assign(parent.node, meansAll([phrase("asIs", { text: scaler }), unit]));
    }
  }

  #isCode(tag: number, from: number, to: number): boolean {
    const isCandidate = tag === DataTag.OctetString && to - from === 6 && !this.#meanings.isValue(to);
    return isCandidate && looksLikeObis(this.#octets, from);
  }

  #stringDetails(tag: number, from: number, to: number, at: number): NodeDetails {
    const octets = this.#octets;
    if (this.#isCode(tag, from, to)) return codeDetails(octets, from);
    if (tag === DataTag.BitString) return { value: bitsOf(octets, from, to, at) };
    const dateTime = to - from === 12 ? parseDateTime(octets, from) : undefined;
    if (dateTime !== undefined && tag !== DataTag.VisibleString) {
      return { value: localText(dateTime.local), ...clockMeaning(dateTime) };
    }
    const text = textOf(octets, from, to);
    const hex = toHex(octets.subarray(from, to));
    if (text === undefined) return { value: hex };
    return { value: tag === DataTag.OctetString ? hex : text, text };
  }
}

/** OBIS code, value, and scaler with unit: longer structures are lists of several. */
const objectValues = 3;

/** A short structure that begins with an OBIS code is an object: it is told by its code and what it is worth. */
function nameObject(node: Draft & { children: Draft[] }): void {
  const [, code, value] = node.children;
  if (code?.name !== "OBIS code" || value === undefined) return;
  const { meaning, words } = value.meaning === undefined ? code : value;
  node.name = "structure: an object" satisfies FieldName;
  if (code.value !== undefined) node.value = code.value;
  if (meaning !== undefined) node.meaning = meaning;
  if (words !== undefined) node.words = words;
}

function codeDetails(octets: Uint8Array, from: number): NodeDetails {
  const code = obisAt(octets, from);
  return { value: obisText(code), ...meansAll(obisWords(code) ?? []) };
}

function typeName(tag: number): string {
  return dataTagNames[tag] ?? "value";
}
