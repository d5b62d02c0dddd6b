import { crc16Kermit, crc16X25 } from "../bytes/crc16.ts";
import { createDiagnosis, type DiagnosisCode } from "../diagnosis.ts";
import { limits } from "../limits.ts";
import { say, type Words } from "../words/say.ts";
import { Frame, noFrame, type Recognition, type Window } from "./frame.ts";

const escapeOctet = 0x1b;

/**
 * SML transport protocol, version 1 (BSI TR-03109-1 annex IV, "Smart Message Language", clause 8).
 *
 * | Octets | Field                                                                         |
 * | -----: | ----------------------------------------------------------------------------- |
 * |      8 | 1b1b1b1b 01010101                                                             |
 * |      n | SML messages, and fill octets 00; 1b1b1b1b inside stands there twice          |
 * |      5 | 1b1b1b1b 1a                                                                   |
 * |      1 | count of the fill octets                                                      |
 * |      2 | CRC-16/X-25 over all before it, low octet first; CRC-16/KERMIT, high octet first, in some |
 */
export class SmlRecogniser {
  /** Where in the stream the telegram begins that was looked at last. */
  #position = -1;
  #searched = 0;
  #hasEscapes = false;

  /** The octet at `window.from` is 0x1b, and stands at `position` in the stream. */
  recognise(window: Window, position: number): Recognition {
    const { octets, from, end, ended } = window;
    if (position !== this.#position) {
      this.#position = position;
      this.#searched = 8;
      this.#hasEscapes = false;
    }
    const started = startOf(octets, from, end);
    if (started === undefined) return noFrame;
    if (started < 8) return ended ? noFrame : { is: "more", octets: 8 };
    // The bound holds wherever chunks end: what is behind it is not looked at.
    const to = Math.min(end, from + limits.smlTelegram);
    const told = this.#search(window, to);
    if (told !== undefined) return told;
    if (to - from === limits.smlTelegram) {
      return bad(window, to, "frame/length-mismatch", say("smlNoEnd", { limit: limits.smlTelegram }));
    }
    if (!ended) return { is: "more", octets: Math.max(end - from + 1, this.#searched + 8) };
    return bad(window, end, "frame/truncated", say("smlCutShort", { seen: end - from }));
  }

  /** Undefined where nothing ends the telegram yet. */
  #search(window: Window, to: number): Recognition | undefined {
    const { octets, from } = window;
    let i = from + this.#searched;
    while (i + 8 <= to) {
      if (isEscape(octets, i)) {
        const told = atEscape(window, i, this.#hasEscapes);
        if (told !== undefined) return told;
        this.#hasEscapes = true;
        i += 8;
      } else i++;
    }
    this.#searched = i - from;
    return undefined;
  }
}

/** How many of the start mark's eight octets are there; undefined where another one stands in their place. */
function startOf(octets: Uint8Array, from: number, end: number): number | undefined {
  let seen = 0;
  for (; seen < 8 && from + seen < end; seen++) {
    if (octets[from + seen] !== (seen < 4 ? escapeOctet : 1)) return undefined;
  }
  return seen;
}

/** What an escape at `i` means: an end, for better or worse; undefined where it stands for data. */
function atEscape(window: Window, i: number, hasEscapes: boolean): Recognition | undefined {
  const { octets } = window;
  const next = octets[i + 4];
  if (next === 0x1a) return judge(window, i, hasEscapes);
  if (next === 0x01) return bad(window, i, "frame/truncated", say("smlInterrupted"));
  if (isEscape(octets, i + 4)) return undefined;
  return bad(window, i + 8, "frame/damaged", say("smlUnknownEscape"));
}

function isEscape(octets: Uint8Array, at: number): boolean {
  return (
    octets[at] === escapeOctet &&
    octets[at + 1] === escapeOctet &&
    octets[at + 2] === escapeOctet &&
    octets[at + 3] === escapeOctet
  );
}

/** The end mark stands at `endAt`. */
function judge({ octets, from }: Window, endAt: number, hasEscapes: boolean): Recognition {
  const to = endAt + 8;
  const received = (octets[to - 2] as number) | ((octets[to - 1] as number) << 8);
  const computed = crc16X25(octets, from, to - 2);
  const fill = octets[endAt + 5] as number;
  const swapped = ((received & 0xff) << 8) | (received >> 8);
  if (received !== computed && swapped !== crc16Kermit(octets, from, to - 2)) {
    const evidence = { received: hex(received), computed: hex(computed), length: to - from };
    const words = say("smlChecksum", { received: evidence.received, computed: evidence.computed });
    return { is: "bad", diagnosis: createDiagnosis("frame/bad-checksum", words, { evidence }), octets: to - from };
  }
  const payloadFrom = Math.min(from + 8, endAt);
  const payloadTo = Math.max(payloadFrom, endAt - fill);
  const place = { framing: "sml", buffer: octets, from, to, payloadFrom, payloadTo } as const;
  const frame = hasEscapes
    ? new Frame({ ...place, payload: withoutEscapes(octets.subarray(payloadFrom, payloadTo)) })
    : new Frame(place);
  return { is: "frame", frame, octets: to - from };
}

/** Of every eight octets 1b that the search found to be one escaped piece of data, four remain. */
function withoutEscapes(content: Uint8Array): Uint8Array {
  const plain = new Uint8Array(content.length);
  let length = 0;
  let run = 0;
  for (let i = 0; i < content.length; i++) {
    const octet = content[i] as number;
    plain[length++] = octet;
    run = octet === escapeOctet ? run + 1 : 0;
    if (run < 4) continue;
    i += 4;
    run = 0;
  }
  return plain.subarray(0, length);
}

function bad(window: Window, to: number, code: DiagnosisCode, words: Words): Recognition {
  const seen = to - window.from;
  return { is: "bad", diagnosis: createDiagnosis(code, words, { evidence: { seen } }), octets: seen };
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}
