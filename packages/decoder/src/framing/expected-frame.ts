import { createCopyingMatcher, createOctetMatcher, type OctetMatcher } from "../bytes/octet-matcher.ts";
import type { OctetFreedom } from "../bytes/octet-range.ts";
import type { Framing } from "../events.ts";
import { Frame, type FramePlace } from "./frame.ts";

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

  private constructor(model: Frame, matches: OctetMatcher) {
    this.#model = model;
    this.length = model.octets.length;
    this.taken = this.length - (model.framing === "p1" ? 0 : 1);
    this.matches = matches;
  }

  /**
   * Of a good frame that others will be like; undefined for those whose end or checksum can't be foreseen. `freedom`: where
   * values stand, counted from the frame's first octet.
   */
  static of(model: Frame, { free, digits = [] }: OctetFreedom): ExpectedFrame | undefined {
    const { octets, framing } = model;
    const isText = framing === "p1";
    const crcAt = isText ? octets.length - crcDigits : fcsAtOf(model);
    if (crcAt === undefined || (isText && octets[crcAt - 1] !== exclamation)) return undefined;
    const matches = createOctetMatcher({
      octets,
      freedom: { free: [...free, { from: crcAt, to: crcAt + (isText ? crcDigits : fcsOctets) }], digits },
      crc: { kind: isText ? "arc" : "x25", covered: { from: isText ? 0 : 1, to: crcAt }, at: crcAt },
    });
    return new ExpectedFrame(model, matches);
  }

  /** The same of one whose payload ends with a ciphered part, as long as `room`: the part of one that matches is copied there. */
  static ofSealed(model: Frame, room: DataView): ExpectedFrame | undefined {
    const crcAt = fcsAtOf(model);
    if (crcAt === undefined) return undefined;
    const { octets } = model;
    const matches = createCopyingMatcher({ octets, covered: { from: 1, to: crcAt }, target: room });
    return new ExpectedFrame(model, matches);
  }

  get framing(): Framing {
    return this.#model.framing;
  }

  /** The frame that stands there and matches. */
  frameAt({ octets, from }: FramePlace): Frame {
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

/** Where the FCS of an HDLC frame stands that carries a whole message and has a closing flag; undefined for others. */
function fcsAtOf({ framing, segment, octets, from, payloadTo }: Frame): number | undefined {
  const fcsAt = payloadTo - from;
  return framing === "hdlc" && segment?.last === true && octets.length === fcsAt + fcsOctets + 1 ? fcsAt : undefined;
}
