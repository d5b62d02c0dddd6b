import { startsBare } from "../pipeline.ts";
import { blockTag, hasLlc } from "../reassembly/reassembler.ts";
import { explainMessage } from "./apdu-tree.ts";
import { explainBlock } from "./block-tree.ts";
import { bareApdus, type DamagePiece, dissect, type FramePiece, offsetIn, type Piece } from "./dissect.ts";
import { ExplainContext, type ExplainOptions } from "./explain-context.ts";
import { type Draft, draft, type ExplainNode, type NodeDetails, settle } from "./explain-node.ts";
import { explainHdlc, type LinkTree } from "./hdlc-tree.ts";
import { explainMbus, explainWrapper } from "./link-trees.ts";
import { explainP1 } from "./p1-tree.ts";
import { plural } from "./words.ts";

/**
 * Explains every octet of a capture: the leaves of the tree partition the input, whatever it holds. It never throws for
 * what a meter sent; what is damaged is explained up to the damage, what isn't known is a leaf that says so.
 */
export function explain(octets: Uint8Array, options: ExplainOptions): ExplainNode {
  const context = new ExplainContext(options);
  const bare = bareApdus(octets);
  const pieces = bare.length > 0 ? [] : dissect(octets);
  const children =
    bare.length > 0
      ? bare.map(({ from, to }) => explainBare(octets, from, to, context))
      : pieces.map((piece, i) => explainPiece(octets, piece, pieces[i + 1]?.from ?? octets.length, context));
  const root: Draft = {
    ...draft("input", 0, octets.length, { meaning: inputWords(octets, bare.length, pieces) }),
    children: withFill(octets, children),
  };
  return settle(0, octets.length, root, undefined);
}

function inputWords(octets: Uint8Array, bareCount: number, pieces: readonly Piece[]): string {
  const size = plural(octets.length, "octet");
  if (bareCount > 0) return `${size}: ${plural(bareCount, "APDU")} without a frame`;
  const frames = pieces.filter((piece) => piece.kind === "frame").length;
  const damaged = pieces.length - frames;
  if (pieces.length === 0) return `${size}: no frame found`;
  return `${size}: ${plural(frames, "frame")}${damaged === 0 ? "" : `, ${damaged} damaged`}`;
}

function explainBare(octets: Uint8Array, from: number, to: number, context: ExplainContext): Draft {
  const children: Draft[] = [];
  const apduAt = addLlc(octets, from, to, children);
  children.push(explainMessage(octets.subarray(apduAt, to), apduAt, context));
  return { ...draft("APDU without a frame", from, to), children };
}

/** The LLC header, where one stands at `at`; gives where the APDU behind it begins. */
function addLlc(octets: Uint8Array, at: number, end: number, children: Draft[]): number {
  if (!hasLlc(octets.subarray(at, end))) return at;
  const source = octets[at + 1] === 0xe7 ? "a response" : "a command";
  children.push(draft("LLC header", at, at + 3, { value: `e6 ${source === "a response" ? "e7" : "e6"} 00`, meaning: source }));
  return at + 3;
}

function explainPiece(octets: Uint8Array, piece: Piece, limit: number, context: ExplainContext): Draft {
  return piece.kind === "frame" ? explainFrame(octets, piece, context) : explainDamage(octets, piece, limit, context);
}

const frameNames = {
  hdlc: { name: "HDLC frame", clause: "IEC 62056-46, clause 6.4.3" },
  mbus: { name: "M-Bus frame", clause: "EN 13757-2, clause 5.2" },
  wrapper: { name: "DLMS wrapper", clause: "IEC 62056-47" },
} as const;

function explainFrame(octets: Uint8Array, piece: FramePiece, context: ExplainContext): Draft {
  const { frame, at, to } = piece;
  const { framing } = frame;
  const [problem] = piece.diagnoses;
  const notes: NodeDetails = problem === undefined ? {} : { meaning: `${problem.message} ${problem.hint}`, problem: problem.code };
  if (framing === "p1" || framing === "apdu") return explainP1(octets.subarray(at, to), at, context.clock(undefined));
  const tree = explainLink(octets, framing, at, to, true);
  if (tree.information !== undefined) explainInformation(octets, piece, tree.information, context);
  const { name, clause } = frameNames[framing];
  return { ...draft(name, piece.from, to, { ...notes, clause }), children: tree.fields };
}

function explainLink(octets: Uint8Array, framing: keyof typeof frameNames, at: number, to: number, whole: boolean): LinkTree {
  if (framing === "hdlc") return explainHdlc(octets, at, to);
  return framing === "mbus" ? explainMbus(octets, at, to, whole) : explainWrapper(octets, at, to);
}

