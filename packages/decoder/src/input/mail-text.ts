import { linesOf } from "./capture-text.ts";

/** Header lines that no log has, in the form of RFC 5322, clause 2.2; a mail has several of them. */
const headerLine = /^(?:from|to|subject|date|message-id|mime-version|content-type|content-transfer-encoding): /i;
const fewestHeaders = 3;
/** Parts within parts: a letter with attachments, forwarded twice, has four levels. */
const deepest = 6;
/** Parts that are read: enough for any letter, and a bound. */
const mostParts = 64;

/**
 * What a mail says that was saved as it came (RFC 5322, RFC 2045): the text of its parts, transfer encodings undone, tags of
 * HTML taken out. Text that is no such mail is given back as it is.
 */
export function textOfMail(text: string): string {
  return isMail(text) ? readPart(text, 0, { left: mostParts }).join("\n") : text;
}

function isMail(text: string): boolean {
  const end = text.search(/\r?\n\r?\n/);
  if (end < 0 || !/^[A-Za-z][A-Za-z-]*: /.test(text)) return false;
  const named = linesOf(text.slice(0, Math.min(end, 65_536))).filter((line) => headerLine.test(line));
  return named.length >= fewestHeaders;
}

/** A part is headers, an empty line and a body; a body may be parts again. `left`: how many may still be read. */
function readPart(part: string, depth: number, budget: { left: number }): readonly string[] {
  if (depth > deepest || budget.left-- <= 0) return [];
  const blank = /^\r?\n|\r?\n\r?\n/.exec(part);
  const headers = blank === null ? part : part.slice(0, blank.index);
  const body = blank === null ? "" : part.slice(blank.index + blank[0].length);
  const type = headerOf(headers, "content-type") ?? "text/plain";
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined) return splitParts(body, boundary).flatMap((each) => readPart(each, depth + 1, budget));
  if (/^\s*message\/rfc822/i.test(type)) return readPart(body, depth + 1, budget);
  if (!/^\s*text\//i.test(type)) return [];
  const decoded = undoTransfer(body, headerOf(headers, "content-transfer-encoding") ?? "");
  return [/^\s*text\/html/i.test(type) ? textOfHtml(decoded) : decoded];
}

/** The value of a header, with the lines that continue it. */
function headerOf(headers: string, name: string): string | undefined {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, " ");
  const line = linesOf(unfolded).find((each) => each.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

function splitParts(body: string, boundary: string): readonly string[] {
  const parts: string[][] = [];
  for (const line of linesOf(body)) {
    if (line === `--${boundary}--`) break;
    if (line === `--${boundary}`) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => lines.join("\n"));
}

function undoTransfer(body: string, encoding: string): string {
  if (/^quoted-printable/i.test(encoding)) {
    const whole = body.replace(/=[ \t]*\r?\n/g, "");
    return whole.replace(/=([0-9A-Fa-f]{2})/g, (_, octet: string) => String.fromCharCode(Number.parseInt(octet, 16)));
  }
  if (!/^base64/i.test(encoding)) return body;
  return body.replace(/[^A-Za-z0-9+/]/g, "").replace(/[A-Za-z0-9+/]{1,4}/g, textOfFour);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Up to four characters of base64 as an octet less. */
function textOfFour(four: string): string {
  let bits = 0;
  for (const character of four.padEnd(4, "A")) bits = bits * 64 + alphabet.indexOf(character);
  return String.fromCharCode(bits >> 16, (bits >> 8) & 0xff, bits & 0xff).slice(0, four.length - 1);
}

const entities: Readonly<Record<string, string>> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"' };

/** Enough to find what somebody wrote into it: blocks end lines, other tags and styles say nothing. */
function textOfHtml(html: string): string {
  return html
    .replace(/<(style|script)\b[^>]*>[^<]*(?:<(?!\/\1)[^<]*)*/gi, "")
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, "\n")
    .replace(/<\/t[dh]\b[^>]*>/gi, " ")
    .replace(/<[^<>]*>/g, "")
    .replace(/&(nbsp|amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? " ");
}
