import type { Framing } from "../events.ts";
import { startsBare } from "../pipeline.ts";
import { blockTag, hasLlc } from "../reassembly/reassembler.ts";
import { explainMessage } from "./apdu-tree.ts";
import { explainBlock } from "./block-tree.ts";
import { type DamagePiece, type FramePiece, offsetIn } from "./dissect.ts";
import type { ExplainContext } from "./explain-context.ts";
import { composedName, type Draft, draft, type NodeDetails } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";
import { explainHdlc, type LinkTree } from "./hdlc-tree.ts";
import { explainMbus, explainWrapper } from "./link-trees.ts";
import { diagnosisDetails, means, meansAll, phrase } from "./means.ts";
import { explainSmlMessages, explainSmlTransport } from "./sml-tree.ts";

/** Framings that carry an APDU, or a part of one. */
type LinkFraming = Exclude<Framing, "p1" | "sml" | "apdu">;

interface FrameNames {
  readonly name: FieldName;
  readonly damaged: FieldName;
  readonly clause: string;
}

const frameNames: Readonly<Record<LinkFraming, FrameNames>> = {
  hdlc: { name: "HDLC frame", damaged: "HDLC frame, damaged", clause: "IEC 62056-46, clause 6.4.3" },
  mbus: { name: "M-Bus frame", damaged: "M-Bus frame, damaged", clause: "EN 13757-2, clause 5.2" },
  wrapper: { name: "DLMS wrapper", damaged: "DLMS wrapper, damaged", clause: "IEC 62056-47" },
};

/** Messages without a frame of their own that have a name in every language, and what they are called when damaged. */
const damagedNames: Readonly<Record<string, FieldName>> = {
  "P1 telegram": "P1 telegram, damaged",
  "P1 telegram, ciphered": "P1 telegram, ciphered, damaged",
} satisfies Partial<Record<FieldName, FieldName>>;

/** The tree of a good frame; a message that it completes stands behind what it carries. */
export function explainFrame(octets: Uint8Array, piece: FramePiece, context: ExplainContext): Draft {
  const { frame, at, from, to } = piece;
  const { framing } = frame;
  if (framing === "p1" || framing === "apdu") return { ...explainMessage(octets.subarray(at, to), at, context), from };
  if (framing === "sml") return explainSml(octets, piece, context);
  const [problem] = piece.diagnoses;
  const notes: NodeDetails = problem === undefined ? {} : diagnosisDetails(problem);
  const tree = explainLink(octets, framing, at, to, at + (offsetIn(frame.payload, frame.octets) ?? 0));
  if (tree.information !== undefined) explainInformation(octets, piece, tree.information, context);
  return {
    ...draft(frameNames[framing].name, from, to, { clause: frameNames[framing].clause, ...notes }),
    children: tree.fields,
  };
}

/** `informationAt`: given for a good frame. */
function explainLink(
  octets: Uint8Array,
  framing: LinkFraming,
  at: number,
  to: number,
  informationAt?: number,
): LinkTree {
  if (framing === "hdlc") return explainHdlc(octets, at, to);
  return framing === "mbus" ? explainMbus(octets, at, to, informationAt) : explainWrapper(octets, at, to);
}

/** The LLC header, where one stands at `at`; gives where the APDU behind it begins. */
export function addLlc(octets: Uint8Array, at: number, end: number, children: Draft[]): number {
  if (!hasLlc(octets.subarray(at, end))) return at;
  const isResponse = octets[at + 1] === 0xe7;
  const value = isResponse ? "e6 e7 00" : "e6 e6 00";
  children.push(draft("LLC header", at, at + 3, { value, ...means(isResponse ? "fromMeter" : "toMeter") }));
  return at + 3;
}

