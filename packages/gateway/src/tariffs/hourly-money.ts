import { type Component, type CostPart, fromMoney } from "@meter2mqtt/energy";

/** What an hour of UTC comes to. */
export interface HourlyMoney {
  /** Epoch milliseconds. */
  readonly start: number;
  /** In the contract's currency; undefined while some of its energy has no price. */
  readonly amount: number | undefined;
}

interface HourSum {
  units: number;
  isKnown: boolean;
}

const hourMs = 3_600_000;
const nothing: HourSum = { units: 0, isKnown: true };

/**
 * Costs by hours of UTC, of the components of one direction: what is paid for import, or what is received for export. What
 * belongs to more than an hour (a fee of a month, what capacity costs, an interval of a zone half an hour off) is spread
 * evenly over its time, and what is spread adds up to it exactly.
 */
export function hourlyMoney(
  parts: readonly CostPart[],
  components: readonly Component[],
  { direction, from, to }: { readonly direction: Component["direction"]; readonly from: number; readonly to: number },
): HourlyMoney[] {
  const ids = new Set(components.filter((component) => component.direction === direction).map(({ id }) => id));
  const sums = new Map<number, HourSum>();
  for (const part of parts) if (ids.has(part.component)) spread(part, direction === "import" ? 1 : -1, sums);
  const hours: HourlyMoney[] = [];
  // An hour that comes to nothing is there as well: it may have come to something before it was corrected.
  for (let start = Math.ceil(from / hourMs) * hourMs; start + hourMs <= to; start += hourMs) {
    const { units, isKnown } = sums.get(start) ?? nothing;
    hours.push({ start, amount: isKnown ? fromMoney(units) : undefined });
  }
  return hours;
}

function spread({ start, end, of, money, wattHours }: CostPart, sign: 1 | -1, sums: Map<number, HourSum>): void {
  // A capacity rule without prices costs nothing that is known; energy without a price is to come.
  if (money === undefined && (of !== "interval" || wattHours === 0)) return;
  let given = 0;
  for (let hour = Math.floor(start / hourMs) * hourMs; hour < end; hour += hourMs) {
    const upTo = Math.round(((money ?? 0) * (Math.min(end, hour + hourMs) - start)) / (end - start));
    const sum = sums.get(hour) ?? { units: 0, isKnown: true };
    sum.units += sign * (upTo - given);
    if (money === undefined) sum.isKnown = false;
    sums.set(hour, sum);
    given = upTo;
  }
}
