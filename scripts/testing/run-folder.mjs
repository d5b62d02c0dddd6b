import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @type {string | undefined} */
let folder;

/** A folder that all processes of a test run know of, for what is made once and used by several files; it goes with the run. */
export function setup() {
  // The projects of a run share it: the first of them makes it.
  if (process.env["TEST_RUN_FOLDER"] !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-run-"));
  process.env["TEST_RUN_FOLDER"] = folder;
}

export function teardown() {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
