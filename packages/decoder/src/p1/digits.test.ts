import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digitsAt } from "./digits.ts";

function viewOf(text: string): DataView {
  const octets = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return new DataView(octets.buffer);
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength });

describe("digitsAt", () => {
  test("gives the digits around the point as one number", () => {
    fc.assert(
      fc.property(digits(1, 9), digits(0, 6), (whole, fraction) => {
        const view = viewOf(`1-0:1.8.0(${whole}.${fraction}*kWh)`);
        const places = { whole: whole.length, fraction: fraction.length, shift: 10 ** fraction.length };
        expect(digitsAt(view, 10, places)).toBe(Number(whole + fraction));
      }),
    );
  });

  test("is below 0 where another octet stands in a digit's place", () => {
    const other = fc.nat(255).filter((octet) => octet < 0x30 || octet > 0x39);
    fc.assert(
      fc.property(digits(1, 9), digits(1, 6), fc.nat(20), other, (whole, fraction, place, octet) => {
        const view = viewOf(`1-0:1.8.0(${whole}.${fraction}*kWh)`);
        const changed = place % (whole.length + fraction.length);
        view.setUint8(10 + changed + (changed < whole.length ? 0 : 1), octet);
        const places = { whole: whole.length, fraction: fraction.length, shift: 10 ** fraction.length };
        expect(digitsAt(view, 10, places)).toBe(-1);
      }),
      { numRuns: 1000 },
    );
  });
});
