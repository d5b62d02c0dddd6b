import type { Diagnosis } from "../diagnosis.ts";
import type { Frame } from "../framing/frame.ts";
import { Splitter } from "../framing/splitter.ts";
import { limits } from "../limits.ts";
import { startsBare } from "../pipeline.ts";
import { hasLlc, type Message, Reassembler } from "../reassembly/reassembler.ts";
import { measureApdu } from "./measure-apdu.ts";

interface Span {
  /** Octets of the input. Pieces don't overlap; what lies between them belongs to none. */
  from: number;
  to: number;
  /** Where its unit begins; before `from` where the frame before it holds its first octet: a shared flag. */
  readonly at: number;
}

/** A good frame. */
export interface FramePiece extends Span {
  readonly kind: "frame";
  readonly frame: Frame;
  /** The frame carries a part of a message, whose others are in frames before or behind it. */
  readonly isPart: boolean;
  /** The message that this frame completed. */
  message?: Message;
  /** What went wrong when messages were put together. */
  readonly diagnoses: Diagnosis[];
}

/** Octets that began like a frame. */
export interface DamagePiece extends Span {
  readonly kind: "damage";
  readonly diagnosis: Diagnosis;
}

export type Piece = FramePiece | DamagePiece;

/** Finds the frames of a whole input, the damaged ones and the messages they carry, with their places. */
export function dissect(octets: Uint8Array): readonly Piece[] {
  const splitter = new Splitter();
  const pieces: Piece[] = [];
  for (const event of [...splitter.push(octets, undefined), ...splitter.end()]) {
    if (event.kind === "noise") continue;
    const { at } = event;
    const last = pieces.at(-1);
    // A frame keeps its closing flag, which may open the next one; damage ends where something else begins.
    const from = last?.kind === "frame" ? Math.max(at, last.to) : at;
    if (last?.kind === "damage") last.to = Math.min(last.to, at);
    if (event.kind === "frame") {
      const { frame } = event;
      pieces.push({ kind: "frame", at, from, to: at + frame.octets.length, frame, isPart: false, diagnoses: [] });
    } else pieces.push({ kind: "damage", at, from, to: at + event.octets.length, diagnosis: event.diagnosis });
  }
  return reassemble(pieces);
}

function reassemble(pieces: readonly Piece[]): readonly Piece[] {
  const reassembler = new Reassembler();
  const done: Piece[] = [];
  let last: FramePiece | undefined;
  let open = false;
  for (const piece of pieces) {
    if (piece.kind === "damage") {
      done.push(piece);
      continue;
    }
    const { segment } = piece.frame;
    const continues = segment?.number === undefined ? open : segment.number > 0;
    const current: FramePiece = { ...piece, isPart: continues || segment?.last === false };
    open = segment?.last === false;
    for (const event of reassembler.push(piece.frame, undefined)) {
      if (event.kind === "message") current.message = event.message;
      else current.diagnoses.push(event.diagnosis);
    }
    done.push(current);
    last = current;
  }
  for (const event of reassembler.end()) if (event.kind === "damage") last?.diagnoses.push(event.diagnosis);
  return done;
}

/** Where `part` lies in `whole`; undefined where it is no view of the same memory. */
export function offsetIn(part: Uint8Array, whole: Uint8Array): number | undefined {
  if (part.buffer !== whole.buffer) return undefined;
  const offset = part.byteOffset - whole.byteOffset;
  return offset >= 0 && offset + part.length <= whole.length ? offset : undefined;
}

/**
 * A capture that holds APDUs without frames, one behind the other: their places. None where it doesn't begin so, or
 * begins so only by chance: when its first APDU is damaged and frames are found, it is a stream.
 */
export function bareApdus(octets: Uint8Array): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  let at = 0;
  // More than an APDU can have: a stream, as the decoder takes it too.
  if (octets.length > limits.apdu) return [];
  while (at < octets.length && startsBare(octets.subarray(at))) {
    const llc = hasLlc(octets.subarray(at)) ? 3 : 0;
    const length = measureApdu(octets.subarray(at + llc));
    if (length === undefined) break;
    found.push({ from: at, to: at + llc + length });
    at += llc + length;
  }
  if (at === octets.length || !startsBare(octets.subarray(at))) return found;
  // The last one is damaged.
  if (found.length === 0 && dissect(octets).some((piece) => piece.kind === "frame")) return [];
  return [...found, { from: at, to: octets.length }];
}
