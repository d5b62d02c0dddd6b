import { noHolidays } from "@meter2mqtt/energy";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type HomeAssistantServer, startHomeAssistant } from "../../test/support/home-assistant-server.ts";
import { type OpenLedger, openLedger } from "../../test/support/open-ledger.ts";
import { exampleState } from "../../test/support/outbox.ts";
import { Secret } from "../config/secret.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { systemClock } from "../sources/back-off.ts";
import { TariffService } from "../tariffs/tariff-service.ts";
import { StatisticsClient } from "./statistics-client.ts";
import { StatisticsFeed } from "./statistics-feed.ts";

const hour = 3_600_000;
/** Midnight in Oslo at the beginning of November. */
const november = Date.parse("2026-11-01T00:00:00+01:00");
const contract = {
  id: "home",
  name: "Home",
  currency: "NOK",
  components: [
    { id: "spot", name: "Spot", direction: "import", kind: "spot" },
    { id: "base", name: "Base", direction: "import", kind: "fee", amount: 72, per: "month" },
    { id: "sold", name: "Sold", direction: "export", kind: "spot", factor: -0.5 },
  ],
} as const;

let book: OpenLedger;
let server: HomeAssistantServer;
let work: Promise<void>[];
let stop: AbortController;
/** Up to where the market's prices are known; 1 NOK, but for the first hour. */
let knownTo: number;
let firstPrice: number;

beforeEach(async () => {
  book = await openLedger();
  server = await startHomeAssistant({ token: "a token" });
  work = [];
  stop = new AbortController();
  knownTo = Number.POSITIVE_INFINITY;
  firstPrice = 2;
});
afterEach(async () => {
  stop.abort();
  await Promise.all(work);
  await server.close();
  await book[Symbol.asyncDispose]();
});

function createTariffs(): TariffService {
  const { reader, ledger, meter } = book;
  const spot = (from: number, to: number) => {
    const first = Math.floor(from / hour) * hour;
    const count = Math.max(0, Math.ceil((Math.min(to, knownTo) - first) / hour));
    return Array.from({ length: count }, (_, index) => first + index * hour).map((start) => ({
      ...{ start, lengthMs: hour, price: start === november ? firstPrice : 1 },
    }));
  };
  const config = { contract: "c.yaml", alternatives: [], guard: {} };
  return new TariffService({
    tariffs: [{ config, contract: { contract, leftOut: [] }, alternatives: [], holidays: noHolidays }],
    ledger: reader,
    calendarOf: () => ledger.calendarOf(meter),
    storedNames: () => [meter],
    meters: () => [exampleState({ meter: "house" })],
    spot: () => spot,
  });
}

async function feed(now: number) {
  const clock = new ManualClock(now);
  const { url } = server;
  const client = new StatisticsClient({
    ...{ url, token: new Secret("a token"), clock: systemClock, patienceMs: 0, waiting: () => undefined },
  });
  const { ledger, reader, meter } = book;
  const meters = () => [{ slug: "house", name: "House", storedNames: [meter] }];
  const log = pino({ level: "silent" });
  const costs = createTariffs();
  const made = new StatisticsFeed({ client, ledger, reader, meters, costs, url, hourDays: 4018, clock, log });
  work.push(made.run(stop.signal));
  await clock.advance(10_000);
  return { made, clock };
}

const sumsOf = (kind: string) =>
  [...(server.statistics.get(`meter2mqtt:house_${kind}`) ?? [])].sort(([a], [b]) => a - b);
/** To the cent; of the hours from November's beginning on. */
const cents = (kind: string) => sumsOf(kind).map(([start, sum]) => [(start - november) / hour, Math.round(sum * 100)]);
const patience = { timeout: 60_000 };
/** It looks for changed prices once an hour, counted from when it was done with the last ones. */
const twentyMinutes = hour / 3;
const passing = <T>(clock: ManualClock, look: () => T, step = 5000) => clock.advance(step).then(look);

describe("statistics of money", () => {
  test("have each hour's cost and income in the contract's currency, fees spread over their month", async () => {
    for (let index = 0; index <= 3; index++) book.hear(november + index * hour, 1000, 200);
    await feed(november + 3 * hour + 60_000);
    // 72 NOK a month are 10 øre an hour; the first hour's kWh costs 2 NOK, the others 1.
    await expect
      .poll(() => cents("cost"))
      .toEqual([
        [0, 210],
        [1, 320],
        [2, 430],
      ]);
    await expect
      .poll(() => cents("income"))
      .toEqual([
        [0, 20],
        [1, 30],
        [2, 40],
      ]);
    expect(server.metadata.get("meter2mqtt:house_cost")).toEqual({
      ...{ has_sum: true, mean_type: 0, name: "House cost", source: "meter2mqtt", unit_class: null },
      ...{ statistic_id: "meter2mqtt:house_cost", unit_of_measurement: "NOK" },
    });
  });

  test("an edited hour moves the sums after it", async () => {
    for (let index = 0; index <= 4; index++) book.hear(november + index * hour, 1000, 0);
    const { clock } = await feed(november + 4 * hour + 60_000);
    await expect.poll(() => cents("cost").at(-1), patience).toEqual([3, 540]);
    const { meter, editor } = book;
    const edit = { meter, register: "energyImportWh", start: november + hour, amount: 3000, by: "me" };
    editor.edit(edit, clock.now());
    await expect
      .poll(() => passing(clock, () => cents("cost")))
      .toEqual([
        [0, 210],
        [1, 520],
        [2, 630],
        [3, 740],
      ]);
  });

  test("an hour without a price waits for it; a price that changes later is found within the hour", async () => {
    knownTo = november + 2 * hour;
    for (let index = 0; index <= 3; index++) book.hear(november + index * hour, 1000, 0);
    const { made, clock } = await feed(november + 3 * hour + 60_000);
    await expect
      .poll(() => cents("cost"))
      .toEqual([
        [0, 210],
        [1, 320],
      ]);
    // Import, export and income of three hours, the cost of two: only then it waits for news.
    await expect.poll(() => made.state.delivered, patience).toBe(11);
    knownTo = Number.POSITIVE_INFINITY;
    await expect.poll(() => passing(clock, () => cents("cost").at(-1), twentyMinutes), patience).toEqual([2, 430]);
    await expect.poll(() => made.state.delivered, patience).toBe(12);
    firstPrice = 5;
    await expect
      .poll(() => passing(clock, () => cents("cost"), twentyMinutes))
      .toEqual([
        [0, 510],
        [1, 620],
        [2, 730],
      ]);
  });

  test("a meter without a contract has none", async () => {
    for (let index = 0; index <= 3; index++) book.hear(november + index * hour, 1000, 0);
    const clock = new ManualClock(november + 3 * hour + 60_000);
    const { url } = server;
    const client = new StatisticsClient({
      ...{ url, token: new Secret("a token"), clock: systemClock, patienceMs: 0, waiting: () => undefined },
    });
    const { ledger, reader, meter } = book;
    const meters = () => [{ slug: "garage", name: "Garage", storedNames: [meter] }];
    const log = pino({ level: "silent" });
    const costs = { contractOf: () => undefined, hourly: () => undefined };
    const made = new StatisticsFeed({ client, ledger, reader, meters, costs, url, hourDays: 4018, clock, log });
    work.push(made.run(stop.signal));
    await clock.advance(10_000);
    await expect
      .poll(() => [...server.statistics.keys()].sort())
      .toEqual(["meter2mqtt:garage_export", "meter2mqtt:garage_import"]);
  });
});
