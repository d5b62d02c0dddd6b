import { crc16Arc } from "../bytes/crc16.ts";
import { createDiagnosis, type Diagnosis, type DiagnosisCode } from "../diagnosis.ts";
import { limits } from "../limits.ts";
import { say, type Words } from "../words/say.ts";
import { endOfCiphering } from "./ciphered.ts";
import { Frame, noFrame, type Recognition, type Window } from "./frame.ts";
import { NestedCrc } from "./nested-crc.ts";

const cr = 0x0d;
const lf = 0x0a;
const slash = 0x2f;
const exclamation = 0x21;

/**
 * P1 telegram (IEC 62056-21 mode D; DSMR companion standard P1, clause 5.2).
 *
 * `/XXX5ident CR LF CR LF`, data lines, `!CRC CR LF`. The CRC is CRC-16/ARC from `/` through `!`, four hexadecimal
 * digits; telegrams before DSMR 4 have none, some meters write it without leading zeros. The frame ends with the CRC's
 * last digit, or with `!`: the line's end behind it says nothing.
 *
 * A telegram arrives slowly, so the place up to which it was searched is kept. What was searched for one `/` is not
 * searched again for another one inside of it: no octet is looked at twice for the end of a telegram.
 */
export class P1Recogniser {
  /** Place in the stream of the present telegram's `/`. */
  #position = -1;
  /** Octets of the present telegram that were searched, and those of its first line; 0 before that is complete. */
  #searched = 0;
  #headerEnd = 0;
  /** Place in the stream: from the last first line's end up to here, nothing ends a telegram. */
  #textTo = 0;
  /** Where in the present telegram octets above ASCII were seen first: text of another alphabet, or damage. */
  #foreignAt: number | undefined;
  readonly #crc = new NestedCrc();
  /** Place in the stream of the last `!` whose telegram was looked at for changed line ends. */
  #mendedAt = -1;

  /** The octet at `window.from` is `/`; `position` is its place in the stream. */
  recognise(window: Window, position: number): Recognition {
    if (position !== this.#position) {
      this.#position = position;
      this.#searched = 1;
      this.#headerEnd = 0;
      this.#foreignAt = undefined;
    }
    const { from, end, ended } = window;
    // The bound holds wherever chunks end: what is behind it is not looked at.
    const to = Math.min(end, from + limits.p1Telegram);
    if (this.#headerEnd === 0 && !this.#readHeader(window.octets, from, to)) return noFrame;
    if (this.#headerEnd > 0) {
      const told = this.#searchEnd(window, to);
      if (told !== undefined) return told;
    }
    if (to - from === limits.p1Telegram) {
      return bad(window, to, "frame/length-mismatch", say("p1NoEnd", { limit: limits.p1Telegram }));
    }
    if (!ended) return { is: "more", octets: end - from + 1 };
    if (this.#headerEnd === 0) return noFrame;
    return bad(window, end, "frame/truncated", say("p1CutShort", { seen: end - from }));
  }

  /** False where no first line can be. Control octets occur in it. */
  #readHeader(octets: Uint8Array, from: number, to: number): boolean {
    for (let i = from + this.#searched; i < to; i++) {
      const octet = octets[i] as number;
      if (i - from <= 3 ? !isAlphanumeric(octet) : octet > 0x7e || i - from > limits.p1Header) return false;
      this.#searched = i + 1 - from;
      if (octet !== lf && octet !== cr) continue;
      this.#headerEnd = i - from;
      return true;
    }
    return true;
  }

  /** Undefined where nothing up to `to` ends the telegram. */
  #searchEnd(window: Window, to: number): Recognition | undefined {
    const { from } = window;
    let i = from + Math.max(this.#searched, this.#textTo - this.#position);
    let told: Recognition | undefined;
    for (; i < to && told === undefined; i++) told = this.#endAt(window, i);
    // What ends it is looked at again: for the rest of the checksum, or for a telegram inside of this one.
    if (told !== undefined) i--;
    this.#searched = i - from;
    this.#textTo = this.#position + this.#searched;
    return told;
  }

  /** What the octet at `i` ends, behind the first line: the telegram, for better or worse; undefined for text. */
  #endAt(window: Window, i: number): Recognition | undefined {
    const { octets, from, end } = window;
    const octet = octets[i] as number;
    const startsLine = octets[i - 1] === lf || octets[i - 1] === cr;
    if (octet === exclamation && startsLine) {
      return this.#endOfTelegram(window, i) ?? { is: "more", octets: end - from + 1 };
    }
    if (octet === slash && startsLine) {
      return bad(window, i, "frame/truncated", say("p1Interrupted"));
    }
    if (isTelegramText(octet)) return undefined;
    const ciphered = cipheredTelegram(window, i);
    if (ciphered !== undefined) return ciphered;
    if (octet < 0x80) return foreign(window, i, i);
    this.#foreignAt ??= i - from;
    return undefined;
  }

