import { type EventName, eventNames, type NamedEvent, parseEvent } from "./live-state.ts";

/** The part of an EventSource that is used. */
export interface EventStream {
  readonly readyState: number;
  addEventListener(name: string, heard: (message: Event) => void): void;
  close(): void;
}

/** `setTimeout` and its inverse: tests drive the clock by hand. */
export interface Timers {
  start(milliseconds: number, expired: () => void): () => void;
}

export interface FeedListener {
  event(event: NamedEvent): void;
  /** Nothing arrives any more; the feed goes on trying by itself. */
  lost(): void;
}

export interface FeedOptions {
  readonly open: () => EventStream;
  readonly listener: FeedListener;
  readonly timers?: Timers;
  /** Epoch milliseconds of this machine's own clock. */
  readonly now?: () => number;
}

const closed = 2;
/** A stream that was opened must begin with its snapshot by then. */
const answerMilliseconds = 10_000;
/** A stream that says nothing for so long may be dead without an error (a laptop that slept): it is opened anew. */
const silenceMilliseconds = 30_000;
/** The same by the machine's clock, which goes on while timers stand still: a little later, so that it is not twice. */
const sleepMilliseconds = 35_000;
const firstRetryMilliseconds = 1000;
const lastRetryMilliseconds = 15_000;

const browserTimers: Timers = {
  start(milliseconds, expired) {
    const timer = setTimeout(expired, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Keeps the live stream open. An EventSource connects again by itself after most failures, but gives up for good when
 * a proxy answers in the server's place, and does not notice a connection that died in silence: both are handled here.
 */
export class LiveFeed {
  readonly #open: () => EventStream;
  readonly #listener: FeedListener;
  readonly #timers: Timers;
  readonly #now: () => number;
  #stream: EventStream | undefined;
  #cancelTimer: () => void = () => {};
  #retryMilliseconds = firstRetryMilliseconds;
  /** When something was heard last, or the stream was opened. */
  #heardAt = 0;

  constructor(options: FeedOptions) {
    this.#open = options.open;
    this.#listener = options.listener;
    this.#timers = options.timers ?? browserTimers;
    this.#now = options.now ?? (() => Date.now());
  }

  /** Opens the stream, or opens it anew. */
  start(): void {
    this.stop();
    const stream = this.#open();
    this.#stream = stream;
    this.#heardAt = this.#now();
    for (const name of eventNames) {
      stream.addEventListener(name, (message) => {
        if (stream === this.#stream) this.#receive(name, message);
      });
    }
    stream.addEventListener("error", () => {
      if (stream === this.#stream) this.#fail();
    });
    this.#expect(answerMilliseconds, () => this.#fail());
  }

  /**
   * To be called now and then, and when the page comes into sight: after an hour asleep nothing that is shown is of now, and timers
   * may take their full time from then on. A clock that was set tells another time than the stream's beginning did.
   */
  look(): void {
    const silence = this.#now() - this.#heardAt;
    if (this.#stream === undefined || (silence >= 0 && silence < sleepMilliseconds)) return;
    if (silence > 0) this.#listener.lost();
    this.start();
  }

  /** There is a stream, or one is being opened; else it was stopped, or waits to try again. */
  get isOpen(): boolean {
    return this.#stream !== undefined;
  }

  stop(): void {
    this.#cancelTimer();
    this.#stream?.close();
    this.#stream = undefined;
  }

  #receive(name: EventName, message: Event): void {
    const text = message instanceof MessageEvent && typeof message.data === "string" ? message.data : "";
    const event = parseEvent(name, text);
    // Not understood: a gateway of another version after an update, perhaps. A new snapshot puts it right or fails too.
    if (event === undefined) {
      this.#giveUp();
      return;
    }
    this.#retryMilliseconds = firstRetryMilliseconds;
    this.#heardAt = this.#now();
    this.#expect(silenceMilliseconds, () => this.start());
    this.#listener.event(event);
  }

  #fail(): void {
    // Still connecting: the browser is already trying again. It gets its time, then a new stream takes over.
    if (this.#stream !== undefined && this.#stream.readyState !== closed) {
      this.#listener.lost();
      this.#expect(answerMilliseconds, () => this.#giveUp());
      return;
    }
    this.#giveUp();
  }

  #giveUp(): void {
    this.stop();
    this.#listener.lost();
    const wait = this.#retryMilliseconds;
    this.#retryMilliseconds = Math.min(wait * 2, lastRetryMilliseconds);
    this.#expect(wait, () => this.start());
  }

  #expect(milliseconds: number, expired: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#timers.start(milliseconds, expired);
  }
}
