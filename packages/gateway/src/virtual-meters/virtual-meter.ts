import { type ShownWords, type SinkState, tell } from "@meter2mqtt/contract";
import { SinkError } from "../errors.ts";
import type { Logger } from "../runtime/log.ts";
import type { SinkListener } from "../sinks/sink.ts";
import { BackOff, type Clock } from "../sources/back-off.ts";
import { placeOf } from "../sources/error-words.ts";
import { keepOpen } from "../sources/keep-open.ts";
import { Lifetime } from "../sources/lifetime.ts";
import { isLoopbackHost, type ListenPlace } from "./listening.ts";
import type { MeterWatch } from "./meter-watch.ts";
import type { HeardReading } from "./snapshot.ts";
import type { ServerContext, VirtualMeterServer } from "./virtual-meter-server.ts";

export interface VirtualMeterOptions {
  readonly name: string;
  /** `p1`, `homewizard`, `modbus`. */
  readonly type: string;
  /** For people: `P1 telegrams`. */
  readonly about: "leadsP1" | "leadsModbus" | "leadsHomeWizard";
  readonly place: ListenPlace;
  readonly watch: MeterWatch;
  readonly createServer: (context: ServerContext) => VirtualMeterServer;
  /** Tells the network of the port while it is open. */
  readonly advertise?: (port: number, failed: (error: Error) => void) => Promise<AsyncDisposable>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How often it is looked whether the meter has turned stale: well within the 30 s in which clients must know. */
const reviewMs = 1000;

/**
 * A meter that others read in place of the real one. It is fed as readings arrive, not from the log of what is to be
 * delivered: what is old is no use here. Once the meter is stale, or slower than the protocol allows, it says nothing.
 */
export class VirtualMeter implements AsyncDisposable {
  readonly name: string;
  readonly #options: VirtualMeterOptions;
  readonly #server: VirtualMeterServer;
  readonly #log: Logger;
  readonly #backOff = new BackOff();
  readonly #lifetime = new Lifetime();
  #status: SinkState["status"] = "connecting";
  #error: string | undefined;
  #errorWords: ShownWords | undefined;
  #heard = 0;
  #port: number | undefined;

  constructor(options: VirtualMeterOptions) {
    this.name = options.name;
    this.#options = options;
    this.#log = options.log.child({ component: "virtual meter", name: options.name });
    const { clock, watch } = options;
    this.#server = options.createServer({
      snapshot: () => watch.snapshot(clock.now()),
      note: (words) => this.#log.info(words),
    });
  }

  /** As pages show it, beside the other ways out; `delivered` counts readings. */
  get state(): SinkState {
    const { type, about, place } = this.#options;
    const { message, words: where } = tell(about, { place: placeOf(place.host, this.#port ?? place.port) });
    const counts = { delivered: this.#heard, dropped: 0 };
    const error = this.#error === undefined ? {} : { error: this.#error };
    const errorWords = this.#errorWords === undefined ? {} : { errorWords: this.#errorWords };
    return {
      name: this.name,
      type,
      description: message,
      where,
      status: this.#status,
      ...error,
      ...errorWords,
      ...counts,
    };
  }

  /** The port it listens on; undefined while it does not. */
  get port(): number | undefined {
    return this.#port;
  }

  /** Takes a reading of any meter. Never throws: other ways out must not suffer from a mistake in this one. */
  heard(heard: HeardReading): void {
    try {
      this.#take(heard);
    } catch (error) {
      this.#log.error(error, "a reading could not be offered");
    }
  }

  #take(heard: HeardReading): void {
    const { watch, clock } = this.#options;
    const isOurs = watch.heard(heard);
    if (isOurs) this.#heard++;
    this.#review();
    const snapshot = isOurs && this.#port !== undefined ? watch.snapshot(clock.now()) : undefined;
    if (snapshot !== undefined) this.#server.heard(snapshot);
  }

  /** Offers the meter until the signal aborts. What can't be helped ends in status `failed`. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const status: SinkListener["status"] = (...told) => this.#setStatus(...told);
    const session = (stop: AbortSignal) => this.#session(stop);
    const work = this.#lifetime.run(signal, (stop) =>
      keepOpen({ session, status, backOff: this.#backOff, clock }, stop),
    );
    try {
      await work;
    } catch (error) {
      // Told as status `failed`: trying again would not help.
      if (!(error instanceof SinkError)) throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #session(signal: AbortSignal): Promise<void> {
    const { clock, place } = this.#options;
    let advertisement: AsyncDisposable | undefined;
    try {
      this.#port = await this.#server.open();
      this.#backOff.reset();
      if (!isLoopbackHost(place.host))
        this.#log.warn(
          `whoever reaches ${placeOf(place.host, this.#port)} can read the meter: nobody is asked for a password`,
        );
      advertisement = await this.#advertise(this.#port);
      while (!signal.aborted) {
        this.#review();
        await clock.pause(reviewMs, signal);
      }
    } finally {
      this.#port = undefined;
      await this.#server.close();
      await advertisement?.[Symbol.asyncDispose]();
    }
  }

  async #advertise(port: number): Promise<AsyncDisposable | undefined> {
    const { advertise } = this.#options;
    const failed = (error: Error) =>
      this.#log.warn({ reason: error.message }, "it can't be advertised by mDNS: clients need its address");
    return await advertise?.(port, failed);
  }

  /** Looks whether something may be told, and says so. */
  #review(): void {
    if (this.#port === undefined) return;
    const { watch, clock } = this.#options;
    const problem = watch.problem(clock.now());
    if (problem === undefined) {
      this.#setStatus("open");
      return;
    }
    if (this.#status === "open") this.#server.silenced();
    this.#setStatus("waiting", problem.message, problem.words);
  }

  #setStatus(status: SinkState["status"], error?: string, words?: ShownWords): void {
    const isNews = status !== this.#status || error !== this.#error;
    const wasOpen = this.#status === "open";
    this.#status = status;
    this.#error = error;
    this.#errorWords = words;
    if (!isNews) return;
    const fields = error === undefined ? {} : { reason: error };
    if (status === "open") this.#log.info(`offers ${this.state.description}`);
    else if (status === "waiting" || status === "failed")
      this.#log[wasOpen || status === "failed" ? "warn" : "info"](fields, "not offered");
  }
}
