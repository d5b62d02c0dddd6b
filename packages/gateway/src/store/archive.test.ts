import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantities } from "@meter2mqtt/decoder";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleState } from "../../test/support/outbox.ts";
import { StoreError } from "../errors.ts";
import { Archive, type ArchiveConfig } from "./archive.ts";
import { CountersTable } from "./counters-table.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";

let folder: string;
const opened: Archive[] = [];
const start = Date.UTC(2026, 0, 15, 12);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-store-"));
});
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close(start);
  rmSync(folder, { recursive: true });
});

function config(rawFrames: Partial<ArchiveConfig["rawFrames"]> = {}): ArchiveConfig {
  return {
    path: join(folder, "sub", "m.sqlite"),
    rawFrames: { maxFrames: 1000, maxMegabytes: 1, days: 30, ...rawFrames },
    outbox: { maxMegabytes: 1, days: 7 },
    readings: { days: 90, fullDays: 30 },
    ledger: { quarterDays: 1096, hourDays: 4018 },
  };
}

async function openArchive(settings = config(), open?: (path: string) => Promise<Database>): Promise<Archive> {
  const archive = new Archive(settings, open);
  opened.push(archive);
  await archive.open();
  return archive;
}

function addPower(archive: Archive, receivedAt: number, netActiveW?: number): void {
  archive.addReading({ meter: "m", receivedAt, json: "{}", ...(netActiveW === undefined ? {} : { netActiveW }) });
}

async function rows(sql: string): Promise<unknown[]> {
  const database = await openDatabase(config().path);
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...(row as object) }));
  } finally {
    database.close();
  }
}

const hour = { meter: "m", from: start - 3_600_000, to: start, maxPoints: 720 };

