import type { SinkState } from "@meter2mqtt/contract";
import { SinkError } from "../errors.ts";
import type { OutboxEntry, Sink } from "../sinks/sink.ts";
import { BackOff, type Clock } from "../sources/back-off.ts";
import type { Logger } from "./log.ts";

export interface SinkRunnerOptions {
  readonly sink: Sink;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told when the state is another. */
  readonly changed: (state: SinkState) => void;
}

/** Entries that wait for a destination: half a day of a meter that pushes every 10 s, some 10 MB. */
const maxWaiting = 5000;
const maxBatch = 50;
/** A batch on which a sink breaks down (a mistake of ours) is given up after so many tries. */
const maxBreakdowns = 5;

/** Hands entries to one sink, at that sink's own pace: what it does not take yet waits, bounded; the rest goes on. */
export class SinkRunner {
  readonly #options: SinkRunnerOptions;
  readonly #log: Logger;
  readonly #backOff = new BackOff();
  #waiting: OutboxEntry[] = [];
  #inFlight = 0;
  #status: SinkState["status"] = "connecting";
  #error: string | undefined;
  #delivered = 0;
  #dropped = 0;
  #breakdowns = 0;
  /** Ends the wait for entries, and the wait between two tries; each is there while somebody waits so. */
  #onWork: (() => void) | undefined;
  #onOpen: (() => void) | undefined;

  constructor(options: SinkRunnerOptions) {
    this.#options = options;
    this.#log = options.log.child({ component: "sink", name: options.sink.name });
  }

  get state(): SinkState {
    const { name, type, description } = this.#options.sink;
    return {
      ...{ name, type, description, status: this.#status, delivered: this.#delivered, dropped: this.#dropped },
      ...(this.#error === undefined ? {} : { error: this.#error }),
    };
  }

  /** Entries that are not delivered yet. */
  get pending(): number {
    return this.#waiting.length + this.#inFlight;
  }

  offer(entry: OutboxEntry): void {
    if (!this.#options.sink.kinds.has(entry.kind)) return;
    this.#waiting.push(entry);
    this.#dropOverBound();
    this.#onWork?.();
  }

  /** Delivers until the signal aborts. Rejects only for a mistake of ours in starting the sink. */
  async run(signal: AbortSignal): Promise<void> {
    const { sink } = this.#options;
    const wake = () => {
      this.#onWork?.();
      this.#onOpen?.();
    };
    signal.addEventListener("abort", wake, { once: true });
    try {
      await sink.start({ status: (status, error) => this.#setStatus(status, error) }, signal);
      while (!signal.aborted) {
        if (this.#waiting.length === 0) await this.#untilWork();
        else await this.#deliver(signal);
      }
    } finally {
      signal.removeEventListener("abort", wake);
    }
  }

  async #deliver(signal: AbortSignal): Promise<void> {
    const batch = this.#waiting.splice(0, maxBatch);
    this.#inFlight = batch.length;
    try {
      await this.#options.sink.deliver(batch, signal);
      this.#delivered += batch.length;
      this.#breakdowns = 0;
      this.#backOff.reset();
      if (this.#status === "failed") this.#setStatus("open");
    } catch (error) {
      if (this.#isWorthAnotherTry(error, signal)) {
        this.#waiting.unshift(...batch);
        this.#dropOverBound();
      } else {
        this.#dropped += batch.length;
      }
      this.#inFlight = 0;
      if (!signal.aborted) await this.#untilNextTry();
    } finally {
      this.#inFlight = 0;
    }
  }

  #isWorthAnotherTry(error: unknown, signal: AbortSignal): boolean {
    if (signal.aborted) return true;
    if (error instanceof SinkError) {
      const isTransient = error.kind === "transient";
      this.#log[isTransient ? "debug" : "error"](
        { reason: error.message },
        isTransient ? "not delivered, trying again" : "refused, given up",
      );
      if (!isTransient) this.#setStatus("failed", error.message);
      return isTransient;
    }
    this.#log.error(error, "delivery broke down");
    this.#breakdowns++;
    if (this.#breakdowns < maxBreakdowns) return true;
    this.#breakdowns = 0;
    return false;
  }

  #setStatus(status: SinkState["status"], error?: string): void {
    const isNews = status !== this.#status || error !== this.#error;
    this.#status = status;
    this.#error = error;
    if (status === "open") {
      this.#backOff.reset();
      this.#onOpen?.();
    }
    if (!isNews) return;
    const fields = error === undefined ? {} : { reason: error };
    if (status === "open") this.#log.info(fields, `connected to ${this.#options.sink.description}`);
    else if (status === "waiting" || status === "failed") this.#log.warn(fields, "not connected");
    this.#options.changed(this.state);
  }

  /** The oldest readings go first: the next one replaces them. Then the oldest of the rest. */
  #dropOverBound(): void {
    while (this.#waiting.length > maxWaiting) {
      const oldest = this.#waiting.findIndex((entry) => entry.kind === "reading");
      this.#waiting.splice(Math.max(0, oldest), 1);
      this.#dropped++;
    }
  }

  #untilWork(): Promise<void> {
    return new Promise((resolve) => {
      this.#onWork = () => {
        this.#onWork = undefined;
        resolve();
      };
    });
  }

  /** Waits before another try, unless a connection or the end comes first. */
  async #untilNextTry(): Promise<void> {
    const awake = new AbortController();
    this.#onOpen = () => awake.abort();
    await this.#options.clock.pause(this.#backOff.next(), awake.signal);
    this.#onOpen = undefined;
  }
}
