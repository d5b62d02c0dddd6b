import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { SetupError } from "./setup-error.mjs";

/** How often the holder touches its lock file, and after what silence others hold it for dead. */
const HEARTBEAT_MS = 2_000;
const STALE_AFTER_MS = 20_000;
const POLL_MS = 100;

/**
 * @typedef {object} LockOptions
 * @property {number} [waitMs] how long to wait for another holder; a slow machine compiles for many minutes
 * @property {(holder: string) => void} [onWait] called once when another process holds the lock
 */

/**
 * Runs `work` while no other process of this clone is setting up. A holder that was killed leaves its file behind:
 * its process is gone, or (in a container, where process numbers come again) its heartbeat has stopped.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {LockOptions} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, options = {}) {
  const mine = `${process.pid} ${hostname()} ${process.hrtime.bigint()}`;
  await take(file, mine, options);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  heartbeat.unref();
  const onExit = () => release(file, mine);
  process.on("exit", onExit);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", onExit);
    release(file, mine);
  }
}

/**
 * @param {string} file
 * @param {string} mine
 * @param {LockOptions} options
 */
async function take(file, mine, options) {
  const waitMs = options.waitMs ?? 30 * 60_000;
  const deadline = Date.now() + waitMs;
  let told = false;
  while (!create(file, mine)) {
    const holder = read(file);
    if (holder === undefined) continue;
    if (isAbandoned(file, holder)) {
      removeAbandoned(file, holder);
      continue;
    }
    const processId = holder.split(" ")[0] ?? "?";
    if (!told) options.onWait?.(processId);
    told = true;
    if (Date.now() >= deadline) {
      throw new SetupError(`Another set-up (process ${processId}) has not ended; if there is none, remove ${file}.`);
    }
    await delay(POLL_MS);
  }
}

/**
 * @param {string} file
 * @param {string} mine
 * @returns {boolean} false when another holder has the file
 */
function create(file, mine) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw new SetupError(`The set-up cannot write ${file} (${codeOf(error)}); run it as the owner of this folder.`);
  }
}

/**
 * @param {string} file
 * @returns {string | undefined} undefined when the holder has just let go
 */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} holder
 */
function isAbandoned(file, holder) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_AFTER_MS) return true;
  } catch {
    return false;
  }
  const [id, host] = holder.split(" ");
  const processId = Number(id);
  // An empty file belongs to a holder that is just about to write its name.
  if (host !== hostname() || !Number.isInteger(processId) || processId <= 0) return false;
  if (processId === process.pid) return true;
  try {
    process.kill(processId, 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}

/**
 * Renames first: of several processes that see the same abandoned file only one can move it away. Should the file
 * moved be a newer holder's, it is put back.
 *
 * @param {string} file
 * @param {string} holder
 */
function removeAbandoned(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved !== undefined && moved !== holder) create(file, moved);
  rmSync(aside, { force: true });
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody removed it by hand: the work goes on, and release() will find nothing.
  }
}

/**
 * @param {string} file
 * @param {string} mine
 */
function release(file, mine) {
  if (read(file) === mine) rmSync(file, { force: true });
}

/**
 * @param {unknown} error
 * @returns {string | undefined}
 */
function codeOf(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
