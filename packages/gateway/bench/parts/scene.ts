import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { endProcess } from "../../test/support/child-process.ts";
import { eventually } from "../../test/support/eventually.ts";
import { type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { MeterLine } from "../../torture/parts/meter-line.ts";

/** A reading that came to the subscriber. */
export interface Arrival {
  readonly payload: string;
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

/** A meter's line, a real broker and a subscriber, all on loopback, and the gateway's executable between them. */
export class Scene implements AsyncDisposable {
  readonly line = new MeterLine();
  readonly #root: string;
  readonly #cleanUp: (() => Promise<unknown>)[] = [];
  readonly #arrivals: Arrival[] = [];
  #folder = "";
  #broker: Mosquitto | undefined;
  #gateway: ChildProcess | undefined;
  #said = "";
  #wake: (() => void) | undefined;
  #starts = 0;

  /** `root`: of the project, where bin/meter2mqtt.js is. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Everything but the gateway. */
  async setUp(): Promise<void> {
    const folder = await temporaryFolder();
    this.#cleanUp.push(() => folder.remove());
    this.#folder = folder.path;
    await this.line.plugIn();
    this.#cleanUp.push(() => this.line.unplug());
    const brokerFolder = join(folder.path, "broker");
    mkdirSync(brokerFolder);
    const broker = await startMosquitto({ folder: brokerFolder });
    // mosquitto gives up root's rights, and reads its configuration before; others need not look in here.
    chmodSync(folder.path, 0o755);
    this.#broker = broker;
    this.#cleanUp.push(() => broker.kill());
    const subscriber = await connectAsync(broker.url, { reconnectPeriod: 0 });
    this.#cleanUp.push(() => subscriber.endAsync(true));
    subscriber.on("message", (_topic, payload) =>
      this.#arrived({ payload: payload.toString(), at: performance.now() }),
    );
    await subscriber.subscribeAsync("meter2mqtt/+/reading", { qos: 1 });
    this.#cleanUp.push(() => this.end());
  }

  get pid(): number {
    return this.#gateway?.pid ?? Number.NaN;
  }

  /** Starts the gateway in a folder that nobody has used yet; it is heard on the line as soon as it connects. */
  start(): void {
    const folder = join(this.#folder, `gateway-${++this.#starts}`);
    mkdirSync(folder);
    const configuration = {
      sources: [{ type: "tcp", name: "line", host: "127.0.0.1", port: this.line.port }],
      mqtt: [{ name: "broker", url: this.#broker?.url }],
      broker: { enabled: false },
      http: { port: 0 },
      log: { level: "warn" },
    };
    // JSON is YAML as well.
    writeFileSync(join(folder, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
    this.#said = "";
    const gateway = spawn(process.execPath, [join(this.#root, "bin/meter2mqtt.js"), "run"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [gateway.stdout, gateway.stderr]) {
      stream.on("data", (chunk) => {
        this.#said = `${this.#said}${String(chunk)}`.slice(-4000);
      });
    }
    this.#gateway = gateway;
  }

  async end(): Promise<void> {
    if (this.#gateway !== undefined) await endProcess(this.#gateway);
  }

  /** Waits until the gateway listens to the line. */
  async untilHeard(): Promise<void> {
    await eventually("the gateway connects to the line", () => this.line.isHeard || this.#hasEnded, 30_000);
    if (this.#hasEnded) throw new Error(`the gateway ended by itself: ${this.#said}`);
  }

  /** Another client of the broker. */
  connect(): Promise<MqttClient> {
    return connectAsync(this.#broker?.url ?? "", { reconnectPeriod: 0 });
  }

  /** The next reading that comes to the subscriber. */
  async nextArrival(timeoutMs = 20_000): Promise<Arrival> {
    const timer = setTimeout(() => this.#wake?.(), timeoutMs);
    if (this.#arrivals.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    clearTimeout(timer);
    this.#wake = undefined;
    const arrival = this.#arrivals.shift();
    if (arrival === undefined) throw new Error(`no reading came within ${timeoutMs} ms; the gateway: ${this.#said}`);
    return arrival;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const step of this.#cleanUp.reverse()) await step();
  }

  get #hasEnded(): boolean {
    return this.#gateway !== undefined && (this.#gateway.exitCode !== null || this.#gateway.signalCode !== null);
  }

  #arrived(arrival: Arrival): void {
    this.#arrivals.push(arrival);
    this.#wake?.();
  }
}
