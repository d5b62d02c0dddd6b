import { createRandom, type Random } from "@meter2mqtt/simulator";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Outage extends Span {
  /** The raw frames were kept, and are decoded again some days later. */
  readonly isArchived: boolean;
}

/** Chances of each list. */
export const listFaults = {
  lost: 0.01,
  twice: 0.002,
  /** The list comes without a clock, with one an hour off, or one that shows 00:00:00. */
  badClock: 0.0003,
  /** An hourly list says the last hour's registers. */
  oldRegister: 0.002,
} as const;

/** All that goes wrong in a simulated time, decided beforehand. */
export interface FaultPlan {
  readonly outages: readonly Outage[];
  /** What is sent in these comes at their ends, all at once. */
  readonly delays: readonly Span[];
  /** When the reader is restarted. */
  readonly restarts: readonly number[];
  /** Both meters are taken away and others put in their place; nothing is sent meanwhile. */
  readonly exchange: Span;
  /** When each meter's clock is set right in a step. */
  readonly clocksSet: readonly number[];
}

/** For a year 20 outages of up to a day; for shorter times as many as fit. */
export function createFaultPlan(seed: number, time: Span): FaultPlan {
  const random = createRandom(seed * 7919 + 1);
  const years = (time.to - time.from) / (365 * dayMs);
  const count = (inYear: number) => Math.max(2, Math.round(inYear * years));
  const outages = Array.from({ length: count(20) }, (_, index) => ({
    // From a minute to a day, as many short ones as long ones.
    ...spanIn(random, time, minuteMs * (dayMs / minuteMs) ** random.next()),
    isArchived: index % 5 === 1,
  }));
  const delays = Array.from({ length: count(25) }, () =>
    spanIn(random, time, random.between(3 * minuteMs, 50 * minuteMs)),
  );
  const exchangedAt = time.from + Math.round((time.to - time.from) * random.between(0.4, 0.6));
  const exchange = { from: exchangedAt, to: exchangedAt + 20 * minuteMs };
  return {
    outages: outages.sort(byTime),
    delays: delays.sort(byTime),
    restarts: Array.from({ length: count(60) }, () => momentIn(random, time)).sort((a, b) => a - b),
    exchange,
    // In the middle of a quarter: on the boundary a clock that is set back shows it twice.
    clocksSet: Array.from({ length: count(3) }, () => middleOfQuarter(momentIn(random, time))).sort((a, b) => a - b),
  };
}

/** The same with one more. */
export function withOutage(plan: FaultPlan, outage: Outage): FaultPlan {
  return { ...plan, outages: [...plan.outages, outage].sort(byTime) };
}

function spanIn(random: Random, time: Span, lengthMs: number): Span {
  const from = momentIn(random, { from: time.from, to: time.to - dayMs });
  return { from, to: from + Math.round(lengthMs) };
}

function momentIn(random: Random, { from, to }: Span): number {
  return random.integer(from, to);
}

function middleOfQuarter(at: number): number {
  return Math.floor(at / (15 * minuteMs)) * 15 * minuteMs + 7 * minuteMs;
}

function byTime(a: Span, b: Span): number {
  return a.from - b.from;
}

/** The span that a moment is in; `spans` in order of their beginnings, which may overlap. */
export function spanAt<T extends Span>(spans: readonly T[], at: number): T | undefined {
  return spans.find(({ from, to }) => from <= at && at < to);
}
