import { crc16X25 } from "../bytes/crc16.ts";
import { readHdlcHeader } from "../framing/hdlc.ts";
import { type Draft, draft, type NodeDetails } from "./explain-node.ts";
import { hexNumber, plural } from "./words.ts";

/** A link layer's frame: its fields, and where what it carries lies. */
export interface LinkTree {
  readonly fields: Draft[];
  /** The field that carries the APDU, or part of it; absent where the frame has none, or is damaged before it. */
  readonly information?: Draft;
}

/**
 * The fields of an HDLC frame whose opening flag stands at `at`, as far as they can be read before `end`. Octet by
 * octet they are described at `recogniseHdlc`.
 */
export function explainHdlc(octets: Uint8Array, at: number, end: number): LinkTree {
  const fields: Draft[] = [draft("flag", at, at + 1, { meaning: "a frame begins" })];
  if (end < at + 3) return { fields };
  const format = ((octets[at + 1] as number) << 8) | (octets[at + 2] as number);
  const length = format & 0x7ff;
  fields.push(draft("frame format", at + 1, at + 3, formatDetails(format, length)));
  const header = readHdlcHeader(octets, at + 1, end);
  if (header === undefined || header === "malformed") return { fields };

  const { sourceAt, controlAt } = header;
  fields.push(draft("destination address", at + 3, sourceAt, addressDetails(octets, at + 3, sourceAt)));
  fields.push(draft("source address", sourceAt, controlAt, addressDetails(octets, sourceAt, controlAt)));
  fields.push(draft("control", controlAt, controlAt + 1, controlDetails(octets[controlAt] as number)));
  const fcsAt = at + 1 + length - 2;
  const hasInformation = controlAt + 3 < fcsAt;
  if (hasInformation) fields.push(checksum("HCS", octets, at + 1, controlAt + 1, "the header"));
  const information = hasInformation ? draft("information", controlAt + 3, Math.min(fcsAt, end)) : undefined;
  if (information !== undefined) fields.push(information);
  if (fcsAt + 2 <= end) {
    fields.push(checksum("FCS", octets, at + 1, fcsAt, "the frame"));
    fields.push(draft("flag", fcsAt + 2, fcsAt + 3, { meaning: "the frame ends" }));
  } else if (fcsAt < end) fields.push(draft("FCS", fcsAt, end, { meaning: "cut short", problem: "frame/truncated" }));
  return information === undefined ? { fields } : { fields, information };
}

function formatDetails(format: number, length: number): NodeDetails {
  const segmentation = (format & 0x0800) === 0 ? "a whole message or its last segment" : "more segments follow";
  return {
    value: hexNumber(format, 4),
    meaning: `format type 3, ${segmentation}, ${plural(length, "octet")} between the flags`,
  };
}

function addressDetails(octets: Uint8Array, from: number, to: number): NodeDetails {
  const parts: number[] = [];
  for (let i = from; i < to; i++) parts.push((octets[i] as number) >> 1);
  const half = parts.length / 2;
  const joined = (list: readonly number[]): number => list.reduce((sum, part) => sum * 128 + part, 0);
  if (parts.length === 1) return { value: joined(parts) };
  const [upper, lower] = [joined(parts.slice(0, half)), joined(parts.slice(half))];
  return { value: `${upper}/${lower}`, meaning: `logical device ${upper}, physical device ${lower}` };
}

/** Commands and responses without a number, the poll/final bit left out (ISO/IEC 13239, table of control fields). */
const unnumbered: Readonly<Record<number, string>> = {
  3: "UI: unnumbered information",
  15: "DM: disconnected mode",
  67: "DISC: disconnect",
  99: "UA: unnumbered acknowledgement",
  131: "SNRM: set normal response mode",
  135: "FRMR: frame reject",
};

function controlDetails(control: number): NodeDetails {
  const poll = (control & 0x10) === 0 ? "" : ", poll/final bit set";
  const received = control >> 5;
  let what: string;
  if ((control & 1) === 0) what = `I: information, number ${(control >> 1) & 7}, awaits number ${received}`;
  else if ((control & 3) === 1)
    what = `${(control & 0x0c) === 0 ? "RR: receive ready" : "RNR: not ready"}, awaits ${received}`;
  else what = unnumbered[control & 0xef] ?? "a kind of frame that meters do not send";
  return { value: hexNumber(control, 2), meaning: what + poll };
}

/** A CRC behind `from..to`, low octet first. */
function checksum(name: string, octets: Uint8Array, from: number, to: number, over: string): Draft {
  const received = (octets[to] as number) | ((octets[to + 1] as number) << 8);
  const computed = crc16X25(octets, from, to);
  if (received === computed) {
    return draft(name, to, to + 2, { value: hexNumber(received, 4), meaning: `checksum of ${over}: right` });
  }
  return draft(name, to, to + 2, {
    value: hexNumber(received, 4),
    meaning: `checksum of ${over}: wrong, ${hexNumber(computed, 4)} would be right`,
    problem: name === "HCS" ? "frame/bad-header-checksum" : "frame/bad-checksum",
  });
}
