import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countTests, describeSkipped, parseSummary, summaryLine } from "./summary.mjs";
import { missingTools } from "./tools.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-summary-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param {string} status
 * @param {string} [group]
 */
const outcome = (status, group = "a group") => ({ status, ancestorTitles: [group], title: "a test" });

describe("countTests", () => {
  test("counts tests by what became of them", () => {
    const assertionResults = [
      outcome("passed"),
      outcome("failed"),
      outcome("skipped"),
      outcome("pending"),
      outcome("todo"),
    ];
    const report = { testResults: [{ name: "a.test.ts", status: "failed", assertionResults }] };
    expect(countTests(report)).toEqual({ passed: 1, failed: 1, skipped: 3 });
  });

  test("counts a file that could not be loaded as one failure", () => {
    const report = { testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [] }] };
    expect(countTests(report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("describeSkipped", () => {
  const lacks = [
    { word: /mosquitto/i, reason: "mosquitto is not installed" },
    { word: /socat/i, reason: "socat is not installed" },
  ];

  test("names the group and what it lacks, also when only an imported file speaks of it", () => {
    writeFileSync(join(folder, "broker.ts"), 'export const command = "mosquitto";');
    const name = join(folder, "sink.test.ts");
    writeFileSync(name, 'import { command } from "./broker.ts";');
    const assertionResults = [outcome("skipped", "sink"), outcome("skipped", "sink"), outcome("passed", "words")];
    const report = { testResults: [{ name, status: "passed", assertionResults }] };
    expect(describeSkipped(report, { root: folder, lacks })).toEqual([
      "skipped: sink.test.ts > sink (2): mosquitto is not installed",
    ]);
  });

  test("believes the titles before the file", () => {
    const name = join(folder, "both.test.ts");
    writeFileSync(name, "// socat and mosquitto");
    const report = { testResults: [{ name, status: "passed", assertionResults: [outcome("skipped", "with socat")] }] };
    expect(describeSkipped(report, { root: folder, lacks })).toEqual([
      "skipped: both.test.ts > with socat (1): socat is not installed",
    ]);
  });

  test("says so where nothing is missing that the file speaks of", () => {
    const name = join(folder, "plain.test.ts");
    writeFileSync(name, "");
    const report = { testResults: [{ name, status: "passed", assertionResults: [outcome("skipped")] }] };
    expect(describeSkipped(report, { root: folder, lacks })).toEqual([
      "skipped: plain.test.ts > a group (1): switched off by the test itself",
    ]);
  });
});

describe("the last line", () => {
  test("can be read back", () => {
    const counts = { passed: 12, failed: 0, skipped: 3 };
    expect(summaryLine(counts)).toBe("12 passed, 0 failed, 3 skipped");
    expect(parseSummary(`more\n${summaryLine(counts)}\n`)).toEqual(counts);
  });

  test("is not taken from anywhere but the end", () => {
    expect(parseSummary("1 passed, 0 failed, 0 skipped\ncrashed\n")).toBeUndefined();
    expect(parseSummary("")).toBeUndefined();
  });
});

describe("missingTools", () => {
  const tool = { name: "thing", commands: ["thing", "other-thing"], debianPackage: "thing" };

  test("finds a tool under any of its names, and only where it can be executed", () => {
    expect(missingTools([tool], folder)).toEqual([tool]);
    writeFileSync(join(folder, "other-thing"), "", { mode: 0o644 });
    expect(missingTools([tool], folder)).toEqual([tool]);
    writeFileSync(join(folder, "thing"), "", { mode: 0o755 });
    expect(missingTools([tool], folder)).toEqual([]);
  });
});
