import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDigits, toFixedDigits, toKilo, toPercent, toWhole } from "./numbers.ts";

describe("toKilo", () => {
  test.each([
    [0, "0.000"],
    [1, "0.001"],
    [12_345_670, "12,345.670"],
    [1_234_567.8, "1,234.5678"],
    [9_007_199_254_740, "9,007,199,254.740"],
  ])("%d Wh is %s kWh", (wh, text) => {
    expect(toKilo(wh, "en")).toBe(text);
  });

  test("keeps every digit of a whole register", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (wh) => {
        expect(Number(toKilo(wh, "en").replaceAll(/[,.]/g, ""))).toBe(wh);
      }),
    );
  });

  test("speaks the reader's language", () => {
    expect(toKilo(1_234_567, "de")).toBe("1.234,567");
  });
});

describe("other numbers", () => {
  test("never show a minus zero", () => {
    expect(toWhole(-0.4, "en")).toBe("0");
    expect(toFixedDigits(-0.001, 1, "en")).toBe("0.0");
    expect(toWhole(-1234, "en")).toBe("-1,234");
  });

  test("keep or cut decimals as asked", () => {
    expect(toFixedDigits(231, 1, "en")).toBe("231.0");
    expect(toDigits(0.36, 3, "en")).toBe("0.36");
    expect(toDigits(0.123_46, 3, "en")).toBe("0.123");
  });

  test("show 100 % only when all is well", () => {
    expect(toPercent(1, "en")).toBe("100\u00a0%");
    expect(toPercent(0.999_99, "en")).toBe("99.9\u00a0%");
    expect(toPercent(0.5, "en")).toBe("50\u00a0%");
    expect(toPercent(0, "en")).toBe("0\u00a0%");
  });
});
