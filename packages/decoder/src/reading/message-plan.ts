import { createOctetMatcher, type OctetMatcher } from "../bytes/octet-matcher.ts";
import type { OctetFreedom } from "../bytes/octet-range.ts";
import type { Reading } from "./reading.ts";
import type { LeftByReader, ReadingCode, ReadingReader } from "./reading-code.ts";
import type { UnscaledValues } from "./unscaled-values.ts";

/** A message as it was read without a plan. */
export interface PlannedMessage {
  readonly octets: Uint8Array;
  /** Which octets of it may be others. */
  readonly freedom: OctetFreedom;
  /** Id of the profile that it was read with. */
  readonly profile: string | undefined;
  /** Its values that came without a scaler. */
  readonly unscaled: UnscaledValues | undefined;
}

/**
 * How to read a message that is like one before it. A meter says the same again and again, and only some numbers and its
 * clock change. What a message was found to be is kept: a later one whose other octets are all the same (tags, lengths,
 * OBIS codes, scalers, units, texts) means the same, and only the octets of its values are looked at.
 *
 * Which octets may differ is decided by the reader that read the message in full. What it does not name stays fixed, so
 * that a message can at worst be read in full again.
 */
export class MessagePlan {
  readonly profile: string | undefined;
  readonly unscaled: UnscaledValues | undefined;
  readonly freedom: OctetFreedom;
  /** A message was read by it. */
  isUsed = false;
  readonly #octets: Uint8Array;
  readonly #read: ReadingReader;
  readonly #left: LeftByReader;
  #matches: OctetMatcher | undefined;

  constructor({ octets, freedom, profile, unscaled }: PlannedMessage, code: ReadingCode) {
    this.profile = profile;
    this.unscaled = unscaled;
    this.freedom = freedom;
    this.#octets = octets.slice();
    this.#left = code.left;
    this.#read = code.compile();
  }

  /** Itself: what a message was read by. */
  get byPlan(): MessagePlan {
    return this;
  }

  /** Epoch milliseconds of the meter's clock, as the message says it that was read last. */
  get clock(): number | undefined {
    return this.#left.time?.epoch;
  }

  /** Whether that clock's offset came from zone rules. */
  get usedZone(): boolean {
    return this.#left.time?.usedZone === true;
  }

  /** Octets of the message. */
  get length(): number {
    return this.#octets.length;
  }

  /** Whether the message of `length` octets at `from` is like the one that the plan was made of. */
  matches(view: DataView, from: number, length: number): boolean {
    if (length !== this.#octets.length) return false;
    this.#matches ??= createOctetMatcher({ octets: this.#octets, freedom: this.freedom });
    return this.#matches(view, from);
  }

  /**
   * Reads a message that matches, and keeps no view of it; undefined where a value needs the whole reader after all.
   */
  read(octets: Uint8Array, view: DataView, from: number): Reading | undefined {
    this.isUsed = true;
    return this.#read(octets, view, from);
  }

  /**
   * The reading of the message that the plan was made of, as the plan reads it: alike in its layout to all that follow, so
   * that whoever works on them sees one.
   */
  readFirst(): Reading | undefined {
    const { buffer, byteOffset, length } = this.#octets;
    return this.#read(this.#octets, new DataView(buffer, byteOffset, length), 0);
  }
}
