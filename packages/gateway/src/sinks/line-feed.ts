import type { SourceState } from "@meter2mqtt/contract";

/** Lines that are remembered: as many as anybody configures. */
const maxLines = 1000;

/**
 * How the lines are, for sinks that publish it. It is no entry of the outbox: how a line was an hour ago is of no use to
 * a destination that comes back, so only the latest is kept.
 */
export class LineFeed {
  readonly #states = new Map<string, SourceState>();
  readonly #listeners = new Set<() => void>();

  get states(): readonly SourceState[] {
    return [...this.#states.values()];
  }

  /** A line's state is another; listeners are called where it is more than its counters. */
  report(state: SourceState): void {
    const before = this.#states.get(state.name);
    if (before === undefined && this.#states.size >= maxLines) return;
    this.#states.set(state.name, state);
    if (before !== undefined && worthTelling(before) === worthTelling(state)) return;
    for (const listener of this.#listeners) listener();
  }

  /** Only these lines are there now. */
  keepOnly(names: ReadonlySet<string>): void {
    const gone = [...this.#states.keys()].filter((name) => !names.has(name));
    for (const name of gone) this.#states.delete(name);
    if (gone.length === 0) return;
    for (const listener of this.#listeners) listener();
  }

  /** Returns how to stop listening. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function worthTelling({ status, error, diagnosis }: SourceState): string {
  return JSON.stringify([status, error, diagnosis?.code]);
}
