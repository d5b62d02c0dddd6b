import type { PriceSnapshot } from "./price-snapshot.ts";

/**
 * Prices from now on, for sinks that publish them. It is no entry of the outbox: yesterday's view of the coming prices is of
 * no use to a destination that comes back, so only the latest is kept.
 */
export class PriceFeed {
  /** Whether somebody is asked for prices: they will come. */
  isFed = false;
  #snapshots: readonly PriceSnapshot[] = [];
  readonly #listeners = new Set<() => void>();

  /** One for each area, the main one first; none before the first report. */
  get snapshots(): readonly PriceSnapshot[] {
    return this.#snapshots;
  }

  /** Listeners are called where anything is another than before. */
  report(snapshots: readonly PriceSnapshot[]): void {
    const before = new Map(this.#snapshots.map((snapshot) => [snapshot.area, snapshot]));
    const merged = snapshots.map((snapshot) => {
      const known = before.get(snapshot.area);
      return known !== undefined && contentOf(known) === contentOf(snapshot) ? known : snapshot;
    });
    const isSame = merged.length === before.size && merged.every((snapshot) => before.get(snapshot.area) === snapshot);
    this.#snapshots = merged;
    if (isSame) return;
    for (const listener of this.#listeners) listener();
  }

  /** Returns how to stop listening. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Everything but the moment, as far as no other step of the prices has begun. */
function contentOf({ at, sourceType, prices }: PriceSnapshot): string {
  const step = prices[0]?.lengthMs ?? 3_600_000;
  return JSON.stringify([Math.floor(at / step), sourceType, prices]);
}
