import { corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, toHex } from "../src/index.ts";

const zoneRules = createIntlZoneRules();

/** Readings and diagnoses with the octets they came from, and counts of noise. */
function shown(event: DecodeEvent): unknown {
  if (event.kind === "reading") return { ...event.reading, frame: toHex(event.source.octets) };
  if (event.kind === "diagnosis") return { ...event.diagnosis, octets: toHex(event.octets) };
  return event;
}

function eventsOf(row: (typeof corpusRows)[number], octets: Uint8Array, sizes: readonly number[]): readonly unknown[] {
  const decoder = createMeterDecoder({ zoneRules, zone: zoneOf(row), keys: keysOf(row), input: "file" });
  const events: DecodeEvent[] = [];
  let from = 0;
  for (let i = 0; from < octets.length; i++) {
    const to = from + (sizes[i % sizes.length] ?? octets.length);
    events.push(...decoder.push(octets.subarray(from, to)));
    from = to;
  }
  return [...events, ...decoder.end()].map(shown);
}

describe.skipIf(!corpusAvailable)("any chunking of a capture gives the events of one chunk (../shared/corpus)", () => {
  test.each(corpusRows)("$file", (row) => {
    const octets = octetsOf(row);
    const atOnce = eventsOf(row, octets, [octets.length]);
    expect(eventsOf(row, octets, [1])).toEqual(atOnce);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }), (sizes) => {
        expect(eventsOf(row, octets, sizes)).toEqual(atOnce);
      }),
      { numRuns: 3 },
    );
  });
});
