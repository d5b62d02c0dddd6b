import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { type ShownWords, type Told, tell } from "@meter2mqtt/contract";
import { SourceError } from "../errors.ts";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "./back-off.ts";
import { errorCode, errorMessage, placeOf } from "./error-words.ts";
import { keepOpen } from "./keep-open.ts";
import { Lifetime } from "./lifetime.ts";
import type { Source, SourceListener } from "./source.ts";

export interface TcpServerSourceOptions {
  readonly name: string;
  readonly listen: string;
  /** 0: any free one. */
  readonly port: number;
  /** How long the device that is heard may be silent while another waits. Default: 60 s. */
  readonly turnMs?: number;
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
}

/** A device that lost its power says nothing: after so long a silence the system asks whether it is still there. */
const keepAliveMs = 30_000;
/** Devices that may wait for their turn. They are not read, so the system's small buffer is all they take. */
const maxWaiting = 4;

/** A TCP port to which devices push a meter's octets. One is heard at a time; others wait for their turn. */
export class TcpServerSource implements Source {
  readonly name: string;
  readonly type = "tcp-server";
  readonly input = "live";
  readonly #options: TcpServerSourceOptions;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();
  #port: number;

  constructor(options: TcpServerSourceOptions) {
    this.name = options.name;
    this.#port = options.port;
    this.#options = options;
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
  }

  get description(): string {
    return this.#where().message;
  }

  get where(): ShownWords {
    return this.#where().words;
  }

  #where(): Told {
    return tell("leadsListens", { port: String(this.#port), address: this.#options.listen });
  }

  /** The port it listens on, once it is open. */
  get port(): number {
    return this.#port;
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const session = (stop: AbortSignal) => this.#session(listener, stop);
    const status: SourceListener["status"] = (...said) => listener.status(...said);
    return this.#lifetime.run(signal, (stop) =>
      keepOpen({ session, status, backOff: this.#backOff, clock: this.#clock }, stop),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #session(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { listen, turnMs = 60_000 } = this.#options;
    const turns = new Turns({ turnMs, now: () => this.#clock.now() }, listener, () => this.#idle());
    // Paused: a device that waits is not read.
    const server = createServer({ keepAlive: true, keepAliveInitialDelay: keepAliveMs, pauseOnConnect: true });
    server.on("connection", (socket) => turns.add(socket));
    try {
      this.#port = await listenOn(server, listen, this.#options.port);
      this.#backOff.reset();
      waitForDevice(listener, this.#idle());
      while (!signal.aborted) {
        await this.#clock.pause(1000, signal);
        turns.tick();
      }
    } finally {
      turns.end();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  #idle(): Told {
    return tell("listenIdle", { place: placeOf(this.#options.listen, this.#port) });
  }
}

/** Whose turn it is: the first stays until it leaves, or is silent while another waits. */
class Turns {
  readonly #options: { readonly turnMs: number; readonly now: () => number };
  readonly #listener: SourceListener;
  readonly #idle: () => Told;
  readonly #waiting: Socket[] = [];
  #current: Socket | undefined;
  #heardAt = 0;
  #hasEnded = false;

  constructor(
    options: { readonly turnMs: number; readonly now: () => number },
    listener: SourceListener,
    idle: () => Told,
  ) {
    this.#options = options;
    this.#listener = listener;
    this.#idle = idle;
  }

  add(socket: Socket): void {
    if (this.#waiting.length >= maxWaiting) {
      socket.destroy();
      return;
    }
    // The close that follows says all there is to know.
    socket.on("error", () => undefined);
    socket.on("close", () => this.#left(socket));
    this.#waiting.push(socket);
    if (this.#current === undefined) this.#next();
  }

  /** A device that has its turn and says nothing makes room. */
  tick(): void {
    if (this.#waiting.length === 0 || this.#options.now() - this.#heardAt < this.#options.turnMs) return;
    this.#current?.destroy();
  }

  end(): void {
    this.#hasEnded = true;
    for (const socket of [this.#current, ...this.#waiting]) socket?.destroy();
  }

  #left(socket: Socket): void {
    const place = this.#waiting.indexOf(socket);
    if (place >= 0) this.#waiting.splice(place, 1);
    if (this.#current !== socket) return;
    this.#current = undefined;
    if (this.#hasEnded) return;
    if (this.#waiting.length > 0) this.#next();
    else waitForDevice(this.#listener, this.#idle());
  }

  #next(): void {
    const socket = this.#waiting.shift();
    if (socket === undefined) return;
    this.#current = socket;
    this.#heardAt = this.#options.now();
    this.#listener.restarted();
    this.#listener.status("open");
    socket.on("data", (chunk) => {
      this.#heardAt = this.#options.now();
      this.#listener.octets(new Uint8Array(chunk), this.#heardAt);
    });
    socket.resume();
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // Later ones are of single connections, which then never come.
    server.on("error", (error) => reject(cannotListen(host, port, error)));
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Nobody is connected: what to do about it. */
function waitForDevice(listener: SourceListener, { message, words }: Told): void {
  listener.status("connecting", message, words);
}

function cannotListen(host: string, port: number, error: Error): SourceError {
  return new SourceError("transient", tellListenError(host, port, error), { cause: error });
}

function tellListenError(host: string, port: number, error: Error): Told {
  const place = placeOf(host, port);
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return tell("listenInUse", { place });
    case "EADDRNOTAVAIL":
      return tell("listenNowhere", { host });
    case "EACCES":
      return tell("listenForbidden", { port });
    default:
      return tell("listenFailed", { place, why: errorMessage(error) });
  }
}
