import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const executable = fileURLToPath(new URL("../../../bin/meter2mqtt.js", import.meta.url));
const patience = 60_000;

/** A virtual meter on a TCP port, or on a serial port that socat makes, by the program's own `simulate`. */
export class SimulatedLine implements AsyncDisposable {
  /** The TCP port, or the device. */
  readonly port: string;
  readonly #child: ChildProcess;

  private constructor(port: string, child: ChildProcess) {
    this.port = port;
    this.#child = child;
  }

  /** `more`: further options, such as keys. */
  static start(meter: string, more: readonly string[] = []): Promise<SimulatedLine> {
    return SimulatedLine.#start(["--meter", meter, "--tcp", "0", ...more]);
  }

  /** `link`: a path of the test's own for the serial port. */
  static startSerial(meter: string, link: string): Promise<SimulatedLine> {
    return SimulatedLine.#start(["--meter", meter, "--pty", link]);
  }

  static async #start(more: readonly string[]): Promise<SimulatedLine> {
    const args = ["simulate", "--speed", "5", ...more];
    const child = spawn(process.execPath, [executable, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += String(chunk);
      });
    }
    for (const end = Date.now() + patience; ; ) {
      const port = /port: (\S+)/.exec(said)?.[1];
      if (port !== undefined) return new SimulatedLine(await deviceOf(port), child);
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

/** The device behind a link; a TCP port is itself. */
function deviceOf(port: string): Promise<string> {
  return port.startsWith("/") ? realpath(port) : Promise.resolve(port);
}
