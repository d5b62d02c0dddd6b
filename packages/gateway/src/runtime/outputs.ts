import { setMaxListeners } from "node:events";
import type { SinkState } from "@meter2mqtt/contract";
import type { Sink } from "../sinks/sink.ts";
import type { Clock } from "../sources/back-off.ts";
import type { Outbox } from "../store/outbox.ts";
import type { HeardReading } from "../virtual-meters/snapshot.ts";
import type { VirtualMeter } from "../virtual-meters/virtual-meter.ts";
import type { Logger } from "./log.ts";
import { SinkRunner } from "./sink-runner.ts";
import { supervised, within } from "./supervised.ts";

/** A way out that looks itself for what it gives; ends with the signal. */
export interface Feed {
  readonly state: SinkState;
  run(signal: AbortSignal): Promise<void>;
}

export interface OutputsOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Logger;
  readonly changed: (state: SinkState) => void;
}

/** What emptying a queue, the last batch and saying goodbye may take where the gateway ends: it has 2 s to stop. */
const stopMs = { queue: 300, batch: 300, goodbye: 700 };
/** What the last batch may take where the gateway goes on. */
const patientBatchMs = 5000;

/** The ways out at work: sinks, virtual meters and feeds; each comes and goes by itself. */
export class Outputs {
  readonly #options: OutputsOptions;
  #all: readonly { readonly state: SinkState }[] = [];
  #virtualMeters: readonly VirtualMeter[] = [];
  /** What listeners were told last. */
  readonly #shown = new Map<string, string>();
  #batchMs = patientBatchMs;

  constructor(options: OutputsOptions) {
    this.#options = options;
  }

  get states(): SinkState[] {
    return this.#all.map(({ state }) => state);
  }

  /** The gateway ends: nobody is waited for any longer than has to be. */
  hurry(): void {
    this.#batchMs = stopMs.batch;
  }

  /** Starts a sink: it goes on behind what a sink of its name was given last. Disposal gives it what waits, and ends it. */
  addSink(sink: Sink): AsyncDisposable {
    const runner = new SinkRunner({ ...this.#options, sink });
    const running = this.#run(runner, (signal) => runner.run(signal));
    return {
      [Symbol.asyncDispose]: async () => {
        await this.#until(() => !runner.isBusy, stopMs.queue);
        // What is cut off in the middle of a batch comes twice.
        runner.finish();
        await this.#until(() => !runner.isDelivering, this.#batchMs);
        await running.end(sink[Symbol.asyncDispose].bind(sink));
        runner.release();
      },
    };
  }

  addVirtualMeter(meter: VirtualMeter): AsyncDisposable {
    this.#virtualMeters = [...this.#virtualMeters, meter];
    const running = this.#run(meter, (signal) => meter.run(signal));
    return {
      [Symbol.asyncDispose]: async () => {
        this.#virtualMeters = this.#virtualMeters.filter((other) => other !== meter);
        await running.end(meter[Symbol.asyncDispose].bind(meter));
      },
    };
  }

  addFeed(feed: Feed): AsyncDisposable {
    const running = this.#run(feed, (signal) => feed.run(signal));
    return { [Symbol.asyncDispose]: () => running.end() };
  }

  /** A reading for the virtual meters. */
  heard(heard: HeardReading): void {
    for (const meter of this.#virtualMeters) meter.heard(heard);
  }

  /** Counters change with every delivery; listeners hear of them once a second. */
  tell(): void {
    for (const state of this.states) {
      const shown = JSON.stringify(state);
      if (this.#shown.get(state.name) === shown) continue;
      this.#shown.set(state.name, shown);
      this.#options.changed(state);
    }
  }

  #run(output: { readonly state: SinkState }, work: (signal: AbortSignal) => Promise<void>) {
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    this.#all = [...this.#all, output];
    const running = supervised(work, this.#options, stop.signal);
    const end = async (dispose: () => PromiseLike<void> = () => Promise.resolve()) => {
      stop.abort();
      await within(stopMs.goodbye, Promise.allSettled([dispose(), running]), this.#options.clock);
      this.#all = this.#all.filter((other) => other !== output);
    };
    return { end };
  }

  /** No longer than so many milliseconds. */
  async #until(holds: () => boolean, ms: number): Promise<void> {
    const { clock } = this.#options;
    const { signal } = new AbortController();
    const end = clock.now() + ms;
    while (!holds() && clock.now() < end) await clock.pause(10, signal);
  }
}
