import type { Diagnosis } from "../diagnosis.ts";
import type { Framing } from "../events.ts";

/** Place of a part in its message. */
export interface Segment {
  readonly number: number | undefined;
  readonly last: boolean;
}

export interface FrameFields {
  readonly framing: Framing;
  /** Holds the frame, and stays as it is. */
  readonly buffer: Uint8Array;
  /** The frame, from its first octet to its last. */
  readonly from: number;
  readonly to: number;
  /** What it carries. Default: all of it. */
  readonly payloadFrom?: number | undefined;
  readonly payloadTo?: number | undefined;
  readonly segment?: Segment | undefined;
  readonly notes?: readonly Diagnosis[] | undefined;
  /** What it carries, where that is not what stands in it (SML's escapes). */
  readonly payload?: Uint8Array | undefined;
}

/** Where a frame begins in octets that stay as they are. */
export interface FramePlace {
  readonly octets: Uint8Array;
  readonly from: number;
}

const noNotes: readonly Diagnosis[] = [];

/**
 * A frame whose checks passed: a place in the buffer of its line. Views of it are made when somebody asks, as most frames
 * are read where they stand.
 */
export class Frame {
  readonly framing: Framing;
  readonly buffer: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly payloadFrom: number;
  readonly payloadTo: number;
  /** Undefined where the frame carries a whole message. */
  readonly segment: Segment | undefined;
  readonly notes: readonly Diagnosis[];
  readonly #payload: Uint8Array | undefined;
  #octets: Uint8Array | undefined;

  constructor(fields: FrameFields) {
    this.framing = fields.framing;
    this.buffer = fields.buffer;
    this.from = fields.from;
    this.to = fields.to;
    this.payloadFrom = fields.payloadFrom ?? fields.from;
    this.payloadTo = fields.payloadTo ?? fields.to;
    this.segment = fields.segment;
    this.notes = fields.notes ?? noNotes;
    this.#payload = fields.payload;
  }

  /** Everything from its first octet to its last; the same object each time. */
  get octets(): Uint8Array {
    this.#octets ??= this.buffer.subarray(this.from, this.to);
    return this.#octets;
  }

  /** What it carries: an APDU, or part of one, with the LLC header still in front; for P1 the whole telegram. */
  get payload(): Uint8Array {
    return this.#payload ?? this.buffer.subarray(this.payloadFrom, this.payloadTo);
  }
}

/**
 * What a recogniser says of the octets that begin at a place.
 *
 * - `no`: no frame begins here.
 * - `more`: one may begin here; it can be told with `octets` in all.
 * - `frame`: a good one.
 * - `bad`: one begins here and is damaged; `octets` of it were judged. Another may begin inside.
 */
export type Recognition =
  | { readonly is: "no" }
  | { readonly is: "more"; readonly octets: number }
  | { readonly is: "frame"; readonly frame: Frame; readonly octets: number }
  | { readonly is: "bad"; readonly diagnosis: Diagnosis; readonly octets: number };

export const noFrame: Recognition = { is: "no" };

/** Octets `from..end` of a buffer that nobody writes over once a frame was found in it, and whether more can come (`ended`: the line paused, or the file is over). */
export interface Window {
  readonly octets: Uint8Array;
  readonly from: number;
  readonly end: number;
  readonly ended: boolean;
}
