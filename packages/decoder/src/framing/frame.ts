import type { Diagnosis } from "../diagnosis.ts";
import type { Framing } from "../events.ts";

/** A frame whose checks passed. */
export interface Frame {
  readonly framing: Framing;
  /** Everything from its first octet to its last. */
  readonly octets: Uint8Array;
  /** What it carries: an APDU, or part of one, with the LLC header still in front; for P1 the whole telegram. */
  readonly payload: Uint8Array;
  /** Place of a part in its message; absent where the frame carries a whole one. */
  readonly segment?: { readonly number: number | undefined; readonly last: boolean };
  readonly notes?: readonly Diagnosis[];
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

/** Octets `from..end` of a buffer, and whether more can come (`ended`: the line paused, or the file is over). */
export interface Window {
  readonly octets: Uint8Array;
  readonly from: number;
  readonly end: number;
  readonly ended: boolean;
}
