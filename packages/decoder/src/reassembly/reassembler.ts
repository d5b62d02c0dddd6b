import { readLength } from "../axdr/length.ts";
import { Cursor } from "../bytes/cursor.ts";
import type { FieldListener } from "../bytes/field-listener.ts";
import { createDiagnosis, type Diagnosis, type DiagnosisCode } from "../diagnosis.ts";
import { DecodeError } from "../errors.ts";
import type { Framing } from "../events.ts";
import type { Frame } from "../framing/frame.ts";
import { limits } from "../limits.ts";
import { say, type Words } from "../words/say.ts";
import { Assembly } from "./assembly.ts";

/** One APDU (or one telegram), and the frames that brought it. Views are made when somebody asks. */
export class Message {
  readonly framing: Framing;
  readonly notes: readonly Diagnosis[];
  /** Holds the APDU, at `from..to`. */
  readonly buffer: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** The one frame that brought it; undefined where it came in several. */
  readonly frame: Frame | undefined;
  #octets: Uint8Array | undefined;

  /** Of one frame, or of the octets of several. */
  constructor(framing: Framing, place: ApduPlace, frames: Frame | Uint8Array, notes: readonly Diagnosis[]) {
    this.framing = framing;
    this.notes = notes;
    this.buffer = place.buffer;
    this.from = place.from;
    this.to = place.to;
    const isOne = !(frames instanceof Uint8Array);
    this.frame = isOne ? frames : undefined;
    this.#octets = isOne ? undefined : frames;
  }

  get apdu(): Uint8Array {
    return this.buffer.subarray(this.from, this.to);
  }

  /** The same object each time. */
  get octets(): Uint8Array {
    this.#octets ??= this.frame?.octets ?? this.apdu;
    return this.#octets;
  }
}

/** Where an APDU stands. */
export interface ApduPlace {
  readonly buffer: Uint8Array;
  readonly from: number;
  readonly to: number;
}

export type ReassemblyEvent =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "damage"; readonly diagnosis: Diagnosis; readonly octets: Uint8Array };

/** General-block-transfer (Green Book, "General block transfer"): tag. */
export const blockTag = 0xe0;
/** Tags that begin an APDU: what HDLC carries without an LLC header is a message only if it begins so. */
const apduTags: ReadonlySet<number> = new Set([0x0f, 0xdb, 0xdc, 0xdf, 0xe0, 0xc2, 0xc4, 0xca, 0xd2, 0x61, 0x63, 0x81]);

const llcOctets = 3;

/** LLC header of the HDLC profile: destination, source (e6 e7 or e6 e6), quality 00 (IEC 62056-46, clause 5.2). */
export function hasLlc(octets: Uint8Array, from = 0, to: number = octets.length): boolean {
  const source = octets[from + 1];
  return (
    to - from >= llcOctets && octets[from] === 0xe6 && (source === 0xe7 || source === 0xe6) && octets[from + 2] === 0
  );
}

/** Puts HDLC segments, M-Bus telegrams and general blocks together: one APDU comes out. */
export class Reassembler {
  #segments: Assembly | undefined;
  #blocks: Assembly | undefined;
  /** Of the frame before. */
  #framing: Framing | undefined;

  /** Something was begun that waits for its next part. */
  get isOpen(): boolean {
    return this.#segments !== undefined || this.#blocks !== undefined;
  }

  /** The message of a frame that carries a whole one while nothing else is open: most frames do. */
  whole(frame: Frame): Message | undefined {
    if (this.isOpen) return undefined;
    const { framing, segment, buffer, payloadFrom, payloadTo } = frame;
    if (framing === "p1") return new Message(framing, { buffer, from: payloadFrom, to: payloadTo }, frame, frame.notes);
    if (framing !== "hdlc" || segment?.last !== true || !hasLlc(buffer, payloadFrom, payloadTo)) return undefined;
    const from = payloadFrom + llcOctets;
    if (buffer[from] === blockTag || from === payloadTo) return undefined;
    return new Message(framing, { buffer, from, to: payloadTo }, frame, frame.notes);
  }

