import { type CorpusRow, compareCore } from "@meter2mqtt/corpus";
import type { DecodeEvent, DiagnosisCode, Reading } from "../../src/index.ts";

export function readingsOf(events: readonly DecodeEvent[]): readonly Reading[] {
  return events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
}

export function codesOf(events: readonly DecodeEvent[]): readonly DiagnosisCode[] {
  return events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis.code] : []));
}

/** Where the readings of a capture differ from what its row states. */
export function mismatchesOf(row: CorpusRow, readings: readonly Reading[]): readonly unknown[] {
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return ["no reading"];
  const count = row.messageCount ?? readings.length;
  return [
    ...compareCore(row, row.expected, first),
    ...(row.expectedLast === undefined ? [] : compareCore(row, row.expectedLast, last)),
    ...(count === readings.length ? [] : [`${readings.length} readings, ${count} expected`]),
  ];
}
