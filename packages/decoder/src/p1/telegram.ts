import { latin1 } from "../bytes/ascii.ts";
import type { ObisCode } from "../cosem/obis-code.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { say } from "../words/say.ts";
import { parseP1Code } from "./code.ts";

/** One object of a P1 telegram: what stands before the first parenthesis, and what stands in each pair of them. */
export interface P1Object {
  readonly obis: ObisCode;
  readonly values: readonly string[];
  /** Where each value's first octet stands; below 0 where its octets do not stand side by side. */
  readonly places: readonly number[];
}

export interface P1Telegram {
  /** First line with its `/`. */
  readonly ident: string;
  readonly objects: readonly P1Object[];
  /** Lines that could not be read; the others were. */
  readonly diagnoses: readonly Diagnosis[];
}

/** A line as it was taken, its line end included. */
export interface P1Line {
  readonly kind: "ident" | "object" | "continuation" | "blank" | "end" | "malformed";
  readonly from: number;
  readonly to: number;
  /** Of an object, and of the object that a continuation belongs to. */
  readonly obis?: ObisCode;
  /** What stands in this line's parentheses, and where. */
  readonly values?: readonly string[];
  readonly places?: readonly number[];
}

/**
 * Reads a P1 telegram's lines (IEC 62056-21, data lines; DSMR companion standard P1, clause 6.4):
 * `ID(value*unit)(value)...`, where a line that begins with a parenthesis goes on with the object before it.
 * Lines end with CR LF, LF or CR. `octets` is the telegram from `/` to its `!`.
 */
export function parseP1Telegram(octets: Uint8Array, onLine?: (line: P1Line) => void): P1Telegram {
  const objects: { readonly obis: ObisCode; readonly values: string[]; readonly places: number[] }[] = [];
  const diagnoses: Diagnosis[] = [];
  const lines = linesOf(octets);
  let malformed = 0;
  for (const [index, textLine] of lines.entries()) {
    const { text, from, to } = textLine;
    const line = index === 0 ? ({ kind: "ident" } as const) : readLine(textLine, objects.at(-1)?.obis);
    onLine?.({ ...line, from, to });
    if (line.kind === "end") break;
    if (line.kind === "object") objects.push({ obis: line.obis, values: line.values, places: line.places });
    else if (line.kind === "continuation") {
      objects.at(-1)?.values.push(...line.values);
      objects.at(-1)?.places.push(...line.places);
    } else if (line.kind === "malformed" && ++malformed <= shownMalformedLines)
      diagnoses.push(malformedLine(index + 1, text));
  }
  if (malformed > shownMalformedLines) diagnoses.push(moreMalformedLines(malformed - shownMalformedLines));
  return { ident: lines[0]?.text ?? "", objects, diagnoses };
}

/** Lines that can't be read are told one by one up to here; a telegram of nothing else would fill the log. */
const shownMalformedLines = 8;

function moreMalformedLines(count: number): Diagnosis {
  const evidence = { lines: count };
  return createDiagnosis("p1/malformed-line", say("p1MoreMalformedLines", evidence), { evidence });
}

type ReadLine =
  | { readonly kind: "blank" | "end" | "malformed" }
  | ({ readonly kind: "object" | "continuation"; readonly obis: ObisCode } & LineValues);

interface LineValues {
  readonly values: string[];
  readonly places: number[];
}

/** A line behind the first one; `previous` is the object that a continuation would belong to. */
function readLine(line: TextLine, previous: ObisCode | undefined): ReadLine {
  const { text } = line;
  const trimmed = text.trimStart();
  if (trimmed === "") return { kind: "blank" };
  if (trimmed.startsWith("!")) return { kind: "end" };
  const open = text.indexOf("(");
  const found = open < 0 ? undefined : parseValues(line, open);
  if (found === undefined) return { kind: "malformed" };
  const isObject = !trimmed.startsWith("(");
  const obis = isObject ? parseP1Code(text.slice(0, open)) : previous;
  if (obis === undefined) return { kind: "malformed" };
  return { kind: isObject ? "object" : "continuation", obis, ...found };
}

interface TextLine {
  /** Without its line end. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Each character of the text is the octet in its place; not so where a carriage return inside was left out. */
  readonly isExact: boolean;
}

const lf = 0x0a;
const cr = 0x0d;

function linesOf(octets: Uint8Array): TextLine[] {
  const endOf = hasLoneCr(octets) ? endByEither : endByLf;
  const lines: TextLine[] = [];
  for (let from = 0; from < octets.length; ) {
    const end = endOf(octets, from);
    const to = end < 0 ? octets.length : end + 1;
    const line = textLine(octets, from, end < 0 ? octets.length : end, to);
    if (end >= 0 || line.text !== "") lines.push(line);
    from = to;
  }
  return lines;
}

/** A carriage return that no line feed follows: the telegram's lines end with it. */
function hasLoneCr(octets: Uint8Array): boolean {
  for (let at = octets.indexOf(cr); at >= 0; at = octets.indexOf(cr, at + 1)) {
    const next = octets[at + 1];
    if (next !== lf && next !== cr && next !== undefined) return true;
  }
  return false;
}

function endByLf(octets: Uint8Array, from: number): number {
  return octets.indexOf(lf, from);
}

function endByEither(octets: Uint8Array, from: number): number {
  for (let at = from; at < octets.length; at++) {
    if (octets[at] === lf || (octets[at] === cr && octets[at + 1] !== lf)) return at;
  }
  return -1;
}

/** The line `from..to`, whose line feed stands at `end`. */
function textLine(octets: Uint8Array, from: number, end: number, to: number): TextLine {
  let textEnd = end;
  while (textEnd > from && octets[textEnd - 1] === cr) textEnd--;
  const text = latin1(octets, from, textEnd);
  const isExact = !text.includes("\r");
  return { text: isExact ? text : text.replaceAll("\r", ""), from, to, isExact };
}

/** `(a)(b)` from the first parenthesis to the line's end; undefined where they don't match. */
function parseValues({ text, from, isExact }: TextLine, open: number): LineValues | undefined {
  const values: string[] = [];
  const places: number[] = [];
  let at = open;
  while (at < text.length) {
    if (text[at] !== "(") return text.slice(at).trim() === "" ? { values, places } : undefined;
    const close = text.indexOf(")", at);
    if (close < 0) return undefined;
    values.push(text.slice(at + 1, close));
    places.push(isExact ? from + at + 1 : -1);
    at = close + 1;
  }
  return { values, places };
}

function malformedLine(number: number, line: string): Diagnosis {
  const shown = line.slice(0, 60).replace(/[^\x20-\x7e]/g, "?");
  const words = say("p1MalformedLine", { line: number, text: shown });
  return createDiagnosis("p1/malformed-line", words, { evidence: { line: number } });
}
