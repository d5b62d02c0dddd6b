import { ApiProblem, type Guard, getJson } from "./client.ts";

/** An answer that takes longer does not come any more. */
const patienceMilliseconds = 20_000;

export type PolledStatus = "loading" | "ready" | "missing" | "failed";

/** An answer that is asked for again and again while somebody looks at it. What was known stays while the gateway is away. */
export class Polled<T> {
  value: T | undefined = $state.raw();
  /** `missing`: the gateway has nothing of the kind (404). */
  status: PolledStatus = $state("loading");
  readonly #isAnswer: Guard<T>;
  readonly #seconds: number;
  #path: string | undefined;
  #asking: { readonly since: number; readonly end: AbortController } | undefined;

  constructor(isAnswer: Guard<T>, seconds: number) {
    this.#isAnswer = isAnswer;
    this.#seconds = seconds;
  }

  /** Asks for `path` at once and then on; another path forgets the answer of the one before. Until the returned function is called. */
  follow(path: string): () => void {
    if (path !== this.#path) {
      this.#path = path;
      this.value = undefined;
      this.status = "loading";
    }
    const ask = () => this.#ask(path);
    const timer = setInterval(ask, this.#seconds * 1000);
    ask();
    return () => {
      clearInterval(timer);
      this.#asking?.end.abort();
    };
  }

  /** One at a time: on a line that is dead, each would keep one of the browser's few connections. */
  #ask(path: string): void {
    const since = performance.now();
    const before = this.#asking;
    if (before !== undefined && !before.end.signal.aborted && since - before.since < patienceMilliseconds) return;
    before?.end.abort();
    const asking = { since, end: new AbortController() };
    this.#asking = asking;
    void this.#take(path, asking.end.signal).finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
  }

  async #take(path: string, signal: AbortSignal): Promise<void> {
    try {
      const answer = await getJson(path, this.#isAnswer, { signal });
      if (signal.aborted) return;
      this.value = answer;
      this.status = "ready";
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      this.status = error.status === 404 ? "missing" : "failed";
      if (error.status === 404) this.value = undefined;
    }
  }
}
