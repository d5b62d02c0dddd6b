import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCounterList, runCounterReset } from "../src/cli/counter.ts";
import type { RunningGateway } from "../src/runtime/start-gateway.ts";
import { eventually } from "./support/eventually.ts";
import { framesOf, keyTexts, playGateway, rowsOf } from "./support/played-gateway.ts";
import { TcpMeter } from "./support/tcp-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const { encryptionKey, authenticationKey } = keyTexts;
const otherKey = "00112233445566778899aabbccddeef0";
const title = "4b414d0000000001";

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

async function start(key: string = encryptionKey): Promise<RunningGateway> {
  const keys = `{ slug: house, encryptionKey: "${key}", authenticationKey: "${authenticationKey}" }`;
  const source = `{ type: tcp, name: han, host: 127.0.0.1, port: ${port}, meter: ${keys} }`;
  running = await playGateway(folder.path, `sources:\n  - ${source}\nbroker: { enabled: false }\n`);
  return running;
}

async function stop(): Promise<void> {
  await running?.[Symbol.asyncDispose]();
  running = undefined;
}

const line = (gateway: RunningGateway) => gateway.gateway.state().sources[0];
const hasRead = (gateway: RunningGateway, count: number) =>
  eventually(`${count} readings`, () => line(gateway)?.line.readings === count);
const hasRefused = (gateway: RunningGateway, count = 1) =>
  eventually("a refusal", () => {
    const diagnosis = line(gateway)?.diagnosis;
    return diagnosis?.code === "security/replayed" && diagnosis.count === count;
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

async function reset(name: string): Promise<{ code: number; streams: Streams }> {
  const streams = new Streams();
  const code = await runCounterReset({ config: join(folder.path, "meter2mqtt.yaml"), meter: name }, streams);
  return { code, streams };
}

test("after a restart an old frame is refused still, and a newer one is taken", async () => {
  const [first, second, third] = framesOf("kamstrup-dk", 3).map(({ octets }) => octets);
  if (first === undefined || second === undefined || third === undefined) throw new Error("no frames");
  const before = await start();
  await meter.send(first);
  await meter.send(second);
  await hasRead(before, 2);
  await stop();

  const after = await start();
  // The last one once more is what a device that is asked gives after a restart: no reading, and no alarm either.
  await meter.send(second);
  await meter.send(first);
  await hasRefused(after);
  await meter.send(third);
  await hasRead(after, 1);
  await expect.poll(() => rowsOf(folder.path, "SELECT count(*) AS n FROM readings")).toEqual([{ n: 3 }]);
  await stop();

  // What is kept is no key, and nothing that a key could be read from.
  const rows = await rowsOf(folder.path, "SELECT * FROM counters");
  expect(rows).toEqual([
    {
      system_title: title,
      key_print: expect.stringMatching(/^[0-9a-f]{16}$/),
      counter: expect.any(Number),
      clock: expect.any(Number),
      meter: "9999990000000017",
      slug: "house",
      accepted_at: expect.any(Number),
    },
  ]);
  const file = await readFile(join(folder.path, "data/meter2mqtt.sqlite"));
  for (const key of [encryptionKey, authenticationKey]) {
    expect(file.includes(Buffer.from(key, "hex"))).toBe(false);
    expect(file.includes(key)).toBe(false);
  }
});

test("a meter that counts anew is believed by the user's word, while the gateway runs", async () => {
  const frames = framesOf("kamstrup-dk", 4).map(({ octets }) => octets);
  const before = await start();
  for (const octets of frames) await meter.send(octets);
  await hasRead(before, 4);
  await stop();

  const after = await start();
  const [one, two, three] = frames;
  if (one === undefined || two === undefined || three === undefined) throw new Error("no frames");
  await meter.send(one);
  await hasRefused(after);
  expect(await reset("nobody")).toMatchObject({ code: 1, streams: { err: expect.stringContaining("counter list") } });
  expect(await reset("house")).toMatchObject({ code: 0, streams: { out: expect.stringContaining(title) } });
  // The gateway looks it up with the frame that it refuses; from then on they are taken.
  await meter.send(two);
  await hasRefused(after, 2);
  await meter.send(three);
  await hasRead(after, 1);
  const streams = new Streams();
  await runCounterList({ config: join(folder.path, "meter2mqtt.yaml") }, streams);
  expect(streams.out).toMatch(/^house \(4b414d0000000001\): counter \d+, accepted /);
  // And the window is there again.
  await meter.send(three);
  await eventually("a refusal", () => line(after)?.diagnosis?.code === "security/replayed");
});

test("other keys begin a window of their own, and the old ones find theirs again", async () => {
  const frames = framesOf("kamstrup-dk", 2).map(({ octets }) => octets);
  const [first, second] = frames;
  if (first === undefined || second === undefined) throw new Error("no frames");
  const before = await start();
  await meter.send(second);
  await hasRead(before, 1);
  await stop();
  const changed = await start(otherKey);
  await meter.send(first);
  await eventually("a verdict on the key", () => line(changed)?.diagnosis !== undefined);
  expect(line(changed)?.diagnosis?.code).toMatch(/^security\/encryption-key/);
  await stop();
  const back = await start();
  await meter.send(first);
  await hasRefused(back);
});
