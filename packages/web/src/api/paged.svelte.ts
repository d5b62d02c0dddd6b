import { ApiProblem, type Guard, getJson } from "./client.ts";

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** A list that is given page by page, the newest first. */
export class Paged<Item> {
  items: readonly Item[] = $state.raw([]);
  /** There is more. */
  more: boolean = $state(false);
  status: "loading" | "ready" | "failed" = $state("loading");
  readonly #isAnswer: Guard<Page<Item>>;
  #path = "";
  #next: string | undefined;

  constructor(isAnswer: Guard<Page<Item>>) {
    this.#isAnswer = isAnswer;
  }

  /** Asks for the first page of `path` (with its query), in the place of what was there. */
  async first(path: string): Promise<void> {
    if (path !== this.#path) {
      this.items = [];
      this.status = "loading";
    }
    this.#path = path;
    await this.#ask(path, (page) => page.items);
  }

  /** Asks for the next page, behind what is there. */
  async older(): Promise<void> {
    if (this.#next === undefined) return;
    await this.#ask(`${this.#path}&cursor=${encodeURIComponent(this.#next)}`, (page) => [...this.items, ...page.items]);
  }

  async #ask(path: string, joined: (page: Page<Item>) => readonly Item[]): Promise<void> {
    const wanted = this.#path;
    try {
      const page = await getJson(path, this.#isAnswer);
      if (wanted !== this.#path) return;
      this.items = joined(page);
      this.#next = page.next;
      this.more = page.next !== undefined;
      this.status = "ready";
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (wanted === this.#path) this.status = "failed";
    }
  }
}
