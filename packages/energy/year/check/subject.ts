import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, type Interval, intervalMsOf } from "@meter2mqtt/energy";
import { rulesOf } from "../run/booking.ts";
import type { Reader } from "../run/simulate.ts";
import type { FaultPlan, Span } from "../world/fault-plan.ts";
import { type Boundary, wattMillisecondsPerWattHour } from "../world/register-truth.ts";
import type { Directions } from "../world/sent-list.ts";
import { zone } from "../world/simulated-meter.ts";

const hourMs = 3_600_000;
/** An interval is spared by an outage that ends so long before it: its neighbours are heard. */
const marginMs = 60_000;

/** A ledger of one register, and what is true of it. */
export class Subject {
  readonly name: string;
  readonly direction: keyof Directions;
  readonly isSnapshot: boolean;
  readonly lengthMs: number;
  readonly resolutionWh: number;
  /** The most that the fuse lets through in an interval, in steps. */
  readonly most: number;
  readonly intervals: readonly Interval[];
  readonly calendar = new Calendar(zone, createIntlZoneRules());
  readonly time: Span;
  readonly #byStart: ReadonlyMap<number, Interval>;
  readonly #reader: Reader;
  readonly #silent: readonly Span[];

  constructor(
    reader: Reader,
    direction: keyof Directions,
    { plan, time }: { readonly plan: FaultPlan; readonly time: Span },
  ) {
    const { description } = reader.meter;
    const rules = rulesOf(description);
    this.direction = direction;
    this.name = `${description.name} ${direction}`;
    this.isSnapshot = description.name === "snapshot";
    this.lengthMs = intervalMsOf(rules);
    this.resolutionWh = description.resolutionWh;
    this.most = (rules.maxPerHour * this.lengthMs) / hourMs;
    this.time = time;
    this.intervals = reader.booking.intervals(direction, time.from, time.to);
    this.#byStart = new Map(this.intervals.map((interval) => [interval.start, interval]));
    this.#reader = reader;
    this.#silent = [...plan.outages.filter(({ isArchived }) => !isArchived), plan.exchange];
  }

  /** Starts of all intervals that there are, whether something is known of them or not. */
  get starts(): number[] {
    const starts: number[] = [];
    for (let start = this.time.from; start < this.time.to; start += this.lengthMs) starts.push(start);
    return starts;
  }

  interval(start: number): Interval | undefined {
    return this.#byStart.get(start);
  }

  boundary(at: number): Boundary {
    const boundary = this.#reader.meter.truth.at(at);
    if (boundary === undefined) throw new RangeError(`the simulation says nothing of ${new Date(at).toISOString()}`);
    return boundary;
  }

  /** In watt-hours. */
  truth(from: number, to: number): number {
    const counts = (at: number) => this.boundary(at).counts[this.direction];
    return (counts(to) - counts(from)) / wattMillisecondsPerWattHour;
  }

  /** What the register shows at `to` less what it showed at `from`; undefined where the meter was exchanged between. */
  shown(from: number, to: number): number | undefined {
    const first = this.boundary(from);
    const last = this.boundary(to);
    return first.series === last.series ? last.shown[this.direction] - first.shown[this.direction] : undefined;
  }

  /** How far the ledger may be from the truth over a span, in steps; undefined where its ends aren't known. */
  allowance(from: number, to: number): number | undefined {
    if (this.isSnapshot) return this.#knows(from) && this.#knows(to) ? 0 : undefined;
    const first = this.#reader.heard.around(from);
    const last = this.#reader.heard.around(to);
    return first && last ? first.moved[this.direction] + last.moved[this.direction] + 1 : undefined;
  }

  /** Whether a boundary's neighbours are so near that what is between them is measured; of a snapshot, whether it came. */
  isHeard(boundary: number): boolean {
    if (this.isSnapshot) return this.#knows(boundary);
    const around = this.#reader.heard.around(boundary);
    return around !== undefined && around.apartMs <= 2 * this.#reader.meter.description.pushMs;
  }

  /** Whether the hourly list of this hour never came; one that came with an old register did. */
  isLost(hour: number): boolean {
    return !this.#reader.heard.hasList(hour);
  }

  /** Whether the meter was away, or nothing came through, in some of this time. */
  isSilent(from: number, to: number): boolean {
    return this.#silent.some((span) => span.from < to + marginMs && span.to > from - marginMs);
  }

  #knows(boundary: number): boolean {
    return this.#reader.heard.hasHour(boundary);
  }
}
