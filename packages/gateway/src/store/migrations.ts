import { StoreError } from "../errors.ts";
import { type Database, inTransaction } from "./database.ts";

/**
 * The schema's versions in order. Each is applied once; `user_version` holds how many are.
 *
 * `readings` is clustered by its key and `raw_frames` by its row number, both growing at one end, so that a telegram
 * changes two pages and no index: a telegram every 10 s must cost little writing on a memory card. `position` counts
 * the octets of all frames before this one, so that the ring's size is known from its first and its last row.
 * Frames that get smaller by it are `deflated`: P1 telegrams by half, ciphered frames never.
 * `log` holds what waits for sinks, deflated JSON, each entry once for all of them; `cursors` how far each sink has got.
 * `readings.counter` is the invocation counter of a frame whose tag was verified, which costs no page more. `counters` holds
 * the last one of each sender, by the fingerprint of the keys that verified it; what came since then is in the readings.
 * `voltage_means` holds means of ten minutes in hundredths of a volt; `voltage_slots` for some days what they were made
 * of, so that what comes late changes them as if it had come in time. `events` holds the latest, as JSON.
 * `meter_peaks` holds what meters count themselves as the highest window of each of their months.
 * `journal_state` has one row: the number of the journal's last record whose content is in the other tables.
 * `scales` holds what the decoder has decided of registers without a scale: `source` is empty for a meter with a name.
 * `tracks` and the tables behind it are the ledger's: packages/gateway/src/ledger. Amounts and values count the track's
 * steps of 10^exponent units; rows of one track lie together, so that a quarter changes a page of each table.
 * `prices` holds what price sources said, in the currency they said it in, millionths for a kWh; `exchange_rates` what central
 * banks said of each day, one unit of `base` in 10^-8 of `quote`. Both are kept for good.
 */
