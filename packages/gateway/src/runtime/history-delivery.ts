import { SinkError } from "../errors.ts";
import type { OutboxEntry, Sink } from "../sinks/sink.ts";
import { BackOff, type Clock } from "../sources/back-off.ts";

/** Entries handed to a sink at once, as the gateway does. */
const maxBatch = 50;
/** A destination that is away for longer ends the work: what was not delivered is not written either, and comes again. */
const patienceMs = 30_000;
const backOff = { firstMs: 100, maxMs: 5000 };

/** Delivers readings of the past to sinks, beside a gateway that may be at work: no log, no cursors; all or an error. */
export class HistoryDelivery implements AsyncDisposable {
  readonly #sinks: readonly Sink[];
  readonly #clock: Clock;
  readonly #stop = new AbortController();
  /** Why a sink does not work, as it said last. */
  readonly #errors = new Map<Sink, string>();

  constructor(sinks: readonly Sink[], clock: Clock) {
    this.#sinks = sinks;
    this.#clock = clock;
  }

  async start(): Promise<void> {
    for (const sink of this.#sinks) {
      const status = (_status: string, error?: string) => {
        if (error === undefined) this.#errors.delete(sink);
        else this.#errors.set(sink, error);
      };
      await sink.start({ status }, this.#stop.signal);
    }
  }

  /** Resolves once all destinations hold the entries. Rejects with {@link SinkError} where one does not take them. */
  async deliver(entries: readonly OutboxEntry[]): Promise<void> {
    for (const sink of this.#sinks) {
      for (let at = 0; at < entries.length; at += maxBatch) await this.#give(sink, entries.slice(at, at + maxBatch));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#sinks.map((sink) => sink[Symbol.asyncDispose]()));
  }

  async #give(sink: Sink, batch: readonly OutboxEntry[]): Promise<void> {
    const waits = new BackOff(backOff);
    const end = this.#clock.now() + patienceMs;
    for (;;) {
      try {
        return await sink.deliver(batch, this.#stop.signal);
      } catch (error) {
        if (!(error instanceof SinkError)) throw error;
        const why = this.#errors.get(sink) ?? error.message;
        if (error.kind === "permanent" || this.#clock.now() >= end)
          throw new SinkError(error.kind, `${sink.name}: ${why}`, { cause: error });
      }
      await this.#clock.pause(waits.next(), this.#stop.signal);
    }
  }
}
