import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleState } from "../../test/support/outbox.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import type { OutboxEntry } from "../sinks/sink.ts";
import { Archive } from "./archive.ts";
import { type Database, openDatabase } from "./database.ts";

const start = Date.UTC(2026, 0, 15, 12);
const all = new Set(["reading", "availability", "diagnosis"] as const);
const reading = (key: string, meter = "m"): OutboxEntry => ({
  kind: "reading",
  key,
  state: exampleState({ meter, receivedAt: new Date(start).toISOString() }),
});
const online = (key: string): OutboxEntry => ({ kind: "availability", key, meter: "m", online: true });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let isFull: boolean;
const opened: Archive[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  isFull = false;
});
afterEach(async () => {
  for (const archive of opened.splice(0)) archive.close(start);
  await folder.remove();
});

/** The database, on a disk that the test can fill. */
async function openOnDisk(path: string): Promise<Database> {
  if (isFull) throw new Error("no space");
  const database = await openDatabase(path);
  return {
    exec: (sql) => {
      if (isFull && sql === "COMMIT") throw new Error("database or disk is full");
      database.exec(sql);
    },
    prepare: (sql) => database.prepare(sql),
    close: () => database.close(),
  };
}

function acknowledgeNext({ outbox }: Archive, sink: string): void {
  const batch = outbox.read(sink, 50);
  if (batch !== undefined) outbox.acknowledge(sink, batch);
}

interface Options {
  readonly sinks?: readonly string[];
  readonly kinds?: ReadonlySet<OutboxEntry["kind"]>;
  readonly maxMegabytes?: number;
  readonly days?: number;
}

async function openArchive(options: Options = {}): Promise<Archive> {
  const { sinks = ["a"], kinds = all, maxMegabytes = 1, days = 7 } = options;
  const archive = new Archive(
    {
      path: `${folder.path}/m.sqlite`,
      rawFrames: { maxFrames: 100, maxMegabytes: 1, days: 1 },
      outbox: { maxMegabytes, days },
      readings: { days: 1, fullDays: 30 },
      ledger: { quarterDays: 1096, hourDays: 4018 },
    },
    openOnDisk,
  );
  for (const sink of sinks) archive.outbox.register(sink, kinds, () => undefined);
  opened.push(archive);
  await archive.open().catch(() => undefined);
  return archive;
}

/** As after `kill -9`: what was not committed is lost, and nobody says goodbye. */
function abandon(archive: Archive): void {
  opened.splice(opened.indexOf(archive), 1);
}

function keysOf(archive: Archive, sink: string, limit = 50): string[] {
  return archive.outbox.read(sink, limit)?.entries.map(({ key }) => key) ?? [];
}

/** Everything that a sink has to be given, acknowledged batch by batch. */
function drain(archive: Archive, sink: string): string[] {
  const keys: string[] = [];
  for (let batch = archive.outbox.read(sink, 50); batch !== undefined; batch = archive.outbox.read(sink, 50)) {
    keys.push(...batch.entries.map(({ key }) => key));
    archive.outbox.acknowledge(sink, batch);
  }
  return keys;
}

async function rowsOf(sql: string): Promise<unknown[]> {
  const database = await openDatabase(`${folder.path}/m.sqlite`);
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...(row as object) }));
  } finally {
    database.close();
  }
}

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `r${from + index}`);