  /** What follows `!` at `at`: the CRC, or none. Undefined while more digits could come. */
  #endOfTelegram(window: Window, at: number): Recognition | undefined {
    const { octets, from, end, ended } = window;
    let digits = 0;
    let received = 0;
    let i = at + 1;
    for (; digits < 4; digits++, i++) {
      if (i >= end) {
        if (!ended) return undefined;
        break;
      }
      const value = hexDigit(octets[i] as number);
      if (value < 0) break;
      received = received * 16 + value;
    }
    if (digits === 0) return this.#withoutChecksum(window, at);
    const computed = this.#crc.of(octets, from, at + 1, this.#position);
    if (computed === received) return telegram(window, i, []);
    const damaged = this.#foreign(window, i);
    if (damaged !== undefined) return damaged;
    const evidence = { received: hex(received), computed: hex(computed), length: i - from };
    const sums = say("p1Checksum", { received: evidence.received, computed: evidence.computed });
    const words = this.#hasLostReturns(window, at, received) ? [...sums, ...say("p1LineEnds")] : sums;
    return { is: "bad", diagnosis: createDiagnosis("frame/bad-checksum", words, { evidence }), octets: i - from };
  }

  /**
   * Whether the checksum is that of the same lines with CR LF: terminals, editors and bridges leave the CR out. Telegrams
   * that end at the same `!` are looked at once, so that none costs more than its length.
   */
  #hasLostReturns({ octets, from }: Window, at: number, received: number): boolean {
    const place = this.#position + at - from;
    const telegram = octets.subarray(from, at + 1);
    if (place === this.#mendedAt || telegram.includes(cr)) return false;
    this.#mendedAt = place;
    const mended: number[] = [];
    for (const octet of telegram) {
      if (octet === lf) mended.push(cr);
      mended.push(octet);
    }
    return crc16Arc(Uint8Array.from(mended)) === received;
  }

  /** No digit follows the `!` at `at`. */
  #withoutChecksum(window: Window, at: number): Recognition {
    const next = at + 1 < window.end ? (window.octets[at + 1] as number) : lf;
    // A line's end or the next telegram; what else is printed there was a checksum.
    if (next > 0x20 && next !== slash) {
      return bad(window, at + 2, "frame/bad-checksum", say("p1NoCrc"));
    }
    // Without a checksum that fits, letters above ASCII can't be told from damage.
    return this.#foreign(window, at + 1) ?? telegram(window, at + 1, [noChecksum()]);
  }

  #foreign(window: Window, to: number): Recognition | undefined {
    return this.#foreignAt === undefined ? undefined : foreign(window, window.from + this.#foreignAt, to);
  }
}

/** The octet at `at` is no text. */
function foreign(window: Window, at: number, to: number): Recognition {
  const octet = `0x${(window.octets[at] as number).toString(16).padStart(2, "0")}`;
  return bad(window, to, "frame/damaged", say("p1NoText", { octet }));
}

/**
 * Behind the first line, ciphered content may stand in place of the data lines: title length (0 in Poland, whose meters
 * leave the system title out), title, length, security control, counter, ciphertext and tag, then `!CRC`, which is left.
 */
function cipheredTelegram(window: Window, at: number): Recognition | undefined {
  const { octets, from, end, ended } = window;
  // Nothing but the first line and line ends in front.
  let firstLine = at;
  while (octets[firstLine - 1] === lf || octets[firstLine - 1] === cr) firstLine--;
  const header = octets.subarray(from, firstLine);
  if (firstLine === at || header.includes(lf) || header.includes(cr)) return undefined;
  const to = endOfCiphering(octets, at, end);
  if (to === undefined) return undefined;
  if (to === "more" && ended) return bad(window, end, "frame/truncated", say("p1CipheredInHeader"));
  if (to === "more") return { is: "more", octets: end - from + 1 };
  if (to > end && !ended) return { is: "more", octets: to - from };
  if (to > end) {
    // These telegrams overflow small serial buffers: octets missing in the middle and at the end look the same.
    const words = say("p1CipheredLost", { seen: end - from, length: to - from });
    return bad(window, end, "frame/damaged", words);
  }
  return { is: "frame", frame: new Frame({ framing: "p1", buffer: octets, from, to }), octets: to - from };
}

function isAlphanumeric(octet: number): boolean {
  return (octet >= 0x30 && octet <= 0x39) || (octet >= 0x41 && octet <= 0x5a) || (octet >= 0x61 && octet <= 0x7a);
}

function isTelegramText(octet: number): boolean {
  return (octet >= 0x20 && octet <= 0x7e) || octet === cr || octet === lf || octet === 0x09;
}

function hexDigit(octet: number): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const letter = octet | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

function noChecksum(): Diagnosis {
  return createDiagnosis("p1/no-checksum", say("p1NoChecksum"));
}

function telegram({ octets, from }: Window, to: number, notes: readonly Diagnosis[]): Recognition {
  return { is: "frame", frame: new Frame({ framing: "p1", buffer: octets, from, to, notes }), octets: to - from };
}

function bad(window: Window, to: number, code: DiagnosisCode, words: Words): Recognition {
  const seen = to - window.from;
  return { is: "bad", diagnosis: createDiagnosis(code, words, { evidence: { seen } }), octets: seen };
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}
