import { spawnSync } from "node:child_process";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import type { DetectAnswer, KeyCheckAnswer } from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunningGateway } from "../src/runtime/start-gateway.ts";
import { ApiClient } from "./support/api-client.ts";
import { eventually } from "./support/eventually.ts";
import { freePort } from "./support/free-port.ts";
import { framesOf, keyTexts, playGateway } from "./support/played-gateway.ts";
import { plugIn } from "./support/pty-pair.ts";
import { TcpMeter } from "./support/tcp-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const hasSocat = spawnSync("socat", ["-V"]).status === 0;
const { encryptionKey, authenticationKey } = keyTexts;
const wrong = "000102030405060708090a0b0c0d0eff";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let meter: TcpMeter;
let port: number;
let running: RunningGateway | undefined;
const api = new ApiClient(() => running?.api.url ?? "");

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

async function start(sources = "  - { type: push, name: gate }\n"): Promise<void> {
  running = await playGateway(folder.path, `sources:\n${sources}broker: { enabled: false }\n`);
}

async function detect(body: object): Promise<string> {
  const { status, body: answer } = await api.send("POST", "api/v1/detect", body);
  expect([status, answer]).toMatchObject([202, { state: expect.stringMatching(/searching|listening/) }]);
  return (answer as DetectAnswer).id;
}

/** Looks until the search is as it should be. */
async function until(id: string, holds: (answer: DetectAnswer) => boolean): Promise<DetectAnswer> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const answer = (await api.get(`api/v1/detect/${id}`)).body as DetectAnswer;
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the search did not come to it");
}
const isOver = ({ state }: DetectAnswer) => state !== "searching" && state !== "listening";

async function check(body: object): Promise<KeyCheckAnswer> {
  const { status, body: answer } = await api.send("POST", "api/v1/keys/check", body);
  expect(status).toBe(200);
  for (const key of [encryptionKey, authenticationKey, wrong]) expect(JSON.stringify(answer)).not.toContain(key);
  return answer as KeyCheckAnswer;
}

