import type { AcceptedFrame } from "@meter2mqtt/decoder";
import type { Database, Statement } from "./database.ts";
import { numbersOf, textOf } from "./rows.ts";

/** The frame of a sender that was accepted last, as it is kept over restarts. */
export interface StoredCounter {
  /** Hexadecimal, lower case. */
  readonly systemTitle: string;
  /** Fingerprint of the keys that verified it; see `keyPrint`. */
  readonly keyPrint: string;
  /** Absent: the user has said that the meter counts anew, and nothing was accepted since. */
  readonly accepted?: AcceptedFrame;
  /** Under which name the meter's readings are kept, and its name in topics. */
  readonly meter: string;
  readonly slug: string;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
}

/** More senders than one gateway hears; those heard last count. */
const mostCounters = 1000;
const columns = "system_title, key_print, counter, clock, meter, slug, accepted_at";

/** Invocation counters of all senders whose tags were verified: a row now and then, the rest from the readings. */
export class CountersTable {
  readonly #save: Statement;
  readonly #all: Statement;
  readonly #find: Statement;
  readonly #since: Statement;
  readonly #restart: Statement;

  constructor(database: Database) {
    this.#save = database.prepare(`INSERT OR REPLACE INTO counters (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
    this.#all = database.prepare(`SELECT ${columns} FROM counters ORDER BY accepted_at DESC LIMIT ${mostCounters}`);
    this.#find = database.prepare(`SELECT ${columns} FROM counters WHERE system_title = ? AND key_print = ?`);
    // SQLite takes the other columns from the row that has the maximum.
    this.#since = database.prepare(
      "SELECT max(counter) AS counter, timestamp, received_at FROM readings WHERE meter = ? AND received_at >= ?",
    );
    this.#restart = database.prepare(
      "UPDATE counters SET counter = NULL, clock = NULL, accepted_at = ? WHERE system_title = ?",
    );
  }

  save({ systemTitle, keyPrint, accepted, meter, slug, acceptedAt }: StoredCounter): void {
    const { counter, clock } = accepted ?? {};
    this.#save.run(systemTitle, keyPrint, counter ?? null, clock ?? null, meter, slug, acceptedAt);
  }

  /** The latest first, with what readings say that came after a row was written. */
  all(): StoredCounter[] {
    const heard = new Set<string>();
    return this.#all.all().flatMap((row) => {
      const [counter] = toCounter(row);
      if (counter === undefined) return [];
      // A meter's later readings were verified with the keys that it used last.
      const isLatest = !heard.has(counter.meter);
      heard.add(counter.meter);
      return [isLatest ? this.#broughtUp(counter) : counter];
    });
  }

  find(systemTitle: string, keyPrint: string): StoredCounter | undefined {
    return toCounter(this.#find.get(systemTitle, keyPrint))[0];
  }

  /** The user's word that this meter counts anew, under whichever keys. */
  restart(systemTitle: string, now: number): void {
    this.#restart.run(now, systemTitle);
  }

  #broughtUp(counter: StoredCounter): StoredCounter {
    const row = this.#since.get(counter.meter, counter.acceptedAt);
    const [latest, receivedAt] = numbersOf(row, "counter", "received_at");
    if (counter.accepted === undefined || latest === undefined || latest <= counter.accepted.counter) return counter;
    const timestamp = textOf(row, "timestamp");
    const clock = timestamp === undefined ? counter.accepted.clock : Date.parse(timestamp);
    return { ...counter, accepted: { counter: latest, clock }, acceptedAt: receivedAt ?? counter.acceptedAt };
  }
}

function toCounter(row: unknown): StoredCounter[] {
  const [systemTitle, keyPrint, meter, slug] = ["system_title", "key_print", "meter", "slug"].map((column) =>
    textOf(row, column),
  );
  const [counter, clock, acceptedAt] = numbersOf(row, "counter", "clock", "accepted_at");
  if (systemTitle === undefined || keyPrint === undefined || meter === undefined || slug === undefined) return [];
  if (acceptedAt === undefined) return [];
  const about = { systemTitle, keyPrint, meter, slug, acceptedAt };
  return [counter === undefined ? about : { ...about, accepted: { counter, clock } }];
}
