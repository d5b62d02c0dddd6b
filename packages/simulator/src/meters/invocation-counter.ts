/**
 * The counter begins with the moment of the start, in tenths of a second, and goes up by one a frame. So it rises over a
 * restart too, also of a meter whose simulated time ran ahead, as long as it sends no more than ten frames a second.
 */
const counterEpoch = Date.UTC(2020, 0, 1);
const counterStep = 100;

/** The invocation counters of a meter that was started at this time, one for each frame. */
export function createInvocationCounter(start: number): () => number {
  let counter = Math.floor((start - counterEpoch) / counterStep);
  return () => counter++ >>> 0;
}
