import type { ServerResponse } from "node:http";
import type { Clock } from "../../sources/back-off.ts";

/** So long somebody may go on reading a live stream that was opened with what has been taken away since. */
const checkEveryMs = 15_000;

interface LongAnswer {
  readonly since: number;
  readonly mayGoOn: () => Promise<boolean>;
}

/** Answers that go on for long, as live streams do: they end when whoever reads them may not any more. */
export class LongAnswers {
  readonly #clock: Clock;
  readonly #answers = new Map<ServerResponse, LongAnswer>();
  readonly #stop = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(response: ServerResponse, mayGoOn: () => Promise<boolean>): void {
    this.#answers.set(response, { since: this.#clock.now(), mayGoOn });
    response.once("close", () => this.#answers.delete(response));
  }

  /** Looks at all of them now and then, until it is stopped. */
  async watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#clock.pause(checkEveryMs, this.#stop.signal);
      if (!this.#stop.signal.aborted) await this.check();
    }
  }

  /** Ends those that may not go on, of those that have gone on for some time. */
  async check(): Promise<void> {
    const now = this.#clock.now();
    await this.#end(({ since }) => now - since >= checkEveryMs || now < since);
  }

  /** The same of all that have begun, at once: the rules are others. */
  async checkAll(): Promise<void> {
    await this.#end((_answer, response) => response.headersSent);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #end(isDue: (answer: LongAnswer, response: ServerResponse) => boolean): Promise<void> {
    for (const [response, answer] of [...this.#answers]) {
      if (!isDue(answer, response)) continue;
      // What can't be said for sure ends as well: the page asks again.
      if (!(await answer.mayGoOn().catch(() => false))) response.destroy();
    }
  }
}
