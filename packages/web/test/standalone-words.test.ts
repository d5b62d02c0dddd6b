import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { leftOut, withoutEntries } from "../build/standalone-words.ts";

const languages = ["en", "nb", "da", "sv", "de", "nl"];

function sourceOf(language: string, catalogue: string): string {
  const folder = catalogue === "common" ? "" : "said/";
  const path =
    language === "en" && catalogue !== "common"
      ? `../../decoder/src/words/${catalogue}.ts`
      : `../src/i18n/${language}/${folder}${catalogue}.ts`;
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

/** Names of a table's entries, as it is formatted. */
const namesOf = (source: string): readonly string[] =>
  [...source.slice(source.indexOf("\nexport const ")).matchAll(/^ {2}"?([\w/-]+)"?:/gm)].map(([, name = ""]) => name);

describe.each(Object.entries(leftOut))("the inspector's file is made without some of %s", (catalogue, names) => {
  // Titles and hints of diagnoses are left whole in English: the decoder types them.
  test.each(languages.filter((language) => language !== "en" || catalogue !== "diagnoses"))("%s", (language) => {
    const source = sourceOf(language, catalogue);
    const before = namesOf(source);
    // What is left out is there in every language; an entry that was renamed has no place in the list.
    expect([...names].filter((name) => !before.includes(name))).toEqual([]);
    const left = withoutEntries(source, names);
    expect(namesOf(left)).toEqual(before.filter((name) => !names.has(name)));
    expect(left.length).toBeLessThan(source.length);
    // What stands around the table, and the brackets that hold it, stay.
    expect(left.slice(0, left.indexOf("\nexport const "))).toBe(source.slice(0, source.indexOf("\nexport const ")));
    expect(left.split("{").length).toBe(left.split("}").length);
    expect(left.trimEnd().slice(-2)).toBe(source.trimEnd().slice(-2));
  });
});

test("entries of one line and of several go with all their lines", () => {
  const table = `import {} from "x";\n\nexport const words = {\n  a: "1",\n  b: {\n    a: "2",\n  },\n  // Why\n  "c/d": (x) =>\n    x,\n  e: 3,\n} as const;\n`;
  expect(withoutEntries(table, new Set(["b", "c/d"]))).toBe(
    'import {} from "x";\n\nexport const words = {\n  a: "1",\n  // Why\n  e: 3,\n} as const;\n',
  );
});
