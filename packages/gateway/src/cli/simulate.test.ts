import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { virtualMeters } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { hasProgram } from "../../test/support/child-process.ts";
import { eventually } from "../../test/support/eventually.ts";
import { hasMosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { subscribe } from "../../test/support/mqtt-subscriber.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { SerialSource } from "../sources/serial-source.ts";
import { runSimulate } from "./simulate.ts";
import type { SimulateOptions } from "./simulate-options.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const ending: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ending.splice(0).reverse()) await end();
  await folder.remove();
});

/** Starts the command; it is ended with the test. */
function simulate(options: SimulateOptions, stdout: Writable = new PassThrough()) {
  const stop = new AbortController();
  let said = "";
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      said += String(chunk);
      done();
    },
  });
  const done = runSimulate(options, { stdout, stderr, signal: stop.signal });
  const end = () => {
    stop.abort();
    return done;
  };
  ending.push(end);
  return { done, end, stdout, said: () => said, started: () => eventually("started", () => said.includes("Ctrl-C")) };
}

function connectTo(port: number) {
  const socket = connect({ host: "127.0.0.1", port });
  let octets = 0;
  let closed = false;
  socket.on("data", (chunk) => {
    octets += chunk.length;
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    closed = true;
  });
  return { octets: () => octets, closed: () => closed };
}

describe("meter2mqtt simulate", () => {
  test("names its meters", async () => {
    const { done, stdout } = simulate({ list: true });
    expect(await done).toBe(0);
    const text = String(stdout instanceof PassThrough ? stdout.read() : "");
    expect(text).toMatch(/^kamstrup-dk +Kamstrup Omnipower, Denmark/m);
    expect(text.trim().split("\n")).toHaveLength(Object.keys(virtualMeters).length);
  });

  test.each<[SimulateOptions, string]>([
    [{ stdout: true }, "--meter is missing. Choose one of: kamstrup-dk"],
    [{ meter: "kamstrup-xx", stdout: true }, 'no virtual meter "kamstrup-xx"'],
    [{ meter: "p1-nl" }, "No output is chosen. Give one of --tcp PORT"],
    [{ meter: "p1-nl", stdout: true, tcp: "0" }, "Several outputs are chosen."],
    [{ meter: "p1-nl", tcp: "70000" }, '"70000" is no TCP port'],
    [{ meter: "p1-nl", pty: "a,b" }, '"a,b" can\'t be the name'],
    [{ meter: "p1-nl", mqtt: "http://x" }, "mqtt://host:port"],
    [{ meter: "p1-nl", stdout: true, speed: "0" }, '"0" is no speed'],
    [{ meter: "p1-nl", stdout: true, seed: "x" }, '"x" is no seed'],
    [{ meter: "p1-nl", stdout: true, fault: "noise" }, "not name=probability"],
    [{ meter: "p1-nl", stdout: true, key: "00112233445566778899AABBCCDDEEFF" }, "sends plain frames"],
    [{ meter: "kaifa-at", stdout: true, authKey: "00112233445566778899AABBCCDDEEFF" }, "does not authenticate"],
    [{ meter: "kamstrup-dk", stdout: true, authKey: "OO11" }, "--auth-key: A key has 32 hexadecimal digits"],
  ])("refuses %o", async (options, words) => {
    const { done, said } = simulate(options);
    expect(await done).toBe(2);
    expect(said()).toContain(words);
    expect(said().trim().split("\n")).toHaveLength(1);
  });

  test("sends to every TCP client, says how to read it, and ends cleanly", async () => {
    const run = simulate({ meter: "p1-nl", tcp: "0" });
    await run.started();
    const port = Number(/port: (\d+)/.exec(run.said())?.[1]);
    expect(run.said()).toContain(`TCP 127.0.0.1:${port}`);
    const clients = [connectTo(port), connectTo(port)];
    await eventually("octets for both", () => clients.every(({ octets }) => octets() > 0));
    expect(await run.end()).toBe(0);
    await eventually("both closed", () => clients.every(({ closed }) => closed()));
  });

  test("shows its made-up keys, and never keys that were given", async () => {
    const own = simulate({ meter: "kamstrup-dk", stdout: true });
    await own.started();
    expect(own.said()).toMatch(/encryptionKey: "00112233445566778899aabbccddeeff" # made up/i);
    const given = simulate({ meter: "kamstrup-dk", stdout: true, key: "ABABABAB ABABABAB ABABABAB ABABABAB" });
    await given.started();
    expect(given.said()).toContain("keys that were given");
    expect(given.said()).not.toMatch(/abab/i);
  });

  test("tells what a reader has to know of a meter: its one key, or the system title that it leaves out", async () => {
    const oneKey = simulate({ meter: "kaifa-at", stdout: true });
    await oneKey.started();
    expect(oneKey.said()).toContain("encryptionKey:");
    expect(oneKey.said()).not.toContain("authenticationKey:");
    const untitled = simulate({ meter: "kaifa-pl", stdout: true });
    await untitled.started();
    expect(untitled.said()).toContain('systemTitle: "4b464d0000000005"');
  });

  test("says that a TCP port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    ending.push(() => new Promise((resolve) => server.close(resolve)));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { done, said } = simulate({ meter: "p1-nl", tcp: String(port) });
    expect(await done).toBe(1);
    expect(said()).toContain("is in use");
  });

  test("writes octets to standard output, and ends well when nobody reads on", async () => {
    const frames: Uint8Array[] = [];
    const stdout = new Writable({
      write(chunk: Uint8Array, _encoding, done) {
        frames.push(chunk);
        done(frames.length < 2 ? null : Object.assign(new Error("broken pipe"), { code: "EPIPE" }));
      },
    });
    const { done } = simulate({ meter: "kamstrup-dk", stdout: true, speed: "1000" }, stdout);
    expect(await done).toBe(0);
    expect(frames[0]?.[0]).toBe(0x7e);
    expect(frames[0]?.at(-1)).toBe(0x7e);
  });

  test.skipIf(!hasMosquitto)("publishes frames as hexadecimal text", async () => {
    const broker = await startMosquitto({ folder: folder.path });
    ending.push(() => broker.kill());
    const subscriber = await subscribe(broker.url);
    ending.push(() => subscriber.end());
    const { end } = simulate({ meter: "aidon-no", mqtt: broker.url, speed: "10" });
    const topic = "meter2mqtt-simulator/aidon-no/frame";
    await eventually("a frame", () => subscriber.payloads(topic).length > 0);
    expect(subscriber.payloads(topic)[0]).toMatch(/^7ea[0-9a-f]+7e$/i);
    expect(await end()).toBe(0);
  });
});

