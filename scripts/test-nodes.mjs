/**
 * `npm run test:nodes`: runs `npm test` on a fresh copy of this tree under each Node that is supported.
 * Arguments that are numbers choose the Nodes, all others go to vitest: `npm run test:nodes -- 22 packages/decoder`.
 */
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { npmCommand } from "./setup/npm-command.mjs";
import { stateFolder } from "./setup/paths.mjs";
import { runScript } from "./setup/run-script.mjs";
import { copyClone, ensureNode, environmentWith, versionOf } from "./testing/node-copy.mjs";
import { parseSummary, summaryLine } from "./testing/summary.mjs";

const supported = ["20", "22", "24"];
const SHOWN_LINES_OF_FAILURE = 80;

/** @typedef {{ version: string, seconds: number, ok: boolean, counts: import("./testing/summary.mjs").Counts }} Run */

await runScript(async () => {
  const args = process.argv.slice(2);
  const chosen = args.filter((arg) => /^\d+$/.test(arg));
  const vitestArgs = args.filter((arg) => !/^\d+$/.test(arg));
  /** @type {Run[]} */
  const runs = [];
  for (const major of chosen.length > 0 ? chosen : supported) runs.push(await testOn(major, vitestArgs));

  console.log("\nNode        passed  failed  skipped  seconds");
  for (const { version, counts, seconds } of runs) {
    const cells = [counts.passed, counts.failed, counts.skipped, Math.round(seconds)];
    const widths = [8, 8, 9, 9];
    console.log(version.padEnd(10) + cells.map((cell, i) => String(cell).padStart(widths[i] ?? 8)).join(""));
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of runs) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  console.log(summaryLine(total));
  return runs.every(({ ok }) => ok) ? 0 : 1;
});

/**
 * @param {string} major
 * @param {readonly string[]} vitestArgs
 * @returns {Promise<Run>}
 */
async function testOn(major, vitestArgs) {
  const nodeFolder = await ensureNode(major);
  const version = versionOf(nodeFolder);
  const log = join(stateFolder, `test-node-${major}.log`);
  console.log(`Testing on Node ${version}; the output goes to ${log} ...`);
  const folder = mkdtempSync(join(tmpdir(), `meter2mqtt-node-${major}-`));
  const start = performance.now();
  try {
    const npm = npmCommand();
    const node = join(nodeFolder, "bin/node");
    // npm itself under that Node as well, as it would be where only that one is installed.
    const [command, ...npmArgs] = npm.args.length > 0 ? [node, ...npm.args] : [npm.command];
    const args = [...npmArgs, "--silent", "test", "--", ...vitestArgs];
    const result = await runLogged(
      command ?? node,
      args,
      { cwd: copyClone(folder), env: environmentWith(nodeFolder) },
      log,
    );
    const counts = parseSummary(result.output) ?? { passed: 0, failed: 1, skipped: 0 };
    const ok = result.code === 0 && counts.failed === 0 && counts.passed > 0;
    if (!ok) console.log(result.output.trimEnd().split("\n").slice(-SHOWN_LINES_OF_FAILURE).join("\n"));
    return { version, seconds: (performance.now() - start) / 1000, ok, counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @param {string} log also takes what the command says on standard error
 * @returns {Promise<{ code: number, output: string }>} with the standard output only, which ends with the summary
 */
async function runLogged(command, args, options, log) {
  mkdirSync(stateFolder, { recursive: true });
  const file = createWriteStream(log);
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
    file.write(chunk);
  });
  child.stderr.on("data", (chunk) => file.write(chunk));
  /** @type {number} */
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
  file.end();
  await finished(file);
  return { code, output };
}
