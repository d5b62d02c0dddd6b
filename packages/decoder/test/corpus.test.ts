import { type CorpusRow, corpusAvailable, corpusRows, fileOf, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import { afterAll, describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent } from "../src/index.ts";
import { readCapture } from "../src/input/index.ts";
import { codesFor } from "./expected-codes.ts";
import { codesOf, mismatchesOf, readingsOf } from "./helpers/corpus-row.ts";
import { knownGaps } from "./known-gaps.ts";

const zoneRules = createIntlZoneRules();
const readable = corpusRows.filter((row) => row.expect === "reading");
const others = corpusRows.filter((row) => row.expect !== "reading");

/** Kamstrup, Kaifa and Aidon in every framing, and every plain P1 telegram. */
const makers = new Set(["Kamstrup", "Kaifa", "Aidon"]);
const isCoreRow = (row: CorpusRow): boolean => makers.has(row.vendor ?? "") || row.framing === "p1";

function decode(row: CorpusRow): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({ zoneRules, zone: zoneOf(row), keys: keysOf(row), input: "file" });
  return [...decoder.push(octetsOf(row)), ...decoder.end()];
}

describe.skipIf(!corpusAvailable)("corpus (../shared/corpus)", () => {
  const right = new Set<CorpusRow>();
  const silent = new Set<CorpusRow>();

  test.each(readable)("$file", (row) => {
    const mismatches = mismatchesOf(row, readingsOf(decode(row)));
    if (mismatches.length === 0) right.add(row);
    if (knownGaps[row.file] === undefined) expect(mismatches).toEqual([]);
    else expect(mismatches, "a listed gap that is right: take it off the list").not.toEqual([]);
  });

  test.each(others)("$file: $expect", (row) => {
    const events = decode(row);
    const codes = codesOf(events);
    expect(readingsOf(events)).toEqual([]);
    silent.add(row);
    expect(
      codes.some((code) => codesFor(row).includes(code)),
      `got ${codes.join(", ")}`,
    ).toBe(true);
  });

  test("a file is read as it stands: the command line gets the octets that these tests get", () => {
    for (const row of corpusRows) expect(readCapture(fileOf(row)), row.file).toEqual(octetsOf(row));
  });

  afterAll(() => {
    const score = (what: string, isIn: (row: CorpusRow) => boolean): string => {
      const count = (rows: Iterable<CorpusRow>): number => [...rows].filter(isIn).length;
      const readings = `${count(right)} of ${count(readable)} readings right`;
      return `corpus score, ${what}: ${readings}; ${count(silent)} of ${count(others)} other rows give no reading\n`;
    };
    process.stdout.write(score("Kamstrup, Kaifa, Aidon and plain P1", isCoreRow) + score("all", () => true));
  });
});
