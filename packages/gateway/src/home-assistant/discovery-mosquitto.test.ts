import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { inEnglish } from "../../test/support/in-english.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { type Subscriber, subscribe } from "../../test/support/mqtt-subscriber.ts";
import { availabilityEntry, readingEntry } from "../../test/support/outbox.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { exampleLine } from "../../test/support/virtual-home.ts";
import { LineFeed } from "../sinks/line-feed.ts";
import { MqttSink, type MqttSinkOptions } from "../sinks/mqtt-sink.ts";
import type { SinkListener } from "../sinks/sink.ts";

const never = new AbortController().signal;
const houseTopic = "homeassistant/device/meter2mqtt_house/config";
const gasTopic = "homeassistant/device/meter2mqtt_house__gas_1/config";
const bridgeTopic = "homeassistant/device/meter2mqtt_bridge/config";

describe.skipIf(!hasMosquitto)("discovery on mosquitto", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let broker: Mosquitto;
  const ending: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
    await folder.remove();
  });

  async function startBroker(lines?: readonly string[]) {
    broker = await startMosquitto({ folder: folder.path, ...(lines === undefined ? {} : { lines }) });
    ending.push(() => broker.kill());
  }

  async function listen(): Promise<Subscriber> {
    const subscriber = await subscribe(broker.url);
    ending.push(() => subscriber.end());
    return subscriber;
  }

  async function start(options: Partial<MqttSinkOptions> = {}) {
    const lines = new LineFeed();
    lines.report(exampleLine());
    const base = { name: "home", url: broker.url, baseTopic: "meter2mqtt", version: "0.1.0", lines };
    const discovery = { enabled: true, prefix: "homeassistant" };
    const sink = new MqttSink({ ...base, discovery, backOff: { firstMs: 20, maxMs: 50 }, ...options });
    ending.push(async () => await sink[Symbol.asyncDispose]());
    const statuses: string[] = [];
    const unsaid: string[] = [];
    const status: SinkListener["status"] = (state, error = "", words) => {
      statuses.push(`${state} ${error}`);
      if (inEnglish(words) !== error) unsaid.push(error);
    };
    await sink.start({ status }, never);
    await eventually(`open: ${statuses}`, () => statuses.at(-1)?.startsWith("open") ?? false);
    return { sink, statuses, unsaid, lines };
  }

  const componentsOf = (payload: string | undefined): string[] => Object.keys(JSON.parse(payload ?? "{}").components);

  test("is retained, comes before the first reading, and speaks of topics that there are", async () => {
    await startBroker();
    const subscriber = await listen();
    const { sink, lines } = await start();
    await sink.deliver([availabilityEntry("house", true), readingEntry()], never);
    await eventually("a reading", () => subscriber.payloads("meter2mqtt/house/reading").length === 1);
    const order = subscriber.heard.map(({ topic }) => topic);
    const places = [bridgeTopic, houseTopic, gasTopic, "meter2mqtt/house/reading"].map((topic) => order.indexOf(topic));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(-1);
    expect(subscriber.payloads("meter2mqtt/bridge/state")).toEqual(["online"]);

    const message = JSON.parse(subscriber.payloads(houseTopic)[0] ?? "");
    const spoken = [message.state_topic, ...message.availability.map(({ topic }: { topic: string }) => topic)];
    for (const topic of spoken) expect(order).toContain(topic);
    await eventually("the line", () => subscriber.payloads("meter2mqtt/bridge/line/han-port").length === 1);
    lines.report(exampleLine({ status: "waiting", error: "The port is gone." }));
    await eventually("the line's end", () => subscriber.payloads("meter2mqtt/bridge/line/han-port").length === 2);

    const late = await listen();
    const retained = [bridgeTopic, houseTopic, gasTopic, "meter2mqtt/bridge/line/han-port"];
    await eventually("retained messages", () => retained.every((topic) => late.payloads(topic).length === 1));
  });

  test("is repeated when Home Assistant starts, and when the broker has forgotten everything", async () => {
    await startBroker();
    const { sink, statuses } = await start();
    await sink.deliver([readingEntry()], never);
    const subscriber = await listen();
    await eventually("retained messages", () => subscriber.payloads(gasTopic).length === 1);
    const homeAssistant = await connectAsync(broker.url);
    await homeAssistant.publishAsync("homeassistant/status", "online", { qos: 1 });
    await homeAssistant.endAsync();
    await eventually("again", () => subscriber.payloads(gasTopic).length === 2);
    expect(subscriber.payloads(houseTopic)).toHaveLength(2);

    await broker.kill();
    await eventually("lost", () => statuses.at(-1)?.startsWith("waiting") ?? false);
    await broker.restart();
    const late = await listen();
    await eventually("once more", () => late.payloads(gasTopic).length > 0);
    expect(componentsOf(late.payloads(houseTopic)[0])).toContain("activeImportW");
  });

  test("keeps what an earlier run has announced, and takes it away when it is turned off", async () => {
    await startBroker();
    const first = await start();
    await first.sink.deliver([readingEntry({ values: { activeImportW: 1, energyImportWh: 5 } })], never);
    await first.sink[Symbol.asyncDispose]();

    const second = await start();
    const subscriber = await listen();
    await eventually("retained messages", () => subscriber.payloads(gasTopic).length === 1);
    await second.sink.deliver([readingEntry({ values: { activeImportW: 1, voltageL1V: 230 } })], never);
    await eventually("the new one", () => subscriber.payloads(houseTopic).length === 2);
    expect(componentsOf(subscriber.payloads(houseTopic)[1]).sort()).toEqual(
      ["activeImportW", "diagnosis", "energyImportWh", "event", "voltageL1V", "voltage_problem"].sort(),
    );
    await second.sink[Symbol.asyncDispose]();

    await start({ discovery: { enabled: false, prefix: "homeassistant" } });
    const topics = [bridgeTopic, houseTopic, gasTopic];
    await eventually("empty messages", () => topics.every((topic) => subscriber.payloads(topic).at(-1) === ""));
    const late = await listen();
    await eventually("the rest", () => late.payloads("meter2mqtt/bridge/state").length === 1);
    expect(late.heard.filter(({ topic }) => topic.startsWith("homeassistant/"))).toEqual([]);
  });

  test("takes a retired meter away", async () => {
    await startBroker();
    const { sink } = await start();
    const subscriber = await listen();
    const retired = { ...availabilityEntry("house", false), retired: true } as const;
    await sink.deliver([readingEntry(), retired, readingEntry({ meter: "6841" })], never);
    await eventually("the new name", () => subscriber.payloads("meter2mqtt/6841/reading").length === 1);
    expect(subscriber.payloads(houseTopic).at(-1)).toBe("");
    expect(subscriber.payloads(gasTopic).at(-1)).toBe("");
  });

  test("is told as refused where the broker takes none, and readings come all the same", async () => {
    const acl = join(folder.path, "acl");
    execFileSync("sh", ["-c", `printf 'topic readwrite meter2mqtt/#\\n' > ${acl} && chmod 644 ${acl}`]);
    await startBroker(["allow_anonymous true", `acl_file ${acl}`]);
    const subscriber = await listen();
    const { sink, statuses, unsaid } = await start();
    await eventually(`told: ${statuses}`, () => statuses.some((told) => /^open .*Home Assistant/.test(told)));
    // This version of the broker ends the connection over it: the next one is without discovery.
    const delivered = async () => {
      for (;;) {
        const error: unknown = await sink.deliver([readingEntry()], never).catch((failure: unknown) => failure);
        if (error === undefined) return;
        await eventually(`open: ${statuses}`, () => statuses.at(-1)?.startsWith("open") ?? false);
      }
    };
    await delivered();
    await eventually("a reading", () => subscriber.payloads("meter2mqtt/house/reading").length > 0);
    expect(statuses.at(-1)).toMatch(/^open .*Home Assistant will not find the meters/);
    expect(unsaid).toEqual([]);
  });
});
