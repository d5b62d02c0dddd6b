import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { type ObisCode, parseObis } from "../cosem/obis-code.ts";

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

/**
 * Reads a P1 telegram's lines (IEC 62056-21, data lines; DSMR companion standard P1, clause 6.4):
 * `ID(value*unit)(value)...`, where a line that begins with a parenthesis goes on with the object before it.
 * Lines end with CR LF or LF. `octets` is the telegram from `/` to its `!`.
 */
export function parseP1Telegram(octets: Uint8Array): P1Telegram {
  const lines = linesOf(octets);
  const objects: { readonly obis: ObisCode; readonly values: string[] }[] = [];
  const diagnoses: Diagnosis[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line === "") continue;
    if (line.startsWith("!")) break;
    const open = line.indexOf("(");
    const values = open < 0 ? undefined : parseValues(line, open);
    const previous = objects.at(-1);
    const obis = open > 0 ? parseObis(line.slice(0, open)) : undefined;
    if (values !== undefined && obis !== undefined) objects.push({ obis, values });
    else if (values !== undefined && open === 0 && previous !== undefined) previous.values.push(...values);
    else diagnoses.push(malformedLine(index + 1, line));
  }
  return { ident: lines[0] ?? "", objects, diagnoses };
}

function linesOf(octets: Uint8Array): string[] {
  const lines: string[] = [];
  let line = "";
  for (const octet of octets) {
    if (octet === 0x0a) {
      lines.push(line);
      line = "";
    } else if (octet !== 0x0d) line += String.fromCharCode(octet);
  }
  if (line !== "") lines.push(line);
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
  return createDiagnosis("p1/malformed-line", `Line ${number} is not \`code(value)\`: ${shown}`, { evidence: { line: number } });
}
