import { expect, test } from "vitest";
import { holdsSentences } from "./holds-sentences.ts";

test.each([
  ["a diagnosis in a list", { items: [{ code: "frame/truncated", title: "t", message: "m", hint: "h" }] }, true],
  ["why a source failed", { sources: [{ error: "e", errorWords: [{ key: "k" }] }] }, true],
  ["a problem", { type: "x", title: "t", detail: "d", words: [{ key: "k" }] }, true],
  ["numbers", { points: [[1, 2]], title: "House", hints: 3, none: null }, false],
  ["nothing", undefined, false],
  ["a text", "words", false],
])("%s", (_about, answer, expected) => {
  expect(holdsSentences(answer)).toBe(expected);
});
