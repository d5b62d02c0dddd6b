import { type VoltageMean, type VoltageRow, voltagePeriodMs } from "@meter2mqtt/energy";
import type { Database, Statement } from "../store/database.ts";
import { numbersOf, textOf } from "../store/rows.ts";

const columns = "start, between_phases, v1, minutes1, v2, minutes2, v3, minutes3";
/** Three weeks. */
const rowsAtOnce = 3024;

/** Means of ten minutes of all meters, by meter and time. */
export class VoltageMeansTable {
  readonly #get: Statement;
  readonly #put: Statement;
  readonly #between: Statement;
  readonly #prune: Statement;
  readonly #nextMeter: Statement;

  constructor(database: Database) {
    this.#get = database.prepare(`SELECT ${columns} FROM voltage_means WHERE meter = ? AND start = ?`);
    this.#put = database.prepare(
      `INSERT OR REPLACE INTO voltage_means (meter, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#between = database.prepare(
      `SELECT ${columns} FROM voltage_means WHERE meter = ? AND start >= ? AND start < ? ORDER BY start LIMIT ${rowsAtOnce}`,
    );
    this.#prune = database.prepare("DELETE FROM voltage_means WHERE meter = ? AND start < ?");
    this.#nextMeter = database.prepare("SELECT meter FROM voltage_means WHERE meter > ? ORDER BY meter LIMIT 1");
  }

  get(meter: string, start: number): VoltageRow | undefined {
    return toRow(this.#get.get(meter, start));
  }

  put(meter: string, { start, isBetweenPhases, means }: VoltageRow): void {
    const cells = [0, 1, 2].flatMap((phase) => [means[phase]?.centivolts ?? null, means[phase]?.minutes ?? null]);
    this.#put.run(meter, start, isBetweenPhases ? 1 : 0, ...cells);
  }

  /** Rows that start in this time, in order; `to` is exclusive. They are read some weeks at a time. */
  *between(meter: string, from: number, to: number): Generator<VoltageRow> {
    for (let next = from; ; ) {
      const rows = this.#between.all(meter, next, to);
      for (const found of rows) {
        const row = toRow(found);
        if (row === undefined) continue;
        next = row.start + voltagePeriodMs;
        yield row;
      }
      if (rows.length < rowsAtOnce) return;
    }
  }

  meters(): string[] {
    const meters: string[] = [];
    for (let meter = this.#meterAfter(""); meter !== undefined; meter = this.#meterAfter(meter)) meters.push(meter);
    return meters;
  }

  prune(olderThan: number): void {
    // Meter by meter, so that the key finds the old rows and no others are read.
    for (const meter of this.meters()) this.#prune.run(meter, olderThan);
  }

  #meterAfter(meter: string): string | undefined {
    return textOf(this.#nextMeter.get(meter), "meter");
  }
}

function toRow(row: unknown): VoltageRow | undefined {
  const [start, betweenPhases] = numbersOf(row, "start", "between_phases");
  if (start === undefined) return undefined;
  const means = [1, 2, 3].map((phase): VoltageMean | undefined => {
    const [centivolts, minutes] = numbersOf(row, `v${phase}`, `minutes${phase}`);
    return centivolts === undefined || minutes === undefined ? undefined : { centivolts, minutes };
  });
  return { start, means, isBetweenPhases: betweenPhases === 1 };
}
