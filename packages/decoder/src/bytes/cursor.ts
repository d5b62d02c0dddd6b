import type { DiagnosisCode } from "../diagnosis.ts";
import { CutShortError } from "../errors.ts";
import { say } from "../words/say.ts";

/**
 * A place in octets that moves as fields are read. It never reads past the end: that is a {@link CutShortError} with the
 * code the cursor was made with, so that parsers say only what the protocol says. Numbers are big-endian.
 */
export class Cursor {
  readonly octets: Uint8Array;
  readonly end: number;
  offset: number;
  readonly #code: DiagnosisCode;

  constructor(octets: Uint8Array, code: DiagnosisCode, from = 0, to: number = octets.length) {
    this.octets = octets;
    this.offset = from;
    this.end = to;
    this.#code = code;
  }

  get remaining(): number {
    return this.end - this.offset;
  }

  /** Makes sure that `count` octets are there. */
  need(count: number): void {
    if (this.end - this.offset < count) {
      const words = say("octetsExpected", { expected: count, left: this.remaining });
      throw new CutShortError(this.#code, this.offset, words);
    }
  }

  u8(): number {
    this.need(1);
    return this.octets[this.offset++] as number;
  }

  u16(): number {
    this.need(2);
    const value = ((this.octets[this.offset] as number) << 8) | (this.octets[this.offset + 1] as number);
    this.offset += 2;
    return value;
  }

  u32(): number {
    this.need(4);
    const o = this.octets;
    const at = this.offset;
    this.offset += 4;
    return (
      (o[at] as number) * 0x100_0000 +
      (((o[at + 1] as number) << 16) | ((o[at + 2] as number) << 8) | (o[at + 3] as number))
    );
  }

  /** A view of the next `count` octets, not a copy. */
  bytes(count: number): Uint8Array {
    this.need(count);
    const view = this.octets.subarray(this.offset, this.offset + count);
    this.offset += count;
    return view;
  }
}
