import { DecodeError } from "../errors.ts";
import { bareApdus, dissect, type FramePiece } from "../explain/dissect.ts";
import type { Frame } from "../framing/frame.ts";
import { blockTag, hasLlc, parseBlock } from "../reassembly/reassembler.ts";

/** A message and the frames that brought it. */
export interface CarriedMessage {
  readonly kind: "message";
  readonly framing: Frame["framing"];
  readonly apdu: Uint8Array;
  /** The frames, one behind the other: copies that may be changed. */
  readonly octets: Uint8Array;
  /** Where each frame stands in `octets`; none around a bare APDU. */
  readonly frames: readonly { readonly from: number; readonly to: number; readonly framing: Frame["framing"] }[];
  /** The line's end behind a P1 telegram: only there a telegram without a checksum is known to be over. */
  readonly tail?: Uint8Array;
  /** Where each octet of the APDU stands in `octets`; absent where escapes stand between them (SML). */
  readonly places?: readonly number[];
}

/** Octets that are no whole message. */
export interface OtherOctets {
  readonly kind: "damaged";
  readonly octets: Uint8Array;
}

export type Carried = CarriedMessage | OtherOctets;

/** The messages of a capture, in their order, and what is damaged in it or incomplete. Fill and noise are left out. */
export function carriedMessages(octets: Uint8Array): readonly Carried[] {
  const bare = bareApdus(octets);
  if (bare.length > 0) return bare.map(({ from, to }) => bareMessage(octets.slice(from, to)));
  const found: Carried[] = [];
  let open: FramePiece[] = [];
  const giveUp = (): void => {
    found.push(...open.map(({ frame }): OtherOctets => ({ kind: "damaged", octets: frame.octets.slice() })));
    open = [];
  };
  for (const piece of dissect(octets)) {
    if (piece.kind === "damage") {
      found.push({ kind: "damaged", octets: octets.slice(piece.at, piece.to) });
      continue;
    }
    // What was open is lost; this frame may have begun the next message.
    if (piece.message === undefined && piece.diagnoses.length > 0) giveUp();
    open.push(piece);
    if (piece.message === undefined) continue;
    const carried = placeMessage(open, piece.message.apdu);
    if (carried === undefined) giveUp();
    else {
      const { count, message } = carried;
      const own = open.splice(open.length - count, count);
      giveUp();
      if (own.length > 0) found.push({ ...message, tail: tailOf(octets, piece) });
    }
    open = [];
  }
  giveUp();
  return found;
}

function tailOf(octets: Uint8Array, { frame, to }: FramePiece): Uint8Array {
  let end = to;
  if (frame.framing === "p1") while (end < to + 2 && isLineEnd(octets[end])) end++;
  return octets.slice(to, end);
}

function isLineEnd(octet: number | undefined): boolean {
  return octet === 0x0d || octet === 0x0a;
}

function bareMessage(octets: Uint8Array): CarriedMessage {
  const from = hasLlc(octets) ? 3 : 0;
  const apdu = octets.subarray(from);
  const places = Array.from(apdu, (_, i) => from + i);
  return { kind: "message", framing: "apdu", apdu, octets, frames: [], places };
}

/** The last of these frames that carry the APDU, however many they are. */
function placeMessage(
  pieces: readonly FramePiece[],
  apdu: Uint8Array,
): { readonly message: CarriedMessage; readonly count: number } | undefined {
  for (let count = 1; count <= pieces.length; count++) {
    const own = pieces.slice(pieces.length - count);
    const { octets, frames } = joinFrames(own);
    const framing = own[0]?.frame.framing ?? "apdu";
    const message = { kind: "message", framing, apdu, octets, frames } as const;
    if (framing === "sml") return { message, count };
    const places = apduPlaces(own, octets, frames);
    if (places !== undefined && holds(octets, places, apdu)) return { message: { ...message, places }, count };
  }
  return undefined;
}

function joinFrames(pieces: readonly FramePiece[]): Pick<CarriedMessage, "octets" | "frames"> {
  let length = 0;
  const frames = pieces.map(({ frame }) => {
    const from = length;
    length += frame.octets.length;
    return { from, to: length, framing: frame.framing };
  });
  const octets = new Uint8Array(length);
  for (const [i, { frame }] of pieces.entries()) octets.set(frame.octets, frames[i]?.from ?? 0);
  return { octets, frames };
}

/** As the reassembler does it, with places in the stead of octets. */
function apduPlaces(
  pieces: readonly FramePiece[],
  octets: Uint8Array,
  frames: CarriedMessage["frames"],
): readonly number[] | undefined {
  let segments: number[] = [];
  const blocks: number[] = [];
  for (const [i, { frame }] of pieces.entries()) {
    const at = (frames[i]?.from ?? 0) - frame.from;
    for (let octet = frame.payloadFrom; octet < frame.payloadTo; octet++) segments.push(at + octet);
    if (frame.segment?.last === false) continue;
    const apdu = withoutLlc(segments, octets);
    segments = [];
    if (frame.framing === "p1" || octets[apdu[0] ?? 0] !== blockTag) return apdu;
    const data = blockPlaces(apdu, octets);
    if (data === undefined) return undefined;
    blocks.push(...data);
  }
  return blocks;
}

function withoutLlc(places: readonly number[], octets: Uint8Array): readonly number[] {
  const head = Uint8Array.from(places.slice(0, 3), (place) => octets[place] as number);
  return hasLlc(head) ? places.slice(3) : places;
}

function blockPlaces(places: readonly number[], octets: Uint8Array): readonly number[] | undefined {
  let data: readonly number[] = [];
  const block = parseBlock(
    Uint8Array.from(places, (place) => octets[place] as number),
    (field, from, to) => {
      if (field === "block data") data = places.slice(from, to);
    },
  );
  return block instanceof DecodeError ? undefined : data;
}

function holds(octets: Uint8Array, places: readonly number[], apdu: Uint8Array): boolean {
  return places.length === apdu.length && places.every((place, i) => octets[place] === apdu[i]);
}
