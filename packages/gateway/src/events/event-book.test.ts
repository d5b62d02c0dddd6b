import { join } from "node:path";
import type { MeterEvent } from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventEntry } from "../../test/support/outbox.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { type Database, inTransaction, openDatabase } from "../store/database.ts";
import { migrate } from "../store/migrations.ts";
import { EventBook } from "./event-book.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;

beforeEach(async () => {
  folder = await temporaryFolder();
  database = await openDatabase(join(folder.path, "m.sqlite"));
  migrate(database);
});
afterEach(async () => {
  database.close();
  await folder.remove();
});

function event(second: number, changes: Partial<MeterEvent> = {}): MeterEvent {
  const at = new Date(Date.UTC(2026, 0, 15, 12, 0, second)).toISOString();
  const { event: example } = eventEntry({ at, ...changes });
  return { ...example, key: `${example.event}:${example.phase}:${example.state}:${at}` };
}

function write(book: EventBook): void {
  if (!book.isDue()) return;
  inTransaction(database, () => book.write());
  book.committed();
}

function reopened(): EventBook {
  const book = new EventBook();
  book.attach(database);
  return book;
}

describe("EventBook", () => {
  test("knows after a restart what happened, and what goes on", () => {
    const book = reopened();
    book.add(event(1));
    book.add(event(2, { phase: "L1" }));
    book.add(event(3, { state: "cleared" }));
    book.add(event(3, { state: "cleared" }));
    book.add(event(4, { event: "fuse", meter: "barn" }));
    write(book);
    expect(book.isDue()).toBe(false);
    const next = reopened();
    expect(next.latest(10)).toEqual(
      [4, 3, 2, 1].map((n) => expect.objectContaining({ at: `2026-01-15T12:00:0${n}.000Z` })),
    );
    expect(next.latest(2, "house").map(({ state }) => state)).toEqual(["cleared", "raised"]);
    expect(next.raisedAt("house")).toEqual([{ event: "voltage-high", phase: "L1" }]);
    expect(next.raisedAt("nobody")).toEqual([]);
  });

  test("stays bounded, and never forgets what goes on", () => {
    const book = reopened();
    book.add(event(0, { event: "no-data" }));
    for (let n = 1; n <= 700; n++) book.add(event(n, { state: n % 2 === 1 ? "raised" : "cleared" }));
    write(book);
    expect(book.latest(10_000)).toHaveLength(500);
    const next = reopened();
    expect(next.latest(10_000)).toEqual(book.latest(10_000));
    expect(next.raisedAt("house")).toEqual([{ event: "no-data", phase: "L2" }]);
    next.add(event(701));
    write(next);
    expect(database.prepare("SELECT key FROM events").all()).toHaveLength(500);
  });

  test("a row that can't be read is left out, an event of another release raises nothing", () => {
    database.exec("INSERT INTO events VALUES ('a', 1, '{'), ('b', 2, '{\"key\":1}')");
    const book = reopened();
    book.add(event(1, { event: "of-another-release" }));
    expect(book.latest(10)).toHaveLength(1);
    expect(book.raisedAt("house")).toEqual([]);
  });
});