describe.skipIf(!hasProgram("socat", "-V"))("meter2mqtt simulate --pty (needs socat)", () => {
  function read(port: string) {
    const source = new SerialSource({ name: "house", port, baud: 2400, format: "8E1", backOff: { firstMs: 20 } });
    const listener = new RecordingListener();
    const done = source.start(listener, new AbortController().signal);
    const end = async () => {
      await source[Symbol.asyncDispose]();
      await done;
    };
    ending.push(end);
    return { listener, end };
  }

  test("makes a serial port that comes back with the simulator", async () => {
    const link = join(folder.path, "meter");
    const first = simulate({ meter: "kamstrup-dk", pty: link, speed: "50" });
    await first.started();
    const { listener } = read(link);
    await eventually("octets", () => listener.text.length > 0);
    expect(await first.end()).toBe(0);
    await eventually("unplugged", () => listener.last.startsWith("waiting"));
    const before = listener.text.length;
    const second = simulate({ meter: "kamstrup-dk", pty: link, speed: "50" });
    await second.started();
    await eventually("octets again", () => listener.text.length > before);
  });

  test("gives a reader no frames from before it came, and goes on when it leaves", async () => {
    const link = join(folder.path, "meter");
    const run = simulate({ meter: "p1-nl", pty: link, speed: "20" });
    await run.started();
    const first = read(link);
    await eventually("octets", () => first.listener.text.length > 0);
    await first.end();
    const second = read(link);
    await eventually("octets for the next", () => second.listener.text.includes("!"));
    // Had they been kept for it, all would come with the first octets.
    expect(second.listener.chunks[0]?.octets.length).toBeLessThan(3000);
  });

  test("touches no file that is in its way", async () => {
    const path = join(folder.path, "precious");
    await writeFile(path, "precious");
    const { done, said } = simulate({ meter: "p1-nl", pty: path });
    expect(await done).toBe(1);
    expect(said()).toContain("exists and is not a link");
    expect(await readFile(path, "utf8")).toBe("precious");
  });

  test("says why it can't make the port", async () => {
    const { done, said } = simulate({ meter: "p1-nl", pty: join(folder.path, "no-folder", "meter") });
    expect(await done).toBe(1);
    expect(said()).toContain("socat could not make");
    vi.stubEnv("PATH", folder.path);
    const without = simulate({ meter: "p1-nl", pty: join(folder.path, "meter") });
    expect(await without.done).toBe(1);
    expect(without.said()).toContain("socat, which is not installed");
  });
});
