import type { Bucket, Interval, Rollup } from "@meter2mqtt/energy";
import type { Database } from "../store/database.ts";
import { EditsTable, ImportsTable } from "./changes-tables.ts";
import { LedgerStateTable } from "./ledger-state-table.ts";
import { bucketRows, dayRows, intervalRows, type PowerRow, powerRows, type TrackRows } from "./track-rows.ts";
import { TracksTable } from "./tracks-table.ts";

/** The ledger's tables in one database. */
export interface LedgerTables {
  readonly database: Database;
  readonly state: LedgerStateTable;
  readonly tracks: TracksTable;
  readonly buckets: TrackRows<Bucket>;
  readonly power: TrackRows<PowerRow>;
  readonly intervals: TrackRows<Interval>;
  readonly days: TrackRows<Rollup>;
  readonly edits: EditsTable;
  readonly imports: ImportsTable;
  /** Keeps only the means of power that is older. */
  thinPower(track: number, olderThan: number): void;
}

export function createLedgerTables(database: Database): LedgerTables {
  const thin = database.prepare(
    "UPDATE power SET octets = NULL WHERE track = ? AND start < ? AND start >= ? AND octets IS NOT NULL",
  );
  /** Older power of a track was thinned since the database was opened. */
  const thinnedTo = new Map<number, number>();
  return {
    database,
    state: new LedgerStateTable(database),
    tracks: new TracksTable(database),
    buckets: bucketRows(database),
    power: powerRows(database),
    intervals: intervalRows(database),
    days: dayRows(database),
    edits: new EditsTable(database),
    imports: new ImportsTable(database),
    thinPower: (track, olderThan) => {
      thin.run(track, olderThan, thinnedTo.get(track) ?? Number.MIN_SAFE_INTEGER);
      thinnedTo.set(track, olderThan);
    },
  };
}
