import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import parser from "dsmr-parser";
import modbus from "jsmodbus";
import { afterEach, expect, test } from "vitest";
import { loadSettings } from "../src/config/load-settings.ts";
import { createLog } from "../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { atPresent } from "./support/at-present.ts";
import { eventually } from "./support/eventually.ts";
import { ListeningClient } from "./support/offered-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const cleanUp: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

const yaml = `
sources: [{ type: simulator, model: p1-nl }]
broker: { enabled: false }
http: { port: 0 }
virtualMeters:
  - { type: p1, port: 0 }
  - { type: homewizard, port: 0 }
  - { type: modbus, port: 0 }
`;

async function start(): Promise<RunningGateway> {
  const folder = await temporaryFolder();
  cleanUp.push(folder.remove);
  const file = join(folder.path, "meter2mqtt.yaml");
  await writeFile(file, yaml, { mode: 0o600 });
  const settings = loadSettings({ file, folder: folder.path, environment: {} });
  const log = createLog({ level: "error", pretty: false });
  const running = await startGateway(settings, { version: "0.1.0", log });
  cleanUp.push(() => running[Symbol.asyncDispose]());
  return running;
}

test("a configured gateway offers its meter in three ways, and ends them all", async () => {
  const running = await start();
  const outputs = () => running.gateway.state().sinks;
  await eventually("all three are offered", () => outputs().filter(({ status }) => status === "open").length === 3);
  const portOf = (type: string) =>
    Number(/:(\d+)$/.exec(outputs().find((sink) => sink.type === type)?.description ?? "")?.[1]);

  const client = new ListeningClient(portOf("p1"));
  await eventually("a telegram", () => /^\/.*![0-9A-F]{4}\r\n/s.test(client.text));
  const telegram = /^\/.*?![0-9A-F]{4}\r\n/s.exec(client.text)?.[0] ?? "";
  expect(parser.parse(telegram).identifier).toBe("\\METER2MQTT-NL");

  const answer = await fetch(`http://127.0.0.1:${portOf("homewizard")}/api/v1/data`);
  const { active_power_w: power } = (await answer.json()) as { readonly active_power_w: unknown };
  expect(power).toBeTypeOf("number");

  const socket = connect({ host: "127.0.0.1", port: portOf("modbus") });
  const charger = new modbus.client.TCP(socket, 1, 5000);
  await eventually("connected", () => charger.connectionState === "online");
  const { response } = await charger.readInputRegisters(0x0006, 6);
  expect(response.body.valuesAsBuffer.readFloatBE(0)).toBeGreaterThanOrEqual(0);

  const began = performance.now();
  await running[Symbol.asyncDispose]();
  expect(performance.now() - began).toBeLessThan(atPresent(2000));
  await eventually("clients are let go", () => client.closed && socket.closed);
});