/** What a good frame carries: a message, a block of one, or a segment; and the message that it completes. */
function explainInformation(octets: Uint8Array, piece: FramePiece, information: Draft, context: ExplainContext): void {
  const { message, isPart, frame } = piece;
  const children: Draft[] = [];
  information.children = children;
  const apduAt = addLlc(octets, information.from, information.to, children);
  const apdu = octets.subarray(apduAt, information.to);
  // A message that came in this frame alone is a view of it.
  const own = message === undefined ? undefined : offsetIn(message.apdu, frame.octets);
  let parts = "segments";
  if (!isPart && apdu[0] === blockTag) {
    const { node, data } = explainBlock(apdu, apduAt);
    children.push(node);
    parts = "blocks";
    if (own !== undefined && message !== undefined && data !== undefined) {
      data.children = [explainMessage(message.apdu, piece.at + own, context)];
    }
  } else if (own !== undefined && message !== undefined) children.push(explainMessage(message.apdu, piece.at + own, context));
  else if (isPart) children.push(draft("segment", apduAt, information.to, { meaning: segmentWords(piece) }));
  if (message === undefined || own !== undefined) return;
  const details = { meaning: `${plural(message.apdu.length, "octet")}, put together from ${parts}; offsets count in the message` };
  const space = context.space("message", message.apdu, "message", details);
  space.children = [explainMessage(message.apdu, 0, context)];
  children.push(space);
}

function segmentWords({ frame }: FramePiece): string {
  const { number, last } = frame.segment ?? { number: undefined, last: true };
  return `part ${number === undefined ? "" : `${number} `}of a message${last ? ", the last one" : ""}`;
}

/** Octets that began like a frame: its fields as far as they go; what it carries, where that is whole enough to read. */
function explainDamage(octets: Uint8Array, piece: DamagePiece, limit: number, context: ExplainContext): Draft {
  const { at, from, diagnosis } = piece;
  const details: NodeDetails = { meaning: `${diagnosis.message} ${diagnosis.hint}`, problem: diagnosis.code };
  const first = octets[at];
  if (first === 0x2f) {
    const tree = explainP1(octets.subarray(at, piece.to), at, context.clock(undefined));
    return { ...tree, from, name: "P1 telegram, damaged", ...details };
  }
  const framing = first === 0x7e ? "hdlc" : first === 0x68 ? "mbus" : "wrapper";
  // A header with a wrong checksum is judged before the rest has come: what its length says is its own as well.
  const said = diagnosis.evidence["length"];
  const isHeader = diagnosis.code === "frame/bad-header-checksum" && typeof said === "number";
  const to = isHeader ? Math.min(limit, at + said + 2) : piece.to;
  const tree = explainLink(octets, framing, at, to, false);
  const { information } = tree;
  if (information !== undefined) {
    const children: Draft[] = [];
    const apduAt = addLlc(octets, information.from, information.to, children);
    const apdu = octets.subarray(apduAt, information.to);
    if (startsBare(apdu)) children.push(explainMessage(apdu, apduAt, context));
    if (children.length > 0) information.children = children;
  }
  return { ...draft(`${frameNames[framing].name}, damaged`, from, to, details), children: tree.fields };
}

/** Flags and line ends between frames are no secret; what else stands there is. */
function withFill(octets: Uint8Array, children: readonly Draft[]): Draft[] {
  const filled: Draft[] = [];
  let at = 0;
  for (const child of [...children, draft("end", octets.length, octets.length)]) {
    if (child.from > at) filled.push(...fillBetween(octets, at, child.from));
    if (child.to > child.from) filled.push(child);
    at = Math.max(at, child.to);
  }
  return filled;
}

const isFlag = (octet: number | undefined): boolean => octet === 0x7e;
const isLineEnd = (octet: number | undefined): boolean => octet === 0x0d || octet === 0x0a;

function fillBetween(octets: Uint8Array, from: number, to: number): Draft[] {
  const found: Draft[] = [];
  let at = from;
  for (const [name, is] of [["line end", isLineEnd], ["flags", isFlag]] as const) {
    const start = at;
    while (at < to && is(octets[at])) at++;
    if (at > start) found.push(draft(name, start, at, { meaning: "fill between frames" }));
  }
  if (at < to) found.push(draft("not recognised", at, to, { meaning: noiseWords(octets, at, to) }));
  return found;
}

function noiseWords(octets: Uint8Array, from: number, to: number): string {
  const isSml = [0x1b, 0x1b, 0x1b, 0x1b, 1, 1, 1, 1].every((octet, i) => octets[from + i] === octet);
  if (isSml) return "begins like SML, as German meters send it";
  return `${plural(to - from, "octet")} that belong to no frame`;
}
