/** Watt-milliseconds in a watt-hour; counters of whole watts over whole milliseconds stay exact for 2000 MWh. */
export const wattMillisecondsPerWattHour = 3_600_000;

export type CounterName =
  | "import"
  | "export"
  | "importT1"
  | "importT2"
  | "exportT1"
  | "exportT2"
  | "reactiveImport"
  | "reactiveExport";

/** What the registers stood at in the beginning, in Wh and varh. */
export type StartRegisters = Partial<Record<CounterName, number>>;

/** A snapshot of the counters, in watt-milliseconds (var-milliseconds). */
export type EnergyCounts = Readonly<Record<CounterName, number>>;

/** Integrates power: integers only, so that a register's difference is the sum of power times time to the last digit. */
export class EnergyCounters {
  readonly #counts: Record<CounterName, number>;

  constructor(start: StartRegisters) {
    const first = (name: CounterName): number => Math.round((start[name] ?? 0) * wattMillisecondsPerWattHour);
    this.#counts = {
      import: first("importT1") + first("importT2") + first("import"),
      export: first("exportT1") + first("exportT2") + first("export"),
      importT1: first("importT1"),
      importT2: first("importT2"),
      exportT1: first("exportT1"),
      exportT2: first("exportT2"),
      reactiveImport: first("reactiveImport"),
      reactiveExport: first("reactiveExport"),
    };
  }

  /** Whole watts and vars, signed, over whole milliseconds. */
  add(activeW: number, reactiveVar: number, milliseconds: number, tariff: 1 | 2): void {
    const counts = this.#counts;
    const active = Math.abs(activeW) * milliseconds;
    const direction = activeW >= 0 ? "import" : "export";
    counts[direction] += active;
    counts[`${direction}T${tariff}`] += active;
    counts[reactiveVar >= 0 ? "reactiveImport" : "reactiveExport"] += Math.abs(reactiveVar) * milliseconds;
  }

  snapshot(): EnergyCounts {
    return { ...this.#counts };
  }
}

/** What a register shows: whole units of its resolution, never rounded up. */
export function toRegister(count: number, resolutionWh: number): number {
  return Math.floor(count / (wattMillisecondsPerWattHour * resolutionWh)) * resolutionWh;
}
