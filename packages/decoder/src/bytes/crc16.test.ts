import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc16Arc, crc16ArcOfZeros, crc16X25 } from "./crc16.ts";

const check = new TextEncoder().encode("123456789");

/** The definition, bit by bit. */
function bitwise(octets: Uint8Array, polynomial: number, start: number, end: number): number {
  let crc = start;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  }
  return crc ^ end;
}

describe("crc16", () => {
  test("X-25 has its published check value", () => {
    expect(crc16X25(check)).toBe(0x906e);
  });

  test("ARC has its published check value", () => {
    expect(crc16Arc(check)).toBe(0xbb3d);
  });

  test("nothing gives the start value, inverted for X-25", () => {
    expect(crc16X25(new Uint8Array(0))).toBe(0);
    expect(crc16Arc(new Uint8Array(0))).toBe(0);
  });

  test("equals the bitwise definition for octets of every length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (octets) => {
        expect(crc16X25(octets)).toBe(bitwise(octets, 0x8408, 0xffff, 0xffff));
        expect(crc16Arc(octets)).toBe(bitwise(octets, 0xa001, 0, 0));
      }),
    );
  });

  test("takes part of the octets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), fc.nat(40), (octets, a, b) => {
        const from = Math.min(a, b, octets.length);
        const to = Math.min(Math.max(a, b), octets.length);
        expect(crc16X25(octets, from, to)).toBe(crc16X25(octets.slice(from, to)));
        expect(crc16Arc(octets, from, to)).toBe(crc16Arc(octets.slice(from, to)));
      }),
    );
  });

  test("ARC over octets of 0 is the same as if they were there", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(3000), (octets, count) => {
        const followed = new Uint8Array(octets.length + count);
        followed.set(octets);
        expect(crc16ArcOfZeros(crc16Arc(octets), count)).toBe(crc16Arc(followed));
      }),
    );
  });
});
