import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Certificates, createCertificates, hasOpenssl } from "../../test/support/certificates.ts";
import { hasProgram } from "../../test/support/child-process.ts";
import { eventually } from "../../test/support/eventually.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { subscribe } from "../../test/support/mqtt-subscriber.ts";
import { readingEntry } from "../../test/support/outbox.ts";
import { type Relay, startRelay } from "../../test/support/relay.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { Secret } from "../config/secret.ts";
import { startEmbeddedBroker } from "./embedded-broker.ts";
import { MqttSink, type MqttSinkOptions } from "./mqtt-sink.ts";
import { connectionErrorWords } from "./mqtt-words.ts";

const backOff = { firstMs: 20, maxMs: 50 };
const never = new AbortController().signal;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const ending: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  await folder.remove();
});

async function startBroker(lines: readonly string[]): Promise<Mosquitto> {
  const broker = await startMosquitto({ folder: folder.path, lines });
  ending.push(() => broker.kill());
  return broker;
}

async function start(options: Partial<MqttSinkOptions> & { readonly url: string }) {
  const sink = new MqttSink({ name: "home", baseTopic: "meter2mqtt", version: "0.1.0", backOff, ...options });
  ending.push(async () => await sink[Symbol.asyncDispose]());
  const statuses: string[] = [];
  const status = (state: string, error?: string) => statuses.push(error === undefined ? state : `${state}: ${error}`);
  await sink.start({ status }, never);
  const said = (words: string) =>
    eventually(`${words}, not ${statuses.join(", ")}`, () => statuses.some((told) => told.includes(words)));
  return { sink, statuses, said };
}

