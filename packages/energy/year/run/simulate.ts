import { createRandom, Household, type HouseholdState } from "@meter2mqtt/simulator";
import { createFaultPlan, type FaultPlan, type Span } from "../world/fault-plan.ts";
import { Line } from "../world/line.ts";
import { MeterClock } from "../world/meter-clock.ts";
import { type MeterDescription, SimulatedMeter, zone } from "../world/simulated-meter.ts";
import { Booking } from "./booking.ts";
import { Heard } from "./heard.ts";

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
}

/**
 * A household with a plant on the roof and a car, behind two meters: one that says its registers once an hour, and one
 * that says them every ten seconds. Their readers hear what the lines let through.
 */
export function simulate(seed: number, time: Span): Simulated {
  const plan = createFaultPlan(seed, time);
  const start = time.from - hourMs;
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
  const household = new Household({
    start,
    seed,
    zone,
    solar: { peakW: 9_000, phases: [0, 1, 2] },
    registers: { import: 12_345_678, export: 2_345_678 },
  });
  live(household, readers, { end: time.to + hourMs, restarts: plan.restarts });
  for (const reader of readers) {
    hear(reader, Number.POSITIVE_INFINITY);
    reader.booking.settle();
  }
  return { plan, readers };
}

function live(
  household: Household,
  readers: readonly Reader[],
  { end, restarts }: { readonly end: number; readonly restarts: readonly number[] },
): void {
  const coming = [...restarts];
  const next = () => Math.min(...readers.map(({ meter }) => meter.nextAt));
  for (let at = next(); at <= end; at = next()) {
    const state = household.at(at);
    for (const reader of readers) speak(reader, at, state);
    for (const reader of readers) hear(reader, at);
    if ((coming[0] ?? end) > at) continue;
    coming.shift();
    for (const { booking } of readers) booking.restart();
  }
}

function speak({ meter, line }: Reader, at: number, state: HouseholdState): void {
  if (meter.nextAt !== at) return;
  for (const list of meter.step(state)) line.send(list);
}

function hear({ line, booking, heard }: Reader, until: number): void {
  for (const arrival of line.arrivals(until)) {
    heard.note(arrival.list);
    booking.take(arrival);
  }
  for (const { arrivals, dueAt } of line.dueArchives(until)) {
    for (const { list } of arrivals) heard.note(list);
    booking.redecode(arrivals, dueAt);
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
