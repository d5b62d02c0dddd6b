import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const page = readFileSync(join(root, "docs/security.md"), "utf8");

/** Level 1 of ASVS 5.0.0: 70 points, by chapter and section. */
const levelOne: Readonly<Record<string, number>> = {
  ...{ "1.2": 5, "1.3": 2, "1.5": 1, "2.1": 1, "2.2": 2, "2.3": 1, "3.2": 2, "3.3": 1, "3.4": 2, "3.5": 3 },
  ...{ "4.1": 1, "4.4": 1, "5.2": 2, "5.3": 2, "6.1": 1, "6.2": 8, "6.3": 2, "6.4": 2, "7.2": 4, "7.4": 2 },
  ...{ "8.1": 1, "8.2": 2, "8.3": 1, "9.1": 3, "9.2": 1, "10.4": 5, "11.3": 2, "11.4": 1, "12.1": 1, "12.2": 2 },
  ...{ "13.4": 1, "14.2": 1, "14.3": 1, "15.1": 1, "15.2": 1, "15.3": 1 },
};
const points = Object.entries(levelOne).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);

const sections = page.split(/^## /m).map((part) => ({ title: part.split("\n")[0] ?? "", text: part }));
const rowsOf = (title: string) =>
  (sections.find((section) => section.title === title)?.text ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (---|Point|What)/.test(line))
    .map((line) => line.slice(2, -2).split(" | "));

/** Tests that the page names: file and name. */
const named = [...page.matchAll(/\| ([\w-]+\.test\.ts): "(.+)" \|$/gm)].map(([, file = "", name = ""]) => ({
  file,
  name,
}));

function testFiles(): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const file of readdirSync(join(root, "packages"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".test.ts") || file.includes("node_modules")) continue;
    const name = basename(file);
    files.set(name, [...(files.get(name) ?? []), join(root, "packages", file)]);
  }
  return files;
}

describe("docs/security.md", () => {
  test("has each point of level 1 once: as one that applies, or with the reason why not", () => {
    expect(points).toHaveLength(70);
    const rows = [...rowsOf("Points that apply"), ...rowsOf("Points that do not")].map(([point]) => point);
    expect([...rows].sort()).toEqual([...points].sort());
    for (const [point, , shown] of rowsOf("Points that apply"))
      expect(shown, point).toMatch(/^[\w-]+\.test\.ts: ".+"$/);
    for (const [point, why] of rowsOf("Points that do not")) expect(why?.length, point).toBeGreaterThan(5);
  });

  test("names tests that are there", () => {
    const files = testFiles();
    expect(named.length).toBeGreaterThan(60);
    const missing = named.filter(({ file, name }) => {
      const texts = (files.get(file) ?? []).map((path) => readFileSync(path, "utf8"));
      // As it stands in the test, with its placeholders; a name over quotation marks of its own is not needed so far.
      return !texts.some((text) => text.includes(`"${name}"`));
    });
    expect(missing).toEqual([]);
  });

  test("says what the standard wants said", () => {
    const said = (title: string) => sections.find((section) => section.title === title)?.text ?? "";
    expect(said("How passwords may be tried")).toMatch(/10 tries.*6 minutes.*30 .*2 minutes/s);
    expect(said("Dependencies")).toMatch(/within a week.*within a month/s);
    expect(said("Rules for input")).toMatch(/schema/);
    for (const [, link = ""] of page.matchAll(/\]\((?!#)([^)#]+)/g))
      expect(readFileSync(join(root, "docs", link), "utf8").length, link).toBeGreaterThan(0);
  });
});
