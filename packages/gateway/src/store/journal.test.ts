import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleState } from "../../test/support/outbox.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import type { OutboxEntry } from "../sinks/sink.ts";
import { Archive } from "./archive.ts";
import { openDatabase } from "./database.ts";

const start = Date.UTC(2026, 0, 15, 12);
const minuteMs = 60_000;
const frame = Uint8Array.of(0x7e, 0, 255, 0x7e);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const opened: Archive[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const archive of opened.splice(0)) archive.close(start);
  await folder.remove();
});

const database = () => `${folder.path}/m.sqlite`;
const journal = () => `${database()}.journal`;

/** `now`: the first tick has written what a start writes, so that the journal takes what comes. */
async function openArchive(now = start, sinks: readonly string[] = ["a"]): Promise<Archive> {
  const archive = new Archive({
    path: database(),
    rawFrames: { maxFrames: 10_000, maxMegabytes: 10, days: 1 },
    outbox: { maxMegabytes: 1, days: 7 },
    readings: { days: 1, fullDays: 30 },
    ledger: { quarterDays: 1096, hourDays: 4018 },
  });
  for (const sink of sinks) archive.outbox.register(sink, new Set(["reading"]), () => undefined);
  opened.push(archive);
  await archive.open();
  archive.tick(now);
  return archive;
}

/** A telegram, as the gateway hands it over. */
function hear(archive: Archive, number: number, at = start + number): void {
  const key = `k${number}`;
  const entry: OutboxEntry = { kind: "reading", key, state: exampleState({ meter: "m" }) };
  archive.addFrame({ source: "s", receivedAt: at, framing: "hdlc", outcome: "reading", octets: frame });
  archive.addReading({ meter: "m", receivedAt: at, netActiveW: number, key, counter: number, json: `{"n":${number}}` });
  archive.outbox.add(entry, at);
  archive.append(at);
}

/** As after `kill -9`. */
function abandon(archive: Archive): void {
  opened.splice(opened.indexOf(archive), 1);
}

function keysFor(archive: Archive, sink = "a"): string[] {
  return archive.outbox.read(sink, 5000)?.entries.map(({ key }) => key) ?? [];
}

function acknowledge(archive: Archive, limit: number, sink = "a"): void {
  const batch = archive.outbox.read(sink, limit);
  if (batch !== undefined) archive.outbox.acknowledge(sink, batch);
}

async function rows(sql: string): Promise<unknown[]> {
  const opened = await openDatabase(database());
  try {
    const found = opened.prepare(sql).all();
    return found.map((row) => Object.values(row as object));
  } finally {
    opened.close();
  }
}

const readings = () => rows("SELECT key FROM readings ORDER BY received_at, sequence");

