import { ApiProblem, type Guard, getJson } from "./client.ts";

export type PolledStatus = "loading" | "ready" | "missing" | "failed";

/** An answer that is asked for again and again while somebody looks at it. What was known stays while the gateway is away. */
export class Polled<T> {
  value: T | undefined = $state.raw();
  /** `missing`: the gateway has nothing of the kind (404). */
  status: PolledStatus = $state("loading");
  readonly #isAnswer: Guard<T>;
  readonly #seconds: number;
  #path: string | undefined;

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
    const stop = new AbortController();
    const ask = () => void this.#ask(path, stop.signal);
    const timer = setInterval(ask, this.#seconds * 1000);
    ask();
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }

  async #ask(path: string, signal: AbortSignal): Promise<void> {
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
