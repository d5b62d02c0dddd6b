import { CodeMaker } from "./code-maker.ts";
import { crcCode, type PlacedCrc } from "./crc-code.ts";
import { crc16X25, crc16X25Copying } from "./crc16.ts";
import type { OctetFreedom, OctetRange } from "./octet-range.ts";

export interface MatchedOctets {
  /** Four at least. They are not kept. */
  readonly octets: Uint8Array;
  readonly freedom: OctetFreedom;
  readonly crc?: PlacedCrc;
}

/** Whether such octets stand at `from` of a view that reaches as far as they do. */
export type OctetMatcher = (view: DataView, from: number) => boolean;

/**
 * Octets that were seen once and come again with other values in the same places. Those that are the same are compared
 * eight or four at a time, some of them twice. A CRC is linear: what an octet adds to it depends only on the octet and on
 * its place, so only those that may differ are looked at.
 */
export function createOctetMatcher({ octets, freedom, crc }: MatchedOctets): OctetMatcher {
  const code = new CodeMaker();
  const made = code.compile(`return (view, from) => {
    // As a number of 24 bits it can be added to without a look at overflows.
    const at = from & 0xffffff;
    if (${[...differences(octets, freedom), "false"].join(" ||\n")}) return false;
    ${crc === undefined ? "return true;" : crcCode(code, octets, freedom, crc)}
  };`);
  return toMatcher(made);
}

/** Octets that begin like those that were seen once, and go on with any others. */
export interface CopiedOctets {
  /** They are not kept. */
  readonly octets: Uint8Array;
  /** Octets of a CRC-16/X-25, which stands behind them, low octet first. */
  readonly covered: OctetRange;
  /** Takes a copy of what differs: as many octets as it has room for, up to the end of the covered ones. */
  readonly target: DataView;
}

/**
 * The same where nearly all octets are others each time, as those of ciphered messages are. What the ones in front add to the
 * CRC is known; the others are copied while theirs is summed up, so the copy is good only where the octets match.
 */
export function createCopyingMatcher({ octets, covered, target }: CopiedOctets): OctetMatcher {
  const code = new CodeMaker();
  const from = covered.to - target.byteLength;
  const register = crc16X25(octets, covered.from, from) ^ 0xffff;
  const freedom = { free: [{ from, to: covered.to + 2 }] };
  const sum = `${code.constant(crc16X25Copying)}(${register}, view, at + ${from}, ${code.constant(target)})`;
  const made = code.compile(`return (view, from) => {
    const at = from & 0xffffff;
    if (${[...differences(octets, freedom), "false"].join(" ||\n")}) return false;
    return (${sum} ^ 0xffff) === view.getUint16(at + ${covered.to}, true);
  };`);
  return toMatcher(made);
}

function toMatcher(made: unknown): OctetMatcher {
  if (!isMatcher(made)) throw new TypeError("not a function");
  return made;
}

function isMatcher(made: unknown): made is OctetMatcher {
  return typeof made === "function";
}

/** What is true where one of the octets that are not free is another one. */
function differences(octets: Uint8Array, { free, digits = [] }: OctetFreedom): string[] {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  // Low octet first, as the processors of this day load them: they need not be turned around.
  const wordAt = (at: number): string => `view.getInt32(at + ${at}, true) !== ${view.getInt32(at, true)}`;
  return rangesBetween([...free, ...digits], octets.length).flatMap(({ from, to }) =>
    windowsOf(from, to).flatMap((at) => {
      if (to - from < 4) return `view.getUint8(at + ${at}) !== ${view.getUint8(at)}`;
      if (to - from < 8) return wordAt(at);
      const long = view.getFloat64(at, true);
      return tellsItsOctets(long) ? `view.getFloat64(at + ${at}, true) !== ${long}` : [wordAt(at), wordAt(at + 4)];
    }),
  );
}

/** Where the windows begin that cover `from..to` without looking beyond it: of eight octets, four, or one. The last one overlaps. */
function windowsOf(from: number, to: number): number[] {
  const width = to - from >= 8 ? 8 : to - from >= 4 ? 4 : 1;
  return Array.from({ length: Math.ceil((to - from) / width) }, (_, i) => Math.min(from + i * width, to - width));
}

/** Doubles are equal only to themselves if they are numbers, and not 0, which has two signs. */
function tellsItsOctets(long: number): boolean {
  return long !== 0 && Number.isFinite(long);
}

/** What lies between ranges of any order. */
function rangesBetween(ranges: readonly OctetRange[], length: number): OctetRange[] {
  const between: OctetRange[] = [];
  let at = 0;
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (from > at) between.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < length) between.push({ from: at, to: length });
  return between;
}
