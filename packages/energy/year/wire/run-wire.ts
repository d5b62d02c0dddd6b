import { createIntlZoneRules, createMeterDecoder, type Reading } from "@meter2mqtt/decoder";
import { createRandom, createVirtualMeter, type VirtualFrame } from "@meter2mqtt/simulator";
import type { Finding } from "../check/finding.ts";
import { Booking } from "../run/booking.ts";
import { Heard } from "../run/heard.ts";
import { listFaults, type Span } from "../world/fault-plan.ts";
import type { Directions, SentList } from "../world/sent-list.ts";
import type { MeterDescription } from "../world/simulated-meter.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const delayMs = 300;
const faults = { noise: 0.002, lost: 0.002, truncated: 0.002, checksum: 0.004 } as const;

const meters: Readonly<Record<"kamstrup-no" | "aidon-se", MeterDescription>> = {
  "kamstrup-no": {
    name: "snapshot",
    resolutionWh: 10,
    boundaryMs: hourMs,
    pushMs: 10_000,
    phaseMs: 0,
    hourlyLagMs: 5_000,
  },
  // Its clock says local time and no more: in autumn it is an hour off for an hour.
  "aidon-se": { name: "live", resolutionWh: 1, boundaryMs: hourMs / 4, pushMs: 10_000, phaseMs: 0, hourlyLagMs: 0 },
};

/** The week of autumn's change of the clocks. */
const week: Span = { from: Date.UTC(2026, 9, 21, 22), to: Date.UTC(2026, 9, 28, 23) };

/** What the frames of two virtual meters come to, damaged and decoded as those of real ones: each measured interval is checked. */
export function runWire(seed: number, time: Span = week): ReadonlyMap<string, readonly Finding[]> {
  const findings = new Map<string, readonly Finding[]>();
  for (const name of ["kamstrup-no", "aidon-se"] as const) {
    const wire = new Wire(name, meters[name]);
    wire.run(seed, time);
    findings.set(`${name}, decoded`, [wire.check("import", time), wire.check("export", time)]);
  }
  return findings;
}

class Wire {
  readonly #name: string;
  readonly #description: MeterDescription;
  readonly #booking: Booking;
  readonly #heard = new Heard();
  /** What the registers showed, by the boundary that they were sent at or next behind. */
  readonly #truth = new Map<number, Directions>();

  constructor(name: string, description: MeterDescription) {
    this.#name = name;
    this.#description = description;
    this.#booking = new Booking(description);
  }

  run(seed: number, { from, to }: Span): void {
    const meter = createVirtualMeter(this.#name, { start: from, seed, faults });
    const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: meter.description.zone });
    const random = createRandom(seed);
    for (let frame = meter.next(); frame.at <= to + hourMs; frame = meter.next()) {
      const isLost = random.chance(listFaults.lost);
      this.#note(frame, isLost);
      if (isLost) continue;
      const arrivedAt = frame.at + delayMs;
      for (const event of decoder.push(frame.octets, arrivedAt)) {
        if (event.kind === "reading") this.#booking.take({ arrivedAt, list: this.#listOf(event.reading, arrivedAt) });
      }
    }
    this.#booking.settle();
  }

  check(direction: keyof Directions, { from, to }: Span): Finding {
    const { boundaryMs, name } = this.#description;
    const wrong: string[] = [];
    const measured = this.#booking
      .intervals(direction, from + boundaryMs, to - boundaryMs)
      .filter(({ quality }) => quality === "measured");
    for (const { start, amount } of measured) {
      const end = start + boundaryMs;
      const truth =
        (this.#truth.get(end)?.[direction] ?? Number.NaN) - (this.#truth.get(start)?.[direction] ?? Number.NaN);
      const moved = (at: number) => this.#heard.around(at)?.moved[direction] ?? 0;
      const allowed = name === "snapshot" ? 0 : moved(start) + moved(end);
      if (Math.abs(amount - truth) <= allowed) continue;
      wrong.push(`${new Date(start).toISOString().slice(0, 16)} says ${amount}, true is ${truth}`);
    }
    // 1 % are lost, and 1 % damaged: of a hundred hours four border such a list, of a day's more by chance.
    const least = (0.5 * (to - from - 2 * boundaryMs)) / boundaryMs;
    if (measured.length < least) wrong.push(`only ${measured.length} are measured`);
    return { what: `${direction}: measured intervals are true`, checked: measured.length, wrong };
  }

  #note({ at, list, truth, intact }: VirtualFrame, isLost: boolean): void {
    const registers = this.#registersOf(truth);
    if (registers === undefined) return;
    const { boundaryMs } = this.#description;
    const boundary = Math.floor(at / boundaryMs) * boundaryMs;
    if (list === "hourly" || at === boundary) this.#truth.set(boundary, registers);
    if (!isLost && intact) this.#heard.note({ sentAt: at, clock: at, trueClock: at, registers, watts: 0 });
  }

  #registersOf(said: Pick<Reading, "energyImportWh" | "energyExportWh">): Directions | undefined {
    const { energyImportWh, energyExportWh } = said;
    if (energyImportWh === undefined || energyExportWh === undefined) return undefined;
    const steps = (wattHours: number) => Math.round(wattHours / this.#description.resolutionWh);
    return { import: steps(energyImportWh), export: steps(energyExportWh) };
  }

  #listOf(reading: Reading, arrivedAt: number): SentList {
    const { timestamp, activeImportW = 0, activeExportW = 0 } = reading;
    const registers = this.#registersOf(reading);
    const clock = timestamp === undefined ? undefined : Date.parse(timestamp);
    return {
      sentAt: arrivedAt,
      trueClock: arrivedAt,
      watts: activeImportW - activeExportW,
      ...(clock === undefined ? {} : { clock, isMidnight: timestamp?.includes("T00:00:00") === true }),
      ...(registers === undefined ? {} : { registers }),
    };
  }
}

/** A day of it. */
export const oneDay: Span = { from: week.from + 3 * dayMs, to: week.from + 4 * dayMs };
