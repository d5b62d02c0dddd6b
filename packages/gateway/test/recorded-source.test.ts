import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { captureHeader, formatCaptureLine } from "../src/captures/capture-format.ts";
import { runRedecode } from "../src/cli/redecode.ts";
import type { RunningGateway } from "../src/runtime/start-gateway.ts";
import { eventually } from "./support/eventually.ts";
import { framesOf, playGateway, rowsOf } from "./support/played-gateway.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** An hour ago, so that no list is too old to be kept. */
const start = Date.now() - 3_600_000;
const frames = framesOf("kamstrup-dk-plain", 5, start);
const arrivals = frames.map((_frame, i) => start + i * 10_000 + 321);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: RunningGateway | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  // Each frame in two pieces, as a line gives them; the second one ends it.
  const lines = frames.flatMap(({ octets }, i) => [
    formatCaptureLine({ at: (arrivals[i] ?? 0) - 40, octets: octets.subarray(0, 30) }),
    formatCaptureLine({ at: arrivals[i] ?? 0, octets: octets.subarray(30) }),
  ]);
  await writeFile(join(folder.path, "line.txt"), `${captureHeader}\n${lines.join("")}`);
});
afterEach(async () => {
  await stop();
  await folder.remove();
});

async function stop(): Promise<void> {
  await running?.[Symbol.asyncDispose]();
  running = undefined;
}

async function play(speed: string): Promise<RunningGateway> {
  const source = `{ type: file, name: tape, path: line.txt${speed}, meter: { slug: house, zone: Europe/Copenhagen } }`;
  const sinks = "sinks:\n  - { type: files, folder: out, format: jsonl, kinds: [reading] }\n";
  running = await playGateway(folder.path, `sources:\n  - ${source}\nbroker: { enabled: false }\n${sinks}`);
  const gateway = running;
  await eventually("the end of the capture", () => gateway.gateway.state().sources[0]?.status === "ended");
  await eventually("its delivery", () => gateway.gateway.state().sinks[0]?.waiting === 0);
  return gateway;
}

test.each([
  ["as fast as it goes", ""],
  ["accelerated", ", speed: 200"],
])("a recording's readings carry its own times, %s; playing it again adds nothing", async (_about, speed) => {
  const gateway = await play(speed);
  const { meters, sources } = gateway.gateway.state();
  expect(meters).toMatchObject([
    { meter: "house", stale: false, intervalSeconds: 10, receivedAt: new Date(arrivals[4] ?? 0).toISOString() },
  ]);
  expect(sources).toMatchObject([{ line: { readings: 5, noiseOctets: 0 } }]);
  await stop();
  await play(speed);
  await stop();
  expect(await rowsOf(folder.path, "SELECT received_at FROM readings ORDER BY received_at, sequence")).toEqual(
    arrivals.map((at) => ({ received_at: at })),
  );
  // More than one file where a day ended meanwhile.
  const names = (await readdir(join(folder.path, "out"))).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder.path, "out", name), "utf8")));
  const written = texts.flatMap((text) => text.trim().split("\n"));
  const times = written.map((line) =>
    Date.parse((JSON.parse(line) as { reading: { receivedAt: string } }).reading.receivedAt),
  );
  expect([...new Set(times)]).toEqual(arrivals);

  let out = "";
  const write = (text: string): void => {
    out += text;
  };
  const streams = { stdout: { write }, stderr: { write }, environment: {} };
  await runRedecode({ config: join(folder.path, "meter2mqtt.yaml"), from: "2020-01-01" }, streams);
  expect(out).toContain("10 frames decoded again: 0 readings are new, 0 changed, 10 as before");
});
