import type { Clock } from "../sources/back-off.ts";

/** A clock for tests: it stands until it is told to go on. */
export class ManualClock implements Clock {
  #now: number;
  readonly #waiting = new Set<{ readonly at: number; readonly resolve: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const entry = {
        at: this.#now + ms,
        resolve: () => {
          this.#waiting.delete(entry);
          signal.removeEventListener("abort", entry.resolve);
          resolve();
        },
      };
      this.#waiting.add(entry);
      signal.addEventListener("abort", entry.resolve, { once: true });
    });
  }

  /** Lets so many milliseconds pass, and whatever waited for them go on. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      next.resolve();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** Promises that were resolved have run on. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}
