import type { MultipliersConfig } from "@meter2mqtt/contract";
import { isRecord } from "../config/schema-node.ts";
import type { Database, Statement } from "../store/database.ts";
import { numbersOf, textOf } from "../store/rows.ts";
import { numbersIn } from "./stored-rows.ts";

/** What booking must know of a meter beside its readings. */
export interface LedgerMeter {
  /** Under which name its readings are kept. */
  readonly meter: string;
  /** IANA zone by whose calendar its days are added up. */
  readonly zone: string;
  readonly multipliers?: MultipliersConfig | undefined;
  /** Amperes of each phase. */
  readonly mainFuse?: number | undefined;
  /** Minutes from one value of its registers to the next, where its maker's lists say it. */
  readonly snapshotMinutes?: number | undefined;
  /** Its registers are known to be sent as they are at that moment (P1, SML). */
  readonly isLive?: boolean | undefined;
}

export interface StoredMeter {
  readonly about: LedgerMeter;
  /** Arrival, epoch milliseconds, from which on its readings may not be in the ledger on disk. */
  readonly bookedTo: number;
}

/** Up to where readings are booked for good, and what they are booked with. */
export class LedgerStateTable {
  readonly #get: Statement;
  readonly #put: Statement;
  readonly #meters: Statement;
  readonly #putMeter: Statement;
  readonly #putBookedTo: Statement;

  constructor(database: Database) {
    this.#get = database.prepare("SELECT value FROM ledger_state WHERE name = ?");
    this.#put = database.prepare("INSERT OR REPLACE INTO ledger_state (name, value) VALUES (?, ?)");
    this.#meters = database.prepare("SELECT meter, zone, settings, booked_to FROM ledger_meters ORDER BY meter");
    this.#putMeter = database.prepare(
      `INSERT INTO ledger_meters (meter, zone, settings, booked_to) VALUES (?, ?, ?, ?)
       ON CONFLICT (meter) DO UPDATE SET zone = excluded.zone, settings = excluded.settings`,
    );
    this.#putBookedTo = database.prepare("UPDATE ledger_meters SET booked_to = ? WHERE meter = ?");
  }

  /** Starts of intervals before this are kept as hours. */
  get joinedTo(): number | undefined {
    return numbersOf(this.#get.get("joinedTo"), "value")[0];
  }

  putJoinedTo(at: number): void {
    this.#put.run("joinedTo", at);
  }

  meters(): StoredMeter[] {
    return this.#meters.all().flatMap((row): StoredMeter[] => {
      const [meter, zone, settings] = ["meter", "zone", "settings"].map((column) => textOf(row, column));
      const [bookedTo = 0] = numbersIn(row, ["booked_to"]);
      if (meter === undefined || zone === undefined) return [];
      return [{ about: { meter, zone, ...parseSettings(settings ?? "{}") }, bookedTo }];
    });
  }

  /** A meter that is new was booked up to nothing. */
  putMeter({ meter, zone, ...settings }: LedgerMeter): void {
    this.#putMeter.run(meter, zone, JSON.stringify(settings), 0);
  }

  putBookedTo(meter: string, at: number): void {
    this.#putBookedTo.run(at, meter);
  }
}

/** Only what we wrote ourselves; what is of another shape is left out. */
function parseSettings(text: string): Omit<LedgerMeter, "meter" | "zone"> {
  const parsed: unknown = JSON.parse(text);
  if (!isRecord(parsed)) return {};
  const { multipliers, mainFuse, snapshotMinutes, isLive } = parsed;
  return {
    ...(isRecord(multipliers) ? { multipliers: onlyNumbers(multipliers) } : {}),
    ...(typeof mainFuse === "number" ? { mainFuse } : {}),
    ...(typeof snapshotMinutes === "number" ? { snapshotMinutes } : {}),
    ...(isLive === true ? { isLive } : {}),
  };
}

function onlyNumbers(record: Record<string, unknown>): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [key, value] of Object.entries(record)) if (typeof value === "number") numbers[key] = value;
  return numbers;
}
