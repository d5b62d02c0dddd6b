import type { PriceFeed } from "../prices/price-feed.ts";
import type { PriceSnapshot } from "../prices/price-snapshot.ts";

export interface PublishPricesOptions {
  readonly feed: PriceFeed;
  /** Publishes the areas whose prices are others than before. */
  readonly publish: (changed: readonly PriceSnapshot[]) => Promise<void>;
  /** Told when no prices will come any more. */
  readonly gone: () => void;
}

/** Publishes prices at once, and whenever they change, until the signal aborts or publishing fails. */
export async function publishPrices({ feed, publish, gone }: PublishPricesOptions, signal: AbortSignal): Promise<void> {
  const published = new Map<string, PriceSnapshot>();
  let wake = () => {};
  const wakeUp = () => wake();
  const unsubscribe = feed.subscribe(wakeUp);
  signal.addEventListener("abort", wakeUp, { once: true });
  try {
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const changed = feed.snapshots.filter((snapshot) => published.get(snapshot.area) !== snapshot);
      for (const snapshot of changed) published.set(snapshot.area, snapshot);
      if (feed.snapshots.length === 0 && published.size > 0) {
        published.clear();
        gone();
      }
      if (changed.length > 0) await publish(changed);
      if (!signal.aborted) await woken;
    }
  } finally {
    unsubscribe();
    signal.removeEventListener("abort", wakeUp);
  }
}
