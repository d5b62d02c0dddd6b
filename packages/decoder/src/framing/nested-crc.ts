import { crc16Arc, crc16ArcOfZeros } from "../bytes/crc16.ts";

/**
 * CRC-16/ARC of runs of octets that begin one within the other and end at the same place: the first costs its length,
 * each further one only the octets between the two beginnings. A CRC without initial value is linear: the one of the
 * whole is the sum of the one of its end, and of the one of its beginning with as many octets of 0 behind it.
 */
export class NestedCrc {
  /** Places in the stream: where the last run began, and behind its end. */
  #begin = 0;
  #end = -1;
  #crc = 0;

  /** Of `octets[from..to)`; `position` is the place of `from` in the stream. */
  of(octets: Uint8Array, from: number, to: number, position: number): number {
    const end = position + to - from;
    // The octets in front of `from` are those of the stream as far as the buffer still holds them.
    const before = from - (position - this.#begin);
    if (end === this.#end && position >= this.#begin && before >= 0) {
      this.#crc ^= crc16ArcOfZeros(crc16Arc(octets, before, from), to - from);
    } else this.#crc = crc16Arc(octets, from, to);
    this.#begin = position;
    this.#end = end;
    return this.#crc;
  }
}
