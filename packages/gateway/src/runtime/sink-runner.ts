import type { ShownWords, SinkState } from "@meter2mqtt/contract";
import { SinkError, StoreError } from "../errors.ts";
import type { Sink } from "../sinks/sink.ts";
import { BackOff, type Clock } from "../sources/back-off.ts";
import type { Batch, Outbox } from "../store/outbox.ts";
import type { Logger } from "./log.ts";

export interface SinkRunnerOptions {
  readonly sink: Sink;
  /** The log that it reads. */
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told when the state is another. */
  readonly changed: (state: SinkState) => void;
}

const maxBatch = 50;
/** A batch on which a sink breaks down (a mistake of ours) is given up after so many tries. */
const maxBreakdowns = 5;
/** What waits for so long, waits for a destination that was away. */
const outageMs = 60_000;

/** Hands entries of the log to one sink, at that sink's own pace: what it does not take yet stays there for it. */
export class SinkRunner {
  readonly #options: SinkRunnerOptions;
  readonly #log: Logger;
  /** Name of its cursor. */
  readonly #cursor: string;
  readonly #backOff = new BackOff();
  #status: SinkState["status"] = "connecting";
  #error: string | undefined;
  #errorWords: ShownWords | undefined;
  #delivered = 0;
  #breakdowns = 0;
  #isDelivering = false;
  #isFinishing = false;
  /** Something may have come since the log was read. */
  #hasWork = false;
  /** Ends the wait for entries, and the wait between two tries; each is there while somebody waits so. */
  #onWork: (() => void) | undefined;
  #onOpen: (() => void) | undefined;

  constructor(options: SinkRunnerOptions) {
    this.#options = options;
    const { sink, outbox, log } = options;
    this.#log = log.child({ component: "sink", name: sink.name });
    this.#cursor = outbox.register(sink.name, sink.kinds, () => this.#wake());
  }

  get state(): SinkState {
    const { sink, outbox } = this.#options;
    const { name, type, description, where } = sink;
    const { dropped, waiting, waitingSince, isVolatile } = outbox.state(this.#cursor);
    return {
      ...{ name, type, description, status: this.#status, delivered: this.#delivered, dropped, waiting },
      ...(where && { where }),
      ...(waitingSince === undefined ? {} : { waitingSince: new Date(waitingSince).toISOString() }),
      keptIn: isVolatile ? "memory" : "disk",
      ...(this.#error === undefined ? {} : { error: this.#error }),
      ...(this.#errorWords === undefined ? {} : { errorWords: this.#errorWords }),
      waiting: this.pending,
    };
  }

  /** True: it has work that it can do. */
  get isBusy(): boolean {
    return this.#status === "open" && this.pending > 0;
  }

  /** Entries that are not delivered yet. */
  get pending(): number {
    return this.#options.outbox.state(this.#cursor).waiting;
  }

  /** True: the destination may have got some of a batch that counts as waiting still. */
  get isDelivering(): boolean {
    return this.#isDelivering;
  }

  /** No other batch is begun. */
  finish(): void {
    this.#isFinishing = true;
    this.#wake();
  }

  /** It has ended: what comes waits for one of its name, for a while. */
  release(): void {
    this.#options.outbox.release(this.#cursor);
  }

  /** Delivers until the signal aborts. Rejects only for a mistake of ours in starting the sink. */
  async run(signal: AbortSignal): Promise<void> {
    const { sink } = this.#options;
    const wake = () => {
      this.#wake();
      this.#onOpen?.();
    };
    signal.addEventListener("abort", wake, { once: true });
    try {
      await sink.start({ status: (...told) => this.#setStatus(...told) }, signal);
      while (!signal.aborted && !this.#isFinishing) {
        const batch = await this.#next();
        if (batch === undefined) await this.#untilWork();
        else await this.#deliver(batch, signal);
      }
    } finally {
      signal.removeEventListener("abort", wake);
    }
  }

  /** What is to be delivered next. A disk that can't be read is tried again. */
  async #next(): Promise<Batch | undefined> {
    const { sink, outbox, clock } = this.#options;
    this.#hasWork = false;
    try {
      const batch = outbox.read(this.#cursor, maxBatch);
      const oldest = batch?.logged[0]?.at;
      if (sink.catchUp !== "latest" || oldest === undefined || clock.now() - oldest < outageMs) return batch;
      return outbox.readLatest(this.#cursor);
    } catch (error) {
      const failure = new StoreError("read", "The log could not be read.", { cause: error });
      this.#log.error(failure, "what waits can't be read now, trying again");
      await this.#untilNextTry();
      this.#hasWork = true;
      return undefined;
    }
  }

  async #deliver(batch: Batch, signal: AbortSignal): Promise<void> {
    const { sink, outbox } = this.#options;
    this.#isDelivering = true;
    try {
      await sink.deliver(batch.entries, signal);
      outbox.acknowledge(this.#cursor, batch);
      this.#delivered += batch.entries.length;
      this.#breakdowns = 0;
      this.#backOff.reset();
      if (this.#status === "failed") this.#setStatus("open");
    } catch (error) {
      this.#isDelivering = false;
      if (!this.#isWorthAnotherTry(error, signal)) outbox.acknowledge(this.#cursor, batch, true);
      if (!signal.aborted && !this.#isFinishing) await this.#untilNextTry();
    } finally {
      this.#isDelivering = false;
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
      if (!isTransient) this.#setStatus("failed", error.message, error.words);
      return isTransient;
    }
    this.#log.error(error, "delivery broke down");
    this.#breakdowns++;
    if (this.#breakdowns < maxBreakdowns) return true;
    this.#breakdowns = 0;
    return false;
  }

  #setStatus(status: SinkState["status"], error?: string, words?: ShownWords): void {
    const isNews = status !== this.#status || error !== this.#error;
    this.#status = status;
    this.#error = error;
    this.#errorWords = words;
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

  #wake(): void {
    this.#hasWork = true;
    this.#onWork?.();
  }

  #untilWork(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#hasWork) return resolve();
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
