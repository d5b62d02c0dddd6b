import { createMeterDecoder, type DecodeEvent, type MeterDecoderOptions } from "@meter2mqtt/decoder";
import type { LinePiece } from "@meter2mqtt/decoder/capsule";
import { playPieces } from "./play-pieces.ts";

/** A capsule is for looking at, and is sent by mail: of larger frames it holds fewer. */
export const mostCapsuleOctets: number = 512 * 1024;

/**
 * The frames of a recorded line, whose pieces begin and end anywhere, or of a capture, with the times at which they were
 * complete: as the archive keeps them.
 */
export function heardPieces(
  records: readonly LinePiece[],
  reading: Omit<MeterDecoderOptions, "input" | "replays">,
  input: "live" | "file",
): readonly LinePiece[] {
  const decoder = createMeterDecoder({ ...reading, input, replays: "accept" });
  const pieces: LinePiece[] = [];
  const known = new Set<Uint8Array>();
  const take = (events: readonly DecodeEvent[], at: number | undefined): void => {
    for (const event of events) {
      const octets = octetsOf(event);
      if (octets === undefined || octets.length === 0 || known.has(octets)) continue;
      known.add(octets);
      pieces.push({ octets: octets.slice(), at });
    }
  };
  playPieces(decoder, records, take);
  return pieces;
}

/** The last of them, so many and so large as go into a capsule. */
export function latestPieces(pieces: readonly LinePiece[], limit: number): readonly LinePiece[] {
  let octets = 0;
  let from = pieces.length;
  while (from > 0 && pieces.length - from < limit) {
    octets += pieces[from - 1]?.octets.length ?? 0;
    if (octets > mostCapsuleOctets) break;
    from--;
  }
  return pieces.slice(from);
}

/** A diagnosis that is no error stands beside a reading of the same octets. */
function octetsOf(event: DecodeEvent): Uint8Array | undefined {
  if (event.kind === "reading") return event.source.octets;
  return event.kind === "diagnosis" && event.diagnosis.severity === "error" ? event.octets : undefined;
}
