import type { AutoDetectTypes } from "@serialport/bindings-cpp";
import type { SerialPortStream } from "@serialport/stream";
import { SourceError } from "../errors.ts";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "./back-off.ts";
import { errorMessage } from "./error-words.ts";
import { keepOpen } from "./keep-open.ts";
import { Lifetime } from "./lifetime.ts";
import { checkPort, openErrorWords, portWords } from "./serial-ports.ts";
import type { Source, SourceListener } from "./source.ts";

/** Data bits, parity and stop bits as they are usually written. */
export type SerialFormat = "8N1" | "8E1" | "7E1";

export interface SerialSourceOptions {
  readonly name: string;
  /** A device, best by its lasting name: `/dev/serial/by-id/...`. */
  readonly port: string;
  readonly baud: number;
  readonly format: SerialFormat;
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
}

const lineFormats = {
  "8N1": { dataBits: 8, parity: "none", stopBits: 1 },
  "8E1": { dataBits: 8, parity: "even", stopBits: 1 },
  "7E1": { dataBits: 7, parity: "even", stopBits: 1 },
} as const;

/** How often a missing port is looked for: an adapter that is plugged in again is noticed at once. */
const lookAgainMs = 1000;

type Stream = SerialPortStream<AutoDetectTypes>;

/** A serial port: a USB adapter on the meter's customer port, or a port of the board itself. */
export class SerialSource implements Source {
  readonly name: string;
  readonly type = "serial";
  readonly description: string;
  readonly input = "live";
  readonly #options: SerialSourceOptions;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();

  constructor(options: SerialSourceOptions) {
    this.name = options.name;
    this.description = `${options.port} at ${options.baud} ${options.format}`;
    this.#options = options;
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const session = (stop: AbortSignal) => this.#session(listener, stop);
    const status: SourceListener["status"] = (state, error) => listener.status(state, error);
    return this.#lifetime.run(signal, (stop) =>
      keepOpen({ session, status, backOff: this.#backOff, clock: this.#clock }, stop),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #session(listener: SourceListener, signal: AbortSignal): Promise<void> {
    await this.#untilPresent(listener, signal);
    if (signal.aborted) return;
    const stream = await openStream(this.#options);
    try {
      if (signal.aborted) return;
      listener.restarted();
      listener.status("open");
      await this.#listen(stream, listener, signal);
    } finally {
      await closeStream(stream);
    }
  }

  /** Waits while there is no such port; any other obstacle is an error. */
  async #untilPresent(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { port } = this.#options;
    let told = false;
    for (;;) {
      const obstacle = await checkPort(port);
      if (obstacle === undefined || signal.aborted) return;
      if (obstacle !== "missing") throw new SourceError("transient", await portWords(port, obstacle));
      if (!told) listener.status("waiting", await portWords(port, obstacle));
      told = true;
      await this.#clock.pause(lookAgainMs, signal);
    }
  }

  #listen(stream: Stream, listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { port } = this.#options;
    let onAbort = () => {};
    return new Promise<void>((resolve, reject) => {
      onAbort = () => resolve();
      signal.addEventListener("abort", onAbort, { once: true });
      stream.on("data", (chunk: Uint8Array) => {
        this.#backOff.reset();
        // A copy: the binding cuts its chunks from one large pool.
        listener.octets(new Uint8Array(chunk), this.#clock.now());
      });
      stream.on("error", (error) =>
        reject(new SourceError("transient", openErrorWords(port, error), { cause: error })),
      );
      stream.on("close", (cause: unknown) =>
        reject(new SourceError("transient", `${port} was unplugged, or its other side was closed.`, { cause })),
      );
    }).finally(() => signal.removeEventListener("abort", onAbort));
  }
}

async function openStream(options: SerialSourceOptions): Promise<Stream> {
  const { port, baud, format } = options;
  const stream = await createStream(port, baud, format);
  return new Promise((resolve, reject) => {
    stream.open((error) => {
      if (error === null) resolve(stream);
      else reject(new SourceError("transient", openErrorWords(port, error), { cause: error }));
    });
  });
}

async function createStream(path: string, baudRate: number, format: SerialFormat): Promise<Stream> {
  try {
    // Loaded only here: a gateway without a serial source runs where there is no build of the binding.
    const [{ autoDetect }, { SerialPortStream }] = await Promise.all([
      import("@serialport/bindings-cpp"),
      import("@serialport/stream"),
    ]);
    return new SerialPortStream({ binding: autoDetect(), path, baudRate, ...lineFormats[format], autoOpen: false });
  } catch (error) {
    const words = `Serial ports can't be used on this machine: ${errorMessage(error)}.`;
    throw new SourceError("permanent", words, { cause: error });
  }
}

function closeStream(stream: Stream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.isOpen) return resolve();
    // An error while closing leaves nothing to be done: the port is given up either way.
    stream.on("error", () => undefined);
    stream.close(() => resolve());
  });
}
