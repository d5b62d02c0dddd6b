import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { energyNow, peaksAnswer } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadSettings } from "../src/config/load-settings.ts";
import { createLog } from "../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { type Subscriber, subscribe } from "./support/mqtt-subscriber.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const ajv = new Ajv({ strict: false });
const wait = { timeout: 60_000, interval: 50 };
const contract = {
  id: "vl",
  name: "Flanders",
  currency: "EUR",
  components: [
    { id: "energy", kind: "per-kwh", amount: 0.3 },
    { id: "capacity", kind: "capacity", rule: "be-vlg-month-peak", charge: { rates: [{ perKwMonth: 4.25 }] } },
  ],
};

interface Month {
  readonly month: string;
  readonly kw?: number;
  readonly chargedKw?: number;
  readonly charge?: number;
  readonly monthsKnown: number;
  readonly meter?: { readonly kw: number; readonly at: string; readonly ledgerKw?: number };
}

describe.skipIf(!hasMosquitto)("a Belgian meter with the capacity tariff of Flanders", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let broker: Mosquitto;
  let subscriber: Subscriber;
  let running: RunningGateway | undefined;

  beforeEach(async () => {
    folder = await temporaryFolder();
    broker = await startMosquitto({ folder: folder.path });
    subscriber = await subscribe(broker.url);
  });
  afterEach(async () => {
    await running?.[Symbol.asyncDispose]();
    await subscriber.end();
    await broker.kill();
    await folder.remove();
  });

  async function start(): Promise<RunningGateway> {
    const configuration = {
      http: { port: 0 },
      mqtt: [{ url: broker.url }],
      sources: [{ type: "simulator", model: "p1-be", meter: { slug: "house" } }],
      tariffs: [{ contract: "contract.yaml" }],
    };
    await writeFile(join(folder.path, "contract.yaml"), JSON.stringify(contract));
    await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
    const settings = loadSettings({ folder: folder.path, environment: {} });
    const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
    return startGateway(settings, { version: "0.0.0-test", log });
  }

  async function get(gateway: RunningGateway, path: string) {
    const response = await fetch(new URL(path, gateway.api.url));
    return { status: response.status, body: await response.json() };
  }

  test("charges by what the meter counted in a year, from the first telegram on, and shows the ledger's beside it", async () => {
    running = await start();
    const gateway = running;
    await vi.waitFor(async () => {
      const { body } = await get(gateway, "api/v1/meters/house/energy");
      expect(body.capacity?.[0]?.meter).toBeDefined();
    }, wait);
    const { body: now } = await get(gateway, "api/v1/meters/house/energy");
    expect(ajv.validate(energyNow, now), JSON.stringify(ajv.errors)).toBe(true);
    const [month]: Month[] = now.capacity;
    expect(month?.kw).toBe(Math.max(2.5, month?.meter?.kw ?? 0));
    expect(month?.monthsKnown).toBe(12);
    expect(now.month.components.capacity).toBe(month?.charge);

    const year = new Date(Date.now() - 366 * 86_400_000).toISOString().slice(0, 10);
    const { body: peaks } = await get(gateway, `api/v1/meters/house/peaks?from=${year}`);
    expect(ajv.validate(peaksAnswer, peaks), JSON.stringify(ajv.errors)).toBe(true);
    const months: Month[] = peaks.months;
    expect(months.filter(({ meter }) => meter !== undefined).length).toBeGreaterThanOrEqual(12);
    const last = months.slice(-12).map(({ kw = 0 }) => kw);
    const mean = last.reduce((sum, kw) => sum + kw, 0) / 12;
    expect(months.at(-1)?.chargedKw).toBeCloseTo(mean, 2);
    expect(months.at(-1)?.charge).toBeCloseTo(4.25 * mean, 1);

    await vi.waitFor(() => {
      const told = JSON.parse(subscriber.payloads("meter2mqtt/house/energy").at(-1) ?? "{}");
      expect(told.tariff?.capacity?.[0]?.meter?.kw).toBe(month?.meter?.kw);
    }, wait);
  });
});
