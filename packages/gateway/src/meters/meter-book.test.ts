import { describe, expect, test } from "vitest";
import { MeterBook } from "./meter-book.ts";

describe("MeterBook", () => {
  test("names those that stood in a meter's place before it, the latest first", () => {
    const book = new MeterBook([{ id: "c", successorOf: "b" }, { id: "b", successorOf: "a" }, { id: "x" }]);
    expect(book.predecessorsOf("c")).toEqual(["b", "a"]);
    expect(book.predecessorsOf("b")).toEqual(["a"]);
    for (const id of ["a", "x", "unknown"]) expect(book.predecessorsOf(id)).toEqual([]);
  });
});
