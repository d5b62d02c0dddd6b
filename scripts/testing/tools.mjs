import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runHeld } from "../setup/run-held.mjs";

/**
 * @typedef {object} TestTool
 * @property {string} name as tests and people call it
 * @property {readonly string[]} commands any of them will do
 * @property {string} debianPackage
 * @property {string} [pythonModule] what must be there beside a command
 */

/** What tests start besides Node. @type {readonly TestTool[]} */
export const testTools = [
  { name: "mosquitto", commands: ["mosquitto"], debianPackage: "mosquitto" },
  { name: "mosquitto_sub", commands: ["mosquitto_sub"], debianPackage: "mosquitto-clients" },
  { name: "socat", commands: ["socat"], debianPackage: "socat" },
  { name: "jinja", commands: ["python3"], pythonModule: "jinja2", debianPackage: "python3-jinja2" },
  { name: "influxd", commands: ["influxd"], debianPackage: "influxdb" },
  { name: "promtool", commands: ["promtool"], debianPackage: "prometheus" },
  { name: "PostgreSQL", commands: ["pg_ctlcluster"], debianPackage: "postgresql" },
  { name: "chromium", commands: ["chromium", "chromium-browser", "google-chrome"], debianPackage: "chromium" },
];

/** Debian keeps servers where only root's PATH looks. */
const serverFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

const UPDATE_TIMEOUT_MS = 120_000;
const INSTALL_TIMEOUT_MS = 300_000;

/**
 * @param {readonly TestTool[]} tools
 * @param {string} path a list of folders as in the environment variable PATH
 * @returns {TestTool[]}
 */
export function missingTools(tools, path) {
  const folders = [...path.split(delimiter).filter((folder) => folder !== ""), ...serverFolders];
  return tools.filter(
    ({ commands, pythonModule }) =>
      !commands.some((command) => folders.some((folder) => isExecutable(join(folder, command)))) ||
      (pythonModule !== undefined && !hasPythonModule(pythonModule, path)),
  );
}

/**
 * @param {string} name
 * @param {string} path
 */
function hasPythonModule(name, path) {
  const env = { ...process.env, PATH: path };
  return spawnSync("python3", ["-c", `import ${name}`], { env, stdio: "ignore" }).status === 0;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the test tools may be installed here: by root, on Debian, unless METER2MQTT_NO_APT says otherwise. */
export function mayInstall() {
  const isRoot = process.getuid?.() === 0;
  return isRoot && existsSync("/etc/debian_version") && (process.env["METER2MQTT_NO_APT"] ?? "") === "";
}

/**
 * Installs tools from Debian's archive. One that cannot be had is no failure: its tests are skipped.
 *
 * @param {readonly TestTool[]} tools
 */
export async function installTools(tools) {
  process.stderr.write(`Installing ${tools.map(({ debianPackage }) => debianPackage).join(", ")} for the tests ...\n`);
  await aptGet(["update"], UPDATE_TIMEOUT_MS);
  for (const { debianPackage } of tools) {
    const { ok, output } = await aptGet(
      ["install", "-y", "--no-install-recommends", debianPackage],
      INSTALL_TIMEOUT_MS,
    );
    const reason = output.trim().split("\n").at(-1);
    if (!ok) process.stderr.write(`  ${debianPackage} could not be installed: ${reason}\n`);
  }
}

/**
 * @param {readonly string[]} args
 * @param {number} timeoutMs
 */
function aptGet(args, timeoutMs) {
  // Tests start servers of their own: by this, most packages' scripts leave theirs alone.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  return runHeld("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=60", ...args], { env, timeoutMs });
}