describe("the journal", () => {
  test("what is heard may be read by sinks at once, and is in the tables some minutes later", async () => {
    const archive = await openArchive();
    hear(archive, 1);
    expect(keysFor(archive)).toEqual(["k1"]);
    expect(archive.health).toEqual({ status: "ok", waiting: 0, dropped: 0 });
    expect(statSync(journal()).mode & 0o077).toBe(0);
    archive.tick(start + minuteMs);
    expect(await readings()).toEqual([]);
    archive.tick(start + 2 * minuteMs);
    expect(await readings()).toEqual([["k1"]]);
    expect(await rows("SELECT count(*) FROM log")).toEqual([[1]]);
    // What is asked of the tables brings them up.
    hear(archive, 2);
    expect(archive.power({ meter: "m", from: start, to: start + 10, maxPoints: 10 }, start)).toHaveLength(2);
    archive.close(start);
    expect(existsSync(journal())).toBe(false);
    expect(existsSync(`${journal()}.old`)).toBe(false);
  });

  test("after a kill all of it is in the tables, and nothing twice, however often", async () => {
    const archive = await openArchive(start, ["a", "b"]);
    for (const number of [1, 2, 3]) hear(archive, number);
    acknowledge(archive, 2);
    archive.outbox.settle();
    hear(archive, 4);
    // A part of a record, as a kill leaves it.
    abandon(archive);
    appendFileSync(journal(), readFileSync(journal()).subarray(0, 30));
    expect(await readings()).toEqual([]);
    for (const _ of [1, 2]) {
      const again = await openArchive(start, ["a", "b"]);
      expect(keysFor(again)).toEqual(["k3", "k4"]);
      expect(keysFor(again, "b")).toEqual(["k1", "k2", "k3", "k4"]);
      expect(await rows("SELECT key, net_active_w, counter, json FROM readings ORDER BY received_at")).toEqual(
        [1, 2, 3, 4].map((n) => [`k${n}`, n, n, `{"n":${n}}`]),
      );
      expect(await rows("SELECT hex(octets), framing FROM raw_frames")).toEqual(
        [1, 2, 3, 4].map(() => ["7E00FF7E", "hdlc"]),
      );
      abandon(again);
    }
    const last = await openArchive(start, ["a", "b"]);
    hear(last, 5);
    abandon(last);
    expect(keysFor(await openArchive(start, ["a", "b"]))).toEqual(["k3", "k4", "k5"]);
  });

  test("a kill between the transaction and the end of the file loses nothing and doubles nothing", async () => {
    const archive = await openArchive();
    hear(archive, 1);
    const before = readFileSync(journal());
    hear(archive, 2);
    archive.flush(start + 2 * minuteMs);
    expect(existsSync(`${journal()}.old`)).toBe(true);
    hear(archive, 3, start + 2 * minuteMs);
    abandon(archive);
    // The older file, torn before its second record: the tables have both.
    writeFileSync(`${journal()}.old`, before);
    await openArchive();
    expect(await readings()).toEqual([["k1"], ["k2"], ["k3"]]);
  });

  test("what a power cut has taken out of the tables comes again out of the file before", async () => {
    const archive = await openArchive();
    hear(archive, 1);
    archive.flush(start + 2 * minuteMs);
    hear(archive, 2, start + 2 * minuteMs);
    abandon(archive);
    for (const ending of ["", "-wal", "-shm"]) rmSync(`${database()}${ending}`, { force: true });
    await openArchive();
    expect(await readings()).toEqual([["k1"], ["k2"]]);
  });

  test("entries that every sink has never go to the table, and their numbers are not given again", async () => {
    const archive = await openArchive();
    for (const number of [1, 2, 3]) hear(archive, number);
    acknowledge(archive, 2);
    archive.flush(start + minuteMs);
    expect(await rows("SELECT id FROM log")).toEqual([[3]]);
    expect(keysFor(archive)).toEqual(["k3"]);
    acknowledge(archive, 1);
    hear(archive, 4);
    acknowledge(archive, 1);
    archive.flush(start + minuteMs);
    abandon(archive);
    const again = await openArchive();
    expect(keysFor(again)).toEqual([]);
    hear(again, 5);
    expect(keysFor(again)).toEqual(["k5"]);
    abandon(again);
    expect(keysFor(await openArchive())).toEqual(["k5"]);
  });

  test("memory and file stay bounded, whatever comes between two ticks; a sink that is behind gets all in order", async () => {
    const archive = await openArchive();
    for (let number = 1; number <= 1700; number++) hear(archive, number);
    expect(Number((await readings()).length)).toBeGreaterThan(1000);
    expect(keysFor(archive)).toEqual(
      Array.from({ length: 1700 }, (_, index) => `k${index + 1}`).slice(0, keysFor(archive).length),
    );
    const drained: string[] = [];
    for (let keys = keysFor(archive); keys.length > 0; keys = keysFor(archive)) {
      drained.push(...keys);
      acknowledge(archive, 5000);
    }
    expect(drained).toEqual(Array.from({ length: 1700 }, (_, index) => `k${index + 1}`));
  });

  test("counters and scales go to the tables at once: what the user says of them must not be overwritten later", async () => {
    const archive = await openArchive();
    const about = { systemTitle: "4b414d0000000001", keyPrint: "aa", meter: "m", slug: "house" };
    archive.addCounter({ ...about, accepted: { counter: 4, clock: undefined }, acceptedAt: start });
    hear(archive, 1);
    expect(archive.counter(about.systemTitle, "aa")).toMatchObject({ accepted: { counter: 4 } });
    archive.addScale({ source: "", decision: { meter: "m", unit: "Wh", scaler: 1, about: "why" }, decidedAt: start });
    hear(archive, 2);
    expect(archive.scales()).toHaveLength(1);
    expect(await readings()).toEqual([["k1"], ["k2"]]);
  });

  test("a file that can't be written leaves each telegram to the tables, until it can", async () => {
    const archive = await openArchive();
    hear(archive, 1);
    archive.flush(start + 2 * minuteMs);
    // Nothing can be put in the place of a folder that is not empty.
    rmSync(`${journal()}.old`);
    mkdirSync(`${journal()}.old/x`, { recursive: true });
    hear(archive, 2, start + 2 * minuteMs);
    archive.flush(start + 4 * minuteMs);
    hear(archive, 3, start + 4 * minuteMs);
    expect(archive.health.status).toBe("ok");
    expect(await readings()).toEqual([["k1"], ["k2"], ["k3"]]);
    rmSync(`${journal()}.old`, { recursive: true });
    hear(archive, 4, start + 4 * minuteMs);
    hear(archive, 5, start + 4 * minuteMs);
    expect(await readings()).toEqual([["k1"], ["k2"], ["k3"], ["k4"]]);
    expect(keysFor(archive)).toEqual(["k1", "k2", "k3", "k4", "k5"]);
    abandon(archive);
    await openArchive();
    expect(await readings()).toHaveLength(5);
  });

  test("a damaged record ends what is read of a file, and the database still opens", async () => {
    const archive = await openArchive();
    hear(archive, 1);
    const whole = statSync(journal()).size;
    hear(archive, 2);
    abandon(archive);
    truncateSync(journal(), whole + 40);
    const again = await openArchive();
    expect(statSync(journal()).size).toBe(whole);
    expect(keysFor(again)).toEqual(["k1"]);
    abandon(again);
    writeFileSync(journal(), "not a journal at all");
    await openArchive();
    expect(await readings()).toEqual([["k1"]]);
  });
});
