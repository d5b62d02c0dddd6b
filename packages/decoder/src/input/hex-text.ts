/** A run of hexadecimal digits within other text is taken from this many octets on. */
export const shortestRun = 8;

/** Text that is hexadecimal digits, white space and `0x` alone; undefined where anything else stands in it. */
export function octetsOfDigits(text: string): Uint8Array | undefined {
  const words = (isSingles(text) ? padded(text) : text).replace(/0[xX]/g, " ");
  const digits = words.replace(/[\s,]+/g, "");
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** Octets of one or two digits each, as a program prints them that does not pad: `7e a0 5 41`, `0x7e, 0x5`. */
function isSingles(text: string): boolean {
  if (!/(?:^|[\s,]|0[xX])[0-9a-fA-F](?:[\s,]|$)/.test(text)) return false;
  // A digit pair that a line's end broke in two is something else.
  if (/(?:^|\s)[0-9a-fA-F][\r\n]+[0-9a-fA-F](?:\s|$)/.test(text)) return false;
  return text.split(/[\s,]+/).every((word) => word.replace(/^0[xX]/, "").length <= 2);
}

function padded(text: string): string {
  return text.replace(/(^|[\s,]|0[xX])([0-9a-fA-F])(?=[\s,]|$)/g, "$10$2");
}

/** Octets with a mark between any two: `7e:a0:27`, `7E.A0.27`, `7e-a0-27`; from this many on they are no time or date. */
const marked = /(?<![0-9A-Za-z])[0-9A-Fa-f]{2}([:.;|-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){6,}(?![0-9A-Za-z])/g;

/** Puts blanks in the place of marks between octets, and of what else stands around them alone: `\x`, `h`. */
export function withoutMarks(text: string): string {
  return text
    .replace(marked, (run, mark: string) => run.replaceAll(mark, " "))
    .replace(/(?<![0-9A-Za-z])([0-9A-Fa-f]{2})[hH](?![0-9A-Za-z])/g, "$1");
}

/** The marks that a text has between octets: the last line of a dump may be too short to show it. */
export function marksIn(text: string): string {
  return [...new Set([...text.matchAll(marked)].map((match) => match[1] ?? ""))].join("");
}

/** A short line of octets with a mark that longer lines showed. */
export function withoutKnownMarks(line: string, marks: string): string {
  const mark = /^[0-9A-Fa-f]{2}([:.;|-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2})*$/.exec(line)?.[1];
  return mark !== undefined && marks.includes(mark) ? line.replaceAll(mark, " ") : line;
}