/** What a good frame carries: a message, a block of one, or a segment; and the message that it completes. */
function explainInformation(octets: Uint8Array, piece: FramePiece, information: Draft, context: ExplainContext): void {
  const { message, isPart, frame } = piece;
  const children: Draft[] = [];
  information.children = children;
  const apduAt = addLlc(octets, information.from, information.to, children);
  const apdu = octets.subarray(apduAt, information.to);
  // A message that came in this frame alone is a view of it.
  const ownAt = message === undefined ? undefined : offsetIn(message.apdu, frame.octets);
  const isBlock = !isPart && apdu[0] === blockTag;
  let holder = children;
  if (isBlock) {
    const { node, data } = explainBlock(apdu, apduAt);
    children.push(node);
    if (data !== undefined && ownAt !== undefined) {
      holder = [];
      data.children = holder;
    }
  } else if (isPart) children.push(draft("segment", apduAt, information.to, segmentMeaning(piece)));
  if (message === undefined) return;
  if (ownAt !== undefined) {
    holder.push(explainMessage(message.apdu, piece.at + ownAt, context));
    return;
  }
  const meaning = means(isBlock ? "ofBlocks" : "ofSegments", { octets: message.apdu.length });
  const space = context.space("message", message.apdu, "message", meaning);
  space.children = [explainMessage(message.apdu, 0, context)];
  children.push(space);
}

function segmentMeaning({ frame }: FramePiece): NodeDetails {
  const { number, last } = frame.segment ?? { number: undefined, last: true };
  const part = number === undefined ? phrase("partOfMessage") : phrase("numberedPartOfMessage", { number });
  return meansAll(last ? [part, phrase("lastOne")] : [part]);
}

function explainSml(octets: Uint8Array, piece: FramePiece, context: ExplainContext): Draft {
  const { frame, at, from, to } = piece;
  const { fields, content } = explainSmlTransport(octets, at, to);
  const payloadAt = offsetIn(frame.payload, frame.octets);
  if (payloadAt !== undefined) content.children = explainSmlMessages(frame.payload, at + payloadAt);
  else {
    const space = context.space("message", frame.payload, "SML messages", means("withoutEscapes"));
    space.children = explainSmlMessages(frame.payload, 0);
    fields.push(space);
  }
  return { ...draft("SML telegram", from, to, { clause: "BSI TR-03109-1 annex IV, clause 8" }), children: fields };
}

/** Octets that began like a frame: its fields as far as they go; what it carries, where that is whole enough to read. */
export function explainDamage(octets: Uint8Array, piece: DamagePiece, limit: number, context: ExplainContext): Draft {
  const { at, from, diagnosis } = piece;
  const details = diagnosisDetails(diagnosis);
  const first = octets[at];
  if (first === 0x2f || startsBare(octets.subarray(at, piece.to))) {
    const tree = explainMessage(octets.subarray(at, piece.to), at, context);
    return { ...tree, from, ...damagedName(tree.name), ...details };
  }
  if (first === 0x1b) {
    const { fields, content } = explainSmlTransport(octets, at, piece.to);
    content.children = explainSmlMessages(octets.subarray(content.from, content.to), content.from);
    return { ...draft("SML telegram, damaged", from, piece.to, details), children: fields };
  }
  const framing = first === 0x7e ? "hdlc" : first === 0x68 ? "mbus" : "wrapper";
  // A header with a wrong checksum is judged before the rest has come: what its length says is its own as well.
  const said = diagnosis.evidence["length"];
  const isHeader = diagnosis.code === "frame/bad-header-checksum" && typeof said === "number";
  const to = isHeader ? Math.min(limit, at + said + 2) : piece.to;
  const tree = explainLink(octets, framing, at, to);
  if (tree.information !== undefined) explainRemains(octets, tree.information, context);
  return { ...draft(frameNames[framing].damaged, from, to, details), children: tree.fields };
}

function damagedName(name: string): Pick<Draft, "name" | "nameWords"> {
  const known = Object.hasOwn(damagedNames, name) ? damagedNames[name] : undefined;
  return known === undefined ? composedName("damagedApdu", { apdu: name }) : { name: known };
}

/** What a damaged frame carries, where it begins like a message: a hint, nothing to rely on. */
function explainRemains(octets: Uint8Array, information: Draft, context: ExplainContext): void {
  const children: Draft[] = [];
  const apduAt = addLlc(octets, information.from, information.to, children);
  const apdu = octets.subarray(apduAt, information.to);
  if (startsBare(apdu)) children.push(explainMessage(apdu, apduAt, context));
  if (children.length > 0) information.children = children;
}
