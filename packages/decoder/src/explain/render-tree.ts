import { parseHex, toHex } from "../bytes/hex.ts";
import type { ExplainNode } from "./explain-node.ts";

export interface RenderOptions {
  /** ANSI colours. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Octets of a leaf that are shown in hexadecimal; of longer ones the beginning. */
const shownOctets = 8;
const hexWidth = 3 * shownOctets + 1;
/** Below this the words would have no room beside the octets. */
const leastWidth = 72;

const colours = {
  dim: "\u001b[2m",
  bold: "\u001b[1m",
  red: "\u001b[31m",
  cyan: "\u001b[36m",
  off: "\u001b[0m",
} as const;

/**
 * An explanation as text: offset, octets, and what they are. `octets` is what was explained. Offsets in a space other
 * than the input have a `+` in front. Ends with a line end.
 */
export function renderTree(node: ExplainNode, octets: Uint8Array, options: RenderOptions): string {
  const lines: string[] = [];
  new TreeText(lines, { colour: options.colour, width: Math.max(leastWidth, options.width) }).node(node, octets, 0);
  return `${lines.join("\n")}\n`;
}

class TreeText {
  readonly #lines: string[];
  readonly #options: RenderOptions;

  constructor(lines: string[], options: RenderOptions) {
    this.#lines = lines;
    this.#options = options;
  }

  node(node: ExplainNode, octets: Uint8Array, depth: number): void {
    const { children, space } = node;
    const own = node.octets === undefined ? octets : (parseHex(node.octets) ?? octets);
    const isLeaf = children === undefined;
    const offset = `${space === undefined ? "" : "+"}${node.from.toString(16).padStart(4, "0")}`.padStart(6);
    const left = `${offset}  ${(isLeaf ? shortHex(own, node) : "").padEnd(hexWidth)} ${"  ".repeat(depth)}`;
    this.#words(left, node, isLeaf);
    for (const child of children ?? []) this.node(child, own, depth + 1);
  }

  /** Name, value and meaning behind the octets; what doesn't fit goes on below. */
  #words(left: string, node: ExplainNode, isLeaf: boolean): void {
    const title = printable(node.name);
    const rest = restOf(node);
    const room = Math.max(24, this.#options.width - left.length - 2);
    const wrapped = wrap(rest === "" ? title : `${title}: ${rest}`, room);
    for (const [i, line] of wrapped.entries()) {
      const shown = i === 0 ? this.#paintTitle(line, title, node, isLeaf) : this.#paint(line, node);
      this.#lines.push((i === 0 ? this.#dimmed(left) : `${" ".repeat(left.length)}  `) + shown);
    }
  }

  #paintTitle(line: string, title: string, node: ExplainNode, isLeaf: boolean): string {
    if (!this.#options.colour || !line.startsWith(title)) return this.#paint(line, node);
    const colour = isLeaf ? colours.cyan : colours.bold;
    return `${colour}${title}${colours.off}${this.#paint(line.slice(title.length), node)}`;
  }

  #paint(text: string, node: ExplainNode): string {
    if (!this.#options.colour || node.problem === undefined || text === "") return text;
    return `${colours.red}${text}${colours.off}`;
  }

  #dimmed(text: string): string {
    return this.#options.colour ? `${colours.dim}${text}${colours.off}` : text;
  }
}

function shortHex(octets: Uint8Array, { from, to }: ExplainNode): string {
  const shown = to - from > shownOctets ? shownOctets - 1 : shownOctets;
  const digits = toHex(octets.subarray(from, Math.min(to, from + shown)));
  const pairs = digits.replace(/(..)(?=.)/g, "$1 ");
  return to - from > shownOctets ? `${pairs} …` : pairs;
}

function restOf({ value, text, meaning, problem }: ExplainNode): string {
  const parts: string[] = [];
  if (value !== undefined) parts.push(value === null ? "null" : `${value}`);
  if (text !== undefined && text !== value) parts.push(`"${text}"`);
  const words = parts.join(" ");
  const said = problem === undefined ? meaning : `[${problem}]${meaning === undefined ? "" : ` ${meaning}`}`;
  return printable([words, said ?? ""].filter((part) => part !== "").join(" - "));
}

/** What a meter sent must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "·");
}

/** Lines of at most `room` characters, broken at blanks; a word that is longer is cut. */
function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const blank = rest.lastIndexOf(" ", room);
    const cut = blank > room / 3 ? blank : room;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}
