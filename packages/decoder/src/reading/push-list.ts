import { DataTag } from "../axdr/data-tag.ts";
import type { DataVisitor } from "../axdr/walk.ts";
import { looksLikeObis, type ObisCode, obisAt } from "../cosem/obis-code.ts";

/** One value of a push list: the OBIS code that stood before it, and the scaler and unit that stood behind it. */
export class ListItem {
  obis: ObisCode | undefined;
  readonly position: number;
  readonly tag: number;
  /** Absent for strings, null-data and integers beyond a double. */
  readonly number: number | undefined;
  readonly big: bigint | undefined;
  /** Octets of the content. */
  readonly from: number;
  readonly to: number;
  scaler: number | undefined;
  unit: number | undefined;

  constructor(obis: ObisCode | undefined, position: number, tag: number, value: number | bigint | undefined, from: number, to: number) {
    this.obis = obis;
    this.position = position;
    this.tag = tag;
    this.number = typeof value === "number" ? value : undefined;
    this.big = typeof value === "bigint" ? value : undefined;
    this.from = from;
    this.to = to;
    this.scaler = undefined;
    this.unit = undefined;
  }
}

const Pair = { None: 0, AfterNumber: 1, Begun: 2, Scaler: 3 } as const;

/**
 * Collects a push list, whatever its nesting: pairs of OBIS code and value, triples with {scaler, unit}, and values
 * alone are told apart by what follows what, so that every list that carries OBIS codes can be read.
 */
export class PushList implements DataVisitor {
  readonly items: ListItem[] = [];
  readonly octets: Uint8Array;
  /** Count of the outermost structure or array. */
  count = 0;
  hasObis = false;
  #depth = 0;
  #position = 0;
  #obis: ObisCode | undefined;
  #pair: number = Pair.None;
  #scaler = 0;

  constructor(octets: Uint8Array) {
    this.octets = octets;
  }

  begin(tag: number, count: number): void {
    if (this.#depth++ === 0) this.count = count;
    const scalerMayFollow = this.#pair === Pair.AfterNumber && tag === DataTag.Structure && count === 2;
    this.#leavePair(scalerMayFollow ? Pair.Begun : Pair.None);
  }

  end(): void {
    this.#depth--;
  }

  nullData(tag: number, at: number, to: number): void {
    this.#leavePair(Pair.None);
    // Absent phases come as runs of null-data (Kamstrup): without an OBIS code they say nothing.
    if (this.#obis !== undefined) this.#add(tag, undefined, at, to);
    else this.#position++;
  }

  number(tag: number, value: number, at: number, to: number): void {
    if (this.#pair === Pair.Begun && tag === DataTag.Integer) {
      this.#scaler = value;
      this.#pair = Pair.Scaler;
      return;
    }
    const last = this.items.at(-1);
    if (this.#pair === Pair.Scaler && tag === DataTag.Enum && last !== undefined) {
      last.scaler = this.#scaler;
      last.unit = value;
      this.#pair = Pair.None;
      return;
    }
    this.#leavePair(Pair.None);
    this.#add(tag, value, at + 1, to);
    this.#pair = Pair.AfterNumber;
  }

  bigInteger(tag: number, value: bigint, at: number, to: number): void {
    this.#leavePair(Pair.None);
    this.#add(tag, value, at + 1, to);
    this.#pair = Pair.AfterNumber;
  }

  onOctets(tag: number, from: number, to: number): void {
    this.#leavePair(Pair.None);
    const isCode = this.#obis === undefined && tag === DataTag.OctetString && to - from === 6;
    if (isCode && looksLikeObis(this.octets, from)) {
      this.#obis = obisAt(this.octets, from);
      this.hasObis = true;
    } else this.#add(tag, undefined, from, to);
  }

  /** What looked like a scaler was a value after all. */
  #leavePair(next: number): void {
    if (this.#pair === Pair.Scaler) this.#add(DataTag.Integer, this.#scaler, 0, 0);
    this.#pair = next;
  }

  #add(tag: number, value: number | bigint | undefined, from: number, to: number): void {
    this.items.push(new ListItem(this.#obis, this.#position++, tag, value, from, to));
    this.#obis = undefined;
  }
}
