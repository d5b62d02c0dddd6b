import { OctetPattern, type OctetRange, type PatternFreedom } from "../bytes/octet-pattern.ts";
import { SparseCrc } from "../bytes/sparse-crc.ts";
import { Frame } from "./frame.ts";

const exclamation = 0x21;
/** Hexadecimal digits of a P1 telegram's CRC. */
const crcDigits = 4;
/** Octets of HDLC's FCS. */
const fcsOctets = 2;

/**
 * A frame like one before it, with other values in known places: it is found by comparing the octets that are the same,
 * and its checksum is made from those that are not. What it is found to be is what the recogniser of its framing would find.
 */
export class ExpectedFrame {
  /** Octets that must be there to tell. */
  readonly length: number;
  readonly #model: Frame;
  readonly #pattern: OctetPattern;
  readonly #crc: SparseCrc;
  readonly #crcAt: number;
  readonly #isText: boolean;

  /** `freedom`: where values stand, counted from the frame's first octet. */
  private constructor(model: Frame, freedom: PatternFreedom, crcAt: number) {
    const { octets } = model;
    const { free, digits = [] } = freedom;
    this.#model = model;
    this.#crcAt = crcAt;
    this.#isText = model.framing === "p1";
    this.length = octets.length;
    const crcOctets = { from: crcAt, to: crcAt + (this.#isText ? crcDigits : fcsOctets) };
    this.#pattern = new OctetPattern(octets, { free: [...free, crcOctets], digits });
    const covered: OctetRange = this.#isText ? { from: 0, to: crcAt } : { from: 1, to: crcAt };
    this.#crc = new SparseCrc(this.#isText ? "arc" : "x25", octets, covered, freedom);
  }

  /** Of a good frame that others will be like; undefined for those whose end or checksum can't be foreseen. */
  static of(model: Frame, freedom: PatternFreedom): ExpectedFrame | undefined {
    const { octets, framing, payloadTo, from, segment } = model;
    if (framing === "hdlc" && segment?.last === true && octets.length === payloadTo - from + fcsOctets + 1) {
      return new ExpectedFrame(model, freedom, payloadTo - from);
    }
    const crcAt = octets.length - crcDigits;
    if (framing === "p1" && octets[crcAt - 1] === exclamation) return new ExpectedFrame(model, freedom, crcAt);
    return undefined;
  }

  /** The frame at `from`, of whose octets {@link length} are there; undefined where another one stands there, or none. */
  at(octets: Uint8Array, view: DataView, from: number): Frame | undefined {
    if (!this.#pattern.matches(octets, view, from)) return undefined;
    const received = this.#isText ? hexAt(octets, from + this.#crcAt) : view.getUint16(from + this.#crcAt, true);
    if (received !== this.#crc.of(view, from)) return undefined;
    const moved = from - this.#model.from;
    const { framing, segment, payloadFrom, payloadTo } = this.#model;
    return new Frame({
      framing,
      buffer: octets,
      from,
      to: from + this.length,
      payloadFrom: payloadFrom + moved,
      payloadTo: payloadTo + moved,
      segment,
      notes: undefined,
      payload: undefined,
      expected: this,
    });
  }
}

/** Four hexadecimal digits as a number; below 0 where they are none. */
function hexAt(octets: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 0; i < crcDigits; i++) {
    const octet = octets[at + i] as number;
    const letter = octet | 0x20;
    if (octet >= 0x30 && octet <= 0x39) value = value * 16 + octet - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) value = value * 16 + letter - 0x57;
    else return -1;
  }
  return value;
}
