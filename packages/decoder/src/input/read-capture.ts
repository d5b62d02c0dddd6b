/**
 * Turns what people keep of a meter into octets: a binary capture, hexadecimal text in any spacing (with `0x`, with
 * comments after `#`), a P1 telegram, or a log whose lines hold hexadecimal text behind times and prefixes.
 * What is none of the text forms is given back as it is.
 */
export function readCapture(octets: Uint8Array): Uint8Array {
  const text = textOfCapture(octets);
  if (text === undefined || holdsP1Telegram(text)) return octets;
  const lines = text.split(/\r\n|\r|\n/).map(withoutComment);
  const whole = octetsOfDigits(lines.join(" "));
  if (whole !== undefined) return whole.length > 0 ? whole : octets;
  const parts = lines.flatMap(hexInLine);
  return parts.length > 0 ? Uint8Array.from(parts) : octets;
}

/** Latin-1 text, or undefined where the octets hold controls that no text file has. */
function textOfCapture(octets: Uint8Array): string | undefined {
  for (const octet of octets) {
    if (octet < 0x20 && octet !== 0x0a && octet !== 0x0d && octet !== 0x09) return undefined;
  }
  let text = "";
  // In pieces: the argument list of one call is bounded.
  for (let i = 0; i < octets.length; i += 4096) text += String.fromCharCode(...octets.subarray(i, i + 4096));
  return text.replace(/^\u00ef\u00bb\u00bf/, "");
}

/** A line `/XXX...`, and one with `code(value)`. */
function holdsP1Telegram(text: string): boolean {
  return /^\/[A-Za-z0-9]{3}/m.test(text) || /^\d+-\d+:\d+\.\d+\.\d+(\*\d+)?\(/m.test(text);
}

function withoutComment(line: string): string {
  const at = line.indexOf("#");
  return at < 0 ? line : line.slice(0, at);
}

/** Text that is hexadecimal digits, white space and `0x` alone; undefined where anything else stands in it. */
function octetsOfDigits(text: string): Uint8Array | undefined {
  const digits = text.replace(/0[xX]/g, " ").replace(/[\s,]+/g, "");
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** What loggers put in front: `(I)`, `[12:00:01]`, times, dates, `name:`, offsets of dumps. */
const prefix =
  /^\s*(?:\([A-Z]+\)|\[[^\]]*\]|<[^>]*>|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?|\d\d:\d\d:\d\d(?:[.,]\d+)?|(?:0x)?[0-9A-Fa-f]{3,8}:|[A-Za-z][\w .()/-]*[:=])\s*/;

/** A run of hexadecimal digits within other text is taken from this many octets on. */
const shortestRun = 8;

function hexInLine(line: string): number[] {
  let rest = line;
  for (let match = prefix.exec(rest); match !== null && match[0] !== ""; match = prefix.exec(rest)) {
    rest = rest.slice(match[0].length);
  }
  const whole = octetsOfDigits(rest);
  if (whole !== undefined) return [...whole];
  const runs = rest.match(/(?:(?:0[xX])?[0-9a-fA-F]{2}[\s,]*){8,}/g) ?? [];
  return runs.flatMap((run) => {
    const octets = octetsOfDigits(run);
    return octets !== undefined && octets.length >= shortestRun ? [...octets] : [];
  });
}
