/** Ties the work of a source or sink to two ends: the signal it was started with, and its own disposal. */
export class Lifetime {
  readonly #stop = new AbortController();
  #work: Promise<void> = Promise.resolve();

  /** Begins the work, handing it a signal that aborts at either end. Returns the work's own promise. */
  run(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#work = work(AbortSignal.any([signal, this.#stop.signal]));
    return this.#work;
  }

  /** Stops the work and waits until it has ended. How it ended is told to whoever called `run`. */
  async end(): Promise<void> {
    this.#stop.abort();
    await this.#work.catch(() => undefined);
  }
}
