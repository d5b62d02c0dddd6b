import { type CheapestSpan, cheapestSpan } from "./cheapest.ts";
import { endOf, type PricePoint } from "./price-point.ts";
import { resample } from "./resample.ts";

const hourMs = 3_600_000;

/** What known prices say of the next hours. What is not known is absent. */
export interface PriceOutlook {
  /** The price that holds now. */
  readonly current?: PricePoint;
  /** Hourly prices from the current hour on, the mean where the market has quarters. */
  readonly hours: readonly PricePoint[];
  /** Lowest and highest of them, in millionths of the currency. */
  readonly min?: number;
  readonly max?: number;
  readonly cheapest1h?: CheapestSpan;
  readonly cheapest3h?: CheapestSpan;
  readonly cheapest6h?: CheapestSpan;
}

/** Looks so far ahead from the current hour; the points are in the order of time and do not overlap. */
export function priceOutlook(points: readonly PricePoint[], now: number, hoursAhead: number): PriceOutlook {
  const current = points.find((point) => point.start <= now && endOf(point) > now);
  const currency = (current ?? points.find((point) => endOf(point) > now))?.currency;
  // Where a zone is half an hour off, so are its hourly prices: hours begin as the market's do.
  const anchor = points.find(({ lengthMs }) => lengthMs >= hourMs)?.start ?? 0;
  const first = Math.floor((now - anchor) / hourMs) * hourMs + anchor;
  const hours = resample(points, hourMs, anchor).filter(
    (hour) => hour.start >= first && hour.start < first + hoursAhead * hourMs && hour.currency === currency,
  );
  const prices = hours.map(({ price }) => price);
  const cheapest = (length: number) => cheapestSpan(hours, length * hourMs);
  const [cheapest1h, cheapest3h, cheapest6h] = [cheapest(1), cheapest(3), cheapest(6)];
  return {
    ...(current && { current }),
    hours,
    ...(prices.length > 0 && { min: Math.min(...prices), max: Math.max(...prices) }),
    ...(cheapest1h && { cheapest1h }),
    ...(cheapest3h && { cheapest3h }),
    ...(cheapest6h && { cheapest6h }),
  };
}
