import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.ts";

const executable = fileURLToPath(new URL("../../../../bin/meter2mqtt.js", import.meta.url));

/** The program as a user runs it: a process of its own, with the executable of the project. */
export class ProgramProcess {
  readonly child: ChildProcess;
  #said = "";

  /** `runner`: a command that runs it, where that is not to be done right here. */
  constructor(
    args: readonly string[],
    folder: string,
    environment: Readonly<Record<string, string>> = {},
    runner: readonly string[] = [],
  ) {
    const [program = "", ...rest] = [...runner, process.execPath, executable, ...args];
    this.child = spawn(program, rest, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#said += String(chunk);
      });
    }
  }

  /** Everything it printed so far, on both outputs. */
  get said(): string {
    return this.#said;
  }

  /** Waits for a text that matches, and gives its first group. */
  async says(what: RegExp, timeoutMs = 60_000): Promise<string> {
    await eventually(`the program says ${what}, but it said: ${this.#said}`, () => what.test(this.#said), timeoutMs);
    return what.exec(this.#said)?.[1] ?? "";
  }

  /** Sends the signal; resolves with the exit code, and how long it took in milliseconds. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<{ readonly code: number | null; readonly took: number }> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return { code: child.exitCode, took: 0 };
    const began = performance.now();
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
    return { code: child.exitCode, took: performance.now() - began };
  }
}
