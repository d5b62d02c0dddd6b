import { type Interval, intervalMsOf } from "@meter2mqtt/energy";
import { rulesOf } from "../run/booking.ts";
import type { Reader } from "../run/simulate.ts";
import type { Span } from "../world/fault-plan.ts";
import type { Directions } from "../world/sent-list.ts";

export const directions = ["import", "export"] as const;

/** An interval as the registers showed it, and as it is booked; in watt-hours. */
export interface Stretch {
  readonly at: number;
  readonly truth: Directions;
  readonly booked: Directions;
}

/**
 * Intervals from one known register to the next: what is booked of them in all is what the registers moved, but for the
 * slack of both ends; where in it is unknown, where there are several.
 */
export interface Run {
  /** Places of its first stretch, and of that behind its last. */
  readonly from: number;
  readonly to: number;
  /** The most that its booked stretches may come to. */
  readonly most: Directions;
}

/** What a reader has of a time, beside what was true of it. */
export interface Account {
  readonly meter: "snapshot" | "live";
  readonly lengthMs: number;
  readonly stretches: readonly Stretch[];
  /**
   * How far the registers that are booked at each stretch's beginning, and at the end, may be from the truth. Undefined where
   * they are not known: nothing came near, or a coarse register stood still, is taken for an old one, and its hour is
   * called interpolated.
   */
  readonly slack: readonly (Directions | undefined)[];
  readonly runs: readonly Run[];
  /** What the fuse lets through in an interval, in watt-hours: no more is booked in any, as another check says. */
  readonly mostWh: number;
  /** In watt-hours. */
  readonly intervals: Readonly<Record<keyof Directions, readonly Interval[]>>;
}

const hourMs = 3_600_000;
const exact: Directions = { import: 0, export: 0 };

/** Of whole hours, as things stand now. */
export function accountOf(reader: Reader, { from, to }: Span): Account {
  const { description } = reader.meter;
  const { resolutionWh } = description;
  const rules = rulesOf(description);
  const lengthMs = intervalMsOf(rules);
  const inWattHours = (direction: keyof Directions) =>
    reader.booking
      .intervals(direction, from, to)
      .map((interval) => ({ ...interval, amount: interval.amount * resolutionWh }));
  const intervals = { import: inWattHours("import"), export: inWattHours("export") };
  const booked: Booked = { import: byStart(intervals.import), export: byStart(intervals.export) };
  const stretches: Stretch[] = [];
  const slack: (Directions | undefined)[] = [slackAt(reader, from)];
  for (let at = from; at < to; at += lengthMs) {
    const truth = { import: shownWh(reader, "import", at, lengthMs), export: shownWh(reader, "export", at, lengthMs) };
    const amount = (direction: keyof Directions) => booked[direction].get(at)?.amount ?? 0;
    stretches.push({ at, truth, booked: { import: amount("import"), export: amount("export") } });
    const isDoubted = directions.some(
      (name) => truth[name] === 0 && booked[name].get(at)?.quality !== "measured" && description.name === "snapshot",
    );
    slack.push(isDoubted ? undefined : slackAt(reader, at + lengthMs));
  }
  const mostWh = (rules.maxPerHour * resolutionWh * lengthMs) / hourMs;
  const known = withExchange(stretches, slack);
  const runs = runsOf(known, slack, mostWh);
  return { meter: description.name, lengthMs, mostWh, slack, intervals, stretches: known, runs };
}

type Booked = Readonly<Record<keyof Directions, ReadonlyMap<number, Interval>>>;

function byStart(intervals: readonly Interval[]): ReadonlyMap<number, Interval> {
  return new Map(intervals.map((interval) => [interval.start, interval]));
}

/** Not a number where the meter was exchanged within. */
function shownWh({ meter }: Reader, direction: keyof Directions, at: number, lengthMs: number): number {
  const first = meter.truth.at(at);
  const last = meter.truth.at(at + lengthMs);
  if (first === undefined || last === undefined) throw new RangeError("the simulation says nothing of this time");
  if (first.series !== last.series) return Number.NaN;
  return (last.shown[direction] - first.shown[direction]) * meter.description.resolutionWh;
}

/** In watt-hours: nothing where the register of the full hour came; what it moved between two near neighbours. */
export function slackAt({ meter, heard }: Reader, at: number): Directions | undefined {
  const { name, pushMs, resolutionWh } = meter.description;
  if (name === "snapshot") return heard.hasHour(at) ? exact : undefined;
  const around = heard.around(at);
  if (around === undefined || around.apartMs > 2 * pushMs) return undefined;
  return { import: around.moved.import * resolutionWh, export: around.moved.export * resolutionWh };
}

/**
 * What was used while no meter was there stands on no register. Where meters were exchanged, and between the known registers
 * around, the booked amounts are taken for true; other checks say that they are possible.
 */
function withExchange(stretches: readonly Stretch[], slack: readonly (Directions | undefined)[]): Stretch[] {
  const known = [...stretches];
  for (const [place, { truth }] of stretches.entries()) {
    if (Number.isFinite(truth.import)) continue;
    let first = place;
    while (first > 0 && slack[first] === undefined) first--;
    let end = place + 1;
    while (end < stretches.length && slack[end] === undefined) end++;
    for (let index = first; index < end; index++) {
      const stretch = known[index];
      if (stretch !== undefined) known[index] = { ...stretch, truth: stretch.booked };
    }
  }
  return known;
}

function runsOf(stretches: readonly Stretch[], slack: readonly (Directions | undefined)[], mostWh: number): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let to = 1; to <= stretches.length; to++) {
    if (slack[to] === undefined && to < stretches.length) continue;
    const most = (direction: keyof Directions) => {
      const sum = stretches.slice(from, to).reduce((total, { truth }) => total + truth[direction], 0);
      // Where the time begins or ends within a run, the outer part of it may be booked inside.
      const end = (place: number) => slack[place]?.[direction] ?? mostWh;
      return sum + end(from) + end(to);
    };
    runs.push({ from, to, most: { import: most("import"), export: most("export") } });
    from = to;
  }
  return runs;
}
