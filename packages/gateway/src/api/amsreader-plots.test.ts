import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenLedger, openLedger } from "../../test/support/open-ledger.ts";
import { exampleState } from "../../test/support/outbox.ts";
import { LedgerService } from "../ledger/ledger-service.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { type ApiServer, startApiServer } from "./server.ts";

const hour = 3_600_000;
const first = Date.UTC(2026, 5, 1, 22);
const now = first + 26 * hour + 60_000;

let book: OpenLedger;
let server: ApiServer;

beforeEach(async () => {
  book = await openLedger();
  for (let index = 0; index <= 26; index++) book.hear(first + index * hour, 100, 10);
  const { ledger, editor, meter } = book;
  const storedNames = (name: string) => [name === "house" ? meter : name];
  const meters = ["house", "garage"].map((name) => exampleState({ meter: name }));
  const state = {
    version: "1",
    startedAt: new Date(first).toISOString(),
    simulated: false,
    meters,
    sources: [],
    sinks: [],
  };
  server = await startApiServer({
    gateway: {
      state: () => state,
      power: () => [],
      subscribe: () => () => undefined,
      storeHealth: { status: "ok", waiting: 0, dropped: 0 },
      push: () => undefined,
      voltage: () => undefined,
      events: () => undefined,
    },
    ledger: new LedgerService({ ledger, editor, homes: [], storedNames }),
    http: { listen: "127.0.0.1", port: 0, hostNames: [] },
    clock: new ManualClock(now),
    log: pino({ level: "silent" }),
    pages: undefined,
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await book[Symbol.asyncDispose]();
});

async function get(path: string) {
  const response = await fetch(new URL(path, server.url));
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, cache: response.headers.get("cache-control"), body };
}

test("/dayplot.json has the last 24 hours by UTC", async () => {
  const { status, cache, body } = await get("dayplot.json");
  expect([status, cache]).toEqual([200, "no-store"]);
  expect(Object.keys(body)).toHaveLength(49);
  expect(body).toMatchObject({ unit: "kwh", i00: 0.1, i23: 0.1, e00: 0.01, e23: 0.01 });
});

test("/monthplot.json has the days before today", async () => {
  const { body } = await get("monthplot.json?meter=house");
  expect(Object.keys(body)).toHaveLength(63);
  expect(body).toMatchObject({ unit: "kwh", i02: 2.4, e02: 0.24, i03: 0, i31: 0 });
});

test("/data.json has energy so far in ea", async () => {
  const { body } = await get("data.json");
  expect(body["ea"]).toMatchObject({ d: { u: 0.2, p: 0.02 }, m: { u: 2.6, p: 0.26 } });
});

test("a meter of which the ledger knows nothing has no history, and live values all the same", async () => {
  expect(await get("dayplot.json?meter=garage")).toMatchObject({ status: 404, body: { type: "problems/no-history" } });
  expect((await get("dayplot.json?meter=attic")).status).toBe(404);
  const { status, body } = await get("data.json?meter=garage");
  expect(status).toBe(200);
  expect(body).not.toHaveProperty("ea");
});

test("a date is midnight in the meter's zone, for days and for hours", async () => {
  const of = (span: string) => get(`api/v1/meters/house/intervals?span=${span}&from=2026-06-02&to=2026-06-03`);
  const { body: days } = await of("day");
  expect(days["intervals"]).toMatchObject([{ start: "2026-06-02T00:00:00+02:00", amount: 2400 }]);
  const hours = (await of("hour")).body["intervals"];
  expect(hours).toHaveLength(24);
  expect(hours).toMatchObject({ 0: { start: "2026-06-02T00:00:00+02:00" }, 23: { end: "2026-06-03T00:00:00+02:00" } });
});
