import type { SourceState } from "@meter2mqtt/contract";
import type { NamedEvent } from "./live-state.ts";

/** What is to be waited for where something is told; undefined: nothing. */
export type WordsFor = (tells: () => boolean) => Promise<void> | undefined;

/**
 * Takes the events of a stream one after the other. One that tells something is held until its words are there in the reader's
 * language, once; those behind it wait with it.
 */
export class WordsFirst {
  readonly #wordsFor: WordsFor;
  #held: (() => void)[] | undefined;

  constructor(words: WordsFor) {
    this.#wordsFor = words;
  }

  /** `event`: none where nothing is told. */
  take(event: NamedEvent | undefined, step: () => void): void {
    if (this.#held !== undefined) {
      this.#held.push(step);
      return;
    }
    const coming = this.#wordsFor(() => event !== undefined && tells(event));
    if (coming === undefined) {
      step();
      return;
    }
    this.#held = [step];
    void coming.then(() => this.#release());
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const step of held) step();
  }
}

/** Whether every page shows something of it in words. A lesser diagnosis is for the page of the line, which brings them itself. */
function tells(event: NamedEvent): boolean {
  switch (event.name) {
    case "snapshot":
      return event.data.sources.some(isInTrouble) || (event.data.events ?? []).length > 0;
    case "source":
      return isInTrouble(event.data);
    case "event":
      return true;
    default:
      return false;
  }
}

function isInTrouble({ error, diagnosis }: SourceState): boolean {
  return error !== undefined || diagnosis?.severity === "error";
}
