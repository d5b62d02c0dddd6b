import { endOf, type PricePoint } from "./price-point.ts";

/** A span of consecutive prices. */
export interface CheapestSpan {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
}

/**
 * The cheapest span of `lengthMs` among those that begin with a price, the earliest of equal ones; undefined where no gapless
 * span is that long. The points are in the order of time, do not overlap and are of one currency.
 */
export function cheapestSpan(points: readonly PricePoint[], lengthMs: number): CheapestSpan | undefined {
  let best: { readonly start: number; readonly sum: number } | undefined;
  points.forEach(({ start }, index) => {
    const sum = sumOf(points, index, start + lengthMs);
    if (sum !== undefined && (best === undefined || sum < best.sum)) best = { start, sum };
  });
  return best && { start: best.start, end: best.start + lengthMs };
}

/** Price times minutes from a point on until an instant; undefined where a price is missing between. */
function sumOf(points: readonly PricePoint[], first: number, end: number): number | undefined {
  let sum = 0;
  let reached = points[first]?.start ?? end;
  for (let index = first; reached < end; index++) {
    const point = points[index];
    if (point === undefined || point.start !== reached) return undefined;
    const until = Math.min(endOf(point), end);
    sum += (point.price * (until - reached)) / 60_000;
    reached = until;
  }
  return sum;
}
