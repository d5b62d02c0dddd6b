import type { FaultPlan, Span } from "../world/fault-plan.ts";
import { createHousehold } from "./household.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const searchedDays = 7;
/** Around the hour: a peak is lost where nothing tells when in a longer time it was. */
const aroundMs = 45 * minuteMs;

/**
 * The hour of the first week in which most is taken, and some time around it, of those hours that no outage and no delay
 * touches: to be held back, so that a file which comes later brings a peak. The household lives that week beforehand.
 */
export function highestHour(seed: number, start: number, { from, to }: Span, plan: FaultPlan): Span {
  const household = createHousehold(seed, start);
  let before = household.at(from).counts.import;
  let highest = { from, to: from, energy: 0 };
  for (let hour = from; hour < Math.min(to, from + searchedDays * 24 * hourMs); hour += hourMs) {
    const after = household.at(hour + hourMs).counts.import;
    const span = { from: hour - aroundMs, to: hour + hourMs + aroundMs, energy: after - before };
    before = after;
    // The first hours have no known beginning before them.
    const isFree = hour >= from + 2 * hourMs && [...plan.outages, ...plan.delays].every((other) => !meet(span, other));
    if (isFree && span.energy > highest.energy) highest = span;
  }
  return highest;
}

function meet(one: Span, other: Span): boolean {
  const room = 2 * hourMs;
  return one.from - room < other.to && one.to + room > other.from;
}
