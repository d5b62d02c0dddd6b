/** What is no text: controls that no text file has. */
const allowedControls: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

/** A capture as text, an octet a character; undefined where it holds controls. UTF-16 is known by its mark. */
export function textOfCapture(octets: Uint8Array): string | undefined {
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return textOfUnits(octets, 0);
  if (first === 0xfe && second === 0xff) return textOfUnits(octets, 1);
  for (const octet of octets) {
    if (octet < 0x20 && !allowedControls.has(octet)) return undefined;
  }
  let text = "";
  // In pieces: the argument list of one call is bounded.
  for (let i = 0; i < octets.length; i += 4096) text += String.fromCharCode(...octets.subarray(i, i + 4096));
  return text.replace(/^\u00ef\u00bb\u00bf/, "");
}

/** UTF-16 behind its mark; `low` is 0 where the low octet of a unit comes first. */
function textOfUnits(octets: Uint8Array, low: 0 | 1): string {
  const units: string[] = [];
  for (let i = 2; i + 1 < octets.length; i += 2) {
    units.push(String.fromCharCode((octets[i + low] as number) | ((octets[i + 1 - low] as number) << 8)));
  }
  return units.join("");
}

/** What ends a line: CR LF, or either alone. */
export const lineEnd = /\r\n|\r|\n/g;

export function linesOf(text: string): readonly string[] {
  return text.split(lineEnd);
}

/** A clock's time; digits behind a comma are parts of a second only where no octets begin with them (CSV). */
const time = /\d\d:\d\d:\d\d(?:[.,]\d{1,9}(?![0-9A-Fa-f]))?/.source;
/** Eight octets behind a bracket are a list, no name of a logger. */
const list = /\s*(?:0[xX])?[0-9A-Fa-f]{2}(?:[\s,]+(?:0[xX])?[0-9A-Fa-f]{2}){7}/.source;

/** What loggers put in front: `(I)`, `[12:00:01]`, times, dates, `name:`, offsets of dumps, line numbers, `RX`, arrows. */
const prefix = new RegExp(
  `^\\s*(?:\\([A-Z]+\\)|\\[(?!${list})[^\\]]*\\]|<(?!\\w*${list})[^<>]*>|\\d{4}-\\d\\d-\\d\\d(?:[T ]${time}(?:Z|[+-]\\d\\d:?\\d\\d)?)?|${time}|` +
    "(?:0x)?[0-9A-Fa-f]{3,8}:|\\d{1,2}:(?=\\s)|[A-Za-z][\\w .()/-]*[:=]|[RrTt][Xx](?=\\s)|[:<>|=-]+(?=\\s))\\s*",
);

/** `isContent`: what is none of them, though it looks like one (octets with colons between look like a time). */
export function withoutPrefixes(line: string, isContent: (rest: string) => boolean = () => false): string {
  let rest = line;
  for (
    let match = prefix.exec(rest);
    match !== null && match[0] !== "" && !isContent(rest);
    match = prefix.exec(rest)
  ) {
    rest = rest.slice(match[0].length);
  }
  return rest;
}

const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", a: "\x07", b: "\b" };

/** `\r\n`, `\x7e`, `\u00e5`, `\\` and `\"` as programming languages write them. */
export function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g, (_, octet, unit, letter: string) => {
    const code: string | undefined = octet ?? unit;
    return code === undefined ? (named[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16));
  });
}
