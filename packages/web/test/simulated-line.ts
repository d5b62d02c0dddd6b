import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const executable = fileURLToPath(new URL("../../../bin/meter2mqtt.js", import.meta.url));
const patience = 60_000;

/** A virtual meter on a TCP port, by the program's own `simulate`. */
export class SimulatedLine implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
  }

  /** `more`: further options, such as keys. */
  static async start(meter: string, more: readonly string[] = []): Promise<SimulatedLine> {
    const args = ["simulate", "--meter", meter, "--tcp", "0", "--speed", "5", ...more];
    const child = spawn(process.execPath, [executable, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += String(chunk);
      });
    }
    for (const end = Date.now() + patience; ; ) {
      const port = /port: (\d+)/.exec(said)?.[1];
      if (port !== undefined) return new SimulatedLine(Number(port), child);
      if (child.exitCode !== null || Date.now() > end) throw new Error(`the simulator did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await gone;
  }
}
