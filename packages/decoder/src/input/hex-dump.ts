interface DumpLine {
  readonly hex: number;
  readonly octal: number;
  readonly body: string;
}

/**
 * A dump whose lines begin with the place of their first octet, as `hexdump -C`, `xxd` and `od` print it, with a column
 * of text behind the octets or without. Undefined where the places don't count up as the octets do.
 */
export function octetsOfDump(lines: readonly string[]): Uint8Array | undefined {
  const parsed = lines.filter((line) => line.trim() !== "").map(parseLine);
  const dump = parsed.flatMap((line) => (line === undefined ? [] : [line]));
  if (dump.length < 2 || dump.length < parsed.length) return undefined;
  return readDump(dump, ({ hex }) => hex) ?? readDump(dump, ({ octal }) => octal);
}

function parseLine(line: string): DumpLine | undefined {
  const match = /^\s*([0-9a-fA-F]{4,8}):?(?:\s+(.*))?$/.exec(line);
  if (match === null) return undefined;
  const [, place = "", body = ""] = match;
  const octal = /^[0-7]+$/.test(place) ? Number.parseInt(place, 8) : Number.NaN;
  return { hex: Number.parseInt(place, 16), octal, body };
}

function readDump(dump: readonly DumpLine[], placeOf: (line: DumpLine) => number): Uint8Array | undefined {
  const octets: number[] = [];
  const first = dump[0] === undefined ? Number.NaN : placeOf(dump[0]);
  let width = Number.POSITIVE_INFINITY;
  for (const [index, line] of dump.entries()) {
    if (placeOf(line) !== first + octets.length) return undefined;
    const next = dump[index + 1];
    const wanted = next === undefined ? Number.POSITIVE_INFINITY : placeOf(next) - placeOf(line);
    // The last line is as wide as the first one: behind that, text follows.
    const taken = takePairs(next === undefined ? line.body.slice(0, width) : line.body, wanted);
    if (next !== undefined && taken.octets.length !== wanted) return undefined;
    if (index === 0) width = taken.to;
    octets.push(...taken.octets);
  }
  return Uint8Array.from(octets);
}

function takePairs(body: string, most: number): { readonly octets: readonly number[]; readonly to: number } {
  const octets: number[] = [];
  let at = 0;
  while (octets.length < most) {
    const match = /^\s*([0-9a-fA-F]{2})/.exec(body.slice(at, at + 16));
    if (match === null) break;
    octets.push(Number.parseInt(match[1] ?? "", 16));
    at += match[0].length;
  }
  return { octets, to: at };
}
