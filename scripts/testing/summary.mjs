import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/**
 * The parts of vitest's JSON report that the summary is made from.
 *
 * @typedef {object} AssertionResult
 * @property {string} status
 * @property {readonly string[]} ancestorTitles
 * @property {string} title
 *
 * @typedef {object} FileResult
 * @property {string} name the file's full path
 * @property {string} status
 * @property {readonly AssertionResult[]} assertionResults
 *
 * @typedef {object} VitestReport
 * @property {readonly FileResult[]} testResults
 */

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * What a test may lack, and the word by which a test file that needs it can be known.
 *
 * @typedef {object} Lack
 * @property {RegExp} word
 * @property {string} reason
 */

/**
 * @param {VitestReport} report
 * @returns {Counts}
 */
export function countTests(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    for (const { status } of file.assertionResults) counts[kindOf(status)]++;
    // A file that cannot be loaded, or whose hooks throw, has failed without a failed test.
    const hasFailedTest = file.assertionResults.some(({ status }) => kindOf(status) === "failed");
    if (file.status === "failed" && !hasFailedTest) counts.failed++;
  }
  return counts;
}

/**
 * @param {string} status
 * @returns {keyof Counts}
 */
function kindOf(status) {
  if (status === "passed" || status === "failed") return status;
  return "skipped";
}

/**
 * One line for each group of skipped tests, with the reason.
 *
 * @param {VitestReport} report
 * @param {{ root: string, lacks: readonly Lack[] }} options
 * @returns {string[]}
 */
export function describeSkipped(report, { root, lacks }) {
  const lines = [];
  for (const file of report.testResults) {
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (const { status, ancestorTitles, title } of file.assertionResults) {
      if (kindOf(status) !== "skipped") continue;
      const group = ancestorTitles[0] ?? title;
      groups.set(group, [...(groups.get(group) ?? []), [...ancestorTitles, title].join(" ")]);
    }
    const name = relative(root, file.name);
    for (const [group, titles] of groups) {
      lines.push(`skipped: ${name} > ${group} (${titles.length}): ${reasonFor(titles, file.name, lacks)}`);
    }
  }
  return lines;
}

/**
 * vitest does not report why a test was skipped. What is missing on this machine is known, and so is which of it the
 * tests' titles speak of, else the test file or a file that it imports.
 *
 * @param {readonly string[]} titles
 * @param {string} file
 * @param {readonly Lack[]} lacks
 */
function reasonFor(titles, file, lacks) {
  const sources = [file, ...localImports(file)];
  for (const text of [titles.join("\n"), sources.map(readIfThere).join("\n")]) {
    const reasons = lacks.filter(({ word }) => word.test(text)).map(({ reason }) => reason);
    if (reasons.length > 0) return reasons.join("; ");
  }
  return "switched off by the test itself";
}

/** @param {string} file */
function localImports(file) {
  const specifiers = [...readIfThere(file).matchAll(/from\s+"(\.[^"]+)"/g)].map((match) => match[1] ?? "");
  return specifiers.map((specifier) => resolve(dirname(file), specifier));
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/**
 * The last line of every test run.
 *
 * @param {Counts} counts
 */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * The counts of a run by another process, from what it printed.
 *
 * @param {string} output
 * @returns {Counts | undefined} undefined when its last line is not a summary
 */
export function parseSummary(output) {
  const match = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(output.trimEnd().split("\n").at(-1) ?? "");
  if (match === null) return undefined;
  const [passed = 0, failed = 0, skipped = 0] = match.slice(1).map(Number);
  return { passed, failed, skipped };
}

/**
 * @param {string} file
 * @returns {VitestReport | undefined} undefined when vitest ended before it wrote one
 */
export function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(join(file), "utf8"));
    return Array.isArray(report?.testResults) ? report : undefined;
  } catch {
    return undefined;
  }
}
