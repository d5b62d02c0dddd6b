import type { FrameAnswer, FramesAnswer, LiveFrame } from "@meter2mqtt/contract";
import { diagnoses, toHex } from "@meter2mqtt/decoder";
import type { RawFrame, StoredFrame } from "../store/raw-frames-table.ts";

/** A frame as lists show it. */
export function toFrameSummary(frame: StoredFrame): FramesAnswer["items"][number] {
  return { id: frame.id, ...about(frame) };
}

/** A frame with its octets. */
export function toFrameAnswer(frame: StoredFrame): FrameAnswer {
  return { ...toFrameSummary(frame), hex: toHex(frame.octets) };
}

/** The same before it is in the archive. */
export function toLiveFrame(frame: RawFrame): LiveFrame {
  return { ...about(frame), hex: toHex(frame.octets) };
}

function about({ source, receivedAt, framing, outcome, octets }: RawFrame): Omit<LiveFrame, "hex"> {
  return {
    at: new Date(receivedAt).toISOString(),
    source,
    ...(framing === undefined ? {} : { framing }),
    octets: octets.length,
    outcome,
    verdict: verdictOf(outcome),
  };
}

function verdictOf(outcome: string): string {
  if (outcome === "reading") return "Read";
  return Object.entries(diagnoses).find(([code]) => code === outcome)?.[1].title ?? outcome;
}
