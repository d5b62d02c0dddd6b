/** Finds imports that the tables of checking/arrows.mjs do not allow: between packages, and inside the decoder. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import {
  decoderArrows,
  decoderTops,
  extraForTests,
  extraForTools,
  openParts,
  packageArrows,
} from "./checking/arrows.mjs";
import { findImports } from "./checking/imports.mjs";

const scope = "@meter2mqtt/";
const skippedFolders = new Set(["node_modules", "dist", ".svelte-kit"]);
const assembly = "pipeline";

/** @type {Readonly<Record<Place["role"], readonly string[]>>} */
const extras = { source: [], test: extraForTests, tool: extraForTools };

/**
 * Where a file belongs, as far as the tables care.
 *
 * @typedef {object} Place
 * @property {string} package
 * @property {string} part the folder or file of `src`; empty outside it
 * @property {"source" | "test" | "tool"} role
 */

/**
 * @param {string} root
 * @returns {string[]} one line for each forbidden import, with file and line
 */
export function findForbiddenArrows(root) {
  const packages = join(root, "packages");
  return sourceFiles(packages).flatMap((file) => {
    const from = placeOf(relative(packages, file));
    return findImports(file, readFileSync(file, "utf8")).flatMap(({ specifier, line, isType }) => {
      const complaint = complaintAbout(from, targetOf(packages, file, specifier), isType);
      return complaint === undefined ? [] : [`${relative(root, file)}:${line}: ${complaint} ("${specifier}")`];
    });
  });
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourceFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : sourceFiles(path);
    return /\.(ts|mts|js|mjs|svelte)$/.test(entry.name) ? [path] : [];
  });
}

/**
 * @param {string} path relative to packages/
 * @returns {Place}
 */
function placeOf(path) {
  const [name = "", top = "", ...rest] = path.split(/[\\/]/);
  return { package: name, part: top === "src" ? partOf(rest) : "", role: roleOf(top, path) };
}

/**
 * @param {readonly string[]} path below src/
 * @returns {string}
 */
function partOf([first = "", ...rest]) {
  const part = first.replace(/(\.test)?\.ts$/, "");
  const isKnown = openParts.includes(part) || part in decoderArrows;
  // What lies beside index.ts puts the parts together, however many files that takes.
  return rest.length > 0 || isKnown ? part : assembly;
}

/**
 * @param {string} top
 * @param {string} path
 * @returns {Place["role"]}
 */
function roleOf(top, path) {
  if (["bench", "fuzz", "torture", "year"].includes(top)) return "tool";
  return top === "test" || /\.test\.[a-z]+$/.test(path) ? "test" : "source";
}

/**
 * @param {string} packages
 * @param {string} file
 * @param {string} specifier
 * @returns {Place | undefined} undefined for anything outside packages/
 */
function targetOf(packages, file, specifier) {
  if (specifier.startsWith(scope)) {
    return { package: specifier.slice(scope.length).split("/")[0] ?? "", part: "", role: "source" };
  }
  if (!specifier.startsWith(".")) return undefined;
  const path = relative(packages, join(dirname(file), specifier));
  return path.startsWith("..") ? undefined : placeOf(path);
}

/**
 * @param {Place} from
 * @param {Place | undefined} to
 * @param {boolean} isType
 * @returns {string | undefined} undefined when the import is allowed
 */
function complaintAbout(from, to, isType) {
  if (to === undefined) return undefined;
  if (from.package !== to.package) return packageComplaint(from, to, isType);
  const isBetweenParts = from.part !== "" && to.part !== "" && from.part !== to.part;
  // A test may put parts together as it likes: it shows how they work, and nothing depends on it.
  if (from.package !== "decoder" || from.role !== "source" || !isBetweenParts) return undefined;
  return partComplaint(from.part, to.part, isType);
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {boolean} isType
 */
function packageComplaint(from, to, isType) {
  const extra = extras[from.role];
  const arrows = packageArrows[from.package];
  if (arrows === undefined) return `package ${from.package} has no row in checking/arrows.mjs`;
  // What a package knows by its types only, its tests may run.
  if (extra.includes(to.package) || isAllowed(arrows, to.package, isType || from.role !== "source")) return undefined;
  return `${from.package} may not import ${to.package}`;
}

/**
 * @param {string} from
 * @param {string} to
 * @param {boolean} isType
 */
function partComplaint(from, to, isType) {
  if (decoderTops.includes(from) || openParts.includes(to)) return undefined;
  if (openParts.includes(from)) return `${from} is open to all parts and may import only such parts, not ${to}`;
  const arrows = decoderArrows[from];
  if (arrows === undefined) return `decoder part ${from} has no row in checking/arrows.mjs`;
  return isAllowed(arrows, to, isType) ? undefined : `decoder part ${from} may not import ${to}`;
}

/**
 * @param {import("./checking/arrows.mjs").Arrows} arrows
 * @param {string} to
 * @param {boolean} isType
 */
function isAllowed(arrows, to, isType) {
  return arrows.may.includes(to) || (isType && arrows.mayForTypes?.includes(to) === true);
}
