import { inflateRawSync } from "node:zlib";
import type { OutboxEntry } from "../sinks/sink.ts";
import type { Database, Statement } from "./database.ts";
import { deflateSmall } from "./deflate.ts";
import { numbersOf, octetsOf } from "./rows.ts";

/** An entry of the log. Its number grows; it changes only for entries that no disk has taken yet. */
export interface Logged {
  id: number;
  /** Epoch milliseconds at which it was put into the log. */
  readonly at: number;
  readonly entry: OutboxEntry;
}

/** Which entries a sink takes. */
export type Kinds = ReadonlySet<OutboxEntry["kind"]>;

/** More meters than one gateway hears. */
const mostLatest = 1000;

/** The log that all sinks read: each entry once, in order. `position` counts the octets of all entries before this one. */
export class LogTable {
  readonly #insert: Statement;
  readonly #first: Statement;
  readonly #last: Statement;
  readonly #after: Statement;
  readonly #latest: Statement;
  readonly #count: Statement;
  readonly #firstWaiting: Statement;
  readonly #lastBefore: Statement;
  readonly #lastAtPosition: Statement;
  readonly #deleteThrough: Statement;
  #firstId = 1;
  #lastId = 0;
  #firstPosition = 0;
  #nextPosition = 0;

  constructor(database: Database) {
    this.#insert = database.prepare("INSERT INTO log (id, at, kind, meter, position, body) VALUES (?, ?, ?, ?, ?, ?)");
    this.#first = database.prepare("SELECT id, position FROM log ORDER BY id LIMIT 1");
    this.#last = database.prepare("SELECT id, position + length(body) AS next FROM log ORDER BY id DESC LIMIT 1");
    const taken = "instr(?, ',' || kind || ',') > 0";
    this.#after = database.prepare(
      `SELECT id, at, body FROM log WHERE id > ? AND id <= ? AND ${taken} ORDER BY id LIMIT ?`,
    );
    // SQLite takes the other columns from the row that has the maximum.
    this.#latest = database.prepare(
      `SELECT max(id) AS id, at, body FROM log WHERE id > ? AND ${taken} GROUP BY kind, meter ORDER BY 1 DESC LIMIT ${mostLatest}`,
    );
    this.#count = database.prepare(`SELECT count(*) AS n FROM log WHERE id > ? AND id <= ? AND ${taken}`);
    this.#firstWaiting = database.prepare(`SELECT at FROM log WHERE id > ? AND ${taken} ORDER BY id LIMIT 1`);
    // Times and positions grow with the number, so these scans end at the first entry that may stay.
    this.#lastBefore = database.prepare("SELECT id FROM log WHERE at >= ? ORDER BY id LIMIT 1");
    this.#lastAtPosition = database.prepare("SELECT id FROM log WHERE position >= ? ORDER BY id LIMIT 1");
    this.#deleteThrough = database.prepare("DELETE FROM log WHERE id <= ?");
    this.recount();
  }

  get firstId(): number {
    return this.#firstId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  get octets(): number {
    return this.#nextPosition - this.#firstPosition;
  }

  insert({ id, at, entry }: Logged): void {
    const body = deflateSmall(JSON.stringify(entry));
    this.#insert.run(id, at, entry.kind, meterOf(entry), this.#nextPosition, body);
    if (this.#lastId < this.#firstId) this.#firstId = id;
    this.#lastId = id;
    this.#nextPosition += body.length;
  }

  /** Entries behind a number and up to another one, oldest first. */
  after(id: number, through: number, kinds: Kinds, limit: number): Logged[] {
    return this.#after.all(id, through, listed(kinds), limit).flatMap(toLogged);
  }

  /** Of the entries behind a number, the latest of each kind and meter, oldest first. */
  latest(id: number, kinds: Kinds): Logged[] {
    return this.#latest.all(id, listed(kinds)).flatMap(toLogged).reverse();
  }

  count(id: number, through: number, kinds: Kinds): number {
    return numbersOf(this.#count.get(id, through, listed(kinds)), "n")[0] ?? 0;
  }

  /** When the first entry behind a number was put in. */
  firstAt(id: number, kinds: Kinds): number | undefined {
    return numbersOf(this.#firstWaiting.get(id, listed(kinds)), "at")[0];
  }

  /** The last entry that is older than an instant. */
  lastBefore(instant: number): number {
    const [id] = numbersOf(this.#lastBefore.get(instant), "id");
    return (id ?? this.#lastId + 1) - 1;
  }

  /** The last entry that must go so that at most so many octets stay. */
  lastOver(octets: number): number {
    const [id] = numbersOf(this.#lastAtPosition.get(this.#nextPosition - octets), "id");
    return (id ?? this.#lastId + 1) - 1;
  }

  deleteThrough(id: number): void {
    this.#deleteThrough.run(id);
    this.recount();
  }

  /** Reads from the table what it holds: after a transaction that was rolled back the running numbers are wrong. */
  recount(): void {
    const [firstId, firstPosition] = numbersOf(this.#first.get(), "id", "position");
    const [lastId, next] = numbersOf(this.#last.get(), "id", "next");
    this.#lastId = lastId ?? 0;
    this.#nextPosition = next ?? 0;
    this.#firstId = firstId ?? 1;
    this.#firstPosition = firstPosition ?? 0;
  }
}

/** The meter an entry is about; empty where it is about none. */
export function meterOf(entry: OutboxEntry): string {
  if ("state" in entry) return entry.state.meter;
  return ("meter" in entry ? entry.meter : undefined) ?? "";
}

function listed(kinds: Kinds): string {
  return `,${[...kinds].join(",")},`;
}

/** A row that can't be read (damaged, or of a later release) is left out: the rest must go on. */
function toLogged(row: unknown): Logged[] {
  const [id, at] = numbersOf(row, "id", "at");
  const body = octetsOf(row, "body");
  if (id === undefined || at === undefined || body === undefined) return [];
  try {
    const entry: unknown = JSON.parse(inflateRawSync(body, { maxOutputLength: 16_000_000 }).toString("utf8"));
    return isEntry(entry) ? [{ id, at, entry }] : [];
  } catch {
    return [];
  }
}

/** Whether what was read is an entry, as far as the log cares. */
export function isEntry(value: unknown): value is OutboxEntry {
  if (typeof value !== "object" || value === null) return false;
  return "kind" in value && typeof value.kind === "string" && "key" in value && typeof value.key === "string";
}
