import type { ShownWords } from "@meter2mqtt/contract";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "./back-off.ts";
import type { Feed, MessageHandler } from "./feed.ts";
import { keepOpen } from "./keep-open.ts";
import { Lifetime } from "./lifetime.ts";
import type { Source, SourceListener } from "./source.ts";

export interface FeedSourceOptions {
  readonly name: string;
  readonly type: string;
  readonly feed: Feed;
  readonly handler: MessageHandler;
  /** True: numbers come, and no octets. */
  readonly isWithoutOctets?: boolean;
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
}

/** A source of whole messages: it keeps its feed open, and a handler makes octets or readings of what comes. */
export class FeedSource implements Source {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly where?: ShownWords;
  readonly input = "live";
  readonly isWithoutOctets: boolean;
  readonly #options: FeedSourceOptions;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();

  constructor(options: FeedSourceOptions) {
    this.name = options.name;
    this.type = options.type;
    this.description = options.feed.description;
    if (options.feed.where !== undefined) this.where = options.feed.where;
    this.isWithoutOctets = options.isWithoutOctets ?? false;
    this.#options = options;
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
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
    this.#options.handler.end?.();
  }

  async #session(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { feed, handler } = this.#options;
    const over = new AbortController();
    const stop = AbortSignal.any([signal, over.signal]);
    let ticking: Promise<void> | undefined;
    const opened = () => {
      this.#backOff.reset();
      listener.restarted();
      listener.status("open");
      ticking ??= this.#tick(listener, stop);
    };
    try {
      await feed.session({ opened, message: (message) => handler.message(message, listener) }, signal);
    } finally {
      over.abort();
      await ticking;
    }
  }

  async #tick(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { tick } = this.#options.handler;
    if (tick === undefined) return;
    for (;;) {
      await this.#clock.pause(tick.everyMs, signal);
      if (signal.aborted) return;
      tick.work(this.#clock.now(), listener);
    }
  }
}
