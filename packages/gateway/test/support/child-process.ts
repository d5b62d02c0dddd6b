import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";

/** Whether a program is on this machine: tests that need it are skipped where it is not. */
export function hasProgram(path: string, argument = "-h"): boolean {
  return spawnSync(path, [argument], { stdio: "ignore" }).error === undefined;
}

/** Ends a process that the test started, and waits until it is gone. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
