import { crc16X25 } from "../bytes/crc16.ts";
import { readHdlcHeader } from "../framing/hdlc.ts";
import type { Sentence } from "../words/say.ts";
import { type Draft, draft, type NodeDetails } from "./explain-node.ts";
import { means, meansAll, phrase } from "./means.ts";
import { hexNumber } from "./words.ts";

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
  const fields: Draft[] = [draft("flag", at, at + 1, means("frameBegins"))];
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
  if (hasInformation) fields.push(checksum("HCS", octets, at + 1, controlAt + 1));
  const information = hasInformation ? draft("information", controlAt + 3, Math.min(fcsAt, end)) : undefined;
  if (information !== undefined) fields.push(information);
  if (fcsAt + 2 <= end) {
    fields.push(checksum("FCS", octets, at + 1, fcsAt));
    fields.push(draft("flag", fcsAt + 2, fcsAt + 3, means("frameEnds")));
  } else if (fcsAt < end) fields.push(draft("FCS", fcsAt, end, { ...means("cutShort"), problem: "frame/truncated" }));
  return information === undefined ? { fields } : { fields, information };
}

function formatDetails(format: number, length: number): NodeDetails {
  const words = [
    phrase("formatType3"),
    phrase((format & 0x0800) === 0 ? "wholeOrLastSegment" : "moreSegments"),
    phrase("octetsBetweenFlags", { count: length }),
  ];
  return { value: hexNumber(format, 4), ...meansAll(words) };
}

function addressDetails(octets: Uint8Array, from: number, to: number): NodeDetails {
  const parts: number[] = [];
  for (let i = from; i < to; i++) parts.push((octets[i] as number) >> 1);
  const half = parts.length / 2;
  const joined = (list: readonly number[]): number => list.reduce((sum, part) => sum * 128 + part, 0);
  if (parts.length === 1) return { value: joined(parts) };
  const [logical, physical] = [joined(parts.slice(0, half)), joined(parts.slice(half))];
  return { value: `${logical}/${physical}`, ...means("devices", { logical, physical }) };
}

/** Commands and responses without a number, the poll/final bit left out (ISO/IEC 13239, table of control fields). */
const unnumbered: Readonly<Record<number, Sentence>> = {
  3: phrase("controlUi"),
  15: phrase("controlDm"),
  67: phrase("controlDisc"),
  99: phrase("controlUa"),
  131: phrase("controlSnrm"),
  135: phrase("controlFrmr"),
};

function controlDetails(control: number): NodeDetails {
  const poll = (control & 0x10) === 0 ? [] : [phrase("pollFinal")];
  const awaited = control >> 5;
  let what: Sentence;
  if ((control & 1) === 0) what = phrase("controlI", { number: (control >> 1) & 7, awaited });
  else if ((control & 3) === 1) what = phrase((control & 0x0c) === 0 ? "controlRr" : "controlRnr", { awaited });
  else what = unnumbered[control & 0xef] ?? phrase("controlOther");
  return { value: hexNumber(control, 2), ...meansAll([what, ...poll]) };
}

/** A CRC behind `from..to`, low octet first: of the header, or of the whole frame. */
function checksum(name: "HCS" | "FCS", octets: Uint8Array, from: number, to: number): Draft {
  const received = (octets[to] as number) | ((octets[to + 1] as number) << 8);
  const crc = crc16X25(octets, from, to);
  const value = hexNumber(received, 4);
  const isHeader = name === "HCS";
  if (received === crc) {
    return draft(name, to, to + 2, { value, ...means(isHeader ? "headerChecksumRight" : "frameChecksumRight") });
  }
  const computed = hexNumber(crc, 4);
  return draft(name, to, to + 2, {
    value,
    ...means(isHeader ? "headerChecksumWrong" : "frameChecksumWrong", { computed }),
    problem: isHeader ? "frame/bad-header-checksum" : "frame/bad-checksum",
  });
}
