import type { SourceState } from "@meter2mqtt/contract";
import type { Clock } from "../sources/back-off.ts";
import type { LineFeed } from "./line-feed.ts";

export interface PublishLinesOptions {
  readonly feed: LineFeed;
  readonly clock: Clock;
  /** Publishes the lines that changed; none where some are only no longer there. */
  readonly publish: (changed: readonly SourceState[]) => Promise<void>;
}

/** Counters change with every frame; this often they are told. */
const periodMs = 60_000;

/** Publishes how the lines are, at once where more than counters changed, until the signal aborts or publishing fails. */
export async function publishLines({ feed, clock, publish }: PublishLinesOptions, signal: AbortSignal): Promise<void> {
  const published = new Map<string, SourceState>();
  let awake = new AbortController();
  const unsubscribe = feed.subscribe(() => awake.abort());
  const stop = () => awake.abort();
  signal.addEventListener("abort", stop, { once: true });
  try {
    while (!signal.aborted) {
      awake = new AbortController();
      const changed = feed.states.filter((state) => published.get(state.name) !== state);
      for (const state of changed) published.set(state.name, state);
      const isGone = feed.states.length < published.size;
      if (isGone) for (const name of namesGone(published, feed)) published.delete(name);
      if (changed.length > 0 || isGone) await publish(changed);
      if (!signal.aborted) await clock.pause(periodMs, awake.signal);
    }
  } finally {
    unsubscribe();
    signal.removeEventListener("abort", stop);
  }
}

function namesGone(published: ReadonlyMap<string, SourceState>, feed: LineFeed): string[] {
  const there = new Set(feed.states.map(({ name }) => name));
  return [...published.keys()].filter((name) => !there.has(name));
}