  push(frame: Frame, now: number | undefined): ReassemblyEvent[] {
    const events = now === undefined ? [] : this.idle(now);
    // A meter's line has one link layer: what another one brings goes on with nothing that was begun.
    if (frame.framing !== this.#framing) events.push(...this.end());
    this.#framing = frame.framing;
    if (frame.framing === "p1" || frame.framing === "sml") events.push(message(frame, frame.payload, frame.octets));
    else if (frame.framing === "wrapper") this.#apdu(frame, frame.payload, frame.octets, now, events);
    else if (frame.framing === "hdlc") this.#hdlc(frame, now, events);
    else this.#mbus(frame, now, events);
    return events;
  }

  /** Gives up on what has waited too long for its next part. */
  idle(now: number): ReassemblyEvent[] {
    const isLate = (open: Assembly | undefined) => open?.lastAt !== undefined && now - open.lastAt > limits.segmentGap;
    return isLate(this.#segments) || isLate(this.#blocks) ? this.end() : [];
  }

  end(): ReassemblyEvent[] {
    const events: ReassemblyEvent[] = [];
    this.#dropSegments(events);
    this.#dropBlocks(events);
    return events;
  }

  #hdlc(frame: Frame, now: number | undefined, events: ReassemblyEvent[]): void {
    const { payload, octets, segment } = frame;
    const isLast = segment?.last !== false;
    // Only the first segment of a message has the LLC header.
    if (hasLlc(payload)) this.#dropSegments(events);
    if (this.#segments === undefined) {
      const isFirst = payload.length === 0 || hasLlc(payload) || apduTags.has(payload[0] as number);
      if (!isFirst) {
        const words = say(isLast ? "lastSegmentAlone" : "middleSegmentAlone");
        events.push(damage("reassembly/incomplete", words, octets));
        return;
      }
      if (isLast) {
        this.#apdu(frame, payload, octets, now, events);
        return;
      }
      this.#segments = new Assembly(0);
    }
    this.#addSegment(frame, isLast, now, events);
  }

  #mbus(frame: Frame, now: number | undefined, events: ReassemblyEvent[]): void {
    const { octets, segment } = frame;
    const number = segment?.number ?? 0;
    if (number === 0) {
      this.#dropSegments(events);
      this.#segments = new Assembly(0);
    } else if (this.#segments === undefined) {
      events.push(damage("reassembly/incomplete", say("telegramWithoutFirst", { number }), octets, { number }));
      return;
    } else if (this.#segments.next !== number) {
      const expected = this.#segments.next;
      const place = { number, expected };
      this.#segments = undefined;
      events.push(damage("reassembly/out-of-sequence", say("telegramOutOfTurn", place), octets, place));
      return;
    }
    this.#addSegment(frame, segment?.last !== false, now, events);
  }

