import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runRedecode } from "../src/cli/redecode.ts";
import type { RunningGateway } from "../src/runtime/start-gateway.ts";
import { eventually } from "./support/eventually.ts";
import { framesOf, keyTexts, playGateway, rowsOf } from "./support/played-gateway.ts";
import { plugIn } from "./support/pty-pair.ts";
import { TcpMeter } from "./support/tcp-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const hasSocat = spawnSync("socat", ["-V"]).status === 0;
const outputs =
  "broker: { enabled: false }\nsinks:\n  - { type: files, folder: out, format: jsonl, kinds: [reading] }\n";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let meter: TcpMeter;
let port: number;
let running: RunningGateway | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  meter = new TcpMeter();
  port = await meter.listen();
});
afterEach(async () => {
  await stop();
  meter.close();
  await folder.remove();
});

async function stop(): Promise<void> {
  await running?.[Symbol.asyncDispose]();
  running = undefined;
}

async function start(sources: string): Promise<RunningGateway> {
  running = await playGateway(folder.path, `sources:\n${sources}${outputs}`);
  return running;
}

const source = (gateway: RunningGateway, name: string) =>
  gateway.gateway.state().sources.find((state) => state.name === name);
const hasRead = (gateway: RunningGateway, name: string, count: number) =>
  eventually(`${count} readings of ${name}`, () => source(gateway, name)?.line.readings === count);

/** Waits until the files sink was given so many. */
const hasWritten = (gateway: RunningGateway, count: number) =>
  eventually(`${count} readings in files`, () => gateway.gateway.state().sinks[0]?.delivered === count);

/** Keys of the readings that the files sink wrote. */
async function written(): Promise<string[]> {
  const names = await readdir(join(folder.path, "out"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder.path, "out", name), "utf8")));
  const lines = texts.flatMap((text) => text.trim().split("\n"));
  return lines.map((line) => (JSON.parse(line) as { key: string }).key);
}

async function redecodeAll(): Promise<string> {
  let out = "";
  const write = (text: string): void => {
    out += text;
  };
  const streams = { stdout: { write }, stderr: { write }, environment: {} };
  await runRedecode({ config: join(folder.path, "meter2mqtt.yaml"), from: "2020-01-01" }, streams);
  return out;
}

describe("the same meter on two sources", () => {
  test("ciphered frames over TCP and pushed to the API: one meter, one history, nothing twice at a sink", async () => {
    const { encryptionKey, authenticationKey } = keyTexts;
    const keys = `{ slug: house, zone: Europe/Copenhagen, encryptionKey: ${encryptionKey}, authenticationKey: ${authenticationKey} }`;
    const gateway = await start(
      `  - { type: tcp, name: han, host: 127.0.0.1, port: ${port}, meter: ${keys} }\n  - { type: push, name: gate, meter: ${keys} }\n`,
    );
    await eventually("the gate is open", () => source(gateway, "gate")?.status === "open");
    const push = async (octets: Uint8Array): Promise<void> => {
      const answer = await fetch(new URL("api/v1/sources/gate/frames", gateway.api.url), {
        method: "POST",
        body: Uint8Array.from(octets),
      });
      expect(answer.ok).toBe(true);
    };
    const frames = framesOf("kamstrup-dk", 6).map(({ octets }) => octets);
    for (const [i, octets] of frames.entries()) {
      // Each has missed one, and each is first at times.
      if (i % 2 === 0) await push(octets);
      if (i !== 2) {
        await meter.send(octets);
        await hasRead(gateway, "han", i < 2 ? i + 1 : i);
      }
      if (i % 2 === 1 && i !== 3) await push(octets);
    }
    await hasRead(gateway, "gate", 5);
    const { meters, sources } = gateway.gateway.state();
    expect(meters).toMatchObject([{ meter: "house", meterId: "9999990000000017", authenticated: true }]);
    expect(sources.map(({ duplicates = 0, diagnosis }) => [duplicates, diagnosis])).toEqual([
      [2, undefined],
      [2, undefined],
    ]);
    await expect
      .poll(() => rowsOf(folder.path, "SELECT meter, count(*) AS n FROM readings GROUP BY meter"))
      .toEqual([{ meter: "9999990000000017", n: 6 }]);
    await hasWritten(gateway, 6);
    await stop();
    const keysWritten = await written();
    expect([keysWritten.length, new Set(keysWritten).size]).toEqual([6, 6]);
    // What both lines heard is in the archive, and gives one history again.
    expect(await rowsOf(folder.path, "SELECT count(*) AS n FROM raw_frames")).toEqual([{ n: 10 }]);
    expect(await redecodeAll()).toContain("10 frames decoded again: 0 readings are new, 0 changed, 6 as before");
  });

  test.skipIf(!hasSocat)("P1 telegrams on a serial port and over TCP (needs socat)", async () => {
    const line = await plugIn(join(folder.path, "tty"));
    try {
      const gateway = await start(
        `  - { type: serial, name: port, port: ${line.port}, baud: 115200, format: 8N1 }\n  - { type: tcp, name: dongle, host: 127.0.0.1, port: ${port} }\n`,
      );
      await eventually("the port is open", () => source(gateway, "port")?.status === "open");
      const telegrams = framesOf("p1-nl", 3).map(({ octets }) => octets);
      for (const [i, octets] of telegrams.entries()) {
        line.write(octets);
        await hasRead(gateway, "port", i + 1);
        await meter.send(octets);
        await hasRead(gateway, "dongle", i + 1);
      }
      expect(gateway.gateway.state().meters).toMatchObject([{ source: "port" }]);
      expect(source(gateway, "port")?.duplicates).toBeUndefined();
      expect(source(gateway, "dongle")?.duplicates).toBe(3);
      await hasWritten(gateway, 3);
      await stop();
      const keysWritten = await written();
      expect([keysWritten.length, new Set(keysWritten).size]).toEqual([3, 3]);
    } finally {
      await line.unplug();
    }
  });
});
