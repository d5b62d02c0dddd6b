import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RealGateway } from "../../test/real-gateway.ts";
import { secondsMeter, secondsOfDay, writeDayTape } from "./day-tape.ts";

/** On a machine that does much else, hearing a day takes minutes. */
const patienceMs = 900_000;

/** The program, with a day of readings a second behind it and the same meter going on live. */
export class StoredDay implements AsyncDisposable {
  readonly #folder: string;
  readonly #gateway: RealGateway;

  private constructor(folder: string, gateway: RealGateway) {
    this.#folder = folder;
    this.#gateway = gateway;
  }

  /** `root`: of the project, where bin/meter2mqtt.js is. */
  static async make(root: string): Promise<StoredDay> {
    const folder = await mkdtemp(join(tmpdir(), "meter2mqtt-bench-"));
    const start = (source: string) =>
      RealGateway.start({
        folder,
        program: join(root, "bin/meter2mqtt.js"),
        configuration: `
broker: { enabled: false }
log: { level: info }
sources: [{ name: line, meter: { slug: house, zone: Europe/Berlin }, ${source} }]
prices: { sources: [{ type: fixed, area: DE-LU, price: 0.1, currency: EUR }] }
`,
      });
    try {
      await writeDayTape(join(folder, "day.txt"), Date.now());
      const hearing = await start("type: file, path: day.txt");
      try {
        await untilHeard(await hearing.address());
      } finally {
        await hearing[Symbol.asyncDispose]();
      }
      return new StoredDay(folder, await start(`type: simulator, model: ${secondsMeter}`));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  address(): Promise<string> {
    return this.#gateway.address();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#gateway[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Waits for the end of the capture; every reading of it must have been one. */
async function untilHeard(address: string): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const { status, readings } = lineOf(await stateAt(address));
    if (status === "ended") {
      if (readings < secondsOfDay) throw new Error(`the gateway heard ${readings} of ${secondsOfDay} readings`);
      return;
    }
    if (Date.now() > end) throw new Error(`the gateway heard ${readings} readings in ${patienceMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** A gateway that hears with all its might may have closed a connection that was kept for the next question. */
async function stateAt(address: string): Promise<unknown> {
  try {
    const answer = await fetch(new URL("api/v1/state", address));
    return await answer.json();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function lineOf(state: unknown): { readonly status: unknown; readonly readings: number } {
  const source = at(at(state, "sources"), "0");
  return { status: at(source, "status"), readings: Number(at(at(source, "line"), "readings")) };
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
