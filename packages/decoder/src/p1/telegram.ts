import { type ObisCode, parseObis } from "../cosem/obis-code.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";

/** One object of a P1 telegram: what stands before the first parenthesis, and what stands in each pair of them. */
export interface P1Object {
  readonly obis: ObisCode;
  readonly values: readonly string[];
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
  /** What stands in this line's parentheses. */
  readonly values?: readonly string[];
}

/**
 * Reads a P1 telegram's lines (IEC 62056-21, data lines; DSMR companion standard P1, clause 6.4):
 * `ID(value*unit)(value)...`, where a line that begins with a parenthesis goes on with the object before it.
 * Lines end with CR LF or LF. `octets` is the telegram from `/` to its `!`.
 */
export function parseP1Telegram(octets: Uint8Array, onLine?: (line: P1Line) => void): P1Telegram {
  const objects: { readonly obis: ObisCode; readonly values: string[] }[] = [];
  const diagnoses: Diagnosis[] = [];
  const lines = linesOf(octets);
  let malformed = 0;
  for (const [index, { text, from, to }] of lines.entries()) {
    const line = index === 0 ? ({ kind: "ident" } as const) : readLine(text, objects.at(-1)?.obis);
    onLine?.({ ...line, from, to });
    if (line.kind === "end") break;
    if (line.kind === "object") objects.push({ obis: line.obis, values: [...line.values] });
    else if (line.kind === "continuation") objects.at(-1)?.values.push(...line.values);
    else if (line.kind === "malformed" && ++malformed <= shownMalformedLines)
      diagnoses.push(malformedLine(index + 1, text));
  }
  if (malformed > shownMalformedLines) diagnoses.push(moreMalformedLines(malformed - shownMalformedLines));
  return { ident: lines[0]?.text ?? "", objects, diagnoses };
}

/** Lines that can't be read are told one by one up to here; a telegram of nothing else would fill the log. */
const shownMalformedLines = 8;

function moreMalformedLines(count: number): Diagnosis {
  const text = `${count} more lines are not \`code(value)\`.`;
  return createDiagnosis("p1/malformed-line", text, { evidence: { lines: count } });
}

type ReadLine =
  | { readonly kind: "blank" | "end" | "malformed" }
  | { readonly kind: "object" | "continuation"; readonly obis: ObisCode; readonly values: readonly string[] };

/** A line behind the first one; `previous` is the object that a continuation would belong to. */
function readLine(text: string, previous: ObisCode | undefined): ReadLine {
  if (text === "") return { kind: "blank" };
  if (text.startsWith("!")) return { kind: "end" };
  const open = text.indexOf("(");
  const values = open < 0 ? undefined : parseValues(text, open);
  if (values === undefined) return { kind: "malformed" };
  const obis = open > 0 ? parseObis(text.slice(0, open)) : previous;
  if (obis === undefined) return { kind: "malformed" };
  return { kind: open > 0 ? "object" : "continuation", obis, values };
}

interface TextLine {
  /** Without its line end. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function linesOf(octets: Uint8Array): TextLine[] {
  const lines: TextLine[] = [];
  let text = "";
  let from = 0;
  for (let i = 0; i < octets.length; i++) {
    const octet = octets[i] as number;
    if (octet === 0x0a) {
      lines.push({ text, from, to: i + 1 });
      text = "";
      from = i + 1;
    } else if (octet !== 0x0d) text += String.fromCharCode(octet);
  }
  if (text !== "") lines.push({ text, from, to: octets.length });
  return lines;
}

/** `(a)(b)` from the first parenthesis to the line's end; undefined where they don't match. */
function parseValues(line: string, open: number): string[] | undefined {
  const values: string[] = [];
  let at = open;
  while (at < line.length) {
    if (line[at] !== "(") return line.slice(at).trim() === "" ? values : undefined;
    const close = line.indexOf(")", at);
    if (close < 0) return undefined;
    values.push(line.slice(at + 1, close));
    at = close + 1;
  }
  return values;
}

function malformedLine(number: number, line: string): Diagnosis {
  const shown = line.slice(0, 60).replace(/[^\x20-\x7e]/g, "?");
  return createDiagnosis("p1/malformed-line", `Line ${number} is not \`code(value)\`: ${shown}`, {
    evidence: { line: number },
  });
}
