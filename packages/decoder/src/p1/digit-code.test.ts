import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReadingReader } from "../reading/reading-code.ts";
import { ReadingCode } from "../reading/reading-code.ts";
import { DigitCode } from "./digit-code.ts";

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength });

const octetsOf = (whole: string, fraction: string) => new TextEncoder().encode(`1-0:1.8.0(${whole}.${fraction}*kWh)`);

/** Reads the number behind the parenthesis as a quantity. */
function readerOf(whole: number, fraction: number): ReadingReader {
  const code = new ReadingCode({ objects: [], energyImportWh: 0 });
  const digitCode = new DigitCode(code);
  code.setQuantity("energyImportWh", digitCode.read(10, whole, fraction));
  digitCode.leaveIfOthers();
  return code.compile();
}

const read = (reader: ReadingReader, octets: Uint8Array) => reader(octets, new DataView(octets.buffer), 0);

describe("DigitCode", () => {
  test("reads the digits around the point as one number", () => {
    fc.assert(
      fc.property(digits(1, 9), digits(0, 6), (whole, fraction) => {
        const reading = read(readerOf(whole.length, fraction.length), octetsOf(whole, fraction));
        expect(reading?.energyImportWh).toBe(Number(whole + fraction));
      }),
    );
  });

  test("leaves the message where another octet stands in a digit's place", () => {
    const other = fc.nat(255).filter((octet) => octet < 0x30 || octet > 0x39);
    fc.assert(
      fc.property(digits(1, 9), digits(1, 6), fc.nat(20), other, (whole, fraction, place, octet) => {
        const octets = octetsOf(whole, fraction);
        const changed = place % (whole.length + fraction.length);
        octets[10 + changed + (changed < whole.length ? 0 : 1)] = octet;
        expect(read(readerOf(whole.length, fraction.length), octets)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});
