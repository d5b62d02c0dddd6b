import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type HomeAssistantServer,
  type ServerOptions,
  startHomeAssistant,
} from "../../test/support/home-assistant-server.ts";
import { type OpenLedger, openLedger } from "../../test/support/open-ledger.ts";
import { Secret } from "../config/secret.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { systemClock } from "../sources/back-off.ts";
import { StatisticsClient } from "./statistics-client.ts";
import { StatisticsFeed } from "./statistics-feed.ts";

const hour = 3_600_000;
const id = "meter2mqtt:house_import";
/** Midnight in Oslo before the day on which clocks are put forward. */
const spring = Date.UTC(2026, 2, 28, 23);
/** And before the one on which they are put back. */
const autumn = Date.UTC(2026, 9, 24, 22);

let book: OpenLedger;
let server: HomeAssistantServer;
let work: Promise<void>[];
let stop: AbortController;

beforeEach(async () => {
  book = await openLedger();
  server = await startHomeAssistant({ token: "a token" });
  work = [];
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await Promise.all(work);
  await server.close();
  await book[Symbol.asyncDispose]();
});

/** A feed at work, some seconds after its start. */
async function feed(now: number, given = "a token") {
  const clock = new ManualClock(now);
  const { url } = server;
  const waiting = () => undefined;
  const token = new Secret(given);
  const client = new StatisticsClient({ url, token, clock: systemClock, patienceMs: 0, waiting });
  const { ledger, reader, meter } = book;
  const meters = () => [{ slug: "house", name: "House", storedNames: [meter] }];
  const log = pino({ level: "silent" });
  const made = new StatisticsFeed({ client, ledger, reader, meters, url, hourDays: 4018, clock, log });
  work.push(made.run(stop.signal));
  await clock.advance(10_000);
  /** Hears lists of full hours, and lets the time pass. */
  const hear = async (from: number, ...importWh: number[]) => {
    for (const [index, wh] of importWh.entries()) book.hear(from + index * hour, wh);
    const end = from + (importWh.length - 1) * hour + 40_000;
    book.archive.flush(end);
    await clock.advance(Math.max(0, end - clock.now()) + 5000);
  };
  return { made, clock, hear };
}

const sums = (of = id) => [...(server.statistics.get(of) ?? [])].sort(([a], [b]) => a - b);
const starts = () => sums().map(([start]) => start);
const last = () => sums().at(-1)?.[1];

/** Some seconds pass before it is looked. */
const passing = <T>(clock: ManualClock, look: () => T) => clock.advance(5000).then(look);

