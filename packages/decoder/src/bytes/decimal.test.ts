import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaled, scaledText } from "./decimal.ts";

describe("scaled", () => {
  test.each([
    [2334, -1, 233.4],
    [22199, -2, 221.99],
    [36, -2, 0.36],
    [1234567, 1, 12345670],
    [-5, -3, -0.005],
    [0, -3, 0],
    [169, 0, 169],
  ])("%d x 10^%d is %d", (integer, exponent, value) => {
    expect(scaled(integer, exponent)).toBe(value);
  });

  test("is the number nearest to the decimal text", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: -22, max: 0 }), (integer, exponent) => {
        expect(scaled(integer, exponent) + 0).toBe(Number(scaledText(BigInt(integer), exponent)) + 0);
      }),
    );
  });

  test.each([23, -23, 127, -128])("an exponent of %d is damage", (exponent) => {
    expect(scaled(1, exponent)).toBeNaN();
  });
});

describe("scaledText", () => {
  test.each([
    [18446744073709551615n, 0, "18446744073709551615"],
    [18446744073709551615n, 1, "184467440737095516150"],
    [18446744073709551615n, -3, "18446744073709551.615"],
    [-9223372036854775808n, -3, "-9223372036854775.808"],
    [5n, -3, "0.005"],
    [-5n, -1, "-0.5"],
    [0n, -2, "0.00"],
  ])("%d x 10^%d is %s", (integer, exponent, text) => {
    expect(scaledText(integer, exponent)).toBe(text);
  });

  test("loses no digit at any exponent an octet can hold", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }),
        fc.integer({ min: -128, max: 127 }),
        (integer, exponent) => {
          const [whole = "", fraction = ""] = scaledText(integer, exponent).split(".");
          expect(BigInt(whole + fraction)).toBe(exponent > 0 ? integer * 10n ** BigInt(exponent) : integer);
          expect(fraction.length).toBe(Math.max(0, -exponent));
        },
      ),
    );
  });
});
