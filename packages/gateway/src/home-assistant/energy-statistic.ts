import type { LedgerInterval, Rollup } from "@meter2mqtt/energy";
import type { LedgerReader } from "../ledger/ledger-reader.ts";
import type { Clock } from "../sources/back-off.ts";
import type { FedMeter, FedStatistic } from "./fed-statistic.ts";
import { type Direction, statisticId } from "./hourly-statistics.ts";
import { knownHours, type LedgerHours } from "./ledger-hours.ts";

/** Where energy is read. */
export interface EnergyStatisticParts {
  readonly reader: LedgerReader;
  readonly clock: Clock;
  /** How long the ledger keeps hours. */
  readonly hourDays: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A day of 25 hours. */
const besideMs = 25 * hourMs;
const registers = { import: "energyImportWh", export: "energyExportWh" } as const;
/** Read at once; the gateway goes on with its other work in between. */
const chunkMs = 30 * dayMs;

/** Energy of a meter in one direction. */
export class EnergyStatistic implements FedStatistic {
  readonly id: string;
  readonly name: string;
  readonly unit = "kWh";
  readonly registers: readonly string[];
  readonly names: readonly string[];
  readonly #parts: EnergyStatisticParts;
  readonly #register: string;

  constructor(meter: FedMeter, direction: Direction, parts: EnergyStatisticParts) {
    this.id = statisticId(meter.slug, direction);
    this.name = `${meter.name} ${direction}`;
    this.#register = registers[direction];
    this.registers = [this.#register];
    this.names = meter.storedNames;
    this.#parts = parts;
  }

  days(): ReadonlyMap<number, string> {
    const { reader, clock, hourDays } = this.#parts;
    const to = clock.now();
    const days = reader.rollups({ places: this.#places, from: to - hourDays * dayMs, to, span: "day" })?.items ?? [];
    return new Map(days.map((day) => [day.start, printOf(day)]));
  }

  async hours(from: number, signal: AbortSignal): Promise<LedgerHours> {
    const { reader, clock, hourDays } = this.#parts;
    const now = clock.now();
    // An hour is given whole: what reaches into the first one may have begun before it.
    const first = Math.floor(Math.max(from - 3 * dayMs, now - hourDays * dayMs) / dayMs) * dayMs;
    const intervals: LedgerInterval[] = [];
    let exponent = 0;
    for (let start = first; start < now && !signal.aborted; start += chunkMs) {
      const series = reader.intervals({ places: this.#places, from: start, to: Math.min(start + chunkMs, now) });
      if (series === undefined || series.unit !== "Wh") return { hours: [], openFrom: undefined };
      exponent = series.exponent;
      intervals.push(...series.items);
      if (start + chunkMs < now) await new Promise((resolve) => setImmediate(resolve));
    }
    const { hours, openFrom } = knownHours(intervals, exponent);
    const isClosed = (hours.at(-1)?.start ?? Number.NEGATIVE_INFINITY) + hourMs > from;
    // What is changed by hand or imported may change what stands beside it, for a day at the most.
    return { hours: isClosed ? hours.filter(({ start }) => start >= from - besideMs) : [], openFrom };
  }

  get #places() {
    return [{ meters: this.names, register: this.#register }];
  }
}

function printOf({ amount, measuredMs, interpolatedMs, estimatedMs, editedMs }: Rollup): string {
  return `${amount} ${measuredMs} ${interpolatedMs} ${estimatedMs} ${editedMs}`;
}
