import type { MeterEvent } from "@meter2mqtt/contract";
import { isRecord } from "../config/schema-node.ts";
import type { Database, Statement } from "../store/database.ts";
import { textOf } from "../store/rows.ts";

/** More than are ever kept. */
const mostRead = 10_000;

/** The latest events of all meters. */
export class EventsTable {
  readonly #put: Statement;
  readonly #delete: Statement;
  readonly #all: Statement;

  constructor(database: Database) {
    this.#put = database.prepare("INSERT OR REPLACE INTO events (key, at, body) VALUES (?, ?, ?)");
    this.#delete = database.prepare("DELETE FROM events WHERE key = ?");
    this.#all = database.prepare(`SELECT body FROM events ORDER BY at DESC LIMIT ${mostRead}`);
  }

  put(event: MeterEvent): void {
    this.#put.run(event.key, Date.parse(event.at), JSON.stringify(event));
  }

  delete(key: string): void {
    this.#delete.run(key);
  }

  /** Oldest first. A row that can't be read is left out. */
  all(): MeterEvent[] {
    return this.#all.all().reverse().flatMap(toEvent);
  }
}

function toEvent(row: unknown): MeterEvent[] {
  try {
    const event: unknown = JSON.parse(textOf(row, "body") ?? "");
    return isEvent(event) ? [event] : [];
  } catch {
    return [];
  }
}

function isEvent(value: unknown): value is MeterEvent {
  if (!isRecord(value)) return false;
  const texts = ["key", "meter", "event", "state", "severity", "at", "title", "message"];
  return texts.every((name) => typeof value[name] === "string");
}
