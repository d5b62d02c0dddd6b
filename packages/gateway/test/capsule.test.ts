import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { CapsuleAnswer } from "@meter2mqtt/contract";
import { type Reading, toHex } from "@meter2mqtt/decoder";
import type { VirtualFrame } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CapsuleCommandOptions, runCapsule } from "../src/cli/capsule.ts";
import { runDecode } from "../src/cli/decode.ts";
import { runExplain } from "../src/cli/explain.ts";
import { runReplay } from "../src/cli/replay.ts";
import type { RunningGateway } from "../src/runtime/start-gateway.ts";
import { ApiClient } from "./support/api-client.ts";
import { eventually } from "./support/eventually.ts";
import { framesOf, keyTexts, playGateway } from "./support/played-gateway.ts";
import { TcpMeter } from "./support/tcp-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let meter: TcpMeter;
let port: number;
let running: RunningGateway | undefined;
const api = new ApiClient(() => running?.api.url ?? "");
const file = (name: string): string => join(folder.path, name);

beforeEach(async () => {
  folder = await temporaryFolder();
  meter = new TcpMeter();
  port = await meter.listen();
});
afterEach(async () => {
  await running?.[Symbol.asyncDispose]();
  running = undefined;
  meter.close();
  await folder.remove();
});

class Streams {
  out = "";
  err = "";
  readonly environment = {};
  readonly stdout = {
    write: (text: string): void => {
      this.out += text;
    },
  };
  readonly stderr = {
    write: (text: string): void => {
      this.err += text;
    },
  };
}

const meterSettings = (keys: string): string =>
  `{ name: Villa Bakkebo, slug: bakkebo, zone: Europe/Copenhagen, country: DK, grid: TN, mainFuse: 25${keys} }`;
const ownKeys = `, encryptionKey: ${keyTexts.encryptionKey}, authenticationKey: ${keyTexts.authenticationKey}`;
const configuration = (keys = ownKeys): string => `sources:
  - { type: tcp, name: cellar-of-hansen, host: 127.0.0.1, port: ${port}, meter: ${meterSettings(keys)} }
broker: { enabled: false }
mqtt: [{ name: hansens-broker, url: "mqtt://127.0.0.1:9", baseTopic: hansens/meter, username: hansen, password: sommerhus }]
log: { level: error }
`;

/** Names, hosts, topics and secrets of the configuration above. */
const private_ = ["bakkebo", "hansen", "sommerhus", "127.0.0.1", keyTexts.encryptionKey, keyTexts.authenticationKey];

/** Lets the gateway hear frames of a virtual Kamstrup. */
async function hear(count: number, yaml = configuration()): Promise<readonly VirtualFrame[]> {
  running = await playGateway(folder.path, yaml);
  const frames = framesOf("kamstrup-dk-extended", count);
  const heard = () => running?.gateway.state().sources[0]?.line.frames ?? 0;
  for (const { octets } of frames) {
    const before = heard();
    await meter.send(octets);
    await eventually("the frame", () => heard() > before);
  }
  return frames;
}

async function decodeJson(path: string): Promise<readonly Reading[]> {
  const streams = new Streams();
  await runDecode([path], { json: true }, streams);
  return (JSON.parse(streams.out) as { readings: readonly Reading[] }).readings;
}

async function makeCapsule(files: readonly string[], options: Partial<CapsuleCommandOptions>) {
  const streams = new Streams();
  const code = await runCapsule(
    files,
    { config: file("meter2mqtt.yaml"), out: file("capsule.yaml"), ...options },
    streams,
  );
  return { code, ...streams };
}

/** Ids of the meter and its capture in each form, as they must not be found. */
function forms(frames: readonly VirtualFrame[]): readonly string[] {
  const id = frames[0]?.truth.meterId ?? "";
  const ascii = toHex(new TextEncoder().encode(id));
  return [id, ascii, toHex(new TextEncoder().encode(ascii)), "4b414d0000000002"];
}

