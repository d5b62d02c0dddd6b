import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold results, not sources. */
const skippedFolders = new Set(["node_modules", "dist", ".svelte-kit", "test", "bench", "fuzz"]);

/**
 * A digest of names, sizes and times of all files below the given paths: reading no content, it takes milliseconds.
 * Tests do not count, since nothing that is built contains them. A path that does not exist counts as empty.
 *
 * @param {string} root
 * @param {readonly string[]} paths files and folders, relative to `root`
 * @returns {string}
 */
export function fingerprintOf(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths) addPath(hash, root, path);
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} root
 * @param {string} path
 */
function addPath(hash, root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
    return;
  }
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const isSkipped = entry.isDirectory() ? skippedFolders.has(entry.name) : entry.name.endsWith(".test.ts");
    if (!isSkipped) addPath(hash, root, `${path}/${entry.name}`);
  }
}

/**
 * A digest of the contents of one file; of nothing where there is none.
 *
 * @param {string} file
 */
export function contentDigest(file) {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return "";
  }
}

/**
 * What an earlier set-up noted down; empty where there was none, or it cannot be understood.
 *
 * @param {string} file
 * @returns {Record<string, unknown>}
 */
export function readStamp(file) {
  try {
    const stamp = /** @type {unknown} */ (JSON.parse(readFileSync(file, "utf8")));
    return typeof stamp === "object" && stamp !== null ? { ...stamp } : {};
  } catch {
    return {};
  }
}

/**
 * @param {string} file
 * @param {Record<string, unknown>} stamp
 */
export function writeStamp(file, stamp) {
  writeFileSync(file, `${JSON.stringify(stamp, undefined, 2)}\n`);
}
