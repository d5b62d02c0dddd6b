import {
  allowedWatts,
  type CapacityRule,
  type ContractPrice,
  type CostSum,
  capacityWindows,
  costOfPeak,
  LocalMoment,
  type Peak,
  type PeakQuestion,
  type Projection,
  paidWatts,
  valueWith,
  windowFactor,
} from "@meter2mqtt/energy";
import { type CapacityView, capacityComponents, type TariffBook } from "./tariff-book.ts";

const minuteMs = 60_000;
/** What is over a limit: more than it is rounded by. */
const leastOverKw = 0.002;

/** The running window of a capacity rule, and what may still be used in it. */
export interface RunningWindow {
  readonly component: string;
  readonly rule: CapacityRule;
  readonly start: number;
  readonly lengthMs: number;
  readonly projection: Projection;
  /** The mean of the window that it should stay at or below, in watts. */
  readonly limitWatts: number;
  /** The limit is what the month is paid for already, not one that was set. */
  readonly isPaidLimit: boolean;
  /** What may be used from now on to stay within the limit. */
  readonly allowedWatts: number;
  /** The month's value if the window comes to what is expected. */
  readonly monthWatts: number;
  /** What the month costs more then, in the contract's currency; undefined where the rule has no prices. */
  readonly moreCost: number | undefined;
  /** What the month costs more as soon as the window goes over its limit; undefined where no steps are charged. */
  readonly breakCost: number | undefined;
  /** What the first kW over the limit costs; undefined where no kW are charged. */
  readonly costPerKwOver: number | undefined;
}

/** Where a home stands: this hour, this day, this month, and the running windows. */
export interface TariffNow {
  readonly hour: CostSum | undefined;
  readonly day: CostSum | undefined;
  readonly month: CostSum | undefined;
  readonly capacity: readonly CapacityView[];
  readonly windows: readonly RunningWindow[];
  /** What a kWh costs from the hour on that runs, as far as it is known. */
  readonly prices: readonly ContractPrice[];
}

/** A projection of the window that runs, by its length; undefined where nothing was heard lately. */
export type Project = (windowMs: number, start: number, usedWattHours: number) => Projection | undefined;

/** Works out where a home stands at `now`, with windows that are projected by `project`. */
export function tariffNow(
  book: TariffBook,
  now: number,
  { project, limitWatts }: { readonly project: Project; readonly limitWatts?: number | undefined },
): TariffNow {
  const { calendar } = book.data;
  const { contract } = book.contract;
  const latest = (span: "hour" | "day" | "month") => {
    const start = calendar.startOf(span, now);
    return book.costs(contract, span, start, now).findLast((sum) => sum.start === start);
  };
  const month = calendar.startOf("month", now);
  return {
    hour: latest("hour"),
    day: latest("day"),
    month: latest("month"),
    capacity: book.capacity(contract, month, now),
    windows: capacityComponents(contract).flatMap(({ id, rule }) => {
      const window = runningWindow(book, rule, now, { project, limitWatts });
      return window === undefined ? [] : [{ component: id, ...window }];
    }),
    prices: book.prices(contract, calendar.startOf("hour", now), now),
  };
}

function runningWindow(
  book: TariffBook,
  rule: CapacityRule,
  now: number,
  { project, limitWatts }: { readonly project: Project; readonly limitWatts?: number | undefined },
): Omit<RunningWindow, "component"> | undefined {
  const { calendar, imported, exported } = book.data;
  const lengthMs = rule.windowMinutes * minuteMs;
  const phase = (calendar.offsetMinutes(now) * minuteMs) % lengthMs;
  const start = Math.floor((now + phase) / lengthMs) * lengthMs - phase;
  const factor = windowFactor(rule, new LocalMoment(start, calendar, book.holidays));
  if (factor === undefined || factor === 0) return undefined;
  const from = chosenFrom(rule, now, book);
  const windows = capacityWindows({
    rule,
    imported: imported(from, now),
    exported: rule.quantity === "net" ? exported(from, now) : [],
    calendar,
    holidays: book.holidays,
  });
  const before = countedBefore(book, rule, windows, start);
  const running: Peak | undefined = windows.find((window) => window.start === start);
  const projection = project(lengthMs, start, Math.max(0, running?.wattHours ?? 0));
  if (projection === undefined) return undefined;
  const question: PeakQuestion = { rule, windows: before, start, lengthMs, calendar };
  // What the rule counts is the window's power times its weight.
  const limit = limitWatts ?? Math.max(paidWatts(question), (rule.leastKw ?? 0) * 1000) / factor;
  const counted = projection.expectedWatts * factor;
  const { charge } = rule;
  const costOver = (kw: number) => costOfPeak(question, limit * factor + kw * 1000);
  return {
    rule,
    start,
    lengthMs,
    projection,
    limitWatts: limit,
    isPaidLimit: limitWatts === undefined,
    allowedWatts: allowedWatts(limit, projection, { now, windowMs: lengthMs }),
    monthWatts: valueWith(question, counted),
    moreCost: costOfPeak(question, counted),
    breakCost: charge?.kind === "steps" ? costOver(leastOverKw) : undefined,
    costPerKwOver: charge?.kind === "per-kw" ? costOver(1) : undefined,
  };
}

/** The windows that the running one competes with: the meter's own peak, where the rule goes by it and it is known. */
function countedBefore(
  { data }: TariffBook,
  { authority }: CapacityRule,
  windows: readonly Peak[],
  start: number,
): readonly Peak[] {
  const month = data.calendar.startOf("month", start);
  const peak = authority === "meter" ? data.meterPeaks().find((candidate) => candidate.month === month) : undefined;
  if (peak === undefined) return windows.filter((window) => window.start < start);
  const { watts, at } = peak;
  return [{ start: at, lengthMs: 0, watts, wattHours: 0, quality: "measured", isPartial: false }];
}

/** From when on windows are chosen among at `now`. */
function chosenFrom({ among }: CapacityRule, now: number, { data: { calendar } }: TariffBook): number {
  const { year, month } = calendar.dateOf(now);
  return calendar.startOfDate({ year, month: among === "month" ? month : month - 11, day: 1 });
}
