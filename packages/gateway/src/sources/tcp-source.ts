import { connect, type Socket } from "node:net";
import { tell } from "@meter2mqtt/contract";
import { SourceError } from "../errors.ts";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "./back-off.ts";
import { placeOf, tellNetworkError } from "./error-words.ts";
import { keepOpen } from "./keep-open.ts";
import { Lifetime } from "./lifetime.ts";
import type { Source, SourceListener } from "./source.ts";

export interface TcpSourceOptions {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The connection is made anew when nothing came for so long. Default: never, as some meters push once an hour. */
  readonly idleTimeoutMs?: number;
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
}

/** A network that swallows packets must not keep a connection half open for the system's two minutes. */
const connectTimeoutMs = 10_000;
/** A peer that lost its power says nothing: after so long a silence the system asks whether it is still there. */
const keepAliveMs = 30_000;

/** A meter behind a serial server, or anything that sends its octets over a TCP connection that we open. */
export class TcpSource implements Source {
  readonly name: string;
  readonly type = "tcp";
  readonly description: string;
  readonly input = "live";
  readonly #options: TcpSourceOptions;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();

  constructor(options: TcpSourceOptions) {
    this.name = options.name;
    this.description = `TCP ${placeOf(options.host, options.port)}`;
    this.#options = options;
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const session = (stop: AbortSignal) => this.#session(listener, stop);
    const status: SourceListener["status"] = (...news) => listener.status(...news);
    return this.#lifetime.run(signal, (stop) =>
      keepOpen({ session, status, backOff: this.#backOff, clock: this.#clock }, stop),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  #session(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { host, port, idleTimeoutMs = 0 } = this.#options;
    const socket = connect({ host, port, keepAlive: true, keepAliveInitialDelay: keepAliveMs });
    socket.setTimeout(connectTimeoutMs, () => socket.destroy(timeout(socket)));
    socket.on("connect", () => {
      socket.setTimeout(idleTimeoutMs);
      listener.restarted();
      listener.status("open");
    });
    socket.on("data", (chunk) => {
      // A peer that accepts and closes at once is not yet a success: only octets are.
      this.#backOff.reset();
      listener.octets(new Uint8Array(chunk), this.#clock.now());
    });
    const stop = () => socket.destroy();
    signal.addEventListener("abort", stop, { once: true });

    return new Promise((resolve, reject) => {
      let failure: Error | undefined;
      socket.on("error", (error) => {
        failure = error;
      });
      socket.on("close", () => {
        signal.removeEventListener("abort", stop);
        if (signal.aborted) return resolve();
        const words = failure
          ? tellNetworkError(failure, host, port)
          : tell("netClosed", { place: placeOf(host, port) });
        reject(failure instanceof SourceError ? failure : new SourceError("transient", words, { cause: failure }));
      });
    });
  }
}

function timeout(socket: Socket): Error {
  return socket.connecting
    ? Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })
    : new SourceError("transient", tell("netQuiet"));
}
