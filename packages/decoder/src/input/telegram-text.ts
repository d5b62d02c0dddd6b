import { crc16Arc } from "../bytes/crc16.ts";
import { lineEnd, linesOf, unescaped, withoutPrefixes } from "./capture-text.ts";

/** A line `/XXX...`, which begins a telegram. */
const firstLine = /^\/[A-Za-z0-9]{3}/m;
/** `code(value)` */
const dataLine = /^\d+-\d+:\d+\.\d+\.\d+(?:\*\d+)?\(/m;

/** Whether a text is a P1 telegram as it stands, with lines of its own. */
export function isP1Telegram(text: string): boolean {
  return firstLine.test(text) && dataLine.test(text);
}

/** Whether a text holds a part of one at least: it is kept octet by octet. */
export function holdsP1Lines(text: string): boolean {
  return firstLine.test(text) || dataLine.test(text);
}

/**
 * A P1 telegram in other clothes: its line ends written as `\r\n` in a string of JSON or of a program, or its lines behind
 * a logger's prefixes, quoted or indented. Undefined where the text is none of these.
 */
export function restoreTelegram(text: string): string | undefined {
  return fromString(text) ?? fromLog(text);
}

/** Strings that stand in pieces on several lines are one: `"/XXX5\r\n"` `"1-0:..."`. */
const seam = /["'][ \t+,\\]*[\r\n]\s*[bBrRuU]?["']/g;

function fromString(text: string): string | undefined {
  if (!/\\[rn]/.test(text)) return undefined;
  // Where nothing else is escaped the backslash of the first line is its own: `/ISK5\2M550`.
  const isEscaped = /\\\\|["']/.test(text);
  const plain = isEscaped ? unescaped(text.replace(seam, "")) : text.replace(/\\r/g, "\r").replace(/\\n/g, "\n");
  const at = plain.search(/\/[A-Za-z0-9]{3}[^\r\n]{0,128}[\r\n]/);
  const telegram = at < 0 ? "" : plain.slice(at);
  return dataLine.test(telegram) ? telegram : undefined;
}

/**
 * A log has line ends of one kind, its own: those of the telegram in it are lost, and are CR LF. Where there are several
 * kinds they are the telegram's.
 */
function fromLog(text: string): string | undefined {
  const lines = linesOf(text).map((line) => withoutPrefixes(line).replace(/^[\s>|:]+/, ""));
  const first = lines.findIndex((line) => firstLine.test(line));
  if (first < 0 || !lines.slice(first).some((line) => dataLine.test(line))) return undefined;
  const ends = text.match(lineEnd) ?? [];
  if (new Set(ends).size < 2) return `${lines.slice(first).join("\r\n")}\r\n`;
  return lines.map((line, i) => (i < first ? "" : line + (ends[i] ?? ""))).join("");
}

/**
 * A telegram whose line ends were lost on the way, as text boxes and mail programs do: they are CR LF. Only where the
 * checksum proves it; others are given back as they are.
 */
export function withLineEnds(text: string): string {
  if (isProven(text)) return text;
  // One for one; or two for one, as `\r\r\n` comes from a CR LF whose LF was translated once more.
  const restored = [/\r\n|\r|\n/g, /(?:\r\n){2}|\r+\n|\n\n|\r\r/g].map((end) => text.replace(end, "\r\n"));
  return restored.find(isProven) ?? text;
}

/** Whether the first telegram of a text has the checksum that stands behind it. */
function isProven(text: string): boolean {
  const telegram = text.slice(text.search(firstLine));
  const end = checksum.exec(telegram);
  return end !== null && crcOf(telegram.slice(0, end.index + 2)) === Number.parseInt(end[1] ?? "", 16);
}

const checksum = /[\r\n]!([0-9A-Fa-f]{4})/;

function crcOf(text: string): number {
  return crc16Arc(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}

/**
 * A telegram whose first `/` was lost in copying; only where the checksum proves it: a readout without a first line looks
 * much the same.
 */
export function withFirstSlash(text: string): string | undefined {
  const match = /^[A-Za-z]{3}\d[^\r\n()]*[\r\n]+(?=\d+-\d+:\d+\.\d+\.\d+(?:\*\d+)?\()/m.exec(text);
  if (match === null) return undefined;
  const telegram = `/${text.slice(match.index)}`;
  return isProven(telegram) ? telegram : undefined;
}
