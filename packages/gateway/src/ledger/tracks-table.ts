import type { RegisterKind } from "@meter2mqtt/energy";
import type { Database, Statement } from "../store/database.ts";
import { numbersOf, textOf } from "../store/rows.ts";
import { numbersIn } from "./stored-rows.ts";

/** What is known of how a register is sent; undefined until it was learned. */
export interface LearnedKind {
  readonly registers: RegisterKind | undefined;
  readonly powerPushMs: number | undefined;
}

/** A register of a meter as it is kept. */
export interface StoredTrack extends LearnedKind {
  readonly id: number;
  /** Under which name the meter's readings are kept. */
  readonly meter: string;
  readonly register: string;
  readonly unit: string;
  /** Amounts count steps of 10^exponent units. */
  readonly exponent: number;
  /** Of how many tariff registers it is the sum; 0 where the meter sends it itself, -1 where only its power is known. */
  readonly tariffs: number;
}

/** Registers of all meters. */
export class TracksTable {
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #find: Statement;
  readonly #ofMeter: Statement;
  readonly #all: Statement;
  readonly #rescale: readonly Statement[];

  constructor(database: Database) {
    const columns = "id, meter, register, unit, exponent, tariffs, kind, period_ms, power_push_ms";
    this.#insert = database.prepare(
      `INSERT OR IGNORE INTO tracks (meter, register, unit, exponent, tariffs, kind, period_ms, power_push_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#update = database.prepare(
      "UPDATE tracks SET unit = ?, exponent = ?, tariffs = ?, kind = ?, period_ms = ?, power_push_ms = ? WHERE id = ?",
    );
    this.#find = database.prepare(`SELECT ${columns} FROM tracks WHERE meter = ? AND register = ?`);
    this.#ofMeter = database.prepare(`SELECT ${columns} FROM tracks WHERE meter = ? ORDER BY id`);
    this.#all = database.prepare(`SELECT ${columns} FROM tracks ORDER BY id`);
    // A step becomes ten: as often as it takes.
    this.#rescale = [
      "UPDATE buckets SET first_value = first_value * 10, last_value = last_value * 10 WHERE track = ?",
      "UPDATE intervals SET amount = amount * 10 WHERE track = ?",
      "UPDATE imported_intervals SET amount = amount * 10 WHERE track = ?",
      "UPDATE edits SET amount = amount * 10, was = was * 10 WHERE track = ?",
      "UPDATE days SET amount = amount * 10 WHERE track = ?",
    ].map((sql) => database.prepare(sql));
  }

  /** Puts the track in, unless another process has; gives it as it is kept. */
  add(track: Omit<StoredTrack, "id">): StoredTrack | undefined {
    const { meter, register, unit, exponent, tariffs } = track;
    this.#insert.run(meter, register, unit, exponent, tariffs, ...kindColumns(track));
    return this.find(meter, register);
  }

  update(track: StoredTrack): void {
    this.#update.run(track.unit, track.exponent, track.tariffs, ...kindColumns(track), track.id);
  }

  /** Makes the steps of everything that is kept of a track so many powers of ten finer. */
  makeFiner(id: number, powers: number): void {
    for (let power = 0; power < powers; power++) for (const statement of this.#rescale) statement.run(id);
  }

  find(meter: string, register: string): StoredTrack | undefined {
    const row = this.#find.get(meter, register);
    return row === undefined || row === null ? undefined : toTrack(row);
  }

  ofMeter(meter: string): StoredTrack[] {
    return this.#ofMeter.all(meter).map(toTrack);
  }

  all(): StoredTrack[] {
    return this.#all.all().map(toTrack);
  }
}

function kindColumns({ registers, powerPushMs }: LearnedKind): [string, number, number | null] {
  const power = powerPushMs ?? null;
  if (registers === undefined) return ["unknown", 0, power];
  return [registers.kind, registers.kind === "live" ? registers.pushMs : registers.periodMs, power];
}

function toTrack(row: unknown): StoredTrack {
  const [id = 0, exponent = 0, tariffs = 0, period = 0] = numbersIn(row, ["id", "exponent", "tariffs", "period_ms"]);
  const [powerPushMs] = numbersOf(row, "power_push_ms");
  const kind = textOf(row, "kind");
  const live = kind === "live" ? ({ kind, pushMs: period } as const) : undefined;
  const registers = kind === "snapshot" ? ({ kind, periodMs: period } as const) : live;
  const [meter = "", register = "", unit = ""] = ["meter", "register", "unit"].map((column) => textOf(row, column));
  return { id, meter, register, unit, exponent, tariffs, registers, powerPushMs };
}
