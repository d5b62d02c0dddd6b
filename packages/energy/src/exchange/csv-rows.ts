import type { Sentence } from "@meter2mqtt/decoder";
import { ExchangeError } from "./exchange-error.ts";
import { sayOfFile } from "./sentences.ts";

export type Delimiter = ";" | "," | "\t" | "|";

/** Ten years of quarter-hours in two directions are 700,000 lines. */
const maxLines = 1_000_000;
const maxCharacters = 256 * 1024 * 1024;
/** The widest layout has a dozen columns of some twenty characters. */
const maxLineLength = 8192;

/** The lines of a text, without its byte order mark. Throws {@link ExchangeError} where there are too many. */
export function csvLines(text: string): readonly string[] {
  if (text.length > maxCharacters) throw tooLarge(sayOfFile("csvManyCharacters", { most: maxCharacters }));
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (lines.length > maxLines) throw tooLarge(sayOfFile("csvManyLines", { most: maxLines }));
  return lines;
}

function tooLarge(said: Sentence): ExchangeError {
  return new ExchangeError("too-large", said, sayOfFile("csvDownloadShorter"));
}

/**
 * The cells of one line (RFC 4180, but a quoted cell ends in its own line: none of these files has text of several lines,
 * and an odd quote would swallow the rest of the file otherwise). Cells come without quotes and blanks around them.
 */
export function csvCells(text: string, delimiter: Delimiter, line: number): readonly string[] {
  if (text.length > maxLineLength)
    throw new ExchangeError("malformed-line", sayOfFile("csvLongLine", { most: maxLineLength }), notCsv, line);
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const { cell, next } = readCell(text, at, delimiter, line);
    cells.push(cell.trim());
    at = next;
  }
  return cells;
}

const notCsv = sayOfFile("csvCheckCsv");

function readCell(
  text: string,
  from: number,
  delimiter: Delimiter,
  line: number,
): { readonly cell: string; readonly next: number } {
  let start = from;
  while (text[start] === " ") start++;
  if (text[start] !== '"') {
    const end = text.indexOf(delimiter, from);
    return end < 0 ? { cell: text.slice(from), next: text.length + 1 } : { cell: text.slice(from, end), next: end + 1 };
  }
  let cell = "";
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new ExchangeError("malformed-line", sayOfFile("csvOpenQuote"), notCsv, line);
    cell += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      at = quote + 2;
      continue;
    }
    const end = text.indexOf(delimiter, quote + 1);
    return {
      cell: cell + text.slice(quote + 1, end < 0 ? text.length : end),
      next: end < 0 ? text.length + 1 : end + 1,
    };
  }
}
