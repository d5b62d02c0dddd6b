import { afterAll, beforeAll, expect, test } from "vitest";
import { readerLocale, useLocale } from "../../format/locale.ts";
import type { Constraint } from "./constraints.ts";
import { toControl } from "./control.ts";
import { constraintWords, durationWords, valueWords } from "./setting-text.ts";

const before = readerLocale() ?? "en";
beforeAll(() => useLocale("en-GB"));
afterAll(() => useLocale(before));

test.each<[Constraint, string]>([
  [{ rule: "needed" }, "This is needed."],
  [{ rule: "number", whole: true }, "A whole number is expected."],
  [{ rule: "number", whole: false }, "A number is expected."],
  [{ rule: "most", limit: 65_535 }, "At most 65,535."],
  [{ rule: "above", limit: 0 }, "Above 0."],
  [{ rule: "option", options: ["a", "b"] }, "One of: a, b."],
  [{ rule: "too-few", count: 1 }, "At least 1 of them."],
  [{ rule: "too-long", length: 60 }, "At most 60 characters."],
])("%j", (broken, words) => {
  expect(constraintWords(broken)).toBe(words);
});

test.each([
  ["seconds", 86_400, "24 hours"],
  ["idleSeconds", 300, "5 minutes"],
  ["seconds", 60, undefined],
  ["days", 1096, "3 years"],
  ["days", 30, undefined],
  ["port", 86_400, undefined],
])("%s: %i is %s", (key, value, words) => {
  expect(durationWords(toControl(key, { type: "integer" }), value, "en-GB")).toBe(words);
});

test.each([
  [true, "yes"],
  [[], undefined],
  [["a", "b"], "a, b"],
  [{}, undefined],
  [0, "0"],
  [undefined, undefined],
])("%j is shown as %s", (value, words) => {
  expect(valueWords(value)).toBe(words);
});
