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

test("says whose names may be others now: heirs are called as those before them", () => {
  const before = [{ id: "a", name: "House" }, { id: "b", successorOf: "a" }, { id: "x" }];
  const book = new MeterBook(before);
  expect(book.replace(before)).toEqual([]);
  expect(book.replace([{ id: "a", name: "Cabin" }, { id: "b", successorOf: "a" }, { id: "x" }])).toEqual(["a", "b"]);
  expect(book.replace([{ id: "a", name: "Cabin" }, { id: "x" }])).toEqual(["b"]);
  expect(book.predecessorsOf("b")).toEqual([]);
});