describe("Outbox", () => {
  test("nothing is handed out before it is on disk, and each entry is there once for all sinks", async () => {
    const archive = await openArchive({ sinks: ["a", "b"] });
    archive.outbox.add(reading("r1"), start);
    expect(keysOf(archive, "a")).toEqual([]);
    archive.flush(start);
    expect(keysOf(archive, "a")).toEqual(["r1"]);
    expect(keysOf(archive, "b")).toEqual(["r1"]);
    expect(await rowsOf("SELECT id, kind, meter FROM log")).toEqual([{ id: 1, kind: "reading", meter: "m" }]);
  });

  test("after a kill each sink goes on behind what was acknowledged, with the states as they were", async () => {
    const archive = await openArchive({ sinks: ["a", "b"] });
    for (const key of numbered(1, 120)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    const batch = archive.outbox.read("a", 50);
    if (batch !== undefined) archive.outbox.acknowledge("a", batch);
    archive.outbox.add(reading("r121"), start);
    archive.flush(start + 30_000);
    archive.outbox.add(reading("never committed"), start);
    abandon(archive);

    const again = await openArchive({ sinks: ["a", "b", "new"] });
    expect(again.outbox.state("a")).toEqual({ waiting: 71, waitingSince: start, dropped: 0, isVolatile: false });
    expect(again.outbox.read("a", 1)?.entries).toEqual([reading("r51")]);
    expect(drain(again, "a")).toEqual(numbered(51, 121));
    expect(drain(again, "b")).toEqual(numbered(1, 121));
    expect(again.outbox.state("b")).toMatchObject({ waiting: 0, dropped: 0 });
    // A sink that is new has missed nothing.
    expect(again.outbox.state("new").waiting).toBe(0);
    again.outbox.add(reading("r122"), start);
    again.flush(start);
    for (const sink of ["a", "b", "new"]) expect(drain(again, sink)).toEqual(["r122"]);
  });

  test("a cursor that moved alone is written within seconds, and at the end", async () => {
    const archive = await openArchive();
    archive.outbox.add(reading("r1"), start);
    archive.flush(start);
    drain(archive, "a");
    archive.flush(start + 1000);
    expect(await rowsOf("SELECT position FROM cursors")).toEqual([{ position: 0 }]);
    archive.flush(start + 31_000);
    expect(await rowsOf("SELECT position FROM cursors")).toEqual([{ position: 1 }]);
    archive.outbox.add(reading("r2"), start + 32_000);
    archive.flush(start + 32_000);
    drain(archive, "a");
    archive.close(start + 32_001);
    expect(await rowsOf("SELECT position FROM cursors")).toEqual([{ position: 2 }]);
  });

  test("a cursor that moved far is written at once: a sink that catches up need not begin anew after a kill", async () => {
    const archive = await openArchive({ sinks: ["a", "dead"] });
    for (const key of numbered(1, 300)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    const positions = () => rowsOf("SELECT position FROM cursors WHERE sink = 'a'");
    for (let batch = 1; batch <= 3; batch++) acknowledgeNext(archive, "a");
    archive.flush(start + 1000);
    expect(await positions()).toEqual([{ position: 0 }]);
    acknowledgeNext(archive, "a");
    archive.flush(start + 2000);
    expect(await positions()).toEqual([{ position: 200 }]);
    archive.flush(start + 3000);
    expect(await positions()).toEqual([{ position: 200 }]);
  });

  test("what every sink has is taken out; a sink that was removed holds nothing back", async () => {
    const archive = await openArchive({ sinks: ["a", "b"] });
    for (const key of numbered(1, 300)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    drain(archive, "a");
    archive.flush(start + 40_000);
    expect(await rowsOf("SELECT count(*) AS n FROM log")).toEqual([{ n: 300 }]);
    archive.close(start + 40_000);
    const again = await openArchive({ sinks: ["a"] });
    again.flush(start + 80_000);
    expect(await rowsOf("SELECT count(*) AS n FROM log")).toEqual([{ n: 0 }]);
    expect(await rowsOf("SELECT sink FROM cursors")).toEqual([{ sink: "a" }]);
    again.outbox.add(reading("next"), start);
    again.flush(start + 81_000);
    expect(await rowsOf("SELECT id FROM log")).toEqual([{ id: 301 }]);
  });

  test("a sink that ends and comes again goes on where it was, and gets what came meanwhile", async () => {
    const archive = await openArchive({ sinks: ["a", "b"] });
    for (const key of numbered(1, 5)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    const batch = archive.outbox.read("a", 3);
    if (batch === undefined) throw new Error("nothing waits");
    archive.outbox.acknowledge("a", batch);
    archive.outbox.release("a");
    archive.outbox.add(reading("r6"), start);
    archive.flush(start);
    let woken = 0;
    expect(archive.outbox.register("a", all, () => void woken++)).toBe("a");
    archive.outbox.forgetReleased();
    expect(archive.outbox.state("a").waiting).toBe(3);
    expect(drain(archive, "a")).toEqual(numbered(4, 6));
    archive.outbox.add(reading("r7"), start);
    archive.flush(start);
    expect([woken, keysOf(archive, "a")]).toEqual([1, ["r7"]]);
    expect(keysOf(archive, "b")).toEqual(numbered(1, 7));
  });

  test("a sink that does not come again holds up nobody, and gets only what is new if it comes later", async () => {
    const archive = await openArchive({ sinks: ["a", "b"] });
    for (const key of numbered(1, 250)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    drain(archive, "b");
    archive.outbox.release("a");
    archive.outbox.forgetReleased();
    archive.flush(start + 40_000);
    archive.outbox.add(reading("r251"), start);
    archive.flush(start + 80_000);
    expect(await rowsOf("SELECT sink FROM cursors")).toEqual([{ sink: "b" }]);
    expect(await rowsOf("SELECT count(*) AS n FROM log")).toEqual([{ n: 1 }]);
    archive.outbox.register("a", all, () => undefined);
    archive.outbox.add(reading("r252"), start);
    archive.flush(start + 81_000);
    expect(archive.outbox.state("a").waiting).toBe(1);
    expect(drain(archive, "a")).toEqual(["r252"]);
    expect(drain(archive, "b")).toEqual(["r251", "r252"]);
  });

  test("a bound that is made smaller holds from the next write on", async () => {
    const archive = await openArchive({ sinks: ["a"] });
    for (const key of numbered(1, 300)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    archive.outbox.bounds = { maxOctets: 1_000_000, maxAgeMs: 1000 };
    archive.outbox.add(reading("r301"), start + 10_000);
    archive.flush(start + 10_000);
    expect(archive.outbox.state("a")).toMatchObject({ waiting: 1, dropped: 300 });
  });

  test("a sink is not given what it does not take, and what others take does not wait for it", async () => {
    const archive = await openArchive({ kinds: new Set(["availability"] as const) });
    for (const key of numbered(1, 10)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    expect(await rowsOf("SELECT count(*) AS n FROM log")).toEqual([{ n: 0 }]);
    archive.outbox.register("b", all, () => undefined);
    for (const key of numbered(1, 250)) archive.outbox.add(reading(key), start);
    archive.outbox.add(online("o1"), start);
    archive.flush(start);
    expect(archive.outbox.state("a").waiting).toBe(1);
    expect(drain(archive, "a")).toEqual(["o1"]);
    expect(drain(archive, "b")).toHaveLength(251);
    archive.flush(start + 40_000);
    expect(await rowsOf("SELECT count(*) AS n FROM log")).toEqual([{ n: 0 }]);
  });

  test("bounds by size and by age are kept, and what is given up is counted for each sink, over restarts", async () => {
    const archive = await openArchive({ sinks: ["a", "b"], days: 2 });
    let at = start;
    for (let i = 0; i < 4000; i++) {
      at = start + i * 10_000;
      archive.outbox.add(reading(`r${i}`), at);
      if (i % 50 === 49) {
        archive.flush(at);
        drain(archive, "a");
      }
    }
    const { waiting, dropped } = archive.outbox.state("b");
    expect(waiting + dropped).toBe(4000);
    expect(dropped).toBeGreaterThan(0);
    const [size] = await rowsOf("SELECT sum(length(body)) AS octets, count(*) AS n FROM log");
    expect(size).toSatisfy(({ octets }: { octets: number }) => octets > 900_000 && octets <= 1_000_000);
    expect(size).toMatchObject({ n: waiting });
    expect(archive.outbox.state("a")).toMatchObject({ waiting: 0, dropped: 0 });

    // Two days later nothing of it may wait any more.
    archive.outbox.add(reading("late"), at + 3 * 86_400_000);
    archive.flush(at + 3 * 86_400_000);
    expect(archive.outbox.state("b")).toMatchObject({ waiting: 1, dropped: 4000 });
    abandon(archive);
    const again = await openArchive({ sinks: ["a", "b"] });
    expect(again.outbox.state("b")).toMatchObject({ waiting: 1, dropped: 4000 });
    expect(drain(again, "b")).toEqual(["late"]);
  });

  test("a sink that can only be told the latest reads it from the disk in one look", async () => {
    const archive = await openArchive();
    for (let i = 0; i < 600; i++) {
      archive.outbox.add(reading(`r${i}`, `meter-${i % 3}`), start);
      archive.outbox.add(online(`o${i}`), start);
    }
    archive.flush(start);
    const batch = archive.outbox.readLatest("a");
    expect(batch?.entries.map(({ key }) => key)).toEqual(["r597", "r598", "r599", "o599"]);
    if (batch !== undefined) archive.outbox.acknowledge("a", batch);
    expect(archive.outbox.state("a")).toMatchObject({ waiting: 0, dropped: 0 });
    expect(archive.outbox.read("a", 50)).toBeUndefined();
  });

  test("a disk that fails: sinks are served from memory, and what they did not take is written later", async () => {
    const archive = await openArchive({ sinks: ["a", "b"] });
    archive.outbox.add(reading("r1"), start);
    archive.flush(start);
    isFull = true;
    for (const key of numbered(2, 5)) archive.outbox.add(reading(key), start);
    expect(() => archive.flush(start)).toThrow();
    expect(archive.outbox.state("a").isVolatile).toBe(true);
    expect(drain(archive, "a")).toEqual(numbered(1, 5));
    isFull = false;
    archive.outbox.add(reading("r6"), start);
    archive.flush(start + 30_000);
    expect(archive.outbox.state("b")).toMatchObject({ waiting: 6, isVolatile: false });
    abandon(archive);
    const again = await openArchive({ sinks: ["a", "b"] });
    expect(drain(again, "a")).toEqual(["r6"]);
    expect(drain(again, "b")).toEqual(numbered(1, 6));
  });

  test("a disk that can't be opened at first: what comes meanwhile gets its place behind what waits there", async () => {
    const before = await openArchive();
    for (const key of numbered(1, 3)) before.outbox.add(reading(key), start);
    before.flush(start);
    abandon(before);
    isFull = true;
    const archive = await openArchive({ sinks: ["a", "b"] });
    for (const key of numbered(4, 6)) archive.outbox.add(reading(key), start);
    archive.flush(start);
    const inFlight = archive.outbox.read("a", 1);
    expect(inFlight?.entries).toEqual([reading("r4")]);
    isFull = false;
    await archive.open();
    archive.flush(start);
    // Acknowledged with a number from before the disk was there: it is delivered again rather than lost.
    if (inFlight !== undefined) archive.outbox.acknowledge("a", inFlight);
    expect(drain(archive, "a")).toEqual(numbered(1, 6));
    expect(drain(archive, "b")).toEqual(numbered(4, 6));
  });
});