describe("a search for a meter", () => {
  test("over TCP: what it is, and the source to put in", async () => {
    await start();
    const id = await detect({ host: "127.0.0.1", port });
    expect((await api.send("POST", "api/v1/detect", { host: "127.0.0.1", port })).status).toBe(409);
    for (const { octets } of framesOf("p1-nl", 2)) await meter.send(octets);
    expect(await until(id, isOver)).toMatchObject({
      ...{ state: "done", verdict: "reading", source: { type: "tcp", host: "127.0.0.1", port } },
      heard: { framing: "p1", encrypted: false, meterId: expect.any(String), readings: expect.any(Number) },
    });
  });

  test("an encrypted meter asks for keys, and keys are tried on what was heard", async () => {
    await start();
    const id = await detect({ host: "127.0.0.1", port });
    for (const { octets } of framesOf("kamstrup-dk", 3)) await meter.send(octets);
    const heard = await until(id, isOver);
    expect(heard).toMatchObject({ verdict: "keys-needed", heard: { encrypted: true, readings: 0 } });
    expect(heard.heard?.findings[0]?.code).toBe("security/encryption-key-missing");
    expect(await check({ detect: id, text: `${encryptionKey} ${authenticationKey}` })).toMatchObject({
      ok: true,
      verified: true,
    });
    expect((await api.send("POST", "api/v1/keys/check", { detect: "other", text: "x" })).status).toBe(404);

    const next = await detect({ host: "127.0.0.1", port, encryptionKey: wrong, authenticationKey });
    for (const { octets } of framesOf("kamstrup-dk", 2)) await meter.send(octets);
    const again = await until(next, isOver);
    expect(again.verdict).toBe("keys-wrong");
    expect(JSON.stringify(again)).not.toContain(wrong);
    expect((await api.get(`api/v1/detect/${id}`)).status).toBe(404);
  });

  test("nobody there, silence, a stop, and what makes no sense", async () => {
    await start();
    const closed = await freePort();
    const failed = await until(await detect({ host: "127.0.0.1", port: closed }), isOver);
    expect(failed).toMatchObject({ state: "failed", message: expect.stringContaining("Nothing listens") });
    expect(failed).toHaveProperty("words", [{ key: "netRefused", values: { place: `127.0.0.1:${closed}` } }]);
    const silent = await until(await detect({ host: "127.0.0.1", port, seconds: 1 }), isOver);
    expect(silent).toMatchObject({
      state: "done",
      verdict: "silent",
      message: expect.stringContaining("Nothing was heard"),
    });
    const stopped = await detect({ host: "127.0.0.1", port, seconds: 300 });
    await api.send("DELETE", `api/v1/detect/${stopped}`);
    expect(await until(stopped, isOver)).toMatchObject({ state: "stopped" });
    for (const body of [
      {},
      { host: "x" },
      { serialPort: "/etc/passwd" },
      { serialPort: "/dev/../etc/passwd" },
      { serialPort: "/dev/watchdog" },
      { host: "x", port: 1, serialPort: "/dev/ttyS9" },
      { host: "x", port: 1, encryptionKey: "no" },
    ])
      expect((await api.send("POST", "api/v1/detect", body)).status, JSON.stringify(body)).toBe(400);
    const missing = await until(await detect({ serialPort: "/dev/ttyNONE9" }), isOver);
    expect(missing).toMatchObject({ state: "failed", message: expect.stringContaining("There is no /dev/ttyNONE9") });
    expect((await api.get("api/v1/serial-ports")).body).toMatchObject({ ports: expect.any(Array) });
  });

  test.skipIf(!hasSocat)("on a serial port, whose settings are found (needs socat)", async () => {
    const line = await plugIn(join(folder.path, "tty"));
    await start();
    // A pseudo terminal takes any rate, so the first one that is tried will do.
    const id = await detect({ serialPort: await realpath(line.port), seconds: 30 });
    const frames = framesOf("p1-nl", 200).map(({ octets }) => octets);
    let over = false;
    const sending = (async () => {
      for (const octets of frames) {
        if (over) return;
        line.write(octets);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    const answer = await until(id, isOver);
    over = true;
    await sending;
    expect(answer).toMatchObject({
      state: "done",
      verdict: "reading",
      source: { type: "serial", baud: 2400, format: "8E1" },
    });
    expect(answer.tried).toHaveLength(1);
    await line.unplug();
  });
});

describe("keys", () => {
  const mail = `Hello,\n  GUEK ${encryptionKey.match(/../g)?.join(" ")}\n  GAK: 0x${authenticationKey.toUpperCase()}\nBye`;

  beforeEach(async () => {
    await start(`  - { type: tcp, name: han, host: 127.0.0.1, port: ${port} }\n`);
    expect((await check({ source: "han", text: mail })).verdict.code).toBe("security/not-tried");
    for (const { octets } of framesOf("kamstrup-dk", 3)) await meter.send(octets);
    await eventually("the frames", () => (running?.gateway.state().sources[0]?.line.frames ?? 0) >= 3);
  });

  test("of a whole mail are found, tried on the meter's frames, and told apart", async () => {
    const answer = await check({ source: "han", text: mail });
    expect(answer).toMatchObject({ ok: true, verified: true, frames: 3, verdict: { code: "security/keys-right" } });
    const texts = answer.keys.map(({ start: from, end, role }) => [role, mail.slice(from, end)]);
    expect(texts).toEqual([
      ["encryptionKey", encryptionKey.match(/../g)?.join(" ")],
      ["authenticationKey", authenticationKey.toUpperCase()],
    ]);
    // The other way round they are the same two.
    const reversed = await check({ source: "han", text: `${authenticationKey}\n${encryptionKey}` });
    expect(reversed.keys.map(({ role }) => role)).toEqual(["authenticationKey", "encryptionKey"]);
  });

  test.each([
    [
      "the authentication key is wrong",
      `${encryptionKey}\n${wrong}`,
      { ok: true, verified: false, code: "security/authentication-key-wrong" },
    ],
    [
      "only the encryption key is there",
      encryptionKey,
      { ok: true, verified: false, code: "security/authentication-key-missing" },
    ],
    [
      "the encryption key is wrong",
      `${wrong}\n${authenticationKey}`,
      { ok: false, verified: false, code: "security/encryption-key-wrong" },
    ],
    ["a digit is missing", encryptionKey.slice(1), { ok: false, verified: false, code: "security/key-invalid" }],
    [
      "there is none",
      "Dear customer, your keys will come later.",
      { ok: false, verified: false, code: "security/key-invalid" },
    ],
  ])("the exact verdict where %s", async (_what, text, { code, ...rest }) => {
    const answer = await check({ source: "han", text });
    expect(answer).toMatchObject({ ...rest, verdict: { code, hint: expect.any(String) } });
  });

  test("only for sources that there are", async () => {
    expect((await api.send("POST", "api/v1/keys/check", { source: "none", text: "x" })).status).toBe(404);
    for (const body of [{ text: "x" }, { source: "han" }, { source: "han", text: "x".repeat(60_000) }])
      expect([400, 413]).toContain((await api.send("POST", "api/v1/keys/check", body)).status);
  });
});
