import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GatewayState } from "@meter2mqtt/contract";
import { toHex } from "@meter2mqtt/decoder";
import { createVirtualMeter, type VirtualMeterName } from "@meter2mqtt/simulator";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadSettings } from "../src/config/load-settings.ts";
import { ConfigError } from "../src/errors.ts";
import { createLines } from "../src/runtime/create-lines.ts";
import { createLog } from "../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { systemClock } from "../src/sources/back-off.ts";
import { eventually } from "./support/eventually.ts";
import { type HttpDevice, startHttpDevice } from "./support/http-device.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let said: string[];
let running: RunningGateway | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  said = [];
});
afterEach(async () => {
  await running?.[Symbol.asyncDispose]();
  running = undefined;
  await folder.remove();
});

async function load(yaml: string) {
  await writeFile(join(folder.path, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  return loadSettings({ folder: folder.path, environment: {} });
}

async function run(sources: string): Promise<RunningGateway> {
  const settings = await load(`http: { port: 0 }\nbroker: { enabled: false }\n${sources}`);
  const log = createLog({ level: "debug", destination: { write: (line) => void said.push(line) }, pretty: false });
  running = await startGateway(settings, { version: "0.0.0-test", log });
  return running;
}

/** Frames as they would come now. */
function framesOf(model: VirtualMeterName, count: number): Uint8Array[] {
  const meter = createVirtualMeter(model, { start: Date.now() - 60_000 });
  return Array.from({ length: count }, () => meter.next().octets);
}

const meterOf = (state: GatewayState, source: string) => state.meters.find((meter) => meter.source === source);
const lineOf = (state: GatewayState, source: string) => state.sources.find(({ name }) => name === source);

describe("docs/guides/sources.md", () => {
  const text = readFileSync(fileURLToPath(new URL("../../../docs/guides/sources.md", import.meta.url)), "utf8");
  const examples = [...text.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? "");

  test("has an example of every source that reads a real meter", () => {
    const types = examples.flatMap((yaml) =>
      (parse(yaml) as { sources: { type: string }[] }).sources.map(({ type }) => type),
    );
    const known = ["serial", "tcp", "tcp-server", "mqtt", "http", "push", "file", "value", "pulse"];
    expect(new Set(types)).toEqual(new Set(known));
  });

  test.each(examples)("an example is a configuration: %s", async (yaml) => {
    const secret = join(folder.path, "secret");
    await writeFile(secret, "sesame-open-4711\n");
    const settings = await load(yaml.replaceAll(/\/run\/secrets\/\S+/g, secret));
    const lines = createLines(settings.sources, { clock: systemClock, dataFolder: folder.path });
    expect(lines).toHaveLength(settings.sources.length);
    // No secret is left in the settings that go on.
    expect(JSON.stringify(settings.sources)).not.toContain("sesame");
  });
});

describe("settings that only the source can check", () => {
  test.each([
    ["{ type: value, url: 'http://192.0.2.1/' }", "there is no number to read"],
    ["{ type: value, url: 'mqtt://192.0.2.1', power: '.' }", "`topic` is missing"],
    [
      "{ type: pulse, url: 'http://192.0.2.1/', pulsesPerKwh: 1000, counts: increment }",
      "can't be asked for over HTTP",
    ],
    ["{ type: mqtt, url: 'mqtt://192.0.2.1', topic: 'a/+', meter: { slug: house } }", "one name for several meters"],
    ["{ type: mqtt, url: 'mqtt://192.0.2.1', topic: 'a', password: p }", "no user name"],
    ["{ type: mqtt, url: 'mqtt://192.0.2.1', topic: 'a', certFile: c.pem }", "`keyFile` is missing"],
    ["{ type: mqtt, url: 'mqtt://192.0.2.1', topic: 'a+/b' }", "`sources.0.topic`"],
    ["{ type: http, url: 'http://u:secret-1@h/' }", "`sources.0.url`"],
    ["{ type: serial, port: /dev/ttyUSB0, baud: fast }", "a whole number from 300 to 921600, or `auto`"],
    ["{ type: serial, port: /dev/ttyUSB0, baud: 100 }", "a whole number from 300 to 921600, or `auto`"],
  ])("%s: %s", async (source, message) => {
    const make = async () => createLines((await load(`sources: [${source}]\n`)).sources, { clock: systemClock });
    const error = await make().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
    expect(String(error)).not.toContain("secret-1");
  });

  test("baud comes from the environment as a number or as a word", async () => {
    await writeFile(join(folder.path, "meter2mqtt.yaml"), "sources: [{ type: serial, port: /dev/ttyUSB0 }]\n");
    const baudOf = (baud: string) =>
      loadSettings({ folder: folder.path, environment: { METER2MQTT_SOURCES_0_BAUD: baud } }).sources[0]?.source;
    expect(baudOf("9600")).toMatchObject({ baud: 9600 });
    expect(baudOf("auto")).toMatchObject({ baud: "auto" });
  });
});

describe("the gateway with pushed frames", () => {
  const post = (gateway: RunningGateway, name: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(new URL(`api/v1/sources/${name}/frames`, gateway.api.url), { method: "POST", body, headers });

  test("reads octets, text and JSON that are posted, whatever type they are said to have", async () => {
    const gateway = await run("sources: [{ type: push, name: gate }]\n");
    await eventually("open", () => lineOf(gateway.gateway.state(), "gate")?.status === "open");
    const [one, two, three] = framesOf("kamstrup-dk-plain", 3).map((octets) => new Uint8Array(octets));
    if (one === undefined || two === undefined || three === undefined) throw new Error("no frames");
    const first = await post(gateway, "gate", new Blob([one]), { "content-type": "application/octet-stream" });
    expect([first.status, await first.json()]).toEqual([202, { octets: one.length }]);
    expect((await post(gateway, "gate", toHex(two))).status).toBe(202);
    const json = await post(gateway, "gate", JSON.stringify({ data: toHex(three) }), {
      "content-type": "application/json",
    });
    expect(json.status).toBe(202);
    await eventually("all three", () => lineOf(gateway.gateway.state(), "gate")?.line.readings === 3);
    const state = gateway.gateway.state();
    expect(lineOf(state, "gate")?.line).toMatchObject({ readings: 3, damagedFrames: 0 });
    expect(meterOf(state, "gate")?.values["activeImportW"]).toBeGreaterThanOrEqual(0);
  });

  test("refuses what is no frame, too large, for nobody, or sent by another site's page", async () => {
    const gateway = await run(
      "sources: [{ type: push, name: gate }, { type: simulator, name: sim }, { type: push, name: hex, payload: hex }]\n",
    );
    await eventually("open", () => lineOf(gateway.gateway.state(), "hex")?.status === "open");
    const problem = async (response: Response) => [
      response.status,
      ((await response.json()) as { detail: string }).detail,
    ];
    expect(await problem(await post(gateway, "gate", ""))).toEqual([400, expect.stringContaining("no body")]);
    expect(await problem(await post(gateway, "gate", '{"power":1}'))).toEqual([
      400,
      expect.stringContaining("in none of"),
    ]);
    expect(await problem(await post(gateway, "hex", "hello"))).toEqual([
      400,
      expect.stringContaining("no hexadecimal text"),
    ]);
    expect((await post(gateway, "gate", new Blob([new Uint8Array(70_000)]))).status).toBe(413);
    expect(await problem(await post(gateway, "none", "7e"))).toEqual([404, expect.stringContaining("called none")]);
    expect((await post(gateway, "sim", "7e")).status).toBe(404);
    expect((await post(gateway, "gate", "7e", { origin: "http://evil.example" })).status).toBe(403);
    expect((await post(gateway, "gate", "7e", { origin: "null" })).status).toBe(403);
    expect(lineOf(gateway.gateway.state(), "gate")?.line.octets).toBe(0);
  });
});

describe.skipIf(!hasMosquitto)("the gateway with a broker, a device and a TCP port as sources", () => {
  let broker: Mosquitto;
  let publisher: MqttClient;
  let device: HttpDevice;
  let answer: string | Uint8Array;

  beforeEach(async () => {
    broker = await startMosquitto({ folder: folder.path });
    publisher = await connectAsync(broker.url);
    answer = "";
    device = await startHttpDevice((_request, response) => response.end(answer));
  });
  afterEach(async () => {
    await publisher.endAsync(true);
    await broker.kill();
    await device.close();
  });

  test("each topic behind a wildcard is a meter of its own, with its own line", async () => {
    const gateway = await run(`sources: [{ type: mqtt, name: ams, url: "${broker.url}", topic: "meters/+/data" }]\n`);
    await eventually("open", () => lineOf(gateway.gateway.state(), "ams")?.status === "open");
    const [one, two] = framesOf("kamstrup-dk-plain", 2).map((octets) => Buffer.from(octets));
    const [other] = framesOf("kaifa-no", 1).map((octets) => Buffer.from(octets));
    if (one === undefined || two === undefined || other === undefined) throw new Error("no frames");
    // A frame in two parts, with another meter's between them.
    await publisher.publishAsync("meters/attic/data", one.subarray(0, 50));
    await publisher.publishAsync("meters/cellar/data", other);
    await publisher.publishAsync("meters/attic/data", one.subarray(50));
    await publisher.publishAsync("meters/attic/data", toHex(two));
    await eventually("both meters", () => gateway.gateway.state().meters.length === 2);
    await eventually("all", () => lineOf(gateway.gateway.state(), "ams/attic")?.line.readings === 2);
    const state = gateway.gateway.state();
    expect(state.sources.map(({ name, status }) => [name, status])).toEqual([
      ["ams", "open"],
      ["ams/attic", "open"],
      ["ams/cellar", "open"],
    ]);
    expect(meterOf(state, "ams/attic")).toMatchObject({ meter: "attic", name: "attic", manufacturer: "Kamstrup" });
    expect(meterOf(state, "ams/cellar")).toMatchObject({ meter: "cellar" });
    expect(lineOf(state, "ams")?.meters).toBe(2);
    expect(state.sources.every(({ line }) => line.damagedFrames === 0)).toBe(true);
  });

  test("numbers and pulses are meters of their own, at once", async () => {
    answer = JSON.stringify({ emeters: [{ power: 1.25, total: 12.5 }] });
    const gateway = await run(`sources:
  - { type: value, name: solar, url: "${broker.url}", topic: solar/power, power: ., direction: export }
  - { type: value, name: charger, url: "${device.url}", power: emeters.0.power, powerUnit: kW, energy: emeters.0.total, meter: { name: Charger, slug: wallbox } }
  - { type: pulse, name: heat-pump, url: "${broker.url}", topic: pump/count, count: C1, pulsesPerKwh: 1000 }
`);
    for (const name of ["solar", "heat-pump"])
      await eventually("open", () => lineOf(gateway.gateway.state(), name)?.status === "open");
    await publisher.publishAsync("solar/power", "2300");
    await publisher.publishAsync("pump/count", JSON.stringify({ C1: 100 }));
    await eventually("three meters", () => gateway.gateway.state().meters.length === 3);
    await publisher.publishAsync("pump/count", JSON.stringify({ C1: 105 }));
    await eventually("counted", () => meterOf(gateway.gateway.state(), "heat-pump")?.values["energyImportWh"] === 5);
    const state = gateway.gateway.state();
    expect(meterOf(state, "solar")).toMatchObject({
      meter: "solar",
      values: { netActiveW: -2300, activeExportW: 2300 },
    });
    expect(meterOf(state, "charger")).toMatchObject({
      ...{ meter: "wallbox", name: "Charger" },
      values: { netActiveW: 1250, activeImportW: 1250, energyImportWh: 12_500 },
    });
    // It may have been asked again since.
    expect(lineOf(state, "charger")).toMatchObject({ status: "open", line: { octets: 0 } });
    expect(lineOf(state, "charger")?.line.readings).toBeGreaterThan(0);
    await publisher.publishAsync("solar/power", "off");
    await eventually("said", () => lineOf(gateway.gateway.state(), "solar")?.diagnosis?.code === "line/no-number");
    const points = gateway.gateway.power("solar", { from: Date.now() - 300_000, to: Date.now(), maxPoints: 720 });
    expect(points?.at(-1)?.[1]).toBe(-2300);
  });

  test("a telegram over HTTP and a device that connects give readings", async () => {
    const [telegram] = framesOf("p1-nl", 1);
    const [frame] = framesOf("kaifa-no", 1);
    if (telegram === undefined || frame === undefined) throw new Error("no frames");
    answer = telegram;
    const gateway = await run(`sources:
  - { type: http, name: dongle, url: "${device.url}/api/v1/telegram", intervalSeconds: 1 }
  - { type: tcp-server, name: cellar, port: 0 }
`);
    await eventually("a reading", () => meterOf(gateway.gateway.state(), "dongle") !== undefined);
    const place = () => /port (\d+)/.exec(lineOf(gateway.gateway.state(), "cellar")?.description ?? "")?.[1];
    await eventually("listening", () => Number(place()) > 0);
    const socket = connect({ host: "127.0.0.1", port: Number(place()) });
    socket.write(frame);
    await eventually("a reading", () => lineOf(gateway.gateway.state(), "cellar")?.line.readings === 1);
    socket.destroy();
    await eventually("gone", () => lineOf(gateway.gateway.state(), "cellar")?.status === "connecting");
    await eventually("asked again", () => device.requests.length >= 3);
    expect(lineOf(gateway.gateway.state(), "dongle")?.line.readings).toBe(1);
  });
});
