import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  contractPricesAnswer,
  contractsAnswer,
  costsAnswer,
  energyNow,
  mqttEnergy,
  peaksAnswer,
  whatIfAnswer,
} from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadSettings } from "../src/config/load-settings.ts";
import { createLog } from "../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { awayFromBorder } from "./support/away-from-border.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { type Subscriber, subscribe } from "./support/mqtt-subscriber.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const ajv = new Ajv({ strict: false });

const wait = { timeout: 60_000, interval: 50 };
const contract = {
  id: "home",
  name: "Home",
  currency: "NOK",
  components: [
    { id: "spot", kind: "spot", add: 0.05 },
    { id: "grid", kind: "per-kwh", amount: 0.3 },
    {
      id: "capacity",
      kind: "capacity",
      rule: "no-three-days",
      charge: {
        steps: [
          { fromKw: 0, perMonth: 150 },
          { fromKw: 5, perMonth: 300 },
        ],
      },
    },
    { id: "vat", kind: "percent", percent: 25 },
  ],
};

describe.skipIf(!hasMosquitto)("the gateway with a contract", () => {
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
    running = undefined;
    await subscriber.end();
    await broker.kill();
    await folder.remove();
  });

  async function start(own: object = contract): Promise<RunningGateway> {
    const configuration = {
      http: { port: 0 },
      mqtt: [{ url: broker.url, amsreader: [{ format: "raw-full", publishTopic: "ams" }] }],
      sources: [{ type: "simulator", meter: { slug: "house", zone: "Europe/Oslo" } }],
      prices: { sources: [{ type: "fixed", area: "NO1", price: 1, currency: "NOK" }] },
      tariffs: [{ contract: "contract.yaml", alternatives: ["other.yaml"], country: "NO" }],
    };
    const other = {
      id: "other",
      name: "Other",
      currency: "NOK",
      components: [{ id: "all", kind: "per-kwh", amount: 2 }],
    };
    await writeFile(join(folder.path, "contract.yaml"), JSON.stringify(own));
    await writeFile(join(folder.path, "other.yaml"), JSON.stringify(other));
    await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
    const settings = loadSettings({ folder: folder.path, environment: {} });
    const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
    running = await startGateway(settings, { version: "0.0.0-test", log });
    return running;
  }

  const last = (topic: string) => subscriber.payloads(topic).at(-1);

  async function get(gateway: RunningGateway, path: string) {
    const response = await fetch(new URL(path, gateway.api.url));
    return { status: response.status, body: await response.json() };
  }

  test("says what energy costs, what another contract would cost, and where the running window leads", async () => {
    const gateway = await start();
    await vi.waitFor(async () => {
      const { body } = await get(gateway, "api/v1/meters/house/energy");
      expect(body).toMatchObject({ windows: [{ component: "capacity" }], day: {} });
    }, wait);
    const { body: now } = await get(gateway, "api/v1/meters/house/energy");
    expect(ajv.validate(energyNow, now), JSON.stringify(ajv.errors)).toBe(true);
    expect(now).toMatchObject({ meter: "house", contract: "home", currency: "NOK" });
    // Where the sun shines on the simulated house, nothing may be expected at all.
    const [{ lowKw, expectedKw, highKw }] = now.windows;
    expect(highKw).toBeGreaterThan(0);
    expect([lowKw, expectedKw, highKw].toSorted((a, b) => a - b)).toEqual([lowKw, expectedKw, highKw]);

    await vi.waitFor(
      () => expect(JSON.parse(subscriber.payloads("meter2mqtt/house/energy").at(-1) ?? "{}").tariff).toBeDefined(),
      wait,
    );
    const told = JSON.parse(subscriber.payloads("meter2mqtt/house/energy").at(-1) ?? "{}");
    expect(ajv.validate(mqttEnergy, told), JSON.stringify(ajv.errors)).toBe(true);
    expect(told.tariff).toMatchObject({ contract: "home", currency: "NOK", windows: [{ component: "capacity" }] });

    const { body: costs } = await get(gateway, "api/v1/meters/house/costs?span=day");
    expect(ajv.validate(costsAnswer, costs), JSON.stringify(ajv.errors)).toBe(true);
    // A date is midnight in the meter's zone: one day, not parts of two.
    const { body: day } = await get(gateway, "api/v1/meters/house/what-if?from=2026-11-01&to=2026-11-02");
    expect([day.from, day.to]).toEqual(["2026-11-01T00:00:00+01:00", "2026-11-02T00:00:00+01:00"]);
    const { body: peaks } = await get(gateway, "api/v1/meters/house/peaks");
    expect(ajv.validate(peaksAnswer, peaks), JSON.stringify(ajv.errors)).toBe(true);
    expect(peaks.months.at(-1)).toMatchObject({ component: "capacity", charge: 150 });
    const { body: prices } = await get(gateway, "api/v1/meters/house/prices");
    expect(ajv.validate(contractPricesAnswer, prices), JSON.stringify(ajv.errors)).toBe(true);
    // (1 + 0.05 + 0.3) with VAT.
    expect(prices).toMatchObject({ contract: "home", now: { import: 1.6875 }, cheapest3h: { import: 1.6875 } });
    expect((await get(gateway, "api/v1/meters/house/prices?contract=other")).body.now).toMatchObject({ import: 2 });
    const { body: contracts } = await get(gateway, "api/v1/meters/house/contracts");
    expect(ajv.validate(contractsAnswer, contracts), JSON.stringify(ajv.errors)).toBe(true);
    expect(contracts.contract.components[1].details).toEqual({ kind: "per-kwh", amount: 0.3 });
    const { body: whatIf } = await get(gateway, "api/v1/meters/house/what-if");
    expect(ajv.validate(whatIfAnswer, whatIf), JSON.stringify(ajv.errors)).toBe(true);
    expect(whatIf.contracts.map(({ id }: { id: string }) => id)).toEqual(["home", "other"]);
  });

  test("the firmware's routes and topics have the contract's prices, costs, peaks and limits", async () => {
    await awayFromBorder(3_600_000);
    const gateway = await start({
      ...contract,
      components: [...contract.components, { id: "sold", direction: "export", kind: "spot", factor: -0.5 }],
    });
    await vi.waitFor(async () => expect((await get(gateway, "tariff.json")).status).toBe(200), wait);
    const { body: tariff } = await get(gateway, "tariff.json");
    expect(Object.keys(tariff)).toEqual(["t", "p", "c", "m"]);
    expect(tariff).toMatchObject({ t: [5, 0, 0, 0, 0, 0, 0, 0, 0, 0], c: 5 });

    const { body: imported } = await get(gateway, "importprice.json");
    // (1 + 0.05 + 0.3) with VAT; a fixed price has no market's day before its first fetch.
    const about = { currency: "NOK", source: "FIX", resolution: 60, importExportPriceDifferent: true };
    expect(imported).toMatchObject({ ...about, direction: "import" });
    expect(imported.prices[imported.cursor]).toBe(1.6875);
    const { body: exported } = await get(gateway, "exportprice.json");
    expect(exported).toMatchObject({ ...about, direction: "export" });
    expect(exported.prices[exported.cursor]).toBe(0.5);
    expect((await get(gateway, "energyprice.json")).body).toMatchObject({ currency: "NOK", "00": 1.6875 });
    const { body: data } = await get(gateway, "data.json");
    expect(data).toMatchObject({ p: 1.69, px: 0.5, pe: true, ea: { t: 5 } });
    expect(Object.keys(data.ea)).toEqual(["x", "p", "t", "h", "d", "m"]);
    expect(Object.keys(data.ea.h)).toEqual(["u", "c", "p", "i"]);
    const { services } = (await get(gateway, "sysinfo.json")).body;
    expect(services).toContainEqual({ k: "price", s: 1, e: 0, d: "NO1" });

    await vi.waitFor(() => {
      const topics = new Map(
        ["price/import/0", "realtime/import/threshold"].map((level) => [level, last(`ams/${level}`)]),
      );
      expect([...topics.values()]).toEqual(["1.6875", "5"]);
    }, wait);
  });

  test("a meter without a tariff, a span that is too long and a time that is none are told apart", async () => {
    const gateway = await start();
    await vi.waitFor(async () => expect((await get(gateway, "api/v1/meters/house/energy")).status).toBe(200), wait);
    expect((await get(gateway, "api/v1/meters/nobody/energy")).status).toBe(404);
    expect((await get(gateway, "api/v1/meters/house/costs?contract=nobody")).status).toBe(404);
    expect((await get(gateway, "api/v1/meters/house/costs?from=2010-01-01")).status).toBe(400);
    expect((await get(gateway, "api/v1/meters/house/costs?from=yesterday")).status).toBe(400);
  });

  test("a contract with a mistake ends the start with its place", async () => {
    const wrong = { ...contract, components: [{ id: "a", kind: "per-kwh", amount: "dear" }] };
    await expect(start(wrong)).rejects.toThrow(
      /contract\.yaml: components\[0\]\.amount: expected a number, found "dear"/,
    );
  });
});
