import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const executable = fileURLToPath(new URL("../../../bin/meter2mqtt.js", import.meta.url));
const patience = 60_000;

export interface RealGatewayOptions {
  /** The configuration file's text. `http` is added: a free port of loopback. Left out: it starts without a file. */
  readonly configuration?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it runs and keeps its data, which stay. Left out: a folder of its own, which goes with it. */
  readonly folder?: string;
  /** The program, where this file does not lie beside the sources. */
  readonly program?: string;
}

/** The program as a user runs it, in a folder of its own, serving the pages that were built. */
export class RealGateway implements AsyncDisposable {
  readonly folder: string;
  readonly #child: ChildProcess;
  readonly #keepsFolder: boolean;
  #said = "";

  private constructor(folder: string, child: ChildProcess, keepsFolder: boolean) {
    this.folder = folder;
    this.#keepsFolder = keepsFolder;
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#said += String(chunk);
      });
    }
  }

  static async start(options: RealGatewayOptions = {}): Promise<RealGateway> {
    const { configuration, environment = {}, program = executable } = options;
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "meter2mqtt-gateway-")));
    const args = ["run"];
    if (configuration !== undefined) {
      const file = join(folder, "meter2mqtt.yaml");
      await writeFile(file, `http:\n  port: 0\n${configuration}`, { mode: 0o600 });
      args.push("--config", file);
    }
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, METER2MQTT_HTTP_PORT: "0", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const gateway = new RealGateway(folder, child, options.folder !== undefined);
    await gateway.address();
    return gateway;
  }

  /** Everything it printed so far. */
  get said(): string {
    return this.#said;
  }

  /** Where its page is. */
  address(): Promise<string> {
    return this.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
  }

  /** Waits for a text that matches, and gives its first group. */
  async says(what: RegExp): Promise<string> {
    const end = Date.now() + patience;
    for (;;) {
      const found = what.exec(this.#said);
      if (found !== null) return found[1] ?? "";
      const isOver = this.#child.exitCode !== null || Date.now() > end;
      if (isOver) throw new Error(`the gateway did not say ${what}, but: ${this.#said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Has it take up its file, as whoever edited that by hand does. */
  reread(): void {
    this.#child.kill("SIGHUP");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = once(this.#child, "exit");
      this.#child.kill("SIGTERM");
      await gone;
    }
    if (!this.#keepsFolder) await rm(this.folder, { recursive: true, force: true });
  }
}
