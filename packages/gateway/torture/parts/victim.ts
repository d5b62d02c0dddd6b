import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess } from "../../test/support/child-process.ts";

export interface VictimOptions {
  /** Of the project: where bin/meter2mqtt.js is. */
  readonly root: string;
  /** A folder of its own, for configuration and database. */
  readonly folder: string;
  readonly linePort: number;
  readonly brokers: readonly { readonly name: string; readonly url: string }[];
  readonly keys: { readonly encryptionKey: string; readonly authenticationKey: string };
  readonly zone: string;
}

/** The gateway as a user runs it, in a process that is killed and started again. */
export class Victim implements AsyncDisposable {
  readonly #executable: string;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #said = "";

  constructor({ root, folder, linePort, brokers, keys, zone }: VictimOptions) {
    this.#executable = join(root, "bin/meter2mqtt.js");
    this.#folder = folder;
    const configuration = {
      sources: [{ type: "tcp", name: "line", host: "127.0.0.1", port: linePort, meter: { zone, ...keys } }],
      mqtt: brokers,
      broker: { enabled: false },
      http: { port: 0 },
      log: { level: "warn" },
    };
    // JSON is YAML as well.
    writeFileSync(join(folder, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
  }

  get database(): string {
    return join(this.#folder, "data/meter2mqtt.sqlite");
  }

  /** What it printed last. */
  get said(): string {
    return this.#said;
  }

  start(): void {
    const child = spawn(process.execPath, [this.#executable, "run"], {
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        this.#said = `${this.#said}${String(chunk)}`.slice(-4000);
      });
    }
    this.#child = child;
  }

  get hasEnded(): boolean {
    return this.#child === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (this.#child !== undefined) await endProcess(this.#child, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end("SIGKILL");
  }
}
