import { type CorpusRow, compareCore, corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import { afterAll, describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type Reading } from "../src/index.ts";
import { knownGaps } from "./known-gaps.ts";

const zoneRules = createIntlZoneRules();
const makers = new Set(["Kamstrup", "Kaifa", "Aidon"]);
const rows = corpusRows.filter((row) => makers.has(row.vendor ?? "") || row.framing === "p1");
const readable = rows.filter((row) => row.expect === "reading");
const others = rows.filter((row) => row.expect !== "reading");

function decode(row: CorpusRow): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({ zoneRules, zone: zoneOf(row), keys: keysOf(row), input: "file" });
  return [...decoder.push(octetsOf(row)), ...decoder.end()];
}

function readingsOf(events: readonly DecodeEvent[]): readonly Reading[] {
  return events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
}

describe.skipIf(!corpusAvailable)("corpus: Kamstrup, Kaifa, Aidon and plain P1 (../shared/corpus)", () => {
  let right = 0;
  let silent = 0;

  test.each(readable)("$file", (row) => {
    const readings = readingsOf(decode(row));
    const [first] = readings;
    const mismatches = first === undefined ? [{ field: "reading", expected: "one", actual: undefined }] : [...compareCore(row, row.expected, first)];
    const last = readings.at(-1);
    if (row.expectedLast !== undefined && last !== undefined) mismatches.push(...compareCore(row, row.expectedLast, last));
    if (row.messageCount !== undefined && readings.length !== row.messageCount) {
      mismatches.push({ field: "messageCount", expected: `${row.messageCount}`, actual: undefined });
    }
    if (mismatches.length === 0) right++;
    const isListed = knownGaps[row.file] !== undefined;
    if (isListed) expect(mismatches, "a listed gap that is right: take it off the list").not.toEqual([]);
    else expect(mismatches).toEqual([]);
  });

  test.each(others)("$file gives no reading ($expect)", (row) => {
    const events = decode(row);
    expect(readingsOf(events)).toEqual([]);
    expect(events.some((event) => event.kind === "diagnosis")).toBe(true);
    silent++;
  });

  afterAll(() => {
    process.stdout.write(
      `corpus score: ${right} of ${readable.length} readings right; ${silent} of ${others.length} other rows give no reading\n`,
    );
  });
});