describe("meter2mqtt capsule", () => {
  test("of what a running gateway has heard: decode, explain and replay read the same values from it", async () => {
    const frames = await hear(12);
    await running?.[Symbol.asyncDispose]();
    running = await playGateway(folder.path, configuration());
    const { code, err } = await makeCapsule([], { frames: "10" });
    expect(err).toContain("10 frames of 1 source");
    expect(err).toContain("ciphered anew");
    expect(code).toBe(0);
    const content = await readFile(file("capsule.yaml"), "utf8");
    for (const text of [...private_, ...forms(frames)]) expect(content.toLowerCase()).not.toContain(text.toLowerCase());
    expect(content).toContain("mainFuse: 25");

    const readings = await decodeJson(file("capsule.yaml"));
    const truths = frames.slice(-10).map(({ truth }) => truth);
    expect(readings.map(({ activeImportW }) => activeImportW)).toEqual(
      truths.map(({ activeImportW }) => activeImportW),
    );
    expect(readings.map(({ energyImportWh }) => energyImportWh)).toEqual(
      truths.map(({ energyImportWh }) => energyImportWh),
    );
    expect(new Set(readings.map(({ meterId }) => meterId)).size).toBe(1);
    expect(readings.every(({ authenticated }) => authenticated)).toBe(true);

    const explained = new Streams();
    expect(await runExplain([file("capsule.yaml")], {}, explained)).toBe(0);
    expect(explained.out).toMatch(/authentication tag: .{24} - verified/);
    const replayed = new Streams();
    const io = { ...replayed, octets: new Writable(), signal: new AbortController().signal };
    expect(await runReplay([file("capsule.yaml")], { json: true }, io)).toBe(0);
    expect(replayed.out.trim().split("\n")).toHaveLength(10);
    expect(replayed.out).toContain('"receivedAt"');
  });

  test("of captures, with keys as decode takes them; without the key by choice only, and it says what that means", async () => {
    const frames = framesOf("kamstrup-dk-extended", 3);
    await writeFile(file("line.hex"), frames.map(({ octets }) => toHex(octets)).join("\n"));
    const keys = { key: keyTexts.encryptionKey, authKey: keyTexts.authenticationKey, zone: "Europe/Copenhagen" };
    expect((await makeCapsule([file("line.hex")], keys)).code).toBe(0);
    const [reading] = await decodeJson(file("capsule.yaml"));
    expect(reading?.activeImportW).toBe(frames[0]?.truth.activeImportW);
    expect(reading?.timestamp).toMatch(/\+0[12]:00$/);

    const without = await makeCapsule([file("line.hex")], { out: file("none.yaml") });
    expect(without.code).toBe(1);
    expect(without.err).toContain("3 messages that no key opens");
    expect(without.err).toContain("security/encryption-key-missing (3)");
    const chosen = await makeCapsule([file("line.hex")], { out: file("as-they-are.yaml"), includeUndecryptable: true });
    expect(chosen.code).toBe(0);
    expect(chosen.err).toContain("CAREFUL:");
    expect(await readFile(file("as-they-are.yaml"), "utf8")).toContain("identifying: not-deciphered");
  });

  test("says what is wrong with its options, and with a file that only begins like a capsule", async () => {
    await writeFile(file("capsule.yaml"), "capsule: 1\nmade: &a [x]\nsources: [*a, *a]\n");
    const streams = new Streams();
    expect(await runDecode([file("capsule.yaml")], {}, streams)).toBe(1);
    expect(streams.out).toContain("is no capsule");
    expect((await makeCapsule([file("capsule.yaml")], { frames: "0" })).err).toContain("no number from 1 to 2000");
  });
});

describe("POST /api/v1/capsule", () => {
  test("answers the file to look at, and what is in it", async () => {
    const frames = await hear(5);
    const { status, body } = await api.send("POST", "api/v1/capsule", { frames: 4 });
    expect(status).toBe(200);
    const { content, fileName, summary } = body as CapsuleAnswer;
    expect(fileName).toMatch(/^meter2mqtt-capsule-\d{12}\.yaml$/);
    expect(summary).toMatchObject({ frames: 4, sources: 1, identifying: 0, hasTestKeys: true });
    expect(summary.settings.leftOut).toBeGreaterThan(3);
    for (const text of [...private_, ...forms(frames)]) expect(content.toLowerCase()).not.toContain(text.toLowerCase());
    await writeFile(file("capsule.yaml"), content);
    expect((await decodeJson(file("capsule.yaml"))).length).toBe(4);
  });

  test("refuses what it can't carry out, in words", async () => {
    running = await playGateway(folder.path, configuration());
    const nothing = await api.send("POST", "api/v1/capsule", {});
    expect([nothing.status, nothing.body]).toMatchObject([404, { type: "problems/no-frames" }]);
    expect((await api.send("POST", "api/v1/capsule", { frames: 5000 })).status).toBe(400);
    const elsewhere = await api.send("POST", "api/v1/capsule", {}, { origin: "http://example.org" });
    expect(elsewhere.status).toBe(403);
  });
});
