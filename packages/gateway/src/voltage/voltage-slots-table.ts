import { VoltageSlots } from "@meter2mqtt/energy";
import type { Database, Statement } from "../store/database.ts";
import { numbersOf, octetsOf } from "../store/rows.ts";

/** What is told of one phase of a meter in ten minutes. */
export interface SlotsPlace {
  readonly meter: string;
  readonly start: number;
  /** From 0. */
  readonly phase: number;
}

/** So long what comes late is put beside what was there; later the mean is settled. */
const keptMs = 3 * 86_400_000;
/** Three phases of some three weeks: more comes only where a long capture is read. */
const mostRows = 10_000;

/** What the latest means were made of. */
export class VoltageSlotsTable {
  readonly #get: Statement;
  readonly #put: Statement;
  readonly #prune: Statement;
  readonly #oldestKept: Statement;

  constructor(database: Database) {
    this.#get = database.prepare("SELECT octets FROM voltage_slots WHERE meter = ? AND start = ? AND phase = ?");
    this.#put = database.prepare(
      "INSERT OR REPLACE INTO voltage_slots (meter, start, phase, written_at, octets) VALUES (?, ?, ?, ?, ?)",
    );
    this.#prune = database.prepare("DELETE FROM voltage_slots WHERE written_at < ?");
    this.#oldestKept = database.prepare(
      `SELECT written_at FROM voltage_slots ORDER BY written_at DESC LIMIT 1 OFFSET ${mostRows}`,
    );
  }

  get({ meter, start, phase }: SlotsPlace): VoltageSlots | undefined {
    const octets = octetsOf(this.#get.get(meter, start, phase), "octets");
    return octets === undefined ? undefined : new VoltageSlots(start, octets);
  }

  put({ meter, start, phase }: SlotsPlace, slots: VoltageSlots, now: number): void {
    this.#put.run(meter, start, phase, now, slots.octets);
  }

  prune(now: number): void {
    const [oldest] = numbersOf(this.#oldestKept.get(), "written_at");
    this.#prune.run(Math.max(now - keptMs, oldest === undefined ? 0 : oldest + 1));
  }
}
