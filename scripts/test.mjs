/** `npm test`: sets the clone up, gets the tools that tests need, runs every test, and says what was skipped and why. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, SetupError } from "./bootstrap.mjs";
import { root } from "./setup/paths.mjs";
import { runScript } from "./setup/run-script.mjs";
import { countTests, describeSkipped, readReport, summaryLine } from "./testing/summary.mjs";
import { installTools, mayInstall, missingTools, testTools } from "./testing/tools.mjs";

await runScript(async () => {
  let result = { counts: { passed: 0, failed: 1, skipped: 0 }, notes: /** @type {string[]} */ ([]), exitCode: 1 };
  try {
    await ensureInstalled();
    const buildFailure = await build();
    result = await runTests(process.argv.slice(2));
    if (buildFailure !== undefined) {
      result.notes.push(buildFailure);
      result.counts.failed++;
      result.exitCode = 1;
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    result = { ...result, notes: [error.message], exitCode: error.exitCode };
  }
  for (const note of result.notes) console.log(note);
  console.log(summaryLine(result.counts));
  return result.exitCode;
});

/**
 * Most tests run on the sources: what they say is worth having also when a package does not compile.
 *
 * @returns {Promise<string | undefined>} what went wrong
 */
async function build() {
  try {
    await ensureBuilt();
    return undefined;
  } catch (error) {
    if (error instanceof SetupError) return `${error.message} The tests ran without it, which counts as one failure.`;
    throw error;
  }
}

/** @param {readonly string[]} args for vitest */
async function runTests(args) {
  const missing = await findMissingTools();
  const folder = mkdtempSync(join(tmpdir(), "meter2mqtt-test-"));
  try {
    const file = join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const exitCode = await runVitest(["run", ...reporters, ...args]);
    return judge(readReport(file), exitCode, missing);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<string[]>} names of tools that tests have to do without */
async function findMissingTools() {
  const path = process.env["PATH"] ?? "";
  const missing = missingTools(testTools, path);
  if (missing.length === 0 || !mayInstall()) return missing.map(({ name }) => name);
  await installTools(missing);
  return missingTools(missing, path).map(({ name }) => name);
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} vitest's exit code
 */
function runVitest(args) {
  return new Promise((resolve, reject) => {
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const child = spawn(process.execPath, [vitest, ...args], { cwd: root, stdio: "inherit" });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * @param {import("./testing/summary.mjs").VitestReport | undefined} report
 * @param {number} exitCode
 * @param {readonly string[]} missing
 */
function judge(report, exitCode, missing) {
  const corpus = join(root, "../shared/corpus");
  const lacks = missing.map((name) => ({ word: new RegExp(name, "i"), reason: `${name} is not installed` }));
  if (!existsSync(corpus)) lacks.push({ word: /corpus/i, reason: "../shared/corpus is not there" });

  const counts = report === undefined ? { passed: 0, failed: 0, skipped: 0 } : countTests(report);
  const notes = report === undefined ? [] : describeSkipped(report, { root, lacks });
  notes.unshift(...lacks.map(({ reason }) => `missing: ${reason}; the tests that need it are skipped`));
  if (counts.passed + counts.failed === 0) notes.push("No test ran.");
  else if (exitCode !== 0 && counts.failed === 0)
    notes.push(`vitest ended with ${exitCode}: an error outside the tests, see above.`);
  const isGood = exitCode === 0 && counts.failed === 0 && counts.passed > 0;
  // What went wrong outside the tests must show in the counts as well, since the last line is all that some look at.
  if (!isGood && counts.failed === 0) counts.failed = 1;
  return { counts, notes, exitCode: isGood ? 0 : 1 };
}
