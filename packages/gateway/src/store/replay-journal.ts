import { CursorsTable } from "./cursors-table.ts";
import { type Database, inTransaction } from "./database.ts";
import type { Journal } from "./journal.ts";
import type { JournalContent } from "./journal-record.ts";
import { JournalStateTable } from "./journal-state-table.ts";
import { LogTable } from "./log-table.ts";
import type { RawFramesTable } from "./raw-frames-table.ts";
import { ReadingsTable } from "./readings-table.ts";

/**
 * Opens the journal and puts into the database what a kill has left in it, before anybody reads the tables. Doing it again
 * changes nothing: the database holds the number of the last record it has.
 */
export function replayJournal(journal: Journal, database: Database, frames: RawFramesTable): void {
  const state = new JournalStateTable(database);
  const records = journal.open(state.applied);
  if (records.length === 0) return;
  const tables = {
    frames,
    readings: new ReadingsTable(database),
    log: new LogTable(database),
    cursors: new CursorsTable(database),
  };
  try {
    inTransaction(database, () => {
      for (const record of records) replay(record, tables);
      frames.enforceBounds();
      state.applied = journal.sequence;
    });
  } catch (error) {
    journal.close();
    throw error;
  }
}

interface Tables {
  readonly frames: RawFramesTable;
  readonly readings: ReadingsTable;
  readonly log: LogTable;
  readonly cursors: CursorsTable;
}

function replay(record: JournalContent, { frames, readings, log, cursors }: Tables): void {
  for (const reading of record.readings) readings.restore(reading);
  for (const frame of record.frames) frames.insert(frame);
  // A database that was put back from a copy has other entries of these numbers, perhaps.
  for (const logged of record.entries) if (logged.id > log.lastId) log.insert(logged);
  for (const cursor of record.cursors) cursors.save(cursor);
}
