import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OctetPattern } from "./octet-pattern.ts";

const viewOf = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.length);

const range = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

/** Octets of which doubles are made that are equal to others: not a number, and the two noughts. */
const awkward = fc.constantFrom(0, 0x80, 0x7f, 0xff, 0xf0, 0xf8, 1, 0x31);

describe("OctetPattern", () => {
  test("matches exactly where the octets are the same that are not free", () => {
    const octet = fc.oneof(awkward, fc.nat(255));
    const given = fc.array(octet, { minLength: 1, maxLength: 60 }).chain((octets) =>
      fc.record({
        octets: fc.constant(Uint8Array.from(octets)),
        free: range(octets.length),
        digits: range(octets.length),
        changes: fc.array(fc.tuple(fc.nat(octets.length - 1), octet), { maxLength: 3 }),
        before: fc.nat(5),
      }),
    );
    fc.assert(
      fc.property(given, ({ octets, free, digits, changes, before }) => {
        const pattern = new OctetPattern(octets, { free: [free], digits: [digits] });
        const isFree = (i: number) => (i >= free.from && i < free.to) || (i >= digits.from && i < digits.to);
        const tried = octets.slice();
        for (const [place, changed] of changes) tried[place] = changed;
        const stream = new Uint8Array(before + tried.length + 3);
        stream.set(tried, before);
        const fits = tried.every((other, i) => isFree(i) || other === octets[i]);
        expect(pattern.matches(stream, viewOf(stream), before)).toBe(fits);
      }),
      { numRuns: 4000 },
    );
  });

  test("keeps what it was made of when those octets change", () => {
    const octets = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const pattern = new OctetPattern(octets, { free: [] });
    const copy = octets.slice();
    octets.fill(9);
    expect(pattern.matches(copy, viewOf(copy), 0)).toBe(true);
    expect(pattern.matches(octets, viewOf(octets), 0)).toBe(false);
  });
});
