import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { meterEvent } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadSettings } from "../src/config/load-settings.ts";
import { createLog } from "../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { eventually } from "./support/eventually.ts";
import { type HttpReceiver, startHttpReceiver } from "./support/http-receiver.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { type Subscriber, subscribe } from "./support/mqtt-subscriber.ts";

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
const obeys = ajv.compile(meterEvent);

/** A P1 telegram of a made-up meter. */
function telegram(amperes: number, volts: number): Uint8Array {
  const id = Buffer.from("E9999990000000099").toString("hex");
  const lines = [
    "/XXX5MADEUP",
    "",
    `0-0:96.1.1(${id})`,
    "1-0:1.7.0(01.193*kW)",
    "1-0:2.7.0(00.000*kW)",
    `1-0:32.7.0(${volts.toFixed(1).padStart(5, "0")}*V)`,
    `1-0:31.7.0(${String(amperes).padStart(3, "0")}*A)`,
    "!",
    "",
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}

describe.skipIf(!hasMosquitto)("events of a meter", () => {
  let folder: string;
  let broker: Mosquitto;
  let receiver: HttpReceiver;
  let subscriber: Subscriber;
  let running: RunningGateway | undefined;
  let log: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "meter2mqtt-events-"));
    broker = await startMosquitto({ folder });
    receiver = await startHttpReceiver();
    subscriber = await subscribe(broker.url);
    log = [];
    const yaml = `sources: [{ type: push, name: hall, meter: { slug: house, mainFuse: 25 } }]
mqtt: [{ url: "${broker.url}" }]
sinks:
  - { type: webhook, url: "http://127.0.0.1:${receiver.port}/", kinds: [event] }
  - { type: files, folder: out, format: jsonl, kinds: [event] }
events: { fuse: { seconds: 0 }, voltage: { seconds: 0 } }
http: { port: 0 }
`;
    writeFileSync(join(folder, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  });
  afterEach(async () => {
    await running?.[Symbol.asyncDispose]();
    running = undefined;
    await subscriber.end();
    await receiver.end();
    await broker.kill();
    rmSync(folder, { recursive: true });
  });

  async function start(): Promise<RunningGateway> {
    const settings = loadSettings({ folder, environment: {} });
    const written = createLog({ level: "info", destination: { write: (line) => void log.push(line) }, pretty: false });
    running = await startGateway(settings, { version: "0.0.0-test", log: written });
    const { gateway } = running;
    await eventually("the source is open", () => gateway.push("hall", new Uint8Array(0))?.kind === "taken");
    return running;
  }

  async function getJson(path: string): Promise<unknown> {
    const response = await fetch(new URL(path, running?.api.url));
    return response.json();
  }

  const heardEvents = () => subscriber.heard.filter(({ topic }) => topic === "meter2mqtt/house/event");

  test("go to MQTT, Home Assistant, webhook, file, log, API and page, and outlive a restart", async () => {
    const first = await start();
    first.gateway.push("hall", telegram(24, 231));
    await eventually("the event", () => heardEvents().length === 1);
    const [message] = heardEvents();
    expect(message).toMatchObject({ qos: 1, retain: false });
    const event: unknown = JSON.parse(message?.payload ?? "");
    expect(obeys(event), JSON.stringify(obeys.errors)).toBe(true);
    expect(event).toMatchObject({
      meter: "house",
      event: "fuse",
      state: "raised",
      phase: "L1",
      value: 24,
      limit: 22.5,
    });
    await eventually("a webhook", () => receiver.requests.length === 1);
    expect(JSON.parse(receiver.requests[0]?.body ?? "")).toMatchObject({ kind: "event", meter: "house", event });
    expect(log.some((line) => line.includes("Phase L1 carries 24 A"))).toBe(true);
    expect(await getJson("api/v1/meters/house/events")).toEqual({ meter: "house", events: [event] });
    expect(await getJson("api/v1/state")).toMatchObject({
      meters: [{ raised: ["fuse:L1"], mainFuseA: 25 }],
      events: [event],
    });
    const readings = () => subscriber.payloads("meter2mqtt/house/reading").map((text) => JSON.parse(text));
    await eventually("a reading", () => readings().length === 1);
    expect(readings()[0]).toMatchObject({ raised: ["fuse:L1"], currentL1A: 24 });
    const components = () => {
      const config = subscriber.heard.findLast(({ topic }) => topic.includes("_house/config"));
      return JSON.parse(config?.payload ?? "{}").components;
    };
    await eventually("the meter's entities", () => components()?.fuse_problem !== undefined);
    expect(components()).toMatchObject({
      event: { state_topic: "meter2mqtt/house/event" },
      fuse_problem: {},
      voltage_problem: {},
    });
    await first[Symbol.asyncDispose]();

    const second = await start();
    second.gateway.push("hall", telegram(24, 231));
    await eventually("the next reading", () => readings().length === 2);
    expect(readings()[1]).toMatchObject({ raised: ["fuse:L1"] });
    second.gateway.push("hall", telegram(5, 254));
    await eventually("both events", () => heardEvents().length === 3);
    expect(
      heardEvents()
        .map(({ payload }) => JSON.parse(payload))
        .map((one) => [one.event, one.state]),
    ).toEqual([
      ["fuse", "raised"],
      ["fuse", "cleared"],
      ["voltage-high", "raised"],
    ]);
    await eventually("all webhooks", () => receiver.requests.length === 3);
    const written = () =>
      readdirSync(join(folder, "out")).flatMap((file) =>
        readFileSync(join(folder, "out", file), "utf8")
          .split("\n")
          .slice(0, -1),
      );
    await eventually("all lines of the file", () => written().length === 3);
    expect(written().map((line) => JSON.parse(line).event.event)).toEqual(["fuse", "fuse", "voltage-high"]);
  });

  test("the voltage of the ten minutes in which the gateway stops is kept, and can be asked for", async () => {
    const first = await start();
    first.gateway.push("hall", telegram(5, 231.4));
    await eventually("a reading", () => subscriber.payloads("meter2mqtt/house/reading").length === 1);
    await first[Symbol.asyncDispose]();
    const second = await start();
    second.gateway.push("hall", telegram(5, 231.4));
    await eventually("a meter", () => second.gateway.state().meters.length === 1);
    const csv = await (await fetch(new URL("api/v1/meters/house/voltage?format=csv", second.api.url))).text();
    // The next minute may have begun between the two, or the next ten.
    expect(csv).toMatch(
      /^meter,start,phase,volts,minutes\n(house,20\d\d-\d\d-\d\dT\d\d:\d0:00\.000Z,L1,231\.40,[12]\n){1,2}$/,
    );
    expect(await getJson("api/v1/meters/house/voltage")).toMatchObject({
      meter: "house",
      nominalVolts: 230,
      weeks: [],
    });
    expect(await getJson("api/v1/meters/barn/voltage")).toMatchObject({ status: 404 });
    expect(await getJson("api/v1/meters/house/voltage?from=2026-01-02&to=2026-01-01")).toMatchObject({ status: 400 });
    expect(await getJson("api/v1/meters/house/voltage?from=2020-01-02")).toMatchObject({ status: 400 });
  });
});
