import type { DecodeEvent, MeterDecoder } from "@meter2mqtt/decoder";
import type { LinePiece } from "@meter2mqtt/decoder/capsule";

/** So long a pause of the line is one: what has no other end ends with it. The gateway looks once in a second. */
const pauseMs = 1000;

/**
 * Gives pieces to a decoder as they came: with their times and the pauses between them where these are known, and the end
 * behind the last. `take` is given what it says and when.
 */
export function playPieces(
  decoder: MeterDecoder,
  pieces: readonly LinePiece[],
  take: (events: readonly DecodeEvent[], at: number | undefined) => void,
): void {
  let last: number | undefined;
  for (const { octets, at } of pieces) {
    if (last !== undefined && at !== undefined && at - last > pauseMs) take(decoder.idle(at - 1), last);
    take(decoder.push(octets, at), at);
    last = at;
  }
  take(decoder.end(last), last);
}
