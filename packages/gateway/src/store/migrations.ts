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
 * `scales` holds what the decoder has decided of registers without a scale: `source` is empty for a meter with a name.
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
];

/** Brings a database to the newest schema. Throws {@link StoreError} for one that a later release has written. */
export function migrate(database: Database): void {
  const version = userVersion(database);
  if (version > migrations.length) {
    throw new StoreError(
      "migrate",
      `The database has schema ${version}, and this release knows up to ${migrations.length}: it was written by a later one.`,
    );
  }
  migrations.slice(version).forEach((sql, index) => {
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
