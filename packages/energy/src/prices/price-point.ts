/** What a kWh costs over a span of time, as a market or a price list says it. A price that is not known has no point. */
export interface PricePoint {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly lengthMs: number;
  /**
   * In millionths of the currency, an integer. Markets price a MWh in hundredths, which needs 1e-5 for a kWh; Danish grid
   * tariffs have six decimals for a kWh. A year's Wh times such a price is still an exact integer.
   */
  readonly price: number;
  /** ISO 4217: `EUR`. */
  readonly currency: string;
}

/** Steps of a price in one unit of its currency. */
export const priceSteps = 1_000_000;
/** Decimals of a price for a kWh. */
export const priceDigits = 6;

export function endOf({ start, lengthMs }: PricePoint): number {
  return start + lengthMs;
}

/** Points that are in the span as a whole. */
export function pointsWithin<Point extends PricePoint>(points: readonly Point[], from: number, to: number): Point[] {
  return points.filter((point) => point.start >= from && endOf(point) <= to);
}

/**
 * One series out of several, the first having the first word: a later one only gives points where no earlier one has any.
 * Points of one list must not overlap. The answer is in the order of time.
 */
export function layered<Point extends PricePoint>(lists: readonly (readonly Point[])[]): Point[] {
  let merged: Point[] = [];
  for (const list of lists) {
    const sorted = [...list].sort((a, b) => a.start - b.start);
    merged = merged.length === 0 ? sorted : withGapsFilled(merged, sorted);
  }
  return merged;
}

function withGapsFilled<Point extends PricePoint>(base: readonly Point[], filling: readonly Point[]): Point[] {
  let next = 0;
  const fitting = filling.filter((point) => {
    for (; next < base.length; next++) {
      const known = base[next];
      if (known === undefined || endOf(known) > point.start) break;
    }
    const follower = base[next];
    return follower === undefined || follower.start >= endOf(point);
  });
  return [...base, ...fitting].sort((a, b) => a.start - b.start);
}

/** True: every moment of the span has a price. The points are in the order of time. */
export function isCovered(points: readonly PricePoint[], from: number, to: number): boolean {
  let reached = from;
  for (const point of points) {
    if (point.start > reached) break;
    reached = Math.max(reached, endOf(point));
  }
  return reached >= to;
}
