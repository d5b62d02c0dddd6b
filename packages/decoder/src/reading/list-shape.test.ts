import { describe, expect, test } from "vitest";
import { collect, nothing, structure, text, u16, u32 } from "../../test/helpers/lists.ts";
import { listShape, parseListShape } from "./list-shape.ts";

describe("listShape", () => {
  test("tells every place, absent values and inner structures too", () => {
    const list = collect(structure(text("a"), u32(1), u32(2), nothing, structure(u16(3))));
    const shape = "visible-string, 2 x double-long-unsigned, null-data, long-unsigned";
    expect(listShape(list)).toBe(shape);
    expect(parseListShape(shape)).toEqual([
      "visible-string",
      "double-long-unsigned",
      "double-long-unsigned",
      "null-data",
      "long-unsigned",
    ]);
  });

  test("ends between two types where it would be too long, and is no shape then", () => {
    const elements = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? u16(i) : u32(i)));
    const shape = listShape(collect(structure(...elements)));
    expect(shape.length).toBeLessThan(620);
    expect(shape).toMatch(/unsigned, …$/);
    expect(parseListShape(shape)).toBeUndefined();
  });
});
