import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { atPresent } from "../../test/support/at-present.ts";
import { eventually } from "../../test/support/eventually.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { type Subscriber, subscribe } from "../../test/support/mqtt-subscriber.ts";
import { availabilityEntry, diagnosisEntry, readingEntry } from "../../test/support/outbox.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { SinkError } from "../errors.ts";
import { MqttSink, type MqttSinkOptions } from "./mqtt-sink.ts";

const backOff = { firstMs: 20, maxMs: 50 };
const never = new AbortController().signal;

describe.skipIf(!hasMosquitto)("MqttSink on mosquitto", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let broker: Mosquitto;
  let subscriber: Subscriber;
  const sinks: MqttSink[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
    broker = await startMosquitto({ folder: folder.path });
    subscriber = await subscribe(broker.url);
  });

  afterEach(async () => {
    for (const sink of sinks.splice(0)) await sink[Symbol.asyncDispose]();
    await subscriber.end();
    await broker.kill();
    await folder.remove();
  });

  async function start(options: Partial<MqttSinkOptions> = {}) {
    const base = { name: "home", url: broker.url, baseTopic: "meter2mqtt", version: "0.1.0", backOff };
    const sink = new MqttSink({ ...base, ...options });
    sinks.push(sink);
    const statuses: string[] = [];
    const status = (state: string, error?: string) => statuses.push(error === undefined ? state : `${state}: ${error}`);
    await sink.start({ status }, never);
    const open = () => eventually(`open: ${statuses.join(", ")}`, () => statuses.at(-1) === "open");
    return { sink, statuses, open };
  }

  test.each(["5", "3.1.1"] as const)("publishes every kind of entry with MQTT %s", async (protocol) => {
    const { sink, open } = await start({ protocol });
    expect(sink.description).toBe(`mqtt://127.0.0.1:${broker.port}`);
    await open();
    const entries = [readingEntry({ simulated: true }), availabilityEntry("house", true), diagnosisEntry("house")];
    await sink.deliver([...entries, diagnosisEntry()], never);
    await eventually("all messages", () => subscriber.payloads("meter2mqtt/bridge/diagnosis").length === 1);
    const reading = JSON.parse(subscriber.payloads("meter2mqtt/house/reading")[0] ?? "");
    expect(reading).toMatchObject({ meter: "house", simulated: true, activeImportW: 169 });
    expect(subscriber.payloads("meter2mqtt/bridge/state")).toEqual(["online"]);
    expect(subscriber.payloads("meter2mqtt/house/availability")).toEqual(["online"]);
    expect(JSON.parse(subscriber.payloads("meter2mqtt/house/diagnosis")[0] ?? "").code).toBe("frame/truncated");
    expect(JSON.parse(subscriber.payloads("meter2mqtt/bridge/info")[0] ?? "")).toEqual({
      version: "0.1.0",
      meters: [{ meter: "house", name: "House", source: "han-port", simulated: true }],
    });
    expect(subscriber.heard.every((message) => message.qos === 1)).toBe(true);
  });

  test("delivers a long burst in full and in order", async () => {
    const { sink, open } = await start();
    await open();
    const batch = Array.from({ length: 2000 }, (_, index) => readingEntry({ values: { activeImportW: index } }));
    await sink.deliver(batch, never);
    await eventually("all readings", () => subscriber.payloads("meter2mqtt/house/reading").length === 2000);
    const powers = subscriber.payloads("meter2mqtt/house/reading").map((text) => JSON.parse(text).activeImportW);
    expect(powers).toEqual(batch.map((_, index) => index));
  });

  test("retains what a later subscriber needs: states, availability, which meters are made up", async () => {
    const { sink, open } = await start();
    await open();
    await sink.deliver([readingEntry(), availabilityEntry("house", false)], never);
    const late = await subscribe(broker.url);
    await eventually("retained messages", () => late.heard.length === 3);
    expect(late.heard.map(({ topic, retain }) => [topic, retain]).sort()).toEqual([
      ["meter2mqtt/bridge/info", true],
      ["meter2mqtt/bridge/state", true],
      ["meter2mqtt/house/availability", true],
    ]);
    expect(late.payloads("meter2mqtt/house/availability")).toEqual(["offline"]);
    await late.end();
  });

  test("says offline when it is stopped", async () => {
    const { sink, open } = await start();
    await open();
    await sink.deliver([availabilityEntry("house", true)], never);
    const before = performance.now();
    await sink[Symbol.asyncDispose]();
    expect(performance.now() - before).toBeLessThan(atPresent(1000));
    await eventually("offline", () => subscriber.payloads("meter2mqtt/bridge/state").length === 2);
    expect(subscriber.payloads("meter2mqtt/bridge/state")).toEqual(["online", "offline"]);
    expect(subscriber.payloads("meter2mqtt/house/availability")).toEqual(["online", "offline"]);
  });

  test("connects again when the broker comes back, and tells it everything retained", async () => {
    const { sink, statuses, open } = await start();
    await open();
    await sink.deliver([readingEntry(), availabilityEntry("house", true)], never);
    await broker.kill();
    await eventually("not connected", () => statuses.at(-1)?.startsWith("waiting") ?? false);
    const refused = sink.deliver([availabilityEntry("house", false)], never);
    await expect(refused).rejects.toThrow("is not connected");
    await expect(refused).rejects.toMatchObject({ name: "SinkError", kind: "transient" });
    await eventually("refused", () => statuses.some((status) => status.includes("Nothing listens at")));

    await broker.restart();
    await open();
    const late = await subscribe(broker.url);
    await eventually("retained messages", () => late.heard.length === 3);
    expect(late.payloads("meter2mqtt/bridge/state")).toEqual(["online"]);
    expect(late.payloads("meter2mqtt/house/availability")).toEqual(["offline"]);
    await sink.deliver([readingEntry({}, "r2")], never);
    await eventually("a reading", () => late.payloads("meter2mqtt/house/reading").length === 1);
    await late.end();
  });

  test("rejects a batch whose connection breaks before it is acknowledged, and one that is stopped", async () => {
    const { sink, open } = await start();
    await open();
    const batch = Array.from({ length: 5000 }, () => readingEntry());
    const delivery = sink.deliver(batch, never);
    const rejected = expect(delivery).rejects.toBeInstanceOf(SinkError);
    await broker.kill();
    await rejected;
    await broker.restart();
    await open();
    await expect(sink.deliver(batch, AbortSignal.abort())).rejects.toThrow("stopped");
  });

  test("waits for a broker that is not there yet", async () => {
    await broker.kill();
    const { statuses, open } = await start();
    await eventually("refused", () => statuses.at(-1)?.startsWith("waiting: Nothing listens at") ?? false);
    await broker.restart();
    await open();
  });
});
