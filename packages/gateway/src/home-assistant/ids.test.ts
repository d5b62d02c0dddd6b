import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expiryFor } from "./expiry.ts";
import { toEntityWord, toIdPart } from "./ids.ts";

describe("toIdPart", () => {
  test("keeps what can be kept, and makes two texts never one", () => {
    expect(toIdPart("House-1_a")).toBe("House-1_a");
    expect(toIdPart("Zähler")).toMatch(/^Z_hler_[0-9a-f]{8}$/);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(toIdPart(a)).toMatch(/^[a-zA-Z0-9_-]+$/);
        expect(toIdPart(a)).not.toContain("__");
        expect(toIdPart(a) === toIdPart(b)).toBe(a === b);
      }),
    );
  });
});

describe("toEntityWord", () => {
  test.each([
    ["House", "house"],
    ["Zähler im Keller", "zahler_im_keller"],
    ["  Kjøkken--1 ", "kjokken_1"],
    ["6841_0017", "6841_0017"],
    ["電気", "meter"],
  ])("%s is %s", (text, word) => expect(toEntityWord(text)).toBe(word));

  test("fits Home Assistant's rule for any text", () => {
    const rule = /^(?!.+__)(?!_)[\da-z_]+(?<!_)$/;
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(toEntityWord(text)).toMatch(rule);
      }),
    );
  });
});

describe("expiryFor", () => {
  test.each([
    [undefined, undefined, undefined],
    [1, undefined, 60],
    [10, undefined, 60],
    [20, undefined, 120],
    [3600, undefined, 24 * 3600],
    [1e6, undefined, 24 * 3600],
    [undefined, 300, 300],
    [13, 60, 120],
    [10, 120, 120],
    [1, 300, 60],
  ])("an interval of %s s, with %s before, gives %s", (interval, before, expected) => {
    expect(expiryFor(interval, before)).toBe(expected);
  });
});
