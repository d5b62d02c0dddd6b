import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { ManualClock, settled } from "../runtime/manual-clock.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { migrate } from "../store/migrations.ts";
import { PriceStore } from "../store/price-store.ts";
import { createFixedPriceSource } from "./fixed-price.ts";
import { PriceError, type PriceSource } from "./price-source.ts";
import { PriceWatch } from "./price-watch.ts";

const hour = 3_600_000;
const minute = 60_000;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let store: PriceStore;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  await openStore();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  database.close();
  await folder.remove();
});

async function openStore(): Promise<void> {
  database = await openDatabase(join(folder.path, "prices.sqlite"));
  migrate(database);
  store = new PriceStore();
  store.attach(database);
}

interface Asked {
  readonly at: string;
  readonly from: string;
  readonly hours: number;
}

interface WatchSettings {
  readonly zone?: string;
  readonly publishedAtMinute?: number;
  readonly historyDays?: number;
  readonly random?: number;
  /** What it answers at first, given the one that knows everything. */
  readonly answer?: (fixed: PriceSource) => PriceSource["fetch"];
}

/** A service that knows everything, unless it is told otherwise; it writes down when it is asked for what. */
async function startWatch(clock: ManualClock, options: WatchSettings = {}) {
  const { zone = "Europe/Brussels", publishedAtMinute = 13 * 60, historyDays = 0, random = 0.5 } = options;
  const fixed = createFixedPriceSource({
    name: "spot",
    area: "XX",
    zone,
    publishedAtMinute,
    price: 80_000,
    currency: "EUR",
  });
  const asked: Asked[] = [];
  const behaviour: { answer: PriceSource["fetch"] } = { answer: options.answer?.(fixed) ?? fixed.fetch };
  const source: PriceSource = {
    ...fixed,
    isRemote: true,
    fetch: (span, signal) => {
      const stamp = (at: number) => new Date(at).toISOString().slice(0, 16);
      asked.push({ at: stamp(clock.now()), from: stamp(span.from), hours: (span.to - span.from) / hour });
      return behaviour.answer(span, signal);
    },
  };
  const log = pino({ level: "silent" });
  const watch = new PriceWatch({
    source,
    store,
    clock,
    log,
    historyDays,
    changed: () => undefined,
    random: () => random,
  });
  const stop = new AbortController();
  const work = watch.run(stop.signal);
  const end = async () => {
    stop.abort();
    await work;
  };
  stops.push(end);
  await settled();
  return { watch, asked, behaviour, fixed, end };
}

