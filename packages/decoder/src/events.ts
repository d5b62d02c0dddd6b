import type { Diagnosis } from "./diagnosis.ts";
import type { Reading } from "./reading/reading.ts";
import type { ScaleInUse } from "./reading/scale-book.ts";

export type Framing = "hdlc" | "mbus" | "wrapper" | "p1" | "sml" | "apdu";

/** Where a reading came from, and what was learned on the way. */
export interface Provenance {
  readonly framing: Framing;
  /** The octets of the frame; of all frames, in order, where the message came in several. */
  readonly octets: Uint8Array;
  /** Epoch milliseconds at which the last octet arrived; undefined for files. */
  readonly receivedAt?: number | undefined;
  /** Id of the vendor profile that read the list; undefined where the generic OBIS rule did. */
  readonly profile?: string | undefined;
  /** Hexadecimal, from the ciphering header. */
  readonly systemTitle?: string | undefined;
  readonly invocationCounter?: number | undefined;
  readonly securityControl?: number | undefined;
  /** How values that came without a scaler were read; the same array while that does not change. */
  readonly scales?: readonly ScaleInUse[] | undefined;
}

/** What the decoder has to say; it never throws for what a meter sent. */
export type DecodeEvent =
  | { readonly kind: "reading"; readonly reading: Reading; readonly source: Provenance }
  | { readonly kind: "diagnosis"; readonly diagnosis: Diagnosis; readonly octets: Uint8Array }
  | { readonly kind: "noise"; readonly octetCount: number };

/** Counts since the decoder was made: the health of a line. */
export interface LineCounters {
  octets: number;
  /** Frames whose checks passed. */
  frames: number;
  /** Frames whose checks failed, and frames cut short. */
  damagedFrames: number;
  /** Octets that belong to no frame. */
  noiseOctets: number;
  readings: number;
}