const migrations: readonly string[] = [
  `CREATE TABLE readings (
     meter TEXT NOT NULL,
     received_at INTEGER NOT NULL,
     sequence INTEGER NOT NULL,
     timestamp TEXT,
     net_active_w REAL,
     json TEXT NOT NULL,
     PRIMARY KEY (meter, received_at, sequence)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE raw_frames (
     id INTEGER PRIMARY KEY,
     source TEXT NOT NULL,
     received_at INTEGER NOT NULL,
     position INTEGER NOT NULL,
     framing TEXT,
     outcome TEXT NOT NULL,
     octets BLOB NOT NULL
   ) STRICT;`,
  `CREATE TABLE scales (
     source TEXT NOT NULL,
     meter TEXT NOT NULL,
     unit TEXT NOT NULL,
     scaler INTEGER NOT NULL,
     about TEXT NOT NULL,
     decided_at INTEGER NOT NULL,
     PRIMARY KEY (source, meter, unit)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE log (
     id INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     kind TEXT NOT NULL,
     meter TEXT NOT NULL,
     position INTEGER NOT NULL,
     body BLOB NOT NULL
   ) STRICT;
   CREATE TABLE cursors (
     sink TEXT PRIMARY KEY,
     position INTEGER NOT NULL,
     dropped INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   ALTER TABLE readings ADD COLUMN key TEXT;`,
  "ALTER TABLE raw_frames ADD COLUMN deflated INTEGER NOT NULL DEFAULT 0;",
  `CREATE TABLE ledger_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE ledger_meters (meter TEXT PRIMARY KEY, zone TEXT NOT NULL, settings TEXT NOT NULL, booked_to INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE tracks (
     id INTEGER PRIMARY KEY,
     meter TEXT NOT NULL,
     register TEXT NOT NULL,
     unit TEXT NOT NULL,
     exponent INTEGER NOT NULL,
     tariffs INTEGER NOT NULL,
     kind TEXT NOT NULL,
     period_ms INTEGER NOT NULL,
     power_push_ms INTEGER,
     UNIQUE (meter, register)
   ) STRICT;
   CREATE TABLE buckets (
     track INTEGER NOT NULL,
     start INTEGER NOT NULL,
     first_at INTEGER NOT NULL,
     first_value INTEGER NOT NULL,
     last_at INTEGER NOT NULL,
     last_value INTEGER NOT NULL,
     PRIMARY KEY (track, start)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE power (
     track INTEGER NOT NULL,
     start INTEGER NOT NULL,
     watts REAL NOT NULL,
     slots INTEGER NOT NULL,
     octets BLOB,
     PRIMARY KEY (track, start)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE intervals (
     track INTEGER NOT NULL,
     start INTEGER NOT NULL,
     length INTEGER NOT NULL,
     amount INTEGER NOT NULL,
     quality INTEGER NOT NULL,
     covered INTEGER NOT NULL,
     PRIMARY KEY (track, start)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE imported_intervals (
     track INTEGER NOT NULL,
     start INTEGER NOT NULL,
     length INTEGER NOT NULL,
     amount INTEGER NOT NULL,
     quality INTEGER NOT NULL,
     origin TEXT NOT NULL,
     PRIMARY KEY (track, start, length)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE edits (
     id INTEGER PRIMARY KEY,
     track INTEGER NOT NULL,
     start INTEGER NOT NULL,
     length INTEGER NOT NULL,
     amount INTEGER,
     was INTEGER,
     edited_by TEXT NOT NULL,
     edited_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX edits_by_start ON edits (track, start);
   CREATE TABLE days (
     track INTEGER NOT NULL,
     start INTEGER NOT NULL,
     ends INTEGER NOT NULL,
     amount INTEGER NOT NULL,
     measured INTEGER NOT NULL,
     interpolated INTEGER NOT NULL,
     estimated INTEGER NOT NULL,
     edited INTEGER NOT NULL,
     PRIMARY KEY (track, start)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE counters (
     system_title TEXT NOT NULL,
     key_print TEXT NOT NULL,
     counter INTEGER,
     clock INTEGER,
     meter TEXT NOT NULL,
     slug TEXT NOT NULL,
     accepted_at INTEGER NOT NULL,
     PRIMARY KEY (system_title, key_print)
   ) STRICT, WITHOUT ROWID;
   ALTER TABLE readings ADD COLUMN counter INTEGER;`,
  "ALTER TABLE imported_intervals ADD COLUMN imported_at INTEGER NOT NULL DEFAULT 0;",
  `CREATE TABLE prices (
     area TEXT NOT NULL,
     source TEXT NOT NULL,
     start INTEGER NOT NULL,
     length INTEGER NOT NULL,
     price INTEGER NOT NULL,
     currency TEXT NOT NULL,
     PRIMARY KEY (area, source, start)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE exchange_rates (
     bank TEXT NOT NULL,
     day TEXT NOT NULL,
     base TEXT NOT NULL,
     quote TEXT NOT NULL,
     rate INTEGER NOT NULL,
     PRIMARY KEY (bank, day, base, quote)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE voltage_means (
     meter TEXT NOT NULL,
     start INTEGER NOT NULL,
     between_phases INTEGER NOT NULL,
     v1 INTEGER, minutes1 INTEGER,
     v2 INTEGER, minutes2 INTEGER,
     v3 INTEGER, minutes3 INTEGER,
     PRIMARY KEY (meter, start)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE voltage_slots (
     meter TEXT NOT NULL,
     start INTEGER NOT NULL,
     phase INTEGER NOT NULL,
     written_at INTEGER NOT NULL,
     octets BLOB NOT NULL,
     PRIMARY KEY (meter, start, phase)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE events (
     key TEXT PRIMARY KEY,
     at INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  "CREATE TABLE journal_state (id INTEGER PRIMARY KEY, applied INTEGER NOT NULL) STRICT;",
  `CREATE TABLE meter_peaks (
     meter TEXT NOT NULL,
     month TEXT NOT NULL,
     at INTEGER NOT NULL,
     watts REAL NOT NULL,
     is_final INTEGER NOT NULL,
     PRIMARY KEY (meter, month)
   ) STRICT, WITHOUT ROWID;`,
  "ALTER TABLE edits ADD COLUMN why TEXT",
  "ALTER TABLE scales ADD COLUMN words TEXT",
];

/** Brings a database to the newest schema. Throws {@link StoreError} for one that a later release has written. */
export function migrate(database: Database, steps: readonly string[] = migrations): void {
  const version = userVersion(database);
  if (version > steps.length) {
    throw new StoreError(
      "migrate",
      `The database has schema ${version}, and this release knows up to ${steps.length}: it was written by a later one.`,
    );
  }
  steps.slice(version).forEach((sql, index) => {
    inTransaction(database, () => {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  });
}

function userVersion(database: Database): number {
  const row = database.prepare("PRAGMA user_version").get();
  const version = typeof row === "object" && row !== null && "user_version" in row ? row.user_version : undefined;
  if (typeof version !== "number") throw new StoreError("migrate", "The database does not say which schema it has.");
  return version;
}