/** A server on loopback that treats its clients so. */
async function listen(treat: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => treat(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ending.push(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

describe.skipIf(!hasMosquitto || !hasProgram("mosquitto_passwd"))("user and password", () => {
  async function startWithPassword() {
    const file = join(folder.path, "passwords");
    execFileSync("mosquitto_passwd", ["-b", "-c", file, "meter", "correct horse"]);
    execFileSync("chmod", ["644", file]);
    return startBroker(["allow_anonymous false", `password_file ${file}`]);
  }

  test("are sent; the password is in no description", async () => {
    const broker = await startWithPassword();
    const { sink, said } = await start({ url: broker.url, username: "meter", password: new Secret("correct horse") });
    await said("open");
    expect(sink.description).toBe(`mqtt://127.0.0.1:${broker.port} as user meter`);
    await sink.deliver([readingEntry()], never);
  });

  test.each([
    ["5", "reason code 135"],
    ["3.1.1", "reason code 5"],
  ] as const)("when wrong, are told in words with MQTT %s", async (protocol, reason) => {
    const broker = await startWithPassword();
    const options = { url: broker.url, username: "meter", password: new Secret("wrong battery"), protocol };
    const { statuses, said } = await start(options);
    await said("the password is wrong");
    await said(reason);
    expect(statuses.join()).not.toContain("battery");
    expect(statuses[0]).toBe("connecting");
    expect(statuses[1]).toMatch(/^waiting: 127\.0\.0\.1:\d+ refuses the connection/);
  });

  test("when missing, are asked for", async () => {
    const broker = await startWithPassword();
    const { said } = await start({ url: broker.url });
    await said("it wants a user name and a password, and none is set");
  });
});

describe.skipIf(!hasMosquitto)("what a broker may do to its client", () => {
  test("it publishes the last will when the client dies", async () => {
    const broker = await startBroker(["allow_anonymous true"]);
    const relay: Relay = await startRelay(broker.port);
    const subscriber = await subscribe(broker.url);
    ending.push(() => subscriber.end());
    const { said } = await start({ url: `mqtt://127.0.0.1:${relay.port}` });
    await said("open");
    await relay.cut();
    await eventually("last will", () => subscriber.payloads("meter2mqtt/bridge/state").length === 2);
    expect(subscriber.payloads("meter2mqtt/bridge/state")).toEqual(["online", "offline"]);
  });

  test("it acknowledges nothing: the batch is given back, and the connection made anew", async () => {
    const broker = await startBroker(["allow_anonymous true"]);
    const relay = await startRelay(broker.port);
    ending.push(() => relay.cut());
    const { sink, statuses, said } = await start({ url: `mqtt://127.0.0.1:${relay.port}`, deliveryTimeoutMs: 100 });
    await said("open");
    relay.clamp();
    await expect(sink.deliver([readingEntry()], never)).rejects.toMatchObject({ kind: "transient" });
    relay.release();
    await eventually("open again", () => statuses.filter((told) => told === "open").length >= 2);
  });

  test("it forbids a topic: the batch is given up, the connection stays", async () => {
    const acl = join(folder.path, "acl");
    execFileSync("sh", ["-c", `printf 'topic write meter2mqtt/bridge/#\\n' > ${acl} && chmod 644 ${acl}`]);
    const broker = await startBroker(["allow_anonymous true", `acl_file ${acl}`]);
    const { sink, statuses, said } = await start({ url: broker.url });
    await said("open");
    const delivery = sink.deliver([readingEntry()], never);
    await expect(delivery).rejects.toMatchObject({ kind: "permanent" });
    await expect(delivery).rejects.toThrow("meter2mqtt/house/reading");
    expect(statuses.at(-1)).toBe("open");
  });

  test("it says why it ends the connection", async () => {
    // Octets of MQTT 5: CONNACK, then DISCONNECT with reason code 0x8b.
    const answers = Uint8Array.of(0x20, 0x03, 0x00, 0x00, 0x00, 0xe0, 0x02, 0x8b, 0x00);
    const port = await listen((socket) => socket.once("data", () => socket.end(answers)).resume());
    const { said } = await start({ url: `mqtt://127.0.0.1:${port}` });
    await said(`waiting: 127.0.0.1:${port} ended the connection: it is shutting down (reason code 139).`);
  });

  test.each([
    [142, "another client connected with the same client id"],
    [138, "banned"],
    [199, "no known reason"],
  ])("reason code %i has words", (code, words) => {
    const target = { host: "::1", port: 1883, hasUser: true, wasOpen: true };
    const said = connectionErrorWords(Object.assign(new Error("ended"), { code }), target);
    expect(said).toContain(words);
    expect(said).toMatch(/^\[::1\]:1883 ended the connection: .* \(reason code \d+\)\.$/);
  });
});

describe("a broker that speaks MQTT 3.1.1 only", () => {
  test("is asked again with that version", async () => {
    const broker = await startEmbeddedBroker({ port: 0 });
    ending.push(async () => await broker[Symbol.asyncDispose]());
    const { sink, statuses } = await start({ url: broker.url, protocol: "5" });
    await eventually("open", () => statuses.at(-1) === "open");
    expect(statuses[1]).toContain("does not speak this version of MQTT");
    await sink.deliver([readingEntry()], never);
  });
});

describe("a server that is no broker", () => {
  test("is told apart from a broker that refuses", async () => {
    const port = await listen((socket) => socket.resume().end());
    const { said } = await start({ url: `mqtt://127.0.0.1:${port}` });
    await said("Is it a broker");
  });
});

describe.skipIf(!hasMosquitto || !hasOpenssl)("TLS", () => {
  async function startWithTls(more: readonly string[] = ["allow_anonymous true"]) {
    const files: Certificates = await createCertificates(folder.path);
    const lines = [`certfile ${files.serverCert}`, `keyfile ${files.serverKey}`, `cafile ${files.ca}`, ...more];
    const broker = await startBroker(lines);
    return { files, url: `mqtts://127.0.0.1:${broker.port}`, broker };
  }

  test("trusts an authority of one's own, and no other", async () => {
    const { files, url } = await startWithTls();
    const trusted = await start({ url, tls: { caFile: files.ca } });
    await trusted.said("open");
    const ca = await readFile(files.ca);
    const subscriber = await subscribe(url, { ca });
    ending.push(() => subscriber.end());
    await trusted.sink.deliver([readingEntry()], never);
    await eventually("a reading", () => subscriber.payloads("meter2mqtt/house/reading").length === 1);

    const stranger = await start({ url });
    await stranger.said("an authority that this machine does not know");
    const careless = await start({ url, tls: { rejectUnauthorized: false } });
    await careless.said("open");
  });

  test("shows a client certificate where the broker wants one", async () => {
    const { files, url } = await startWithTls(["require_certificate true", "use_identity_as_username true"]);
    const known = await start({
      url,
      tls: { caFile: files.ca, certFile: files.clientCert, keyFile: files.clientKey },
    });
    await known.said("open");
    const unknown = await start({ url, tls: { caFile: files.ca } });
    await unknown.said("it wants a client certificate");
  });

  test("names a file that is not there, and a port without TLS", async () => {
    const { url } = await startWithTls();
    const missing = await start({ url, tls: { caFile: join(folder.path, "nothing.pem") } });
    await missing.said("nothing.pem could not be read: there is no such file");
    const plain = await startBroker(["allow_anonymous true"]);
    const { said } = await start({ url: `mqtts://127.0.0.1:${plain.port}` });
    await said("waiting");
  });
});
