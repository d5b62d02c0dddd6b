import { linesOf, textOfCapture, withoutPrefixes } from "./capture-text.ts";
import { octetsOfCode } from "./coded-octets.ts";
import { octetsOfDump } from "./hex-dump.ts";
import { marksIn, octetsOfDigits, shortestRun, withoutKnownMarks, withoutMarks } from "./hex-text.ts";
import { textOfMail } from "./mail-text.ts";
import { holdsP1Lines, isP1Telegram, restoreTelegram, withFirstSlash, withLineEnds } from "./telegram-text.ts";

export interface CaptureOrigin {
  /**
   * Pasted or typed: text boxes change line ends, and a first octet is lost in marking. Both are mended in a telegram whose
   * checksum proves it. What a file holds is read as it stands.
   */
  readonly pasted?: boolean;
}

/**
 * Turns what people keep of a meter into octets: a binary capture, hexadecimal text in any spacing (with `0x`, with marks
 * between octets, with comments after `#`), dumps with offsets, octets as a program's string or list, a P1 telegram as it
 * is or in a string, a log whose lines hold any of these behind times and prefixes, or an e-mail as it was saved.
 * What is none of the text forms is given back as it is.
 */
export function readCapture(octets: Uint8Array, { pasted = false }: CaptureOrigin = {}): Uint8Array {
  const written = textOfCapture(octets);
  if (written === undefined) return octets;
  const text = textOfMail(written);
  const mayMend = pasted || text !== written;
  const telegram = telegramIn(text, mayMend);
  if (telegram !== undefined) {
    const isAsItStands = telegram === written && octets[1] !== 0xfe && octets[1] !== 0xff;
    return isAsItStands ? octets : octetsOf(telegram);
  }
  // Before a part of a telegram is looked for: a line of base64 may begin as a telegram's first line does.
  const code = octetsOfCode(text);
  if (code !== undefined) return code;
  const found = holdsP1Lines(text) ? undefined : octetsOfHex(text);
  return found !== undefined && found.length > 0 ? found : octets;
}

/** The P1 telegram that a text holds, as it stands or in other clothes. */
function telegramIn(text: string, mayMend: boolean): string | undefined {
  if (isP1Telegram(text)) return mayMend ? withLineEnds(text) : text;
  return restoreTelegram(text) ?? (mayMend ? withFirstSlash(text) : undefined);
}

/** A character an octet: what is beyond is a letter of no telegram. */
function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

function octetsOfHex(text: string): Uint8Array | undefined {
  const lines = linesOf(text).map(withoutComment);
  const dump = octetsOfDump(lines);
  if (dump !== undefined) return dump;
  const whole = octetsOfDigits(withoutMarks(lines.join("\n")));
  if (whole !== undefined) return whole;
  const marks = marksIn(text);
  return Uint8Array.from(lines.flatMap((line) => hexInLine(line, marks)));
}

function withoutComment(line: string): string {
  const at = line.indexOf("#");
  return at < 0 ? line : line.slice(0, at);
}

function hexInLine(line: string, marks: string): readonly number[] {
  // Marks first: what is left of a long run can't be taken for a time in front of it. Counts stand behind some.
  const content = withoutMarks(line)
    .trim()
    .replace(/\(\d{1,6}\)$/, "");
  const rest = withoutPrefixes(content, (part) => withoutKnownMarks(part.trim(), marks) !== part.trim());
  const whole = octetsOfDigits(withoutKnownMarks(rest.trim(), marks));
  if (whole !== undefined) return [...whole];
  const runs = rest.match(/(?:(?:0[xX])?[0-9a-fA-F]{2}[\s,]*){8,}/g) ?? [];
  return runs.flatMap((run) => {
    const octets = octetsOfDigits(run);
    return octets !== undefined && octets.length >= shortestRun ? [...octets] : [];
  });
}
