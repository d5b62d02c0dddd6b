import { describe, expect, test } from "vitest";
import { problems as da } from "./da/problems.ts";
import { problems as de } from "./de/problems.ts";
import { problems as nb } from "./nb/problems.ts";
import { problems as nl } from "./nl/problems.ts";
import { type ProblemTexts, problemWords } from "./problem-words.ts";
import { problems as sv } from "./sv/problems.ts";

const languages: Readonly<Record<string, ProblemTexts>> = { nb, da, sv, de, nl };

/** Values whose names are seen where they come to stand. */
const anyValues = new Proxy({}, { get: (_, name) => `‹${String(name)}›`, has: () => true });
const said = (texts: ProblemTexts) =>
  new Map(Object.keys(texts).map((key) => [key, problemWords({ key, values: anyValues }, texts) ?? ""]));
const partsOf = (text = "") => [...new Set(text.match(/‹\w+›/g))].sort();

describe.each(Object.entries(languages))("%s", (_language, texts) => {
  const sentences = said(texts);

  test("says the same values as the others", () => {
    for (const [key, sentence] of said(de)) expect(partsOf(sentences.get(key)), key).toEqual(partsOf(sentence));
  });

  test("is written with care", () => {
    const careless = [...sentences].filter(
      ([, sentence]) =>
        sentence === "" || sentence !== sentence.trim() || /['"`]|\.\.\.| {2}| [.,;!?]|\n/.test(sentence),
    );
    expect(careless).toEqual([]);
  });
});

test("no two languages say the same", () => {
  for (const key of said(de).keys()) {
    const all = Object.values(languages).map((texts) => said(texts).get(key));
    expect(new Set(all).size, key).toBe(all.length);
  }
});

test.each([
  undefined,
  null,
  "time-zone-unknown",
  { key: "of-a-later-release", values: {} },
  { key: "toString", values: {} },
])("%j has no words here", (problem) => {
  expect(problemWords(problem, de)).toBeUndefined();
});
