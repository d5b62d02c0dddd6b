/** Time as sources and sinks see it: injected, so that tests need not wait. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`, or as soon as the signal aborts; never rejects. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  pause: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
    }),
};

export interface BackOffOptions {
  /** The first wait. Default: 1 s. */
  readonly firstMs?: number;
  /** The longest wait. Default: 30 s. */
  readonly maxMs?: number;
  /** A number from 0 up to 1, as Math.random gives it. */
  readonly random?: () => number;
}

/** How much of a wait is left to chance, so that a thousand gateways don't return to a restarted broker at once. */
const jitter = 0.2;

/** How long to wait before the next try: doubles with each failure, starts anew after a success. */
export class BackOff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #nextMs: number;

  constructor(options: BackOffOptions = {}) {
    this.#firstMs = options.firstMs ?? 1000;
    this.#maxMs = options.maxMs ?? 30_000;
    this.#random = options.random ?? Math.random;
    this.#nextMs = this.#firstMs;
  }

  /** Milliseconds to wait now; the next answer is twice as long, up to the limit. */
  next(): number {
    const ms = Math.min(this.#nextMs, this.#maxMs);
    this.#nextMs = Math.min(ms * 2, this.#maxMs);
    return Math.round(ms * (1 - jitter * this.#random()));
  }

  /** To be called when it works again. */
  reset(): void {
    this.#nextMs = this.#firstMs;
  }
}
