import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerIntervalsAnswer, PricesAnswer, ReadingsAnswer } from "@meter2mqtt/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSettings } from "../src/config/load-settings.ts";
import { createLog } from "../src/runtime/log.ts";
import { ManualClock } from "../src/runtime/manual-clock.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { bookHome } from "./support/booked-home.ts";
import { driven } from "./support/driven.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const hourMs = 3_600_000;
/** The day on which clocks go back in Oslo: 25 hours, from +02:00 to +01:00. */
const change = "from=2026-10-25&to=2026-10-26";
const midnight = Date.UTC(2026, 9, 24, 22);
const nextMidnight = midnight + 25 * hourMs;
const slug = "5706567000000000";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: RunningGateway;

/** A day and two hours to each side of it, from before; a market of the same zone and one of another. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const configuration = {
    http: { port: 0 },
    broker: { enabled: false },
    sources: [{ type: "push", name: "door" }],
    prices: {
      historyDays: 3,
      sources: [
        { type: "fixed", area: "NO1", price: 0.5, currency: "EUR" },
        { type: "fixed", name: "finland", area: "FI", zone: "Europe/Helsinki", price: 0.4, currency: "EUR" },
      ],
    },
  };
  await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
  const settings = loadSettings({ folder: folder.path, environment: {} });
  const quarters = Array.from({ length: 29 * 4 }, () => 250);
  const from = midnight - 2 * hourMs;
  await bookHome(settings.store.path, { meter: slug, zone: "Europe/Oslo", from, quarters });
  const clock = new ManualClock(nextMidnight + 12 * hourMs);
  const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
  running = await startGateway(settings, { version: "0.0.0-test", log, clock });
  const known = () =>
    ["NO1", "FI"].every((area) => (running.gateway.prices?.prices(area, from, from + 1).length ?? 0) > 0);
  await driven(clock, "prices of three days", known);
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await folder.remove();
});

async function get<T>(path: string): Promise<T> {
  const response = await fetch(new URL(`api/v1/${path}`, running.api.url));
  expect(response.status, path).toBe(200);
  // The server has checked it against the schema of T.
  return (await response.json()) as T;
}

const readings = (query: string) => get<ReadingsAnswer>(`meters/${slug}/readings?limit=1000&resolution=1h&${query}`);
const startsOf = (prices: PricesAnswer["prices"]) => prices.map(({ start }) => Date.parse(start));

describe("a day by its date, when clocks change", () => {
  test("is the meter's own day for readings, as it is for the ledger", async () => {
    const { items } = await readings(change);
    const booked = await get<LedgerIntervalsAnswer>(`meters/${slug}/intervals?span=hour&${change}`);
    expect(items).toHaveLength(25);
    expect(booked.intervals.map(({ start }) => Date.parse(start))).toEqual(
      Array.from({ length: 25 }, (_, hour) => midnight + hour * hourMs),
    );
    const written = (at: number) => encodeURIComponent(new Date(at).toISOString());
    expect(items).toEqual((await readings(`from=${written(midnight)}&to=${written(nextMidnight)}`)).items);
  });

  test("a time without an offset is of the meter's clock; a plus that became a blank is one", async () => {
    const { items } = await readings("from=2026-10-25T04:00:00&to=2026-10-25T06:00:00");
    expect(items).toEqual((await readings("from=2026-10-25T04:00:00+01:00&to=2026-10-25T05:00:00Z")).items);
    expect(items).toHaveLength(2);
  });

  test("is the market's own day for prices", async () => {
    const norway = await get<PricesAnswer>(`prices?area=NO1&${change}`);
    expect(startsOf(norway.prices)[0]).toBe(midnight);
    expect(startsOf(norway.prices).at(-1)).toBe(nextMidnight - hourMs);
    const finland = await get<PricesAnswer>(`prices?area=FI&${change}`);
    expect(startsOf(finland.prices)[0]).toBe(midnight - hourMs);
    expect(startsOf(finland.prices).at(-1)).toBe(nextMidnight - 2 * hourMs);
  });

  test("what is no time is refused", async () => {
    for (const path of [`meters/${slug}/readings`, `meters/${slug}/voltage`, "prices"])
      for (const query of ["from=2026-13-45", "from=2026-10-26&to=2026-10-25"])
        expect((await fetch(new URL(`api/v1/${path}?${query}`, running.api.url))).status, path).toBe(400);
  });
});
