import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { decodeRecords, encodeRecord, type JournalContent, type JournalRecord } from "./journal-record.ts";

/** A journal of more octets is taken into the database. */
const maxOctets = 4_000_000;
/**
 * What is in the database may be lost to a power cut until the system has written it, which takes it half a minute: only then
 * the file with the same in it may go.
 */
const keptMs = 60_000;

/**
 * What is heard, appended to a file beside the database within microseconds, so that the database can take many telegrams in
 * one transaction: a page of it that all of them change is written once. Each file's name ends in `.journal`; the one before it,
 * whose records the database has, is kept as `.journal.old` until the system has surely written the database.
 */
export class Journal {
  readonly #path: string;
  #descriptor: number | undefined;
  #sequence = 0;
  #octets = 0;
  /** When the file was begun; undefined for one of an earlier start. */
  #begunAt: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** The last record's number. */
  get sequence(): number {
    return this.#sequence;
  }

  /** False: a record could not be written, and {@link clear} has to come before the next one. */
  get isReady(): boolean {
    return this.#descriptor !== undefined;
  }

  get isFull(): boolean {
    return this.#octets >= maxOctets;
  }

  /** Opens the files; gives the records behind `applied`, the last one that the database has. Throws what the disk says. */
  open(applied: number): JournalRecord[] {
    this.close();
    const [old, own] = [this.#oldPath, this.#path].map((path) =>
      decodeRecords(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
    );
    const records = [...(old?.records ?? []), ...(own?.records ?? [])];
    this.#sequence = Math.max(applied, ...records.map(({ sequence }) => sequence));
    this.#begin(own?.octets ?? 0);
    this.#begunAt = undefined;
    return records.filter(({ sequence }) => sequence > applied);
  }

  /** Throws what the disk says; then the file's end is torn, and nothing can follow it. */
  append(content: JournalContent): void {
    const descriptor = this.#descriptor;
    if (descriptor === undefined) throw new Error("the journal is not open");
    const record = encodeRecord(this.#sequence + 1, content);
    try {
      for (let at = 0; at < record.length; ) at += writeSync(descriptor, record, at);
    } catch (error) {
      this.close();
      throw error;
    }
    this.#sequence++;
    this.#octets += record.length;
  }

  /** The database has every record: begins another file, where it is time to. A disk that fails leaves it not ready. */
  clear(now: number): void {
    this.#begunAt ??= now;
    const isTorn = !this.isReady;
    const isOld = now - this.#begunAt >= keptMs || now < this.#begunAt;
    if (!isTorn && !this.isFull && (!isOld || this.#octets === 0)) return;
    this.close();
    try {
      if (existsSync(this.#path)) renameSync(this.#path, this.#oldPath);
      this.#begin(0);
      this.#begunAt = now;
    } catch {
      // The database takes each telegram by itself then; it says so where its disk fails as well.
      this.close();
    }
  }

  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  /** The database has every record, and the system has written it. */
  remove(): void {
    this.close();
    try {
      for (const path of [this.#path, this.#oldPath]) rmSync(path, { force: true });
    } catch {
      // What stays is known by its numbers, and passed over at the next start.
    }
  }

  get #oldPath(): string {
    return `${this.#path}.old`;
  }

  /** `octets`: of the file as it is, up to the last whole record. */
  #begin(octets: number): void {
    // Readings tell when somebody is at home.
    const descriptor = openSync(this.#path, "a", 0o600);
    this.#descriptor = descriptor;
    ftruncateSync(descriptor, octets);
    this.#octets = octets;
  }
}