  #addSegment(frame: Frame, isLast: boolean, now: number | undefined, events: ReassemblyEvent[]): void {
    const open = this.#segments;
    if (open === undefined) return;
    if (!open.add(frame.payload, frame.octets, now)) {
      this.#segments = undefined;
      events.push(damage("reassembly/limit-exceeded", say("tooManyParts", { limit: limits.apdu }), frame.octets));
      return;
    }
    if (!isLast) return;
    this.#segments = undefined;
    this.#apdu(frame, open.payload, open.frames, now, events);
  }

  /** A link layer's payload is whole: the LLC header goes, and a general block joins its message. */
  #apdu(
    frame: Frame,
    payload: Uint8Array,
    octets: Uint8Array,
    now: number | undefined,
    events: ReassemblyEvent[],
  ): void {
    const apdu = hasLlc(payload) ? payload.subarray(3) : payload;
    if (apdu[0] === blockTag) this.#block(frame, apdu, octets, now, events);
    else {
      this.#dropBlocks(events);
      events.push(message(frame, apdu, octets));
    }
  }

  #block(frame: Frame, apdu: Uint8Array, octets: Uint8Array, now: number | undefined, events: ReassemblyEvent[]): void {
    const block = parseBlock(apdu);
    if (block instanceof DecodeError) {
      events.push(damage("apdu/malformed", [...say("blockMalformed"), ...block.words], octets));
      return;
    }
    const { number, isLast, data } = block;
    if (number === 1) {
      this.#dropBlocks(events);
      this.#blocks = new Assembly(1);
    }
    const open = this.#blocks;
    if (open === undefined) {
      events.push(damage("reassembly/incomplete", say("blockWithoutFirst", { number }), octets, { number }));
      return;
    }
    if (open.next !== number) {
      const place = { number, expected: open.next };
      this.#blocks = undefined;
      events.push(damage("reassembly/out-of-sequence", say("blockOutOfTurn", place), octets, place));
      return;
    }
    if (!open.add(data, octets, now)) {
      this.#blocks = undefined;
      events.push(damage("reassembly/limit-exceeded", say("tooManyBlocks", { limit: limits.apdu }), octets));
      return;
    }
    if (!isLast) return;
    this.#blocks = undefined;
    events.push(message(frame, open.payload, open.frames));
  }

  #dropSegments(events: ReassemblyEvent[]): void {
    if (this.#segments !== undefined) events.push(incomplete(this.#segments, "segmentsWithoutEnd"));
    this.#segments = undefined;
  }

  #dropBlocks(events: ReassemblyEvent[]): void {
    if (this.#blocks !== undefined) events.push(incomplete(this.#blocks, "blocksWithoutEnd"));
    this.#blocks = undefined;
  }
}

export interface GeneralBlock {
  readonly number: number;
  readonly isLast: boolean;
  readonly data: Uint8Array;
}

export type BlockField =
  | "tag"
  | "block control"
  | "block number"
  | "block number acknowledged"
  | "length"
  | "block data";

/**
 * General-block-transfer APDU. An error is given back, not thrown: it is an everyday thing on a line.
 *
 * | Octets | Field                                                       |
 * | -----: | ----------------------------------------------------------- |
 * |      1 | tag, 0xe0                                                   |
 * |      1 | control: bit 7 last block, bit 6 streaming, bits 0-5 window |
 * |      2 | block number, from 1                                        |
 * |      2 | block number acknowledged                                   |
 * |  1 + n | block data                                                  |
 */
export function parseBlock(apdu: Uint8Array, onField?: FieldListener<BlockField>): GeneralBlock | DecodeError {
  const cursor = new Cursor(apdu, "apdu/malformed", 1);
  let fieldAt = 0;
  const told = (name: BlockField): void => {
    onField?.(name, fieldAt, cursor.offset);
    fieldAt = cursor.offset;
  };
  try {
    told("tag");
    const control = cursor.u8();
    told("block control");
    const number = cursor.u16();
    told("block number");
    cursor.u16();
    told("block number acknowledged");
    const length = readLength(cursor);
    told("length");
    const data = cursor.bytes(length);
    told("block data");
    return { number, isLast: (control & 0x80) !== 0, data };
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
}

function message({ framing, notes }: Frame, apdu: Uint8Array, octets: Uint8Array): ReassemblyEvent {
  const place = { buffer: apdu, from: 0, to: apdu.length };
  return { kind: "message", message: new Message(framing, place, octets, notes) };
}

function incomplete({ parts, frames }: Assembly, key: "segmentsWithoutEnd" | "blocksWithoutEnd"): ReassemblyEvent {
  return damage("reassembly/incomplete", say(key, { parts }), frames, { parts });
}

function damage(
  code: DiagnosisCode,
  words: Words,
  octets: Uint8Array,
  evidence: Diagnosis["evidence"] = {},
): ReassemblyEvent {
  return { kind: "damage", diagnosis: createDiagnosis(code, words, { evidence }), octets };
}
