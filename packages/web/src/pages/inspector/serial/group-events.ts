import type { DecodeEvent, Diagnosis, Provenance, Reading } from "@meter2mqtt/decoder";

/** A frame that was heard, or several that brought one message. */
export interface LiveFrame {
  /** Counts up from 1. */
  readonly number: number;
  /** Epoch milliseconds at which its last octet arrived. */
  readonly at: number;
  /** A copy: the decoder's own octets are a view of the line's buffer. */
  readonly octets: Uint8Array;
  readonly reading: Reading | undefined;
  readonly source: Provenance | undefined;
  readonly diagnoses: readonly Diagnosis[];
}

type FrameDraft = Omit<LiveFrame, "number" | "at" | "octets"> & { readonly octets: Uint8Array };

/** Puts what was said of one frame together: its diagnoses come before its reading, with the same octets. */
export function groupEvents(events: readonly DecodeEvent[]): readonly FrameDraft[] {
  const frames: { octets: Uint8Array; reading?: Reading; source?: Provenance; diagnoses: Diagnosis[] }[] = [];
  for (const event of events) {
    if (event.kind === "noise") continue;
    const octets = event.kind === "reading" ? event.source.octets : event.octets;
    const last = frames.at(-1);
    const isSame = last !== undefined && last.reading === undefined && isEqual(last.octets, octets);
    const frame = isSame ? last : { octets, diagnoses: [] as Diagnosis[] };
    if (!isSame) frames.push(frame);
    if (event.kind === "reading") {
      frame.reading = event.reading;
      frame.source = event.source;
    } else frame.diagnoses.push(event.diagnosis);
  }
  return frames.map(({ octets, reading, source, diagnoses }) => ({
    octets: octets.slice(),
    reading,
    source,
    diagnoses,
  }));
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
