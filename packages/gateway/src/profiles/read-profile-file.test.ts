import { describe, expect, test } from "vitest";
import { parseProfileText, problemWords, readProfileFile } from "./read-profile-file.ts";

const profile = { id: "a", manufacturer: "", flagIds: ["ABC"], listVersions: [], layouts: [] };

function wordsOf(text: string): readonly string[] {
  const read = parseProfileText(text, "a.yaml");
  return read.ok ? [] : read.problems.map(problemWords);
}

describe("a profile's file", () => {
  test("may be YAML or JSON", () => {
    expect(parseProfileText("id: a\nflagIds: [ABC]\nlayouts: []\n", "a.yaml")).toEqual({ ok: true, profile });
    expect(parseProfileText(JSON.stringify(profile, undefined, 2), "a.json")).toEqual({ ok: true, profile });
  });

  test("each problem has its line and column, its key, and what was expected", () => {
    const text = 'id: a\nflagIds: [abc]\nlayouts:\n  - columns:\n      - { obis: "1-0:1.7.0", unit: kW }\n';
    expect(wordsOf(text)).toEqual([
      expect.stringMatching(/^a\.yaml, line 2, column 11: flagIds\.0 is `abc`: expected three capital letters/),
      expect.stringMatching(/^a\.yaml, line 5, column 30: layouts\.0\.columns\.0\.unit is `kW`: expected a unit/),
    ]);
  });

  test("what is missing is told at what it is missing from", () => {
    const text = 'id: a\nlayouts:\n  - anonymous: true\n    columns:\n      - { obis: "1-0:1.7.0" }\n';
    expect(wordsOf(text)).toEqual([expect.stringMatching(/^a\.yaml, line 5, .*unit is missing: expected `W`/)]);
    expect(wordsOf("")).toEqual([expect.stringMatching(/^a\.yaml: is empty: expected settings/)]);
  });

  test("what is no YAML is told with its place", () => {
    expect(wordsOf("id: a\nlayouts: [\n")).toEqual([
      expect.stringMatching(/^a\.yaml, line \d+, column \d+: this is not YAML: /),
    ]);
  });

  test("aliases that grow without end, and large files, are refused", () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${"*l".concat(`${i}, `).repeat(9)}]`);
    expect(wordsOf(`l0: &l0 [1]\n${levels.join("\n")}\n`)).toHaveLength(1);
    expect(wordsOf(`# ${"x".repeat(1_000_001)}`)).toEqual(["a.yaml: is larger than any profile"]);
  });

  test("a file that is not there is said to be so", () => {
    const read = readProfileFile("/nowhere/a.yaml");
    expect(read).toEqual({
      ok: false,
      problems: [{ file: "/nowhere/a.yaml", path: "", message: "there is no such file" }],
    });
  });
});
