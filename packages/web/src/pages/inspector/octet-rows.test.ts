import { describe, expect, test } from "vitest";
import { octetText, offsetText, pressOctetKey, rowCount, rowOf, shapesOf } from "./octet-rows.ts";

const shape = { perRow: 16, octets: 40, page: 2 };

describe("octets in rows", () => {
  test.each([
    [0, "ArrowRight", false, 1],
    [0, "ArrowLeft", false, 0],
    [39, "ArrowRight", false, 39],
    [5, "ArrowDown", false, 21],
    [30, "ArrowDown", false, 30],
    [21, "ArrowUp", false, 5],
    [5, "ArrowUp", false, 5],
    [21, "Home", false, 16],
    [21, "End", false, 31],
    [35, "End", false, 39],
    [21, "Home", true, 0],
    [21, "End", true, 39],
    [1, "PageDown", false, 33],
    [20, "PageDown", false, 39],
    [33, "PageUp", false, 1],
    [20, "PageUp", false, 4],
  ] as const)("from %i by %s (ctrl %s) to %i", (at, key, ctrl, to) => {
    expect(pressOctetKey(at, key, ctrl, shape)).toBe(to);
  });

  test("other keys do nothing", () => expect(pressOctetKey(0, "a", false, shape)).toBeUndefined());

  test("rows and texts", () => {
    expect([rowOf(31, 16), rowCount(0, 16), rowCount(33, 16)]).toEqual([1, 1, 3]);
    expect([offsetText(64, 100), offsetText(64, 0x12345), octetText(7)]).toEqual(["0040", "00040", "07"]);
    expect(shapesOf([0x41, 0x20, 0x7f, 0, 0x42], (place) => place === 0 || place === 4)).toEqual([
      { text: "A", isMarked: true },
      { text: "···", isMarked: false },
      { text: "B", isMarked: true },
    ]);
    expect(shapesOf([], () => true)).toEqual([]);
  });
});
