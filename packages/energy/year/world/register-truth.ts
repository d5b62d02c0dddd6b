import type { EnergyCounts } from "@meter2mqtt/simulator";
import type { Directions } from "./sent-list.ts";

export const wattMillisecondsPerWattHour = 3_600_000;

/** What was true when a meter's clock showed a full interval. */
export interface Boundary {
  /** Energy to the watt-millisecond, since the beginning. */
  readonly counts: Directions;
  /** What the registers showed, in steps. */
  readonly shown: Directions;
  /** Of the meters that were there one after the other. */
  readonly series: number;
}

/** The registers of a meter and of the one that took its place. */
export class RegisterTruth {
  readonly #resolution: number;
  readonly #boundaries = new Map<number, Boundary>();
  #base: Directions = { import: 0, export: 0 };
  #series = 0;

  constructor(resolutionWh: number) {
    this.#resolution = resolutionWh * wattMillisecondsPerWattHour;
  }

  shown(counts: Pick<EnergyCounts, "import" | "export">): Directions {
    const steps = (name: keyof Directions) => Math.floor((counts[name] - this.#base[name]) / this.#resolution);
    return { import: steps("import"), export: steps("export") };
  }

  /** Another meter begins at 0. */
  exchange(counts: Pick<EnergyCounts, "import" | "export">): void {
    this.#base = { import: counts.import, export: counts.export };
    this.#series++;
  }

  note(clock: number, { import: imported, export: exported }: EnergyCounts): void {
    const counts = { import: imported, export: exported };
    this.#boundaries.set(clock, { counts, shown: this.shown(counts), series: this.#series });
  }

  at(clock: number): Boundary | undefined {
    return this.#boundaries.get(clock);
  }
}
