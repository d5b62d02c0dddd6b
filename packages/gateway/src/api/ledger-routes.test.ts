import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { loadSettings } from "../config/load-settings.ts";
import { Ledger } from "../ledger/ledger.ts";
import { createLog } from "../runtime/log.ts";
import { type RunningGateway, startGateway } from "../runtime/start-gateway.ts";
import { Archive } from "../store/archive.ts";

const minuteMs = 60_000;
/** So old that nothing of it is interpolated up to now. */
const noon = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 24 * 3_600_000;
const at = (minutes: number) => new Date(noon + minutes * minuteMs).toISOString();

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: RunningGateway;

/** A gateway whose database holds an hour of a house and of its solar panels from before. */
beforeEach(async () => {
  folder = await temporaryFolder();
  const yaml = `
http: { port: 0 }
broker: { enabled: false }
sources: [{ type: push, name: door }]
homes: [{ name: home, meters: ["11"], production: [{ meter: "22" }] }]
`;
  writeFileSync(join(folder.path, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  const settings = loadSettings({ folder: folder.path, environment: {} });
  const ledger = new Ledger({ retention: settings.store.ledger });
  const archive = new Archive(settings.store, undefined, ledger);
  await archive.open();
  for (let minutes = 0; minutes <= 60; minutes += 15) {
    const time = { receivedAt: at(minutes), timestamp: at(minutes) };
    const steps = minutes / 15;
    const house = { energyImportWh: 1000 + steps * 100.5, energyExportWh: 500 + steps * 200 };
    const when = noon + minutes * minuteMs;
    ledger.book({ meter: "11", zone: "Europe/Oslo", snapshotMinutes: 15 }, { ...time, ...house }, when);
    const solar = { energyExportWh: steps * 300 };
    ledger.book({ meter: "22", zone: "Europe/Oslo", snapshotMinutes: 15 }, { ...time, ...solar }, when);
  }
  archive.close(noon + 60 * minuteMs);
  const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
  running = await startGateway(settings, { version: "0.0.0-test", log });
});
afterEach(async () => {
  await running[Symbol.asyncDispose]();
  await folder.remove();
});

async function get(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(path, running.api.url), init);
  return { status: response.status, body: await response.json() };
}

const edit = (body: object, headers: Record<string, string> = {}) =>
  get("/api/v1/meters/11/edits", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

const hour = `from=${at(0)}&to=${at(60)}`;

describe("the ledger's routes", () => {
  test("give registers, quarters and longer spans, exact and with their quality", async () => {
    expect((await get("/api/v1/meters/11/registers")).body).toMatchObject({
      meter: "11",
      zone: "Europe/Oslo",
      registers: [
        { register: "energyImportWh", unit: "Wh", resolution: 0.1, kind: "snapshot" },
        { register: "energyExportWh", unit: "Wh", resolution: 1 },
      ],
    });
    const quarters = await get(`/api/v1/meters/11/intervals?span=quarter&${hour}`);
    expect(quarters.body).toMatchObject({
      register: "energyImportWh",
      unit: "Wh",
      intervals: Array.from({ length: 4 }, () => ({ amount: 100.5, quality: "measured" })),
    });
    const shares = { measured: 1, interpolated: 0, estimated: 0, edited: 0 };
    const hours = await get(`/api/v1/meters/11/intervals?${hour}`);
    expect(hours.body).toMatchObject({ span: "hour", intervals: [{ amount: 402, shares }] });
    const sum = await get(`/api/v1/homes/home/intervals?register=energyExportWh&${hour}`);
    expect(sum.body).toMatchObject({ meter: "home", intervals: [{ amount: 800 }] });
  });

  test("give self-use of a home with production", async () => {
    expect((await get(`/api/v1/homes/home/self-use?${hour}`)).body).toMatchObject({
      home: "home",
      intervals: [
        {
          ...{ imported: 402, exported: 800, produced: 1200, selfConsumption: 400, consumption: 802, known: 1 },
          ...{ selfConsumptionRate: 0.3333, selfSufficiency: 0.4988 },
        },
      ],
    });
  });

  test("take edits, keep a trail of them, and refuse those of other sites", async () => {
    const body = { register: "energyImportWh", start: at(15), amount: 7.25, by: "Kari" };
    expect(await edit(body)).toMatchObject({
      status: 200,
      body: { edits: [{ amount: 7.25, was: 100.5, by: "Kari" }] },
    });
    const quarters = await get(`/api/v1/meters/11/intervals?span=quarter&${hour}`);
    expect(quarters.body).toMatchObject({
      intervals: [{}, { amount: 7.25, quality: "edited", edit: { by: "Kari", was: 100.5 } }, {}, {}],
    });
    expect((await edit({ ...body, amount: null })).status).toBe(200);
    const asBefore = await get(`/api/v1/meters/11/intervals?span=quarter&${hour}`);
    expect(asBefore.body).toMatchObject({ intervals: [{}, { amount: 100.5, quality: "measured" }, {}, {}] });
    const trail = await get(`/api/v1/meters/11/edits?${hour}`);
    expect(trail.body).toMatchObject({ edits: [{ amount: 7.25 }, { was: 7.25 }] });
    expect((await edit(body, { origin: "https://example.org" })).status).toBe(403);
    expect((await edit({ ...body, start: at(17) })).status).toBe(404);
    expect((await edit({ ...body, amount: -1 })).status).toBe(400);
  });

  test.each([
    ["/api/v1/meters/33/registers", 404, /no meter/],
    ["/api/v1/meters/11/intervals?register=none", 404, /no such register/],
    ["/api/v1/meters/11/intervals?span=quarter&from=2000-01-01&to=2020-01-01", 400, /ask for less time/],
    ["/api/v1/meters/11/intervals?from=2020-01-02&to=2020-01-01", 400, /not before/],
    ["/api/v1/meters/11/intervals?from=soon", 400, /no time/],
    ["/api/v1/homes/nobody/self-use", 404, /no home/],
    ["/api/v1/homes/home/self-use?span=quarter", 400, /by hour/],
  ])("%s is answered with %i in words", async (path, status, words) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(words);
  });
});
