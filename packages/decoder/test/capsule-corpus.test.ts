import { randomBytes } from "node:crypto";
import { type CorpusRow, corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import { describe, expect, test } from "vitest";
import { disguiseLines } from "../src/capsule/index.ts";
import { createIntlZoneRules } from "../src/index.ts";
import { decodeCapsule, idsOf, leaksOf, valuesOf } from "./helpers/capsule.ts";

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const zoneRules = createIntlZoneRules();

describe.skipIf(!corpusAvailable)("a capsule of a capture (../shared/corpus)", () => {
  const readable = corpusRows.filter((row) => row.expect === "reading");

  test.each(readable)("$file", (row: CorpusRow) => {
    const keys = keysOf(row);
    const octets = octetsOf(row);
    const reading = { zoneRules, zone: zoneOf(row), keys };
    const { lines, leaks } = disguiseLines([{ pieces: [{ octets }], reading }], { random });
    const before = decodeCapsule([octets], reading);
    const after = decodeCapsule(lines[0]?.frames.map((frame) => frame.octets) ?? [], {
      ...reading,
      keys: lines[0]?.keys ?? {},
    });
    expect(after.map(valuesOf)).toEqual(before.map(valuesOf));
    expect(leaks).toBe(0);
    const ids = before.flatMap(idsOf);
    expect(leaksOf(ids, lines[0]?.frames.map((frame) => frame.octets) ?? [], after)).toEqual([]);
  });

  test.each(corpusRows.filter((row) => row.expect !== "reading"))("$file: $expect is left out", (row) => {
    const octets = octetsOf(row);
    const reading = { zoneRules, zone: zoneOf(row), keys: keysOf(row) };
    const { lines } = disguiseLines([{ pieces: [{ octets }], reading }], { random });
    const frames = lines[0]?.frames.map((frame) => frame.octets) ?? [];
    expect(decodeCapsule(frames, reading)).toEqual([]);
    const chosen = disguiseLines([{ pieces: [{ octets }], reading }], { random, includeIdentifying: true });
    expect(chosen.lines[0]?.frames.filter(({ identifying }) => identifying === undefined)).toHaveLength(frames.length);
  });
});
