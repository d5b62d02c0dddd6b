import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * How to run npm: the one that started this process, else the one beside this Node, else the one in PATH.
 * The first two run under this very Node, so what is compiled fits it.
 *
 * @returns {{ command: string, args: string[] }} `args` come before npm's own
 */
export function npmCommand() {
  const beside = join(nodePrefix(), "lib/node_modules/npm/bin/npm-cli.js");
  const besideOnWindows = join(dirname(realpathSync(process.execPath)), "node_modules/npm/bin/npm-cli.js");
  for (const script of [process.env["npm_execpath"], beside, besideOnWindows]) {
    // Other package managers set npm_execpath too, and do not read package-lock.json.
    if (script !== undefined && basename(script) === "npm-cli.js" && existsSync(script)) {
      return { command: process.execPath, args: [script] };
    }
  }
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", args: [] };
}

/** The folder that holds Node's `bin/` and, where headers are installed, `include/node/`. */
export function nodePrefix() {
  return dirname(dirname(realpathSync(process.execPath)));
}
