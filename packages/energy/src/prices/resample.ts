import { divideRounded } from "./decimal.ts";
import { endOf, type PricePoint } from "./price-point.ts";

const minuteMs = 60_000;

/**
 * The same prices in steps of another length: quarters from hours, or hours as the mean of their quarters. A step that is
 * not covered as a whole, or that has prices in two currencies, is left out. `anchor`: an instant at which a step begins,
 * for zones whose hours are not those of UTC. The points are in the order of time and do not overlap.
 */
export function resample(points: readonly PricePoint[], lengthMs: number, anchor = 0): PricePoint[] {
  const steps: PricePoint[] = [];
  let first = 0;
  for (let start = firstStep(points, lengthMs, anchor); start !== undefined; ) {
    const end = start + lengthMs;
    first = skipEnded(points, first, start);
    const price = meanOf(points, first, { start, end });
    if (price !== undefined) steps.push({ start, lengthMs, ...price });
    start = nextStep(points, first, end, { lengthMs, anchor });
  }
  return steps;
}

function floorTo(at: number, lengthMs: number, anchor: number): number {
  return Math.floor((at - anchor) / lengthMs) * lengthMs + anchor;
}

function firstStep(points: readonly PricePoint[], lengthMs: number, anchor: number): number | undefined {
  const [first] = points;
  return first === undefined ? undefined : floorTo(first.start, lengthMs, anchor);
}

/** The step at `at`, or, behind a gap, the one in which prices go on; undefined where none follow. */
function nextStep(
  points: readonly PricePoint[],
  first: number,
  at: number,
  { lengthMs, anchor }: { readonly lengthMs: number; readonly anchor: number },
): number | undefined {
  const next = points[skipEnded(points, first, at)];
  return next === undefined ? undefined : Math.max(at, floorTo(next.start, lengthMs, anchor));
}

function skipEnded(points: readonly PricePoint[], from: number, at: number): number {
  let index = from;
  for (let point = points[index]; point !== undefined && endOf(point) <= at; point = points[index]) index++;
  return index;
}

function meanOf(
  points: readonly PricePoint[],
  first: number,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly price: number; readonly currency: string } | undefined {
  const currency = points[first]?.currency;
  let sum = 0n;
  let reached = start;
  for (let index = first; reached < end; index++) {
    const point = points[index];
    if (point === undefined || point.start > reached || point.currency !== currency) return undefined;
    const until = Math.min(endOf(point), end);
    sum += BigInt(point.price) * BigInt(Math.round((until - reached) / minuteMs));
    reached = until;
  }
  if (currency === undefined) return undefined;
  return { price: Number(divideRounded(sum, BigInt(Math.round((end - start) / minuteMs)))), currency };
}
