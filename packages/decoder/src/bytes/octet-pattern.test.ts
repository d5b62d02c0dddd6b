import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OctetPattern } from "./octet-pattern.ts";

const viewOf = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.length);
/** As far as its upper four bits say. */
const sameRow = (a: number, b: number): boolean => a >> 4 === b >> 4;

const range = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

describe("OctetPattern", () => {
  test("matches exactly where fixed octets are the same, and the upper halves of digits", () => {
    const given = fc.uint8Array({ minLength: 4, maxLength: 40 }).chain((octets) =>
      fc.record({
        octets: fc.constant(octets),
        free: range(octets.length),
        digits: range(octets.length),
        changes: fc.array(fc.tuple(fc.nat(octets.length - 1), fc.nat(255)), { maxLength: 6 }),
        digitsInPlace: fc.boolean(),
        before: fc.nat(5),
      }),
    );
    fc.assert(
      fc.property(given, ({ octets, free, digits, changes, digitsInPlace, before }) => {
        const pattern = new OctetPattern(octets, { free: [free], digits: [digits] });
        const isDigitPlace = (i: number) => i >= digits.from && i < digits.to;
        const isFree = (i: number) => i >= free.from && i < free.to && !isDigitPlace(i);
        const tried = octets.map((octet, i) => (isDigitPlace(i) && digitsInPlace ? octet ^ 5 : octet));
        for (const [place, octet] of changes) tried[place] = octet;
        const fits = tried.every(
          (octet, i) => isFree(i) || (isDigitPlace(i) ? sameRow(octet, octets[i] ?? 0) : octet === octets[i]),
        );
        const stream = new Uint8Array(before + tried.length + 3);
        stream.set(tried, before);
        expect(pattern.matches(viewOf(stream), before)).toBe(fits);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps what it was made of when those octets change", () => {
    const octets = Uint8Array.of(1, 2, 3, 4, 5);
    const pattern = new OctetPattern(octets, { free: [] });
    const copy = octets.slice();
    octets.fill(9);
    expect(pattern.matches(viewOf(copy), 0)).toBe(true);
    expect(pattern.matches(viewOf(octets), 0)).toBe(false);
  });

  test("fewer than four octets match nothing", () => {
    expect(new OctetPattern(Uint8Array.of(1, 2, 3), { free: [] }).matches(viewOf(Uint8Array.of(1, 2, 3)), 0)).toBe(
      false,
    );
  });
});