describe("Archive", () => {
  test("keeps readings and frames over a restart", async () => {
    const archive = await openArchive();
    archive.addReading({
      meter: "m",
      receivedAt: start,
      timestamp: "2026-01-15T13:00:00+01:00",
      netActiveW: 12.5,
      json: '{"a":1}',
    });
    archive.addReading({ meter: "m", receivedAt: start, json: '{"a":2}' });
    archive.addFrame({
      source: "s",
      receivedAt: start,
      framing: "hdlc",
      outcome: "reading",
      octets: Uint8Array.of(1, 2, 255),
    });
    expect(archive.health).toMatchObject({ status: "ok", waiting: 3 });
    archive.close(start);
    expect(
      await rows("SELECT meter, received_at, timestamp, net_active_w, json FROM readings ORDER BY sequence"),
    ).toEqual([
      { meter: "m", received_at: start, timestamp: "2026-01-15T13:00:00+01:00", net_active_w: 12.5, json: '{"a":1}' },
      { meter: "m", received_at: start, timestamp: null, net_active_w: null, json: '{"a":2}' },
    ]);
    expect(await rows("SELECT source, framing, outcome, hex(octets) AS hex FROM raw_frames")).toEqual([
      { source: "s", framing: "hdlc", outcome: "reading", hex: "0102FF" },
    ]);
    expect(statSync(config().path).mode & 0o077).toBe(0);
  });

  test("keeps the scales that were decided; the latest decision counts", async () => {
    const archive = await openArchive();
    expect(archive.scales()).toEqual([]);
    const decision = { meter: "11", unit: "Wh", scaler: 1, about: "why" };
    archive.addScale({ source: "", decision, decidedAt: start });
    archive.addScale({ source: "", decision: { ...decision, scaler: 0 }, decidedAt: start + 1 });
    const words = [{ key: "aboutRegisters", values: { steps: 3, wh: 30 } }];
    archive.addScale({ source: "han", decision: { ...decision, meter: "", words }, decidedAt: start });
    archive.close(start);
    expect(archive.scales()).toEqual([]);
    expect((await openArchive()).scales()).toEqual([
      { source: "", decision: { ...decision, scaler: 0 }, decidedAt: start + 1 },
      { source: "han", decision: { ...decision, meter: "", words }, decidedAt: start },
    ]);
  });

  test("keeps the last counter of each sender and key, and the user's word that one begins anew", async () => {
    const archive = await openArchive();
    const about = { systemTitle: "4b414d0000000001", keyPrint: "aa", meter: "11", slug: "house" };
    archive.addCounter({ ...about, accepted: { counter: 4, clock: undefined }, acceptedAt: start });
    archive.addCounter({ ...about, accepted: { counter: 5, clock: start }, acceptedAt: start + 1 });
    archive.addCounter({ ...about, keyPrint: "bb", accepted: { counter: 9, clock: start }, acceptedAt: start });
    // What waits is newer than what the disk says.
    expect(archive.counter(about.systemTitle, "aa")).toBeUndefined();
    archive.close(start);
    const again = await openArchive();
    const [latest, other] = again.counters();
    expect(latest).toEqual({ ...about, accepted: { counter: 5, clock: start }, acceptedAt: start + 1 });
    // Readings that came since then say more, of the keys used last.
    const timestamp = "2026-01-15T13:00:20+01:00";
    again.addReading({ meter: "11", receivedAt: start + 20_000, timestamp, counter: 7, json: "{}" });
    again.addReading({ meter: "12", receivedAt: start + 20_000, timestamp, counter: 8, json: "{}" });
    again.flush(start);
    expect(again.counters()).toEqual([
      { ...latest, accepted: { counter: 7, clock: Date.parse(timestamp) }, acceptedAt: start + 20_000 },
      other,
    ]);
    expect(other).toMatchObject({ keyPrint: "bb", accepted: { counter: 9 } });
    const database = await openDatabase(config().path);
    new CountersTable(database).restart(about.systemTitle, start + 9);
    database.close();
    expect(again.counter(about.systemTitle, "aa")).toEqual({ ...about, acceptedAt: start + 9 });
    expect(again.counters().every(({ accepted }) => accepted === undefined)).toBe(true);
    expect(again.counter("4b414d0000000002", "aa")).toBeUndefined();
  });

  test("a database of the first release gets what later ones added, and loses nothing", async () => {
    const before = await openArchive();
    addPower(before, start, 12);
    before.close(start);
    const database = await openDatabase(config().path);
    for (const table of ["ledger_state", "ledger_meters", "tracks", "buckets", "power", "intervals"])
      database.exec(`DROP TABLE ${table}`);
    for (const table of ["imported_intervals", "edits", "days", "prices", "exchange_rates"])
      database.exec(`DROP TABLE ${table}`);
    database.exec(
      "DROP TABLE meter_peaks; DROP TABLE journal_state; DROP TABLE voltage_means; DROP TABLE voltage_slots; DROP TABLE events; DROP TABLE counters; DROP TABLE scales; DROP TABLE log; DROP TABLE cursors; ALTER TABLE readings DROP COLUMN key; ALTER TABLE readings DROP COLUMN counter; ALTER TABLE raw_frames DROP COLUMN deflated; PRAGMA user_version = 1",
    );
    database.close();
    const archive = await openArchive();
    expect(archive.scales()).toEqual([]);
    expect(archive.power(hour, start)).toEqual([[start, 12]]);
  });

  test("gives the power of an hour in at most so many points, and none from outside of it", async () => {
    const archive = await openArchive();
    addPower(archive, start - 3_600_001, 9999);
    for (let at = start - 3_599_000; at <= start; at += 1000) addPower(archive, at, at === start ? 0 : 100);
    addPower(archive, start - 500);
    archive.addReading({ meter: "other", receivedAt: start, netActiveW: 5, json: "{}" });
    const points = archive.power(hour, start);
    expect(points.length).toBeGreaterThan(700);
    expect(points.length).toBeLessThanOrEqual(721);
    expect(points.slice(0, -1).every(([, power]) => power === 100)).toBe(true);
    expect(points.at(-1)?.[0]).toBe(start);
    expect(points.map(([at]) => at)).toEqual(points.map(([at]) => at).sort((a, b) => a - b));
    expect(archive.power({ ...hour, meter: "unknown" }, start)).toEqual([]);
  });

  test("the ring of frames stays within its number and its size, and keeps the newest", async () => {
    const settings = config({ maxFrames: 100 });
    const archive = await openArchive(settings);
    for (let i = 0; i < 250; i++) {
      archive.addFrame({ source: String(i), receivedAt: start + i, outcome: "reading", octets: randomBytes(10) });
      if (i % 7 === 0) archive.flush(start + i);
    }
    archive.close(start + 250);
    const [counted] = await rows(
      "SELECT count(*) AS n, max(id) AS last, sum(length(octets)) AS octets FROM raw_frames",
    );
    expect(counted).toEqual({ n: expect.any(Number), last: 250, octets: expect.any(Number) });
    expect(counted).toSatisfy(({ n }: { n: number }) => n >= 90 && n <= 100);

    // Opened again it counts on; now the size is the bound.
    const again = await openArchive(settings);
    for (let i = 0; i < 60; i++)
      again.addFrame({
        source: `big-${i}`,
        receivedAt: start + i,
        outcome: "frame/bad-checksum",
        octets: randomBytes(50_000),
      });
    again.close(start + 250);
    const [sized] = await rows(
      "SELECT sum(length(octets)) AS octets, max(id) AS last, (SELECT source FROM raw_frames ORDER BY id DESC LIMIT 1) AS newest FROM raw_frames",
    );
    expect(sized).toMatchObject({ last: 310, newest: "big-59" });
    expect(sized).toSatisfy(({ octets }: { octets: number }) => octets > 800_000 && octets <= 1_000_000);
  });

  test("takes out what is too old", async () => {
    const archive = await openArchive(config({ days: 1 }));
    archive.flush(start - 91 * 86_400_000);
    for (const days of [91, 2, 0]) {
      addPower(archive, start - days * 86_400_000, days);
      archive.addFrame({
        source: `${days}`,
        receivedAt: start - days * 86_400_000,
        outcome: "reading",
        octets: new Uint8Array(1),
      });
    }
    archive.flush(start);
    expect(await rows("SELECT net_active_w AS days FROM readings ORDER BY received_at")).toEqual([
      { days: 2 },
      { days: 0 },
    ]);
    expect(await rows("SELECT source FROM raw_frames")).toEqual([{ source: "0" }]);
  });

  test("old readings thin out: one in five minutes stays, a few days at a time; later ones all stay", async () => {
    const archive = await openArchive(config());
    const old = start - 40 * 86_400_000;
    const steps = Array.from({ length: 120 }, (_, index) => index * 10_000);
    for (const ms of steps) addPower(archive, old + ms, ms);
    for (const ms of steps) addPower(archive, start + ms, ms);
    archive.flush(start);
    archive.flush(start + 3_600_000);
    const kept = await rows("SELECT received_at AS at FROM readings ORDER BY received_at");
    const expected = steps.filter((ms, index) => {
      const step = Math.floor((old + ms) / 300_000);
      return index === 0 || step !== Math.floor((old + (steps[index - 1] ?? 0)) / 300_000);
    });
    expect(kept).toEqual([...expected.map((ms) => ({ at: old + ms })), ...steps.map((ms) => ({ at: start + ms }))]);
    archive.close(start + 3_600_000);
  });

  test("a disk that fails is said, loses nothing that fits in memory, and is tried again", async () => {
    let full = false;
    const failing = async (path: string): Promise<Database> => {
      const database = await openDatabase(path);
      const exec = (sql: string) => {
        if (full && sql === "COMMIT") throw new Error("database or disk is full");
        database.exec(sql);
      };
      return { exec, prepare: (sql) => database.prepare(sql), close: () => database.close() };
    };
    const archive = await openArchive(config(), failing);
    archive.flush(start);
    full = true;
    addPower(archive, start, 1);
    archive.addFrame({ source: "s", receivedAt: start, outcome: "reading", octets: new Uint8Array(3) });
    expect(() => archive.flush(start)).toThrow(StoreError);
    expect(archive.health).toMatchObject({
      status: "degraded",
      error: expect.stringContaining("disk is full"),
      waiting: 2,
      dropped: 0,
    });
    for (let i = 0; i < 10_005; i++) addPower(archive, start + i, 1);
    expect(archive.health).toMatchObject({ waiting: 10_000, dropped: 7 });
    full = false;
    archive.flush(start);
    expect(archive.health).toEqual({ status: "ok", waiting: 0, dropped: 7 });
    expect(await rows("SELECT count(*) AS n FROM readings")).toEqual([{ n: 10_000 }]);
  });

  test("a path that can't be written to is a StoreError", async () => {
    writeFileSync(join(folder, "file"), "");
    const archive = new Archive({ ...config(), path: join(folder, "file", "m.sqlite") });
    await expect(archive.open()).rejects.toThrow(StoreError);
    expect(archive.health.status).toBe("degraded");
    addPower(archive, start, 1);
    expect(() => archive.power(hour, start)).toThrow(StoreError);
  });

  test("a database of a later release is left alone", async () => {
    (await openArchive()).close(start);
    const database = await openDatabase(config().path);
    database.exec("PRAGMA user_version = 99");
    expect(() => migrate(database)).toThrow(/written by a later one/);
    database.close();
  });

  test("what was written is copied into the database once enough has come together", async () => {
    const archive = await openArchive();
    const size = () => statSync(config().path).size;
    const before = size();
    const addRows = (count: number) => {
      for (let row = 0; row < count; row++) addPower(archive, start + row, row);
      archive.flush(start);
      archive.checkpoint();
    };
    addRows(1499);
    expect(size()).toBe(before);
    addRows(1);
    expect(size()).toBeGreaterThan(before);
  });

  test.skipIf(!existsSync("/proc/self/io"))(
    "a telegram every 10 s costs less than 100 MB of writing a day, with two sinks, one of them dead",
    async () => {
      const archive = new Archive(config({ maxFrames: 100_000, maxMegabytes: 64 }));
      opened.push(archive);
      for (const sink of ["live", "dead"]) archive.outbox.register(sink, new Set(["reading"]), () => undefined);
      await archive.open();
      const values = Object.fromEntries(quantities.slice(0, 30).map(({ name }, index) => [name, 1000.5 + index]));
      const before = octetsWritten();
      // A tenth of a day, second by second.
      for (let second = 0; second < 8640; second++) {
        const at = start + second * 1000;
        if (second % 10 === 0) {
          const state = exampleState({
            receivedAt: new Date(at).toISOString(),
            values: { ...values, netActiveW: second },
          });
          const key = `m:${second}`;
          archive.addReading({
            meter: "m",
            receivedAt: at,
            netActiveW: second,
            counter: 100_000 + second,
            key,
            json: JSON.stringify(values),
          });
          const octets = randomBytes(350);
          archive.addFrame({ source: "s", receivedAt: at, framing: "hdlc", outcome: "reading", octets });
          archive.outbox.add({ kind: "reading", key, state }, at);
          archive.flush(at);
          const batch = archive.outbox.read("live", 50);
          if (batch !== undefined) archive.outbox.acknowledge("live", batch);
        }
        archive.flush(at);
      }
      archive.close(start + 8_640_000);
      const megabytesADay = ((octetsWritten() - before) * 10) / 1e6;
      expect(megabytesADay).toBeGreaterThan(10);
      expect(megabytesADay).toBeLessThan(100);
    },
  );
});

/** What this process has handed to the system to be written. */
function octetsWritten(): number {
  return Number(/wchar: (\d+)/.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
}