describe("PriceWatch", () => {
  test("at the start today is asked for at once, tomorrow some minutes after it is published, and then nothing is", async () => {
    const clock = new ManualClock(Date.parse("2026-01-15T08:00Z"));
    const { asked, watch } = await startWatch(clock);
    await clock.advance(minute);
    expect(asked).toEqual([{ at: "2026-01-15T08:00", from: "2026-01-14T23:00", hours: 24 }]);
    await clock.advance(10 * hour);
    // 13:00 in Brussels is 12:00 UTC; two minutes of grace, ten of jitter.
    expect(asked.slice(1)).toEqual([{ at: "2026-01-15T12:12", from: "2026-01-15T23:00", hours: 24 }]);
    expect(watch.state).toMatchObject({ status: "ok", knownUntil: "2026-01-16T23:00:00.000Z" });
    await clock.advance(16 * hour);
    expect(asked).toHaveLength(2);
    // Tomorrow has become today; the next one is asked for on its own day.
    await clock.advance(4 * hour);
    expect(asked.at(-1)).toEqual({ at: "2026-01-16T12:12", from: "2026-01-16T23:00", hours: 24 });
  });

  test("gateways come at different times", async () => {
    const times = new Set<string>();
    for (const random of [0, 0.3, 0.6, 0.99]) {
      const clock = new ManualClock(Date.parse("2026-01-15T11:00Z"));
      const { asked, end } = await startWatch(clock, { random });
      await clock.advance(2 * hour);
      times.add(asked.at(-1)?.at ?? "");
      await end();
      database.exec("DELETE FROM prices");
    }
    expect([...times]).toEqual(["2026-01-15T12:02", "2026-01-15T12:08", "2026-01-15T12:14", "2026-01-15T12:21"]);
  });

  test("after a restart only what is missing is asked for, the near days first, as few times as possible", async () => {
    const clock = new ManualClock(Date.parse("2026-01-10T15:00Z"));
    const first = await startWatch(clock, { historyDays: 2 });
    await clock.advance(minute);
    expect(first.asked.map(({ from, hours }) => [from, hours])).toEqual([
      ["2026-01-09T23:00", 48],
      ["2026-01-07T23:00", 48],
    ]);
    await first.end();
    store.detach();
    database.close();
    await openStore();
    // Three days later: two of them, today and tomorrow are new.
    const later = new ManualClock(Date.parse("2026-01-13T15:00Z"));
    const second = await startWatch(later, { historyDays: 5 });
    await later.advance(minute);
    expect(second.asked.map(({ from, hours }) => [from, hours])).toEqual([
      ["2026-01-12T23:00", 48],
      ["2026-01-11T23:00", 24],
    ]);
    const third = await startWatch(later, { historyDays: 5 });
    await later.advance(hour);
    expect(third.asked).toEqual([]);
  });

  test.each([
    // Midnight and 11:00 of London; the day of the change has 23 hours there, too, at other times than in Brussels.
    ["Europe/London", 11 * 60, "2026-03-27T09:00Z", "2026-03-27T00:00", "2026-03-27T11:12"],
    ["Europe/Helsinki", 14 * 60, "2026-01-15T09:00Z", "2026-01-14T22:00", "2026-01-15T12:12"],
    ["America/New_York", 13 * 60 + 30, "2026-07-01T12:00Z", "2026-07-01T04:00", "2026-07-01T17:42"],
    ["Asia/Kolkata", 13 * 60, "2026-01-15T02:00Z", "2026-01-14T18:30", "2026-01-15T07:42"],
    ["Australia/Adelaide", 9 * 60, "2026-01-14T20:00Z", "2026-01-14T13:30", "2026-01-14T22:42"],
  ])("in %s days and publication are by its clock", async (zone, publishedAtMinute, start, from, publishedAt) => {
    const clock = new ManualClock(Date.parse(start));
    const { asked } = await startWatch(clock, { zone, publishedAtMinute });
    await clock.advance(12 * hour);
    expect(asked.map(({ hours }) => hours)).toEqual([24, 24]);
    expect([asked[0]?.from, asked[1]?.at]).toEqual([from, publishedAt]);
  });

  test.each([
    ["2026-03-28T15:00Z", "2026-03-28T23:00", 23],
    ["2026-10-24T15:00Z", "2026-10-24T22:00", 25],
  ])("the day after %s has as many hours as it has", async (start, from, hours) => {
    const clock = new ManualClock(Date.parse(start));
    const { asked } = await startWatch(clock);
    await clock.advance(minute);
    expect(asked).toMatchObject([{ hours: 24 + hours }]);
    expect(
      store.pricesBetween("XX", Date.parse(`${from}Z`), Date.parse(`${from}Z`) + hours * hour).get("spot"),
    ).toHaveLength(hours);
  });

  test("what fails is tried again ever more seldom, and a server's wish counts", async () => {
    const clock = new ManualClock(Date.parse("2026-01-15T08:00Z"));
    const away = () => Promise.reject(new PriceError("transient", "It is away."));
    const { asked, behaviour, watch, fixed } = await startWatch(clock, { answer: () => away });
    await clock.advance(24 * hour);
    // Today, and from its publication on tomorrow as well: at once again then, since that is something new.
    expect(asked.length).toBeLessThan(50);
    const times = asked.map(({ at }) => Date.parse(`${at}Z`) / minute);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(gaps.slice(0, 9)).toEqual([0, 2, 4, 7, 14, 29, 54, 54, 54]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60);
    expect(watch.state).toMatchObject({ status: "failed", error: "It is away." });
    expect(watch.state).not.toHaveProperty("errorWords");
    const retryAt = clock.now() + 5 * hour;
    behaviour.answer = () => Promise.reject(new PriceError("transient", "Too often.", { retryAt }));
    await clock.advance(2 * hour);
    const before = asked.length;
    behaviour.answer = fixed.fetch;
    await clock.advance(2 * hour);
    expect(asked).toHaveLength(before);
    await clock.advance(2 * hour);
    expect(watch.state.status).toBe("ok");
    expect("error" in watch.state).toBe(false);
  });

  test("past days that nobody has are asked for once a day, and do not keep the others from coming", async () => {
    const clock = new ManualClock(Date.parse("2026-01-15T14:00Z"));
    const gap = Date.parse("2026-01-12T12:00Z");
    const answer =
      (fixed: PriceSource): PriceSource["fetch"] =>
      async (span, signal) =>
        (await fixed.fetch(span, signal)).filter(({ start }) => Math.abs(start - gap) > 6 * hour);
    const { asked, watch } = await startWatch(clock, { historyDays: 5, answer });
    await clock.advance(12 * hour);
    // Today and tomorrow, the five days at once.
    expect(asked.map(({ hours }) => hours)).toEqual([48, 120]);
    expect(watch.state.status).toBe("ok");
    await clock.advance(30 * hour);
    expect(asked.filter(({ from }) => from === "2026-01-11T23:00")).toHaveLength(1);
  });

  test("what the source says wrongly of other days is not kept", async () => {
    const clock = new ManualClock(Date.parse("2026-01-15T08:00Z"));
    const answer =
      (fixed: PriceSource): PriceSource["fetch"] =>
      ({ from, to }, signal) =>
        fixed.fetch({ from: from - 24 * hour, to: to - 24 * hour }, signal);
    const { watch } = await startWatch(clock, { answer });
    expect(watch.state).toMatchObject({
      status: "waiting",
      error: "spot: the answer has prices of other days only (2026-01-14); it is out of date.",
      errorWords: [{ key: "pricesOtherDays", values: { source: "spot", days: "2026-01-14" } }],
    });
    expect(store.pricesBetween("XX", 0, clock.now() + 48 * hour).size).toBe(0);
  });

  test("a mistake of ours comes out", async () => {
    const clock = new ManualClock(Date.parse("2026-01-15T08:00Z"));
    const source: PriceSource = {
      ...createFixedPriceSource({ name: "a", area: "b", zone: "UTC", publishedAtMinute: 0, price: 1, currency: "EUR" }),
      fetch: () => Promise.reject(new TypeError("ours")),
    };
    const log = pino({ level: "silent" });
    const watch = new PriceWatch({ source, store, clock, log, historyDays: 0, changed: () => undefined });
    await expect(watch.run(new AbortController().signal)).rejects.toThrow("ours");
  });
});
