import { spawn } from "node:child_process";

/** Enough to hold what a failing compiler says, and a bound for one that never stops. */
const KEPT_CHARACTERS = 512 * 1024;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Ends every command that {@link runHeld} has started and that still runs, with all processes below it:
 * `npm` leaves a compiler behind when only it is told to stop.
 */
export function stopHeldCommands() {
  for (const child of running) stop(child);
}

/** @param {import("node:child_process").ChildProcess} child */
function stop(child) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It ended between the look and the signal.
  }
}

/**
 * @typedef {object} HeldOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] ends the command, which then counts as failed
 */

/**
 * Runs a command with its output held back, so that it can be shown on failure only.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {HeldOptions} [options]
 * @returns {Promise<{ ok: boolean, output: string }>} never rejects: a command that cannot be started has failed
 */
export function runHeld(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that stop() reaches the whole tree.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    running.add(child);
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => stop(child), options.timeoutMs);
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString("utf8")).slice(-KEPT_CHARACTERS);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    /** @param {boolean} ok */
    const finish = (ok) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ ok, output });
    };
    child.on("error", (error) => {
      output += `${error.message}\n`;
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}
