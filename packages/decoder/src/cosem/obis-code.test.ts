import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cdeOf, looksLikeObis, obisAt, obisText, parseObis } from "./obis-code.ts";

const six = (...octets: number[]): Uint8Array => Uint8Array.from(octets);

describe("OBIS codes", () => {
  test("octets and text name the same code", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (octets) => {
        const code = obisAt(octets, 0);
        const [a, b, c, d, e, f] = octets;
        expect(obisText(code)).toBe(`${a}-${b}:${c}.${d}.${e}*${f}`);
        expect(parseObis(obisText(code))).toEqual(code);
      }),
    );
  });

  test("without *F the current value is meant", () => {
    expect(parseObis("1-0:1.8.0")).toEqual(parseObis("1-0:1.8.0*255"));
  });

  test.each([
    "",
    "1.8.0",
    "1-0:1.8",
    "1-0:1.8.0*",
    "1-0:256.8.0",
    "1-0:1.8.0*256",
    "1-0:1.8.0 ",
    "x1-0:1.8.0",
    "1-0:1.8.0.255",
  ])("%j is none", (text) => {
    expect(parseObis(text)).toBeUndefined();
  });

  test("C.D.E as one integer orders by C, D, E", () => {
    expect(cdeOf("1.8.0")).toBe(0x01_08_00);
    expect(cdeOf("96.1.255")).toBe(0x60_01_ff);
    expect(() => cdeOf("1.8")).toThrow(RangeError);
    expect(() => cdeOf("1.8.256")).toThrow(RangeError);
  });

  test.each([
    ["active power", six(1, 0, 1, 7, 0, 255), true],
    ["Kamstrup's list version", six(1, 1, 0, 2, 129, 255), true],
    ["a billing period", six(1, 0, 1, 8, 0, 5), true],
    ["a sub-meter's value", six(0, 1, 24, 2, 1, 255), true],
    ["text", six(0x35, 0x37, 0x30, 0x36, 0x35, 0x36), false],
    ["a medium that does not exist", six(16, 0, 1, 7, 0, 255), false],
    ["a channel beyond 64", six(1, 65, 1, 7, 0, 255), false],
    ["a manufacturer's F", six(1, 0, 1, 7, 0, 200), false],
  ])("%s: six octets are a code or not", (_, octets, is) => {
    expect(looksLikeObis(octets, 0)).toBe(is);
  });
});