describe("StatisticsFeed", () => {
  test("gives what the ledger knows at the start, and each hour once its list has come", async () => {
    for (let index = 0; index <= 3; index++) book.hear(spring + index * hour, 100 * index, 7);
    const { made, clock, hear } = await feed(spring + 3 * hour + 60_000);
    await expect.poll(() => made.state.status).toBe("open");
    await expect.poll(() => sums("meter2mqtt:house_export").length).toBe(3);
    // Energy up to 01:00 UTC stands at 00:00 UTC.
    expect(sums()).toEqual([
      [spring, 0.1],
      [spring + hour, 0.3],
      [spring + 2 * hour, 0.6],
    ]);
    expect(server.metadata.get(id)).toMatchObject({ name: "House import", unit_of_measurement: "kWh" });
    await hear(spring + 4 * hour, 1000);
    await expect.poll(() => passing(clock, sums)).toHaveLength(4);
    expect(sums().at(-1)).toEqual([spring + 3 * hour, 1.6]);
    await expect.poll(() => made.state.delivered).toBe(8);
    expect(made.state).toMatchObject({ name: "home-assistant-statistics", status: "open", dropped: 0 });
  });

  test.each([
    ["spring", spring, 23],
    ["autumn", autumn, 25],
  ])(
    "on the day in %s on which clocks change, every hour has a bucket of its own",
    async (_season, midnight, count) => {
      for (let index = 0; index <= count; index++) book.hear(midnight + index * hour, index === 0 ? 0 : 100 + index);
      await feed(midnight + (count + 1) * hour);
      await expect.poll(sums).toHaveLength(count);
      expect(starts()).toEqual(Array.from({ length: count }, (_, index) => midnight + index * hour));
      const days = book.reader.rollups({
        places: [{ meters: [book.meter], register: "energyImportWh" }],
        ...{ from: midnight, to: midnight + count * hour, span: "day" },
      });
      expect(last()).toBeCloseTo((days?.items[0]?.amount ?? 0) / 1000, 6);
    },
  );

  test("given again from the start, nothing is written", async () => {
    for (let index = 0; index <= 30; index++) book.hear(autumn + index * hour, index);
    const first = await feed(autumn + 31 * hour);
    await expect.poll(() => first.made.state.delivered).toBe(60);
    const before = { imports: server.imports(), sums: sums() };
    const again = await feed(autumn + 31 * hour);
    await expect.poll(() => again.made.state.status).toBe("open");
    await again.hear(autumn + 31 * hour, 5);
    await expect.poll(() => passing(again.clock, sums)).toHaveLength(31);
    expect(sums().slice(0, 30)).toEqual(before.sums);
    expect(server.imports()).toBeLessThanOrEqual(before.imports + 2 * 2);
  });

  test("an hour that is edited moves the sums after it, and no other", async () => {
    for (let index = 0; index <= 10; index++) book.hear(spring + index * hour, 100);
    const { made, clock } = await feed(spring + 11 * hour);
    await expect.poll(() => made.state.delivered).toBe(20);
    const before = sums();
    const { meter, editor } = book;
    editor.edit(
      { meter, register: "energyImportWh", start: spring + 4 * hour, amount: 350, by: "me" },
      spring + 11 * hour,
    );
    await expect.poll(() => passing(clock, last)).toBeCloseTo(1.25, 6);
    expect(sums().slice(0, 4)).toEqual(before.slice(0, 4));
    expect(sums().map(([, sum]) => Math.round(sum * 1000))).toEqual([
      100, 200, 300, 400, 750, 850, 950, 1050, 1150, 1250,
    ]);
  });

  test("what another process has put in is found within the hour", async () => {
    for (let index = 0; index <= 5; index++) book.hear(spring + index * hour, 100);
    const { made, clock } = await feed(spring + 6 * hour);
    await expect.poll(() => made.state.delivered).toBe(10);
    const { ledger, editor, meter } = book;
    const about = ledger.meter(meter)?.about;
    if (about === undefined) throw new Error("the meter is not there");
    // Nobody is told, as of what another process does.
    Object.defineProperty(ledger, "tell", { value: (register: { committed(): unknown }) => register.committed() });
    const interval = {
      start: spring - 24 * hour,
      lengthMs: hour,
      amount: 500,
      quality: "measured",
      origin: "a file",
    } as const;
    editor.importIntervals({ about, register: "energyImportWh", unit: "Wh", intervals: [interval] }, clock.now());
    await clock.advance(hour + 10_000);
    await expect.poll(() => sums()[0]).toEqual([spring - 24 * hour, 0.5]);
    expect(last()).toBeCloseTo(1, 6);
  });

  test("Home Assistant that is away: says so, tries again, and loses nothing", async () => {
    for (let index = 0; index <= 2; index++) book.hear(spring + index * hour, 100);
    const port = Number(new URL(server.url).port);
    await server.close();
    const { made, clock } = await feed(spring + 3 * hour);
    await expect.poll(() => made.state.status).toBe("waiting");
    expect(made.state.error).toContain("Nothing listens at");
    server = await startHomeAssistant({ token: "a token", port } satisfies ServerOptions);
    await expect.poll(() => clock.advance(5000).then(() => made.state.status)).toBe("open");
    expect(made.state.error).toBeUndefined();
    await expect.poll(sums).toHaveLength(2);
  });

  test("a token that is refused is an operator's matter, and is tried again later", async () => {
    book.hear(spring, 0);
    book.hear(spring + hour, 100);
    const { made, clock } = await feed(spring + 2 * hour, "another");
    await expect.poll(() => made.state.status).toBe("failed");
    await clock.advance(600_000);
    expect(made.state.status).toBe("failed");
  });
});
