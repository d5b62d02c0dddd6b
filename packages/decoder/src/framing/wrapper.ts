import { createDiagnosis } from "../diagnosis.ts";
import { limits } from "../limits.ts";
import { say } from "../words/say.ts";
import { Frame, noFrame, type Recognition, type Window } from "./frame.ts";

/** First octets of what a wrapper may carry: APDUs that meters push, plain, ciphered or in blocks. */
const apduTags: ReadonlySet<number> = new Set([0x0f, 0xdb, 0xdc, 0xdf, 0xe0, 0xc2, 0xca, 0xd2]);

/**
 * DLMS wrapper (IEC 62056-47, clause 5.4; Green Book, "Wrapper protocol data unit").
 *
 * | Octets | Field                                     |
 * | -----: | ----------------------------------------- |
 * |      2 | version, 0x0001                           |
 * |      2 | source wrapper port                       |
 * |      2 | destination wrapper port                  |
 * |      2 | length of the APDU                        |
 * |      n | APDU                                      |
 *
 * There is no checksum: the version, a length that is possible and the APDU's tag must do.
 */
export function recogniseWrapper(window: Window): Recognition {
  const { octets, from, end, ended } = window;
  const seen = end - from;
  const at = (i: number): number => octets[from + i] as number;
  if (at(0) !== 0 || (seen > 1 && at(1) !== 1)) return noFrame;
  if (seen < 9) return ended ? noFrame : { is: "more", octets: 9 };
  const length = (at(6) << 8) | at(7);
  if (length < 6 || length > limits.wrapperPayload || !apduTags.has(at(8))) return noFrame;
  const total = length + 8;
  if (seen >= total) {
    const to = from + total;
    const frame = new Frame({ framing: "wrapper", buffer: octets, from, to, payloadFrom: from + 8 });
    return { is: "frame", frame, octets: total };
  }
  if (!ended) return { is: "more", octets: total };
  const evidence = { seen, length: total };
  return {
    is: "bad",
    diagnosis: createDiagnosis("frame/truncated", say("wrapperCutShort", evidence), { evidence }),
    octets: seen,
  };
}
