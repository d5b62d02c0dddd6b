/**
 * The set-up of a clone: installs what package-lock.json names and builds the packages, each only when something
 * changed. It needs nothing but Node and npm, so that it can run before anything is installed.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contentDigest, fingerprintOf, readStamp, writeStamp } from "./setup/fingerprint.mjs";
import { withLock } from "./setup/lock.mjs";
import { npmCommand } from "./setup/npm-command.mjs";
import { builtPackages, root, stateFolder } from "./setup/paths.mjs";
import { runHeld, stopHeldCommands } from "./setup/run-held.mjs";
import { EXIT_CONFIG, SetupError } from "./setup/setup-error.mjs";
import { buildSqlite, isSqliteReady } from "./setup/sqlite.mjs";

export { SetupError } from "./setup/setup-error.mjs";

const installStamp = join(root, "node_modules/.meter2mqtt-install.json");
const buildStamp = join(root, "node_modules/.meter2mqtt-build.json");

/**
 * @typedef {object} SetupOptions
 * @property {boolean} [quiet] says only what takes long, not how long it took
 */

/** Refuses a Node that is too old to run what follows, in a sentence instead of a syntax error. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(`meter2mqtt needs Node.js 20.19 or later; this is ${process.versions.node}.`, EXIT_CONFIG);
}

/**
 * Installs the dependencies, and on a Node without SQLite builds better-sqlite3. Does nothing when the lock file, the
 * Node and the platform are those of the last time.
 *
 * @param {SetupOptions} [options]
 */
export async function ensureInstalled(options = {}) {
  checkNode();
  if (installState().isReady) return;
  await setUp(options, async () => {
    let state = installState();
    if (!state.isInstalled) {
      await step("Installing the dependencies", options, installDependencies);
      state = installState();
    }
    if (!isSqliteReady(root, state.sqliteAbi)) {
      await step("Building better-sqlite3 for this Node (a minute or two)", options, () => buildSqlite(root));
    }
    writeStamp(installStamp, { machine: machineKey(), lock: lockDigest(), sqliteAbi: process.versions.modules });
  });
}

/**
 * Builds the packages and the pages. Does nothing when no source has changed since the last time.
 *
 * @param {SetupOptions} [options]
 */
export async function ensureBuilt(options = {}) {
  if (isBuilt(buildState())) return;
  await setUp(options, async () => {
    const state = buildState();
    const stamp = readStamp(buildStamp);
    if (!isNodePartBuilt(state)) {
      await step("Building the gateway", options, () => runBuildTool(["scripts/setup/bundle.mjs"], "."));
      writeStamp(buildStamp, { ...stamp, node: state.node });
    }
    if (!isWebPartBuilt(state)) {
      const args = [join(root, "node_modules/vite/bin/vite.js"), "build"];
      await step("Building the pages", options, () => runBuildTool(args, "packages/web"));
    }
    writeStamp(buildStamp, { node: state.node, web: state.web });
  });
}

/**
 * Runs `work` while no other process sets this clone up. A signal ends what it has started as well.
 *
 * @param {SetupOptions} options
 * @param {() => Promise<void>} work
 */
async function setUp(options, work) {
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    stopHeldCommands();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  /** @param {string} holder */
  const onWait = (holder) => {
    if (options.quiet !== true) process.stderr.write(`Waiting for the set-up that process ${holder} is running ...\n`);
  };
  try {
    await withLock(join(stateFolder, "setup.lock"), work, { onWait });
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

/**
 * @param {string} title
 * @param {SetupOptions} options
 * @param {() => Promise<void>} work
 */
async function step(title, options, work) {
  process.stderr.write(`${title} ...\n`);
  const start = performance.now();
  await work();
  if (options.quiet !== true) process.stderr.write(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

/** What an installed tree depends on beside the lock file: addons and platform binaries differ between Nodes and machines. */
function machineKey() {
  return `${process.platform} ${process.arch} ${process.versions.modules}`;
}

function lockDigest() {
  return contentDigest(join(root, "package-lock.json"));
}

function installState() {
  const stamp = readStamp(installStamp);
  const isStamped = stamp["machine"] === machineKey() && stamp["lock"] === lockDigest();
  const mayHaveChangedByHand = stamp["machine"] === undefined || stamp["machine"] === machineKey();
  const isInstalled = isStamped || (mayHaveChangedByHand && holdsLockedVersions());
  const sqliteAbi = stamp["sqliteAbi"];
  return { isInstalled, sqliteAbi, isReady: isStamped && isSqliteReady(root, sqliteAbi) };
}

/**
 * Whether a tree that our stamp does not speak of is what the lock file asks for, since somebody ran `npm install` by
 * hand: then it is left as it is. npm notes down what it has installed when it has ended, in a lock file of the same form.
 */
function holdsLockedVersions() {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const present = lockedPackages(join(root, "node_modules/.package-lock.json"));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    // Workspaces are links; which optional packages belong here depends on the machine.
    if (!path.startsWith("node_modules/") || optional === true) return true;
    return present[path]?.version === version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

async function installDependencies() {
  const npm = npmCommand();
  // NODE_ENV=production would leave out the compiler that builds the packages.
  const args = ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const { ok, output } = await runHeld(npm.command, [...npm.args, ...args], { cwd: root });
  if (ok) return;
  process.stderr.write(`${output.trimEnd()}\n`);
  throw new SetupError("The dependencies could not be installed; what npm said is above.");
}

/**
 * @param {readonly string[]} args of Node
 * @param {string} folder
 */
async function runBuildTool(args, folder) {
  // Whatever the surroundings say (a test runner's "test", a developer's "development"): what is built is what is served.
  const env = { ...process.env, NODE_ENV: "production" };
  const { ok, output } = await runHeld(process.execPath, args, { cwd: join(root, folder), env });
  if (ok) return;
  process.stderr.write(`${output.trimEnd()}\n`);
  throw new SetupError("The build failed; what the compiler said is above.");
}

/** Digests of all that the two parts of the build are made from. */
function buildState() {
  const shared = ["package-lock.json", "tsconfig.base.json"];
  const packages = builtPackages.map((name) => `packages/${name}`);
  return {
    node: fingerprintOf(root, [...shared, "scripts/setup/bundle.mjs", ...packages]),
    web: fingerprintOf(root, [...shared, "packages/web", "packages/decoder", "packages/contract", "packages/energy"]),
  };
}

/** @param {ReturnType<typeof buildState>} state */
function isBuilt(state) {
  return isNodePartBuilt(state) && isWebPartBuilt(state);
}

/** @param {ReturnType<typeof buildState>} state */
function isNodePartBuilt(state) {
  return (
    readStamp(buildStamp)["node"] === state.node && isThere("gateway/src/cli/main.ts", "gateway/dist/bundle/main.js")
  );
}

/** @param {ReturnType<typeof buildState>} state */
function isWebPartBuilt(state) {
  return readStamp(buildStamp)["web"] === state.web && isThere("web/index.html", "web/dist/index.html");
}

/**
 * @param {string | undefined} source
 * @param {string | undefined} output
 */
function isThere(source, output) {
  return existsSync(join(root, `packages/${output}`)) || !existsSync(join(root, `packages/${source}`));
}
