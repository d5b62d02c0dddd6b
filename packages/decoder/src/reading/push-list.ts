import { DataTag } from "../axdr/data-tag.ts";
import type { DataVisitor } from "../axdr/walk.ts";
import { isPushSetup, looksLikeObis, type ObisCode, obisAt } from "../cosem/obis-code.ts";

/** One value of a push list: the OBIS code that stood before it, and the scaler and unit that stood behind it. */
export class ListItem {
  obis: ObisCode | undefined;
  readonly position: number;
  /** Which element of the outermost structure it is, or is part of. */
  readonly element: number;
  readonly tag: number;
  /** Absent for strings, null-data and integers beyond a double. */
  readonly number: number | undefined;
  readonly big: bigint | undefined;
  /** Octets of the content. */
  readonly from: number;
  readonly to: number;
  scaler: number | undefined;
  unit: number | undefined;
  /** Another number in its place could make another list of it. */
  isTelling = false;
  /** A push setup names it as another attribute than a value: a scaler, or the time of a maximum. */
  isSideAttribute = false;

  constructor(place: ItemPlace, tag: number, value: number | bigint | undefined, from: number, to: number) {
    this.obis = place.obis;
    this.position = place.position;
    this.element = place.element;
    this.tag = tag;
    this.number = typeof value === "number" ? value : undefined;
    this.big = typeof value === "bigint" ? value : undefined;
    this.from = from;
    this.to = to;
    this.scaler = undefined;
    this.unit = undefined;
  }
}

/** Octets that may be a text. */
export function isString(item: ListItem): boolean {
  return item.tag === DataTag.OctetString || item.tag === DataTag.VisibleString || item.tag === DataTag.Utf8String;
}

interface ItemPlace {
  readonly obis: ObisCode | undefined;
  readonly position: number;
  readonly element: number;
}

/** What a push setup says of one element of its list (Blue Book, "Push setup", push_object_list). */
export interface CaptureObject {
  readonly classId: number;
  readonly obis: ObisCode;
  readonly attribute: number;
}

/** Attribute that holds the value in the classes that meters push: data, registers, clock; of a push setup, its list. */
const valueAttribute = 2;
const pushSetupClass = 40;

const Pair = { None: 0, AfterNumber: 1, Begun: 2, Scaler: 3 } as const;

/**
 * Collects a push list, whatever its nesting: pairs of OBIS code and value, triples with {scaler, unit}, values alone,
 * and a push setup's list of capture objects with the values behind it are told apart by what follows what, so that
 * every list that carries OBIS codes can be read.
 */
export class PushList implements DataVisitor {
  readonly items: ListItem[] = [];
  readonly octets: Uint8Array;
  /** Count of the outermost structure or array. */
  count = 0;
  hasObis = false;
  /** The push setup's own list, where the meter sends it in front. */
  readonly captureObjects: CaptureObject[] = [];
  #depth = 0;
  #element = -1;
  /** The element that is the list of capture objects. */
  #captureElement = 0;
  #position = 0;
  /** `items.length` when a structure of four began that may be a capture object. */
  #quadruple: number | undefined;
  #obis: ObisCode | undefined;
  #pair: number = Pair.None;
  #scaler = 0;

  constructor(octets: Uint8Array) {
    this.octets = octets;
  }

  /** Places for values, those with null-data and those in inner structures counted. */
  get positions(): number {
    return this.#position;
  }

  begin(tag: number, count: number): void {
    this.#countElement();
    if (this.#depth++ === 0) this.count = count;
    this.#quadruple = tag === DataTag.Structure && count === 4 ? this.items.length : undefined;
    const scalerMayFollow = this.#pair === Pair.AfterNumber && tag === DataTag.Structure && count === 2;
    this.#leavePair(scalerMayFollow ? Pair.Begun : Pair.None);
  }

  end(): void {
    this.#depth--;
    // Capture objects stand in a list of their own; in the outermost one they are values behind their descriptions.
    if (this.#quadruple !== undefined && this.#depth > 1) this.#takeCaptureObject(this.#quadruple);
    this.#quadruple = undefined;
  }

  /** Gives the values behind a list of capture objects their OBIS codes. */
  bindCaptureObjects(): void {
    const [own] = this.captureObjects;
    if (own === undefined) return;
    // The list of capture objects is the value of the first of them, or stands before them all.
    const isOwnValue = own.classId === pushSetupClass && own.attribute === valueAttribute;
    const first = isOwnValue ? this.#captureElement : this.#captureElement + 1;
    for (const item of this.items) {
      const object = this.captureObjects[item.element - first];
      if (object?.attribute === valueAttribute) item.obis ??= object.obis;
      else if (object !== undefined) item.isSideAttribute = true;
    }
  }

  /** {class id, OBIS code, attribute, data index} came as a number, a number with OBIS code, and a number. */
  #takeCaptureObject(from: number): void {
    const [classId, attribute, index, ...more] = this.items.slice(from);
    if (more.length > 0 || classId?.tag !== DataTag.LongUnsigned || index?.tag !== DataTag.LongUnsigned) return;
    if (attribute?.tag !== DataTag.Integer || attribute.obis === undefined) return;
    // Registers have no index: another number is a value behind the description of its attribute.
    if (index.number !== 0) {
      classId.isTelling = true;
      index.isTelling = true;
      return;
    }
    this.items.length = from;
    this.#position = classId.position;
    this.#captureElement = classId.element;
    this.captureObjects.push({ classId: classId.number ?? 0, obis: attribute.obis, attribute: attribute.number ?? 0 });
  }

  #countElement(): void {
    if (this.#depth === 1) this.#element++;
  }

  attributeDescriptor(from: number): void {
    this.#leavePair(Pair.None);
    this.hasObis = true;
    // Attributes other than the value (a breaker's mode, say) stay without a code: they are no reading.
    this.#obis = this.octets[from + 8] === valueAttribute ? obisAt(this.octets, from + 2) : undefined;
  }

  nullData(tag: number, at: number, to: number): void {
    this.#countElement();
    this.#leavePair(Pair.None);
    // Absent phases come as runs of null-data (Kamstrup): without an OBIS code they say nothing.
    if (this.#obis !== undefined) this.#add(tag, undefined, at, to);
    else this.#position++;
  }

  number(tag: number, value: number, at: number, to: number): void {
    this.#countElement();
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
    this.#countElement();
    this.#leavePair(Pair.None);
    this.#add(tag, value, at + 1, to);
    this.#pair = Pair.AfterNumber;
  }

  onOctets(tag: number, from: number, to: number): void {
    this.#countElement();
    this.#leavePair(Pair.None);
    const mayBeCode = this.#obis === undefined && (this.captureObjects.length === 0 || this.#depth > 1);
    const isCode = mayBeCode && tag === DataTag.OctetString && to - from === 6;
    const code = isCode && looksLikeObis(this.octets, from) ? obisAt(this.octets, from) : undefined;
    // A list may begin with the name of the push setup that sends it: no value follows it.
    if (code !== undefined && !(this.#depth === 1 && isPushSetup(code))) {
      this.#obis = code;
      this.hasObis = true;
    } else this.#add(tag, undefined, from, to);
  }

  /** What looked like a scaler was a value after all. */
  #leavePair(next: number): void {
    if (this.#pair === Pair.Scaler) this.#add(DataTag.Integer, this.#scaler, 0, 0);
    this.#pair = next;
  }

  #add(tag: number, value: number | bigint | undefined, from: number, to: number): void {
    const place = { obis: this.#obis, position: this.#position++, element: this.#element };
    this.items.push(new ListItem(place, tag, value, from, to));
    this.#obis = undefined;
  }
}
