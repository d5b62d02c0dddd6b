import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc16Arc, crc16X25 } from "./crc16.ts";
import { createCopyingMatcher, createOctetMatcher } from "./octet-matcher.ts";

const viewOf = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.length);

const range = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

/** Octets of which doubles are made that are equal to others: not a number, and the two noughts. */
const awkward = fc.constantFrom(0, 0x80, 0x7f, 0xff, 0xf0, 0xf8, 1, 0x31);

/** The same octets with something in front of them and behind. */
function placed(octets: Uint8Array, before: number): DataView {
  const stream = new Uint8Array(before + octets.length + 3);
  stream.set(octets, before);
  return viewOf(stream);
}

describe("createOctetMatcher", () => {
  test("matches exactly where the octets are the same that are not free", () => {
    const octet = fc.oneof(awkward, fc.nat(255));
    const given = fc.array(octet, { minLength: 4, maxLength: 60 }).chain((octets) =>
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
        const matches = createOctetMatcher({ octets, freedom: { free: [free], digits: [digits] } });
        const isFree = (i: number) => (i >= free.from && i < free.to) || (i >= digits.from && i < digits.to);
        const tried = octets.slice();
        for (const [place, changed] of changes) tried[place] = changed;
        const fits = tried.every((other, i) => isFree(i) || other === octets[i]);
        expect(matches(placed(tried, before), before)).toBe(fits);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps what it was made of when those octets change", () => {
    const octets = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const matches = createOctetMatcher({ octets, freedom: { free: [] } });
    const copy = octets.slice();
    octets.fill(9);
    expect(matches(viewOf(copy), 0)).toBe(true);
    expect(matches(viewOf(octets), 0)).toBe(false);
  });
});

describe.each(["arc", "x25"] as const)("createOctetMatcher with a CRC, %s", (kind) => {
  const isX25 = kind === "x25";
  const whole = isX25 ? crc16X25 : crc16Arc;
  const width = isX25 ? 2 : 4;

  /** A CRC as it stands on the wire. */
  function written(crc: number): Uint8Array {
    if (isX25) return Uint8Array.of(crc & 0xff, crc >> 8);
    return new TextEncoder().encode(crc.toString(16).padStart(4, "0"));
  }

  function withCrc(octets: Uint8Array, from: number): Uint8Array {
    return Uint8Array.of(...octets, ...written(whole(octets, from)));
  }

  test("matches where the CRC is that of all octets, whatever stands in the free ones", () => {
    const given = fc.uint8Array({ minLength: 4, maxLength: 60 }).chain((octets) =>
      fc.record({
        octets: fc.constant(octets),
        from: fc.nat(octets.length - 1),
        free: fc.tuple(range(octets.length), range(octets.length)),
        others: fc.uint8Array({ minLength: octets.length, maxLength: octets.length }),
        before: fc.nat(4),
        damage: fc.integer({ min: 1, max: 0xffff }),
      }),
    );
    fc.assert(
      fc.property(given, ({ octets, from, free, others, before, damage }) => {
        const end = octets.length;
        const matches = createOctetMatcher({
          octets: withCrc(octets, from),
          freedom: { free: [...free, { from: end, to: end + width }] },
          crc: { kind, covered: { from, to: end }, at: end },
        });
        const changed = octets.slice();
        for (const range of free) changed.set(others.subarray(range.from, range.to), range.from);
        expect(matches(placed(withCrc(changed, from), before), before)).toBe(true);
        const wrong = Uint8Array.of(...changed, ...written(whole(changed, from) ^ damage));
        expect(matches(placed(wrong, before), before)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test("digits may be other digits, and nothing else", () => {
    const digit = fc.integer({ min: 0x30, max: 0x39 });
    fc.assert(
      fc.property(fc.array(digit, { minLength: 8, maxLength: 8 }), fc.nat(7), fc.nat(255), (digits, place, octet) => {
        const first = new TextEncoder().encode("1-0:1.8.0(00000000*kWh)");
        const at = first.indexOf(0x28) + 1;
        const end = first.length;
        const matches = createOctetMatcher({
          octets: withCrc(first, 2),
          freedom: { free: [{ from: end, to: end + width }], digits: [{ from: at, to: at + 8 }] },
          crc: { kind, covered: { from: 2, to: end }, at: end },
        });
        const next = first.slice();
        next.set(digits, at);
        next[at + place] = octet;
        expect(matches(viewOf(withCrc(next, 2)), 0)).toBe(octet >> 4 === 3);
      }),
    );
  });
});

describe("createCopyingMatcher", () => {
  test("matches what begins alike and has the right CRC, and copies the rest", () => {
    const given = fc.uint8Array({ minLength: 8, maxLength: 60 }).chain((octets) =>
      fc.record({
        octets: fc.constant(octets),
        from: fc.integer({ min: 4, max: octets.length }),
        others: fc.uint8Array({ minLength: octets.length, maxLength: octets.length }),
        before: fc.nat(4),
        damage: fc.integer({ min: 1, max: 0xffff }),
        place: fc.nat(octets.length + 1),
      }),
    );
    const framed = (octets: Uint8Array, damage = 0): Uint8Array => {
      const crc = crc16X25(octets, 1) ^ damage;
      return Uint8Array.of(...octets, crc & 0xff, crc >> 8);
    };
    fc.assert(
      fc.property(given, ({ octets, from, others, before, damage, place }) => {
        const to = octets.length;
        const target = new Uint8Array(to - from);
        const covered = { from: 1, to };
        const matches = createCopyingMatcher({ octets: framed(octets), covered, target: viewOf(target) });
        const changed = Uint8Array.of(...octets.subarray(0, from), ...others.subarray(from));
        expect(matches(placed(framed(changed), before), before)).toBe(true);
        expect(target).toEqual(changed.slice(from));
        expect(matches(placed(framed(changed, damage), before), before)).toBe(false);
        const broken = framed(changed);
        broken[place] = (broken[place] ?? 0) ^ (damage & 0xff || 1);
        expect(matches(placed(broken, before), before)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
