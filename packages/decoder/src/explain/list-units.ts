import type { DiagnosisCode } from "../diagnosis.ts";
import type { Framing } from "../events.ts";
import { bareApdus, dissect, type Piece } from "./dissect.ts";

/** A part of a capture that can be explained alone: what brought one message, or a damaged frame. */
export interface CaptureUnit {
  /** Octets of the capture; a flag that two frames share is in both. */
  readonly from: number;
  readonly to: number;
  /** Absent for damaged frames. */
  readonly framing?: Framing;
  /** Frames that brought it. */
  readonly frames: number;
  /** What is wrong with it, as far as its frames go. */
  readonly problem?: DiagnosisCode;
}

/** Begins and ends HDLC frames. */
const flag = 0x7e;

/** The messages and the damaged frames of a capture, in their order; time is linear in the capture. */
export function listUnits(octets: Uint8Array): readonly CaptureUnit[] {
  const bare = bareApdus(octets);
  if (bare.length > 0) return bare.map(({ from, to }): CaptureUnit => ({ from, to, framing: "apdu", frames: 1 }));
  const units: CaptureUnit[] = [];
  /** Frames of a message whose last one has not been seen. */
  let open: CaptureUnit | undefined;
  for (const piece of dissect(octets)) {
    const unit: CaptureUnit = unitOf(octets, piece, open);
    const isOpen = piece.kind === "frame" && piece.message === undefined && piece.diagnoses.length === 0;
    if (piece.kind === "damage" && open !== undefined) units.push({ ...open, problem: "reassembly/incomplete" });
    open = isOpen ? unit : undefined;
    if (!isOpen) units.push(unit);
  }
  return open === undefined ? units : [...units, { ...open, problem: "reassembly/incomplete" }];
}

function unitOf(octets: Uint8Array, piece: Piece, open: CaptureUnit | undefined): CaptureUnit {
  const { at, to } = piece;
  if (piece.kind === "damage") {
    // Damage ends before the flag that ends it: that may begin the next frame. Alone it would look cut short.
    const isClosed = octets[at] === flag && octets[to] === flag;
    return { from: at, to: isClosed ? to + 1 : to, frames: 1, problem: piece.diagnosis.code };
  }
  const { framing } = piece.frame;
  const [diagnosis] = piece.message === undefined ? piece.diagnoses : [];
  const frames = (open?.frames ?? 0) + 1;
  const problem = diagnosis === undefined ? {} : { problem: diagnosis.code };
  return { from: open?.from ?? at, to, framing, frames, ...problem };
}
