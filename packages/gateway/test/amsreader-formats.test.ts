import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseHex } from "@meter2mqtt/decoder";
import { createVirtualMeter } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { ProgramProcess } from "./support/gateway-process.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { type Subscriber, subscribe } from "./support/mqtt-subscriber.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const formats = [
  "json",
  "json-multi",
  "json-flat",
  "raw-minimal",
  "raw-full",
  "domoticz",
  "home-assistant",
  "hex",
] as const;

/** A topic that each format publishes of a meter with registers and phases. */
const meterTopics = [
  "ams/json",
  "ams/json-multi/list4",
  "ams/json-flat",
  "ams/raw-minimal/meter/l1/voltage",
  "ams/raw-full/meter/import/l1",
  "domoticz/in",
  "ams/home-assistant/energy",
  "ams/hex",
];

describe.skipIf(!hasMosquitto)("the program with every format of the firmware", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let broker: Mosquitto;
  let subscriber: Subscriber;
  let program: ProgramProcess | undefined;

  beforeEach(async () => {
    folder = await temporaryFolder();
    broker = await startMosquitto({ folder: folder.path });
    subscriber = await subscribe(broker.url);
  });
  afterEach(async () => {
    await program?.end("SIGKILL");
    await subscriber.end();
    await broker.kill();
    await folder.remove();
  });

  function start(): ProgramProcess {
    const list = formats.map((format) => {
      const devices = format === "domoticz" ? ", domoticz: { electricity: 7, currents: 8 }" : "";
      return `      - { format: ${format}, publishTopic: ams/${format}${devices} }`;
    });
    const lines = [
      "http: { port: 0 }",
      "sources: [{ type: simulator, model: kamstrup-dk-extended, speed: 10 }]",
      "mqtt:",
      `  - url: ${broker.url}`,
      "    native: false",
      "    amsreader:",
      ...list,
    ];
    writeFileSync(join(folder.path, "meter2mqtt.yaml"), `${lines.join("\n")}\n`);
    program = new ProgramProcess(["run"], folder.path);
    return program;
  }

  const last = (topic: string) => subscriber.payloads(topic).at(-1);
  const statuses = () => formats.map((format) => last(`ams/${format}/status`));

  test("publishes all of them at once, and after kill -9 every status topic says offline", {
    timeout: 240_000,
  }, async () => {
    const running = start();
    await eventually("every format is online", () => statuses().every((status) => status === "online"));
    const missing = () => meterTopics.filter((topic) => last(topic) === undefined);
    await eventually(`a message in every format`, () => missing().length === 0).catch(() => undefined);
    expect(missing()).toEqual([]);

    // What is said of the device comes under the same topic as what the meter says.
    const said = () =>
      subscriber
        .payloads("ams/json")
        .map((payload) => JSON.parse(payload))
        .findLast((message) => message.data?.tPI !== undefined);
    await eventually("what the meter says, with a register", () => said() !== undefined);
    const { id, data } = said();
    expect(id).toMatch(/^[0-9a-f]2[0-9a-f]{10}$/);
    expect(data).toMatchObject({ P: expect.any(Number), tPI: expect.any(Number), meterId: expect.any(String) });
    const frame = last("ams/hex") ?? "";
    expect(frame).toMatch(/^7E[0-9A-F]+7E$/);
    expect(parseHex(frame)?.length).toBeGreaterThan(50);
    expect(subscriber.heard.some(({ topic }) => topic.startsWith("meter2mqtt/"))).toBe(false);

    await running.end("SIGKILL");
    await eventually("every format is offline", () => statuses().every((status) => status === "offline"));
    const late = await subscribe(broker.url);
    const told = () => late.heard.filter(({ topic, retain }) => retain && topic.endsWith("/status"));
    await eventually("the statuses are retained", () => told().length === formats.length);
    expect(told().every(({ payload }) => payload === "offline")).toBe(true);
    await late.end();

    // The same device is there again after a restart.
    const before = subscriber.payloads("ams/json").length;
    start();
    await eventually("published again", () => subscriber.payloads("ams/json").length > before + 1);
    expect(JSON.parse(last("ams/json") ?? "").id).toBe(id);
  });
});

test("/data.json of an encrypted meter without key says what to do", { timeout: 240_000 }, async () => {
  const folder = await temporaryFolder();
  const meter = createVirtualMeter("kamstrup-dk", { start: Date.now() });
  const octets = Array.from({ length: 3 }, () => [...meter.next().octets]).flat();
  writeFileSync(join(folder.path, "capture.bin"), Uint8Array.from(octets));
  const lines = ["http: { port: 0 }", "broker: { enabled: false }", "sources: [{ type: file, path: capture.bin }]"];
  writeFileSync(join(folder.path, "meter2mqtt.yaml"), `${lines.join("\n")}\n`);
  const program = new ProgramProcess(["run"], folder.path);
  try {
    const page = await program.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    await program.says(/(no encryption key is set)/);
    const data: unknown = await (await fetch(new URL("data.json", page))).json();
    expect(data).toMatchObject({
      ...{ i: 0, hm: 3, he: -53, sa: 3 },
      diagnosis: { code: "security/encryption-key-missing", hint: expect.stringContaining("set the encryption key") },
    });
  } finally {
    await program.end("SIGKILL");
    await folder.remove();
  }
});
