import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Aedes } from "aedes";
import { connectAsync } from "mqtt";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../../test/support/eventually.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../../test/support/mosquitto.ts";
import { type Subscriber, subscribe } from "../../../test/support/mqtt-subscriber.ts";
import { readingEntry } from "../../../test/support/outbox.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { ManualClock } from "../../runtime/manual-clock.ts";
import type { OutboxEntry } from "../sink.ts";
import { AmsReaderSink, type AmsReaderSinkOptions } from "./amsreader-sink.ts";
import { type AmsReaderSettings, createAmsReaderSinks } from "./create-amsreader-sinks.ts";
import { readInstallationId, toDeviceId } from "./device-id.ts";

const backOff = { firstMs: 20, maxMs: 50 };
const never = new AbortController().signal;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await folder.remove();
});

describe.skipIf(!hasMosquitto)("AmsReaderSink on mosquitto", () => {
  let broker: Mosquitto;
  let subscriber: Subscriber;
  const sinks: AmsReaderSink[] = [];

  beforeEach(async () => {
    broker = await startMosquitto({ folder: folder.path });
    subscriber = await subscribe(broker.url);
  });
  afterEach(async () => {
    for (const sink of sinks.splice(0)) await sink[Symbol.asyncDispose]();
    await subscriber.end();
    await broker.kill();
  });

  async function start(options: Partial<AmsReaderSinkOptions> = {}) {
    const sink = new AmsReaderSink({
      ...{ name: "home-json", url: broker.url, protocol: "5", clientId: "ams-1", deviceId: "a2b3c4d5e6f7" },
      ...{ format: "json", publishTopic: "ams", interval: 0, domoticz: {}, version: "1.2.3", backOff },
      freeMemory: () => 5000,
      ...options,
    });
    sinks.push(sink);
    const statuses: string[] = [];
    const status = (state: string, error?: string) => statuses.push(error === undefined ? state : `${state}: ${error}`);
    await sink.start({ status }, never);
    const open = () => eventually(`open: ${statuses.join(", ")}`, () => statuses.at(-1)?.startsWith("open") ?? false);
    return { sink, statuses, open };
  }

  const reading = (listType: 1 | 3, watts: number): OutboxEntry => ({
    ...readingEntry({ values: { activeImportW: watts, energyImportWh: 5000 } }),
    listType,
  });

  test.each(["5", "3.1.1"] as const)("greets, publishes, and says goodbye with MQTT %s", async (protocol) => {
    const { sink, open } = await start({ protocol });
    expect(sink.description).toBe(`mqtt://127.0.0.1:${broker.port}, json on ams`);
    await open();
    await sink.deliver([reading(3, 150)], never);
    await eventually("a reading", () => subscriber.payloads("ams").length === 2);
    const [system, payload] = subscriber.payloads("ams").map((text) => JSON.parse(text));
    expect(system).toMatchObject({ id: "a2b3c4d5e6f7", name: "ams-1", version: "1.2.3", up: 0 });
    expect(payload.data).toMatchObject({ P: 150, tPI: 5 });
    await sink[Symbol.asyncDispose]();
    await eventually("offline", () => subscriber.payloads("ams/status").includes("offline"));
    expect(subscriber.payloads("ams/status")).toEqual(["online", "offline"]);
  });

  test("tells the system once a minute", async () => {
    const clock = new ManualClock(Date.UTC(2024, 1, 1));
    const { open } = await start({ clock, format: "json-multi" });
    await open();
    await clock.advance(60_000);
    await clock.advance(60_000);
    await eventually("three times", () => subscriber.payloads("ams/system").length === 3);
    expect(subscriber.payloads("ams/system").map((text) => JSON.parse(text).up)).toEqual([0, 60, 120]);
  });

  test("answers commands, but no retained one and none that is too long", async () => {
    const asker = await connectAsync(broker.url);
    await asker.publishAsync("ams/orders", "dayplot", { retain: true });
    const { open } = await start({ subscribeTopic: "ams/orders" });
    await open();
    await asker.publishAsync("ams/orders", "x".repeat(100));
    await asker.publishAsync("ams/orders", " monthplot ");
    await eventually("an answer", () => subscriber.payloads("ams/monthplot").length === 1);
    expect(subscriber.payloads("ams/dayplot")).toEqual([]);
    await asker.endAsync(true);
  });

  test("publishes a batch again that was not delivered, and everything after a new connection", async () => {
    const { sink, statuses, open } = await start({ format: "raw-minimal" });
    await open();
    await sink.deliver([reading(1, 150)], never);
    await broker.kill();
    await eventually("not connected", () => statuses.at(-1)?.startsWith("waiting") ?? false);
    await expect(sink.deliver([reading(1, 160)], never)).rejects.toMatchObject({
      name: "SinkError",
      kind: "transient",
    });
    await broker.restart();
    await open();
    await eventually("the subscriber is back", () => subscriber.payloads("ams/status").length >= 2);
    const before = subscriber.payloads("ams/meter/import/active").length;
    await sink.deliver([reading(1, 150)], never);
    await eventually("power again", () => subscriber.payloads("ams/meter/import/active").length === before + 1);
  });

  test("goes on publishing where it may not read commands, and says so", async () => {
    // The access list of mosquitto refuses no subscription: it only passes nothing on.
    const strict = await Aedes.createBroker({ authorizeSubscribe: (_client, _subscription, done) => done(null, null) });
    const server = createServer((socket) => strict.handle(socket)).listen(0, "127.0.0.1");
    await eventually("a port", () => server.listening);
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { sink, open, statuses } = await start({ url: `mqtt://127.0.0.1:${port}`, protocol: "3.1.1" });
    await open();
    expect(statuses.at(-1)).toBe(
      "open: The broker does not let this user read ams/command. Check its access list, or the user.",
    );
    await sink.deliver([reading(1, 150)], never);
    await sink[Symbol.asyncDispose]();
    await new Promise<void>((resolve) => strict.close(resolve));
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("createAmsReaderSinks", () => {
  const installationId = "0".repeat(32);
  const base = { interval: 0, domoticz: {} } as const;
  const broker: AmsReaderSettings = {
    ...{ name: "home", url: "mqtt://broker.example", protocol: "5", tls: {}, baseTopic: "meter2mqtt" },
    amsreader: [
      { ...base, format: "json", publishTopic: "a" },
      { ...base, format: "json", publishTopic: "b", meter: "garage" },
      { ...base, format: "hex", publishTopic: "c" },
    ],
  };

  test("makes one sink for each format, which takes what it needs", () => {
    const sinks = createAmsReaderSinks(broker, { version: "1", installationId });
    expect(sinks.map(({ name }) => name)).toEqual(["home-json", "home-json-2", "home-hex"]);
    expect(sinks.map(({ kinds }) => [...kinds].sort())).toEqual([
      ["availability", "energy", "reading"],
      ["availability", "energy", "reading"],
      ["availability", "frame"],
    ]);
  });

  test("formats that say no time get the latest after an outage, the others all they missed", () => {
    const formats = ["json", "json-flat", "home-assistant", "hex", "raw-minimal", "raw-full", "domoticz"] as const;
    const amsreader = formats.map((format) => ({ ...base, format, publishTopic: format }));
    const sinks = createAmsReaderSinks({ ...broker, amsreader }, { version: "1", installationId });
    const all = ["all", "all", "all", "all"];
    expect(sinks.map(({ catchUp }) => catchUp)).toEqual([...all, "latest", "latest", "latest"]);
  });

  test("refuses a client id that is used twice", () => {
    const [first] = broker.amsreader;
    if (first === undefined) throw new Error("there is a first one");
    const same = [
      { ...first, clientId: "ams" },
      { ...first, clientId: "ams" },
    ];
    const make = (settings: AmsReaderSettings) => () =>
      createAmsReaderSinks(settings, { version: "1", installationId });
    const path = (index: number) =>
      expect.objectContaining({ name: "ConfigError", path: `mqtt.home.amsreader.${index}.clientId` });
    expect(make({ ...broker, amsreader: same })).toThrow(path(1));
    expect(make({ ...broker, clientId: "ams", amsreader: same })).toThrow(path(0));
  });
});

describe("the device's id", () => {
  const log = pino({ level: "silent" });

  test("is 12 hexadecimal digits, the same at each start, and another for each named meter", () => {
    const kept = readInstallationId(join(folder.path, "data"), log);
    expect(readInstallationId(join(folder.path, "data"), log)).toBe(kept);
    expect(readFileSync(join(folder.path, "data", "installation-id"), "utf8")).toBe(`${kept}\n`);
    expect(toDeviceId(kept)).toMatch(/^[0-9a-f]2[0-9a-f]{10}$/);
    expect(toDeviceId(kept)).not.toBe(toDeviceId(kept, "garage"));
    expect(toDeviceId(kept)).not.toBe(toDeviceId(readInstallationId(join(folder.path, "other"), log)));
  });

  test("is lasting where it can't be kept, and made anew where the file is damaged", () => {
    const blocked = join(folder.path, "file");
    writeFileSync(blocked, "");
    expect(readInstallationId(blocked, log)).toMatch(/^[0-9a-f]{32}$/);
    expect(readInstallationId(blocked, log)).toBe(readInstallationId(blocked, log));
    expect(existsSync(join(blocked, "installation-id"))).toBe(false);
    writeFileSync(join(folder.path, "installation-id"), "no id");
    expect(readInstallationId(folder.path, log)).toMatch(/^[0-9a-f]{32}$/);
  });
});
