import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mqttPrices, type PricesAnswer, pricesAnswer } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runPrices } from "../src/cli/prices.ts";
import { loadSettings } from "../src/config/load-settings.ts";
import { createLog } from "../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { awayFromBorder } from "./support/away-from-border.ts";
import { eventually } from "./support/eventually.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { type Subscriber, subscribe } from "./support/mqtt-subscriber.ts";
import { centsAt, type PriceServices, startPriceServices } from "./support/price-services.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const formats = ["json", "json-multi", "json-flat", "raw-full", "domoticz", "home-assistant", "hex"];
const quarterMs = 900_000;
const ajv = new Ajv({ strict: false });
// Its types say that the module is the function; in Node the function is under `default`.
addFormats.default(ajv);

describe.skipIf(!hasMosquitto)("the gateway with prices", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let broker: Mosquitto;
  let subscriber: Subscriber;
  let services: PriceServices;
  let running: RunningGateway | undefined;
  let log: string[];

  beforeEach(async () => {
    folder = await temporaryFolder();
    broker = await startMosquitto({ folder: folder.path });
    subscriber = await subscribe(broker.url);
    services = await startPriceServices();
    log = [];
  });
  afterEach(async () => {
    await running?.[Symbol.asyncDispose]();
    running = undefined;
    await subscriber.end();
    await services.close();
    await broker.kill();
    await folder.remove();
  });

  async function start(prices: object | undefined): Promise<RunningGateway> {
    const amsreader = formats.map((format) => ({ format, publishTopic: `ams/${format}` }));
    const configuration = {
      http: { port: 0 },
      mqtt: [{ url: broker.url, amsreader }],
      ...(prices && { prices }),
    };
    await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
    const settings = loadSettings({ folder: folder.path, environment: {} });
    const logger = createLog({ level: "trace", destination: { write: (line) => void log.push(line) }, pretty: false });
    running = await startGateway(settings, { version: "0.0.0-test", log: logger });
    return running;
  }

  const section = () => ({
    historyDays: 1,
    sources: [
      { type: "entsoe", area: "NO1", token: "right-token", url: `${services.url}/entsoe` },
      { type: "fixed", area: "home", price: 0.25, currency: "EUR" },
    ],
  });

  async function get(gateway: RunningGateway, path: string) {
    const response = await fetch(new URL(path, gateway.api.url));
    return { status: response.status, body: await response.json() };
  }

  function lastPayload(topic: string) {
    return JSON.parse(subscriber.payloads(topic).at(-1) ?? "null");
  }

  test("shows and publishes them, keeps them over a restart, and tells nobody the token", async () => {
    let gateway = await start(section());
    await eventually("prices of NO1", () => (lastPayload("meter2mqtt/prices")?.prices.length ?? 0) > 0);
    const payload = lastPayload("meter2mqtt/prices");
    expect(ajv.validate(mqttPrices, payload), ajv.errorsText()).toBe(true);
    expect(payload).toMatchObject({ area: "NO1", source: "entsoe", currency: "EUR" });
    for (const { start: at, price } of payload.prices) expect(price).toBe(centsAt(Date.parse(at)) / 1e5);
    expect(Date.parse(payload.prices[0].start)).toBeLessThanOrEqual(Date.now());
    expect(payload.current).toBe(payload.prices[0].price);
    await eventually("the other area", () => lastPayload("meter2mqtt/prices/home")?.current === 0.25);

    const { body } = await get(gateway, "/api/v1/prices?area=NO1");
    expect(ajv.validate(pricesAnswer, body), ajv.errorsText()).toBe(true);
    const answer: PricesAnswer = body;
    expect(answer.areas).toEqual(["NO1", "home"]);
    expect(answer.prices.length).toBeGreaterThan(90);
    for (const row of answer.prices) expect(row.price).toBe(centsAt(Date.parse(row.start)) / 1e5);

    const state = await get(gateway, "/api/v1/state");
    expect(state.body.prices).toMatchObject([
      { name: "entsoe", area: "NO1", status: "ok", lastSuccessAt: expect.any(String), knownUntil: expect.any(String) },
      { name: "fixed", area: "home", status: "ok" },
    ]);
    const health = await get(gateway, "/healthz");
    expect(health.body.prices).toEqual([
      { name: "entsoe", status: "ok" },
      { name: "fixed", status: "ok" },
    ]);

    // Yesterday's are asked for after today's.
    const dayMs = 86_400_000;
    const hours = [Date.now() - dayMs, Date.now() - dayMs + 3_600_000].map((at) => new Date(at).toISOString());
    await vi.waitFor(
      async () => {
        const kept = await get(gateway, `/api/v1/prices?area=NO1&from=${hours[0]}&to=${hours[1]}`);
        expect(kept.body.prices.length).toBeGreaterThan(0);
      },
      { timeout: 60_000, interval: 50 },
    );
    await gateway[Symbol.asyncDispose]();
    const asked = services.requests.length;
    subscriber.heard.length = 0;
    gateway = await start(section());
    await eventually("prices after the restart", () => (lastPayload("meter2mqtt/prices")?.prices.length ?? 0) > 0);
    expect(services.requests).toHaveLength(asked);
    expect(log.join("") + JSON.stringify(await get(gateway, "/api/v1/state"))).not.toContain("right-token");
  });

  test("the firmware's formats and routes have them", async () => {
    await awayFromBorder(quarterMs);
    const gateway = await start(section());
    await eventually(
      "prices of Home Assistant",
      () => (lastPayload("ams/home-assistant/prices")?.prices.import.length ?? 0) > 1,
    );
    const flatPayload = () =>
      subscriber
        .payloads("ams/json-flat")
        .map((text) => JSON.parse(text))
        .filter((one) => "pr_0" in one && one.pr_0 !== null)
        .at(-1);
    const isThere = () =>
      flatPayload() !== undefined &&
      subscriber.payloads("ams/raw-full/price/cheapest/6hr").at(-1) !== "" &&
      lastPayload("ams/json-multi/prices") !== null &&
      subscriber.payloads("ams/json").some((text) => text.includes('"prices"')) &&
      subscriber.payloads("ams/raw-full/price/cheapest/1hr").length > 0;
    await eventually("prices of the other formats", isThere);
    const begin = Math.floor(Date.now() / quarterMs) * quarterMs;
    const amount = (start: number) => Number((centsAt(start) / 1e5).toFixed(4));
    const close = (value: number, start: number) => {
      expect(Math.abs(value - centsAt(start) / 1e5)).toBeLessThanOrEqual(0.000_051);
    };
    const multi = lastPayload("ams/json-multi/prices");
    expect(Object.keys(multi)).toEqual(["id", "prices"]);
    expect(Object.keys(multi.prices)).toEqual(["import", "min", "max", "cheapest1hr", "cheapest3hr", "cheapest6hr"]);
    multi.prices.import.slice(0, 8).forEach((price: number, index: number) => {
      close(price, begin + index * quarterMs);
    });
    expect(lastPayload("ams/home-assistant/prices")).toMatchObject({ prices: multi.prices, t: expect.any(String) });
    expect(subscriber.heard.find(({ topic }) => topic === "ams/home-assistant/prices")).toBeDefined();

    const classic = subscriber
      .payloads("ams/json")
      .map((text) => JSON.parse(text))
      .filter(({ prices }) => prices !== undefined);
    expect(classic.at(-1)?.prices).toEqual(multi.prices);
    const flat = flatPayload();
    expect(Object.keys(flat)).toHaveLength(1 + 38 + 5);
    expect(flat.pr_37).toBe(null);
    expect(flat.pr_min).toBe(multi.prices.min);

    expect(subscriber.payloads("ams/raw-full/price/resolution").at(-1)).toBe("15");
    expect(Number(subscriber.payloads("ams/raw-full/price/import/0").at(-1))).toBeCloseTo(amount(begin), 3);
    expect(subscriber.payloads("ams/raw-full/price/cheapest/1hr").at(-1)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00Z$/);
    for (const format of ["domoticz", "hex"])
      expect(subscriber.heard.filter(({ topic }) => topic.startsWith(`ams/${format}/price`))).toEqual([]);

    const { body: shown } = await get(gateway, "/energyprice.json");
    expect(shown).toMatchObject({ currency: "EUR", source: "EOE" });
    expect(Object.keys(shown)).toHaveLength(2 + 36);
    const { body: data } = await get(gateway, "/data.json");
    expect(data).toMatchObject({ pe: true, pr: "NO1", pc: "EUR" });
    close(data.p, begin);
    expect(data.px).toBe(data.p);
  });

  test("a service that fails is said in the state, and other sources go on", async () => {
    services.fault = "too-many";
    const gateway = await start(section());
    await eventually("the other area", () => lastPayload("meter2mqtt/prices/home")?.current === 0.25);
    await eventually("the failure", () => gateway.gateway.state().prices?.[0]?.status === "failed");
    const health = await get(gateway, "/healthz");
    expect(health.body).toMatchObject({
      status: "ok",
      prices: [{ name: "entsoe", status: "failed", error: expect.stringContaining("429") }, {}],
    });
    expect((await get(gateway, "/api/v1/prices?area=NO1")).body).toMatchObject({ prices: [] });
    // Nothing is known: that is said, too, so that no old price stays.
    await eventually("what is known of NO1", () => lastPayload("meter2mqtt/prices") !== null);
    expect(lastPayload("meter2mqtt/prices")).toEqual({ area: "NO1", prices: [] });
    const { body } = await get(gateway, "/energyprice.json");
    expect(body).toMatchObject({ currency: "", source: "", "00": null, "35": null });
  });

  test.each([
    ["?area=SE3", 404, /There are: NO1, home/],
    ["?from=yesterday", 400, /is no time/],
    ["?from=2026-01-16&to=2026-01-15", 400, /after/],
    ["?from=2020-01-01&to=2026-01-15", 400, /400 days/],
  ])("the API refuses %s", async (query, status, words) => {
    const gateway = await start(section());
    const answer = await get(gateway, `/api/v1/prices${query}`);
    expect(answer).toMatchObject({ status, body: { detail: expect.stringMatching(words) } });
  });

  test("without the section nobody is asked, and there is nothing to show", async () => {
    const gateway = await start(undefined);
    expect(gateway.gateway.prices).toBeUndefined();
    expect(await get(gateway, "/api/v1/prices")).toMatchObject({ status: 404 });
    expect("prices" in (await get(gateway, "/api/v1/state")).body).toBe(false);
    expect((await get(gateway, "/data.json")).body).toMatchObject({ p: null, pe: false });
    expect(subscriber.heard.filter(({ topic }) => topic.includes("price"))).toEqual([]);
  });

  test("the command line shows what is kept", async () => {
    const gateway = await start(section());
    await eventually("prices", () => gateway.gateway.state().prices?.every(({ status }) => status === "ok") ?? false);
    const said = { out: "", err: "" };
    const streams = {
      environment: {},
      stdout: {
        write: (text: string) => {
          said.out += text;
        },
      },
      stderr: {
        write: (text: string) => {
          said.err += text;
        },
      },
    };
    const config = join(folder.path, "meter2mqtt.yaml");
    expect(await runPrices({ config, area: "home" }, streams)).toBe(0);
    expect(said.out.split("\n")[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00Z to \d\d:00Z {4}0\.25000 EUR\/kWh {2}fixed$/);
    said.out = "";
    expect(await runPrices({ config, json: true }, streams)).toBe(0);
    const rows = said.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (const { start: at, price } of rows) expect(price).toBe(centsAt(Date.parse(at)) / 1e5);
    expect(await runPrices({ config, from: "2020-01-01", to: "2020-01-02" }, streams)).toBe(1);
    expect(await runPrices({ config, area: "SE1" }, streams)).toBe(2);
    expect(said.err).toContain('No price source has the area "SE1"');
  });
});
