import { createOctetMatcher, type OctetMatcher } from "../bytes/octet-matcher.ts";
import type { OctetFreedom } from "../bytes/octet-range.ts";
import type { Framing } from "../events.ts";
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
  /** Octets that are over when it is taken: an HDLC frame's closing flag may open the next frame, so it is left. */
  readonly taken: number;
  /** Whether it stands at `from` of a view in which {@link length} octets are there; another one may stand there, or none. */
  readonly matches: OctetMatcher;
  readonly #model: Frame;

  /** `freedom`: where values stand, counted from the frame's first octet. */
  private constructor(model: Frame, { free, digits = [] }: OctetFreedom, crcAt: number) {
    const { octets } = model;
    const isText = model.framing === "p1";
    this.#model = model;
    this.length = octets.length;
    this.taken = octets.length - (isText ? 0 : 1);
    this.matches = createOctetMatcher({
      octets,
      freedom: { free: [...free, { from: crcAt, to: crcAt + (isText ? crcDigits : fcsOctets) }], digits },
      crc: { kind: isText ? "arc" : "x25", covered: { from: isText ? 0 : 1, to: crcAt }, at: crcAt },
    });
  }

  /** Of a good frame that others will be like; undefined for those whose end or checksum can't be foreseen. */
  static of(model: Frame, freedom: OctetFreedom): ExpectedFrame | undefined {
    const { octets, framing, payloadTo, from, segment } = model;
    if (framing === "hdlc" && segment?.last === true && octets.length === payloadTo - from + fcsOctets + 1) {
      return new ExpectedFrame(model, freedom, payloadTo - from);
    }
    const crcAt = octets.length - crcDigits;
    if (framing === "p1" && octets[crcAt - 1] === exclamation) return new ExpectedFrame(model, freedom, crcAt);
    return undefined;
  }

  get framing(): Framing {
    return this.#model.framing;
  }

  /** The frame that stands at `from` and matches. */
  frameAt(octets: Uint8Array, from: number): Frame {
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
    });
  }
}
