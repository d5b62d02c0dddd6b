import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { nodePrefix, npmCommand } from "./npm-command.mjs";
import { runHeld } from "./run-held.mjs";
import { EXIT_CONFIG, SetupError } from "./setup-error.mjs";

const addon = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";

/**
 * Whether this Node brings SQLite, without a flag. Asked without loading it, since that prints a warning.
 */
function hasBuiltinSqlite() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isUnflagged = major >= 24 || (major === 23 && minor >= 4) || (major === 22 && minor >= 13);
  return isUnflagged && isBuiltin("node:sqlite");
}

/**
 * @param {string} root
 * @param {unknown} builtFor the ABI that the stamp says better-sqlite3 was built for
 */
export function isSqliteReady(root, builtFor) {
  return hasBuiltinSqlite() || (builtFor === process.versions.modules && existsSync(join(root, addon)));
}

/**
 * Builds better-sqlite3 from source for this Node. No binary is downloaded: that would need a host beside the
 * package registry, and the sources are in the package.
 *
 * @param {string} root
 */
export async function buildSqlite(root) {
  const headers = findHeaders();
  const missing = missingBuildTools(headers);
  if (missing.length > 0 || headers === undefined) {
    throw new SetupError(
      `Node ${process.versions.node} has no SQLite of its own, and to build better-sqlite3 this machine lacks ` +
        `${listed(missing)}; Node 22.13 or later needs none of it.`,
      EXIT_CONFIG,
    );
  }
  const npm = npmCommand();
  const args = ["rebuild", "better-sqlite3", "--build-from-source", "--ignore-scripts=false"];
  // package.json denies this package its install script, so that Nodes which bring SQLite do not compile it for a
  // minute. npm then refuses it in an explicit rebuild as well, unless told otherwise; only this package is rebuilt.
  args.push("--dangerously-allow-all-scripts");
  const env = {
    ...process.env,
    npm_config_nodedir: headers,
    npm_config_build_from_source: "true",
    npm_config_jobs: "max",
  };
  const { ok, output } = await runHeld(npm.command, [...npm.args, ...args], { cwd: root, env });
  const failure = ok ? openingFailure(root) : output;
  if (failure === undefined) return;
  process.stderr.write(`${(ok ? `${output}\n${failure}` : failure).trimEnd()}\n`);
  throw new SetupError(
    "better-sqlite3 could not be built from source (its output is above); Node 22.13 or later does not need it.",
  );
}

/**
 * The folder above Node's own `include/node`, if its headers are there and are this Node's.
 *
 * @returns {string | undefined}
 */
function findHeaders() {
  for (const folder of [nodePrefix(), process.env["npm_config_nodedir"]]) {
    if (folder === undefined) continue;
    const version = readIfThere(join(folder, "include/node/node_version.h"));
    const major = /#define NODE_MAJOR_VERSION (\d+)/.exec(version)?.[1];
    if (major === process.versions.node.split(".")[0]) return folder;
  }
  return undefined;
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/**
 * @param {string | undefined} headers
 * @returns {string[]} in words for a sentence
 */
function missingBuildTools(headers) {
  const compilers = [process.env["CXX"], "c++", "g++", "clang++"];
  const missing = [];
  if (!compilers.some(runs)) missing.push("a C++ compiler (c++ or g++)");
  if (!["make", "gmake"].some(runs)) missing.push("make");
  if (![process.env["PYTHON"], "python3"].some(runs)) missing.push("python3");
  if (headers === undefined) {
    missing.push(`the headers of this Node (${join(nodePrefix(), "include/node/node.h")})`);
  }
  return missing;
}

/**
 * Started, not only looked for: macOS has placeholders of these names that only ask to install something.
 *
 * @param {string | undefined} command
 */
function runs(command) {
  return command !== undefined && command !== "" && spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

/**
 * Tried in a process of its own, since an addon that does not fit can end the process that loads it.
 *
 * @param {string} root
 * @returns {string | undefined} what went wrong
 */
function openingFailure(root) {
  const program = "const Database = require('better-sqlite3'); new Database(':memory:').prepare('select 1').get();";
  const { status, signal, stderr } = spawnSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" });
  if (status === 0) return undefined;
  return stderr.trim() || `better-sqlite3 was built, but opening a database with it ended with ${signal ?? status}`;
}

/** @param {readonly string[]} names */
function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
