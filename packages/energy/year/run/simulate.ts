import { createRandom, type Household, type HouseholdState } from "@meter2mqtt/simulator";
import { createFaultPlan, type FaultPlan, type Outage, type Span, withOutage } from "../world/fault-plan.ts";
import { Line } from "../world/line.ts";
import { MeterClock } from "../world/meter-clock.ts";
import { type MeterDescription, SimulatedMeter } from "../world/simulated-meter.ts";
import { Booking } from "./booking.ts";
import { Heard } from "./heard.ts";
import { highestHour } from "./highest-hour.ts";
import { createHousehold } from "./household.ts";
import type { Watch } from "./watch.ts";

const hourMs = 3_600_000;

/** One meter, its reader, and all that is known of them. */
export interface Reader {
  readonly meter: SimulatedMeter;
  readonly line: Line;
  readonly booking: Booking;
  readonly heard: Heard;
}

export interface Simulated {
  readonly plan: FaultPlan;
  readonly readers: readonly Reader[];
  /** An outage around a peak, of which everything was kept. */
  readonly withheld: Outage;
}

/**
 * A household with a plant on the roof and a car, behind two meters: one that says its registers once an hour, and one
 * that says them every ten seconds. Their readers hear what the lines let through.
 */
export function simulate(seed: number, time: Span, watchOf: (readers: readonly Reader[]) => Watch): Simulated {
  const start = time.from - hourMs;
  const planned = createFaultPlan(seed, time);
  const withheld = { ...highestHour(seed, start, time, planned), isArchived: true };
  const plan = withOutage(planned, withheld);
  const readers = descriptionsOf(seed).map((description, index) => {
    const own = seed * 31 + index;
    const meter = new SimulatedMeter(description, clockOf(own, start, plan), {
      start,
      seed: own,
      exchange: plan.exchange,
    });
    const line = new Line(plan, own + 1000);
    return { meter, line, booking: new Booking(description), heard: new Heard() };
  });
  const watch = watchOf(readers);
  const household = createHousehold(seed, start);
  live(household, readers, { end: time.to + hourMs, restarts: plan.restarts, watch });
  for (const reader of readers) {
    hear(reader, Number.POSITIVE_INFINITY, watch);
    reader.booking.settle();
  }
  return { plan, readers, withheld };
}

function live(
  household: Household,
  readers: readonly Reader[],
  { end, restarts, watch }: { readonly end: number; readonly restarts: readonly number[]; readonly watch: Watch },
): void {
  const coming = [...restarts];
  const next = () => Math.min(...readers.map(({ meter }) => meter.nextAt));
  for (let at = next(); at <= end; at = next()) {
    const state = household.at(at);
    for (const reader of readers) speak(reader, at, state);
    for (const reader of readers) hear(reader, at, watch);
    watch.passed(at);
    if ((coming[0] ?? end) > at) continue;
    coming.shift();
    for (const { booking } of readers) booking.restart();
    watch.restarted();
  }
}

function speak({ meter, line }: Reader, at: number, state: HouseholdState): void {
  if (meter.nextAt !== at) return;
  for (const list of meter.step(state)) line.send(list);
}

function hear(reader: Reader, until: number, watch: Watch): void {
  const { line, booking, heard } = reader;
  for (const arrival of line.arrivals(until)) {
    heard.note(arrival.list);
    booking.take(arrival);
    watch.heard(reader, arrival);
  }
  for (const archive of line.dueArchives(until)) {
    const { arrivals, dueAt } = archive;
    watch.file(reader, archive, "before");
    for (const { list } of arrivals) heard.note(list);
    booking.redecode(arrivals, dueAt);
    watch.file(reader, archive, "after");
  }
}

function descriptionsOf(seed: number): readonly MeterDescription[] {
  return [
    {
      name: "snapshot",
      resolutionWh: 10,
      boundaryMs: hourMs,
      pushMs: 10_000,
      phaseMs: 2_500,
      // Aidon's come at the full hour, Kaifa's and Kamstrup's some seconds behind it.
      hourlyLagMs: (seed % 2) * 10_000,
    },
    { name: "live", resolutionWh: 1, boundaryMs: hourMs / 4, pushMs: 10_000, phaseMs: 3_000, hourlyLagMs: 0 },
  ];
}

function clockOf(seed: number, start: number, { clocksSet }: FaultPlan): MeterClock {
  const random = createRandom(seed);
  const firstMs = random.integer(-30, 30) * 500;
  return new MeterClock({ start, firstMs, driftPerDay: random.between(-250, 250), setAt: clocksSet });
}
