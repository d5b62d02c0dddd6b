import { explainMessage } from "./apdu-tree.ts";
import { bareApdus, dissect, type Piece } from "./dissect.ts";
import { ExplainContext, type ExplainOptions } from "./explain-context.ts";
import { type Draft, draft, type ExplainNode, type NodeDetails, settle } from "./explain-node.ts";
import { addLlc, explainDamage, explainFrame } from "./frame-tree.ts";
import { means } from "./means.ts";

/**
 * Explains every octet of a capture: the leaves of the tree partition the input, whatever it holds. It never throws for
 * what a meter sent; what is damaged is explained up to the damage, what isn't known is a leaf that says so.
 */
export function explain(octets: Uint8Array, options: ExplainOptions): ExplainNode {
  const context = new ExplainContext(options);
  const bare = bareApdus(octets);
  const pieces = bare.length > 0 ? [] : dissect(octets);
  const units =
    bare.length > 0
      ? bare.map(({ from, to }) => explainBare(octets, from, to, context))
      : pieces.map((piece, i) => explainPiece(octets, piece, pieces[i + 1]?.from ?? octets.length, context));
  const root: Draft = {
    ...draft("input", 0, octets.length, inputMeaning(octets.length, bare.length, pieces)),
    children: withFill(octets, units),
  };
  return settle(0, octets.length, root, undefined);
}

function explainPiece(octets: Uint8Array, piece: Piece, limit: number, context: ExplainContext): Draft {
  return piece.kind === "frame" ? explainFrame(octets, piece, context) : explainDamage(octets, piece, limit, context);
}

function explainBare(octets: Uint8Array, from: number, to: number, context: ExplainContext): Draft {
  const children: Draft[] = [];
  const apduAt = addLlc(octets, from, to, children);
  children.push(explainMessage(octets.subarray(apduAt, to), apduAt, context));
  return { ...draft("APDU without a frame", from, to), children };
}

function inputMeaning(octets: number, apdus: number, pieces: readonly Piece[]): NodeDetails {
  if (apdus > 0) return means("apdusInInput", { octets, apdus });
  if (pieces.length === 0) return means("noFrameInInput", { octets });
  const frames = pieces.filter((piece) => piece.kind === "frame").length;
  const damaged = pieces.length - frames;
  if (damaged === 0) return means("framesInInput", { octets, frames });
  return means("damagedInInput", { octets, frames, damaged });
}

/** Flags and line ends between frames are no secret; what else stands there is. */
function withFill(octets: Uint8Array, units: readonly Draft[]): Draft[] {
  const filled: Draft[] = [];
  let at = 0;
  for (const unit of units) {
    if (unit.from > at) filled.push(...fillBetween(octets, at, unit.from));
    filled.push(unit);
    at = Math.max(at, unit.to);
  }
  return at < octets.length ? [...filled, ...fillBetween(octets, at, octets.length)] : filled;
}

const isFlag = (octet: number | undefined): boolean => octet === 0x7e;
const isLineEnd = (octet: number | undefined): boolean => octet === 0x0d || octet === 0x0a;

function fillBetween(octets: Uint8Array, from: number, to: number): Draft[] {
  const found: Draft[] = [];
  let at = from;
  for (const [name, is] of [
    ["line end", isLineEnd],
    ["flags", isFlag],
  ] as const) {
    const start = at;
    while (at < to && is(octets[at])) at++;
    if (at > start) found.push(draft(name, start, at, means("fillBetweenFrames")));
  }
  if (at < to) found.push(draft("not recognised", at, to, means("octetsOfNoFrame", { count: to - at })));
  return found;
}
