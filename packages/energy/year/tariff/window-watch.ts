import { energyOfWindow, WindowProjector } from "@meter2mqtt/energy";
import type { Reader } from "../run/simulate.ts";
import { wattMillisecondsPerWattHour } from "../world/register-truth.ts";

const hourMs = 3_600_000;
/** Windows are looked at when so many quarters of them are over. */
const lookQuarters = [1, 2, 3] as const;

/** What was said of a window while it ran. */
interface Said {
  readonly start: number;
  readonly quarter: number;
  readonly expectedWatts: number;
  readonly lowWatts: number;
  readonly highWatts: number;
}

/** How good the projection was at one part of the windows. */
export interface ProjectionResult {
  readonly quarter: number;
  readonly asked: number;
  /** Windows of which the truth was within the stated range. */
  readonly held: number;
  readonly meanErrorKw: number;
  /** Half of the stated range. */
  readonly meanRoomKw: number;
}

/** Projects the running windows of one length from what a reader hears, as a home's tariff does. */
export class WindowWatch {
  readonly name: string;
  readonly #reader: Reader;
  readonly #lengthMs: number;
  #projector: WindowProjector;
  readonly #said: Said[] = [];
  #window = Number.NEGATIVE_INFINITY;
  #nextAt: number;

  constructor(reader: Reader, lengthMs: number, from: number) {
    this.name = `${reader.meter.description.name}, ${lengthMs / 60_000} min`;
    this.#reader = reader;
    this.#lengthMs = lengthMs;
    this.#projector = new WindowProjector(lengthMs);
    this.#nextAt = from + lengthMs / 4;
  }

  observe(at: number, watts: number): void {
    this.#projector.observe(at, Math.max(0, watts));
  }

  /** What the projector has learned is not kept. */
  restarted(): void {
    this.#projector = new WindowProjector(this.#lengthMs);
    this.#window = Number.NEGATIVE_INFINITY;
  }

  passed(at: number): void {
    if (at < this.#nextAt) return;
    const start = Math.floor(at / this.#lengthMs) * this.#lengthMs;
    const quarter = Math.floor(((at - start) * 4) / this.#lengthMs);
    this.#look(at, start, quarter);
    // At a window's beginning there is nothing to be said yet.
    this.#nextAt = start + ((quarter === 3 ? 5 : quarter + 1) * this.#lengthMs) / 4;
  }

  #look(now: number, start: number, quarter: number): void {
    const { booking } = this.#reader;
    booking.settle();
    if (start !== this.#window && Number.isFinite(this.#window)) {
      const ended = energyOfWindow(this.#booked(this.#window), { start: this.#window, lengthMs: this.#lengthMs });
      if (ended !== undefined) this.#projector.learn(this.#window, ended);
    }
    this.#window = start;
    const usedWattHours = this.#booked(start).reduce((sum, { amount }) => sum + amount, 0);
    const stepWattHours = this.#reader.meter.description.resolutionWh;
    const projection = this.#projector.project(now, { start, usedWattHours, stepWattHours });
    if (projection === undefined) return;
    const { expectedWatts, lowWatts, highWatts } = projection;
    this.#said.push({ start, quarter, expectedWatts, lowWatts, highWatts });
  }

  #booked(start: number) {
    const { booking, meter } = this.#reader;
    const { resolutionWh } = meter.description;
    return booking
      .intervals("import", start, start + this.#lengthMs)
      .map((interval) => ({ ...interval, amount: interval.amount * resolutionWh }));
  }

  /** Compared with what went through the meter in windows that begin and end within the time. */
  results(to: number): ProjectionResult[] {
    return lookQuarters.map((quarter) => {
      const said = this.#said.filter((item) => item.quarter === quarter && item.start + this.#lengthMs <= to);
      let held = 0;
      let error = 0;
      let room = 0;
      for (const { start, expectedWatts, lowWatts, highWatts } of said) {
        const truth = this.#trueWatts(start);
        error += Math.abs(expectedWatts - truth);
        room += (highWatts - lowWatts) / 2;
        if (truth >= lowWatts && truth <= highWatts) held++;
      }
      const asked = said.length;
      return { quarter, asked, held, meanErrorKw: error / asked / 1000, meanRoomKw: room / asked / 1000 };
    });
  }

  #trueWatts(start: number): number {
    const { truth } = this.#reader.meter;
    const counts = (at: number) => truth.at(at)?.counts.import ?? Number.NaN;
    const wattHours = (counts(start + this.#lengthMs) - counts(start)) / wattMillisecondsPerWattHour;
    return (wattHours * hourMs) / this.#lengthMs;
  }
}
