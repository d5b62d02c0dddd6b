import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { npmCommand } from "../setup/npm-command.mjs";
import { root, stateFolder } from "../setup/paths.mjs";
import { runHeld } from "../setup/run-held.mjs";
import { SetupError } from "../setup/setup-error.mjs";

/**
 * Gets a Node of the given major version, with its headers, from the package registry; kept for the next time.
 *
 * @param {string} major
 * @returns {Promise<string>} the folder that holds `bin/node`
 */
export async function ensureNode(major) {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const prefix = join(stateFolder, "nodes", major);
  const folder = join(prefix, "node_modules", name);
  if (existsSync(join(folder, "bin/node"))) return folder;
  process.stderr.write(`Getting Node ${major} ...\n`);
  mkdirSync(prefix, { recursive: true });
  const npm = npmCommand();
  const args = ["install", "--prefix", prefix, "--ignore-scripts", "--no-save", "--no-audit", `${name}@${major}`];
  const { ok, output } = await runHeld(npm.command, [...npm.args, ...args], { cwd: prefix });
  if (ok && existsSync(join(folder, "bin/node"))) return folder;
  throw new SetupError(`Node ${major} could not be had from the package ${name}: ${output.trim().split("\n").at(-1)}`);
}

/**
 * Copies what a clone of the present state would hold: tracked files and new ones, but nothing that git ignores.
 * The folder of shared test data beside the clone, where there is one, appears beside the copy.
 *
 * @param {string} folder where the copy is made, as `main`
 * @returns {string} the copy's root folder
 */
export function copyClone(folder) {
  const copy = join(folder, "main");
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const path of list.toString("utf8").split("\0")) {
    // A tracked file that was removed is listed, too.
    const stats = path === "" ? undefined : lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined || !stats.isFile()) continue;
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    copyFileSync(join(root, path), join(copy, path));
  }
  const shared = join(root, "../shared");
  if (existsSync(shared)) symlinkSync(shared, join(folder, "shared"));
  return copy;
}

/**
 * The environment of somebody who has only this Node, and types the first command.
 *
 * @param {string} nodeFolder
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWith(nodeFolder) {
  /** What npm tells the scripts it runs, and what speaks of the present Node. */
  const isOfThisRun =
    /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_(local_prefix|nodedir|node_gyp)|NODE$|INIT_CWD$)/;
  const kept = Object.entries(process.env).filter(([name]) => !isOfThisRun.test(name));
  const bin = join(nodeFolder, "bin");
  return { ...Object.fromEntries(kept), PATH: `${bin}:${process.env["PATH"] ?? ""}` };
}

/**
 * @param {string} nodeFolder
 * @returns {string} the exact version
 */
export function versionOf(nodeFolder) {
  const { version } = JSON.parse(readFileSync(join(nodeFolder, "package.json"), "utf8"));
  return String(version);
}
