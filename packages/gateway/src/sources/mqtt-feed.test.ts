import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { toHex } from "@meter2mqtt/decoder";
import { createVirtualMeter } from "@meter2mqtt/simulator";
import { Aedes } from "aedes";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCertificates, hasOpenssl } from "../../test/support/certificates.ts";
import { eventually } from "../../test/support/eventually.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { Secret } from "../config/secret.ts";
import { FeedSource } from "./feed-source.ts";
import { FrameHandler } from "./frame-handler.ts";
import { MqttFeed, type MqttFeedOptions } from "./mqtt-feed.ts";

const backOff = { firstMs: 20, maxMs: 50 };
const frame = Buffer.from(createVirtualMeter("kamstrup-dk", { start: 0 }).next().octets);

describe.skipIf(!hasMosquitto)("a source of frames on mosquitto", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let broker: Mosquitto;
  let publisher: MqttClient;
  const sources: FeedSource[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
    broker = await startMosquitto({ folder: folder.path });
    publisher = await connectAsync(broker.url, { reconnectPeriod: 20 });
    publisher.on("error", () => undefined);
  });
  afterEach(async () => {
    for (const source of sources.splice(0)) await source[Symbol.asyncDispose]();
    await publisher.endAsync(true);
    await broker.kill();
    await folder.remove();
  });

  function start(topic: string, options: Partial<MqttFeedOptions> = {}) {
    const feed = new MqttFeed({ url: broker.url, topics: [topic], ...options });
    const handler = new FrameHandler({ name: "mqtt", topic, payload: "auto", skipsRepeated: false });
    const source = new FeedSource({ name: "mqtt", type: "mqtt", feed, handler, backOff });
    sources.push(source);
    const listener = new RecordingListener();
    const done = source.start(listener, new AbortController().signal);
    return { source, listener, done, open: () => eventually("open", () => listener.last === "open") };
  }

  const octetsOf = (listener: RecordingListener) => Buffer.concat(listener.chunks.map(({ octets }) => octets));

  test.each(["5", "3.1.1"] as const)("hears frames in each form with MQTT %s", async (protocol) => {
    const { source, listener, open } = start("ams/house/data", { protocol });
    expect(source.description).toBe(`ams/house/data at mqtt://127.0.0.1:${broker.port}`);
    await open();
    const before = Date.now();
    await publisher.publishAsync("ams/house/data", frame);
    await publisher.publishAsync("ams/house/data", toHex(frame).toUpperCase());
    await publisher.publishAsync("ams/house/data", JSON.stringify({ data: toHex(frame) }));
    await publisher.publishAsync("ams/other/data", frame);
    await eventually("three frames", () => listener.chunks.length === 3);
    expect(octetsOf(listener)).toEqual(Buffer.concat([frame, frame, frame]));
    expect(listener.chunks[0]?.receivedAt).toBeGreaterThanOrEqual(before);
    expect(listener.restarts).toBe(1);
  });

  test("leaves out what the broker kept, and what is larger than any frame; says what is no frame", async () => {
    await publisher.publishAsync("house", frame, { retain: true, qos: 1 });
    const { listener, open } = start("house");
    await open();
    await publisher.publishAsync("house", Buffer.alloc(80_000, 0x7e));
    await publisher.publishAsync("house", '{"power":12}');
    await publisher.publishAsync("house", frame);
    await eventually("a frame", () => listener.chunks.length === 1);
    expect(octetsOf(listener)).toEqual(frame);
    expect(listener.diagnoses).toMatchObject([
      {
        code: "frame/none-found",
        message: expect.stringContaining("A message on house brings no frame. It holds a frame in none of"),
      },
    ]);
  });

  test("makes a source of its own of each topic behind a wildcard", async () => {
    const { listener, open } = start("meters/+/data");
    await open();
    await publisher.publishAsync("meters/attic/data", frame.subarray(0, 40));
    await publisher.publishAsync("meters/cellar/data", frame);
    await publisher.publishAsync("meters/attic/data", frame.subarray(40));
    await eventually("two sources", () => listener.sources.length === 2);
    expect(listener.chunks).toEqual([]);
    const [attic, cellar] = listener.sources;
    expect(attic).toMatchObject({ name: "mqtt/attic", meterName: "attic", description: "meters/attic/data" });
    expect(cellar).toMatchObject({ name: "mqtt/cellar", meterName: "cellar" });
    const heard = new RecordingListener();
    const stop = new AbortController();
    const done = attic?.start(heard, stop.signal);
    await eventually("both parts", () => heard.chunks.length === 2);
    await publisher.publishAsync("meters/attic/data", frame);
    await eventually("later ones", () => heard.chunks.length === 3);
    expect(octetsOf(heard)).toEqual(Buffer.concat([frame, frame]));
    stop.abort();
    await done;
  });

  test("comes back when the broker does", async () => {
    const { listener, open } = start("house");
    await open();
    await broker.kill();
    await eventually("lost", () => listener.statuses.some((status) => status.includes("Nothing listens at")));
    await broker.restart();
    await eventually("open again", () => listener.last === "open");
    await eventually("the publisher is back", () => publisher.connected);
    await publisher.publishAsync("house", frame);
    await eventually("a frame", () => listener.chunks.length === 1);
    expect(listener.restarts).toBe(2);
  });

  test("ends at once", async () => {
    const { source, done, open } = start("house");
    await open();
    await source[Symbol.asyncDispose]();
    await done;
  });

  test("says that the broker lets this user not read the topic, and goes on when it does", async () => {
    // Debian's mosquitto grants each subscription and then delivers nothing; this broker refuses it.
    const strict = await Aedes.createBroker();
    let isAllowed = false;
    strict.authorizeSubscribe = (_client, subscription, done) => done(null, isAllowed ? subscription : null);
    const server = createServer(strict.handle).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { listener } = start("house", { url: `mqtt://127.0.0.1:${port}`, protocol: "3.1.1" });
    await eventually("refused", () => listener.last.startsWith("waiting"));
    expect(listener.last).toContain("does not let this user read house");
    isAllowed = true;
    await eventually("open", () => listener.last === "open");
    await new Promise<void>((resolve) => strict.close(() => resolve()));
    server.close();
  });

  test.skipIf(!hasOpenssl)("speaks TLS with a certificate of its own, and tells a wrong authority", async () => {
    const certificates = await createCertificates(folder.path);
    const secured = await startMosquitto({
      folder: folder.path,
      lines: [
        "allow_anonymous true",
        `cafile ${certificates.ca}`,
        `certfile ${certificates.serverCert}`,
        `keyfile ${certificates.serverKey}`,
        "require_certificate true",
      ],
    });
    const url = `mqtts://127.0.0.1:${secured.port}`;
    const tls = { caFile: certificates.ca, certFile: certificates.clientCert, keyFile: certificates.clientKey };
    const good = start("house", { url, tls });
    await good.open();
    const stranger = start("house", { url });
    await eventually("refused", () => stranger.listener.last.includes("No secure connection"));
    expect(stranger.listener.last).toContain("authority");
    await secured.kill();
  });

  test("asks for the user where the broker wants one", async () => {
    await broker.kill();
    broker = await startMosquitto({ folder: folder.path, lines: ["allow_anonymous false"] });
    const nobody = start("house");
    await eventually("refused", () => nobody.listener.last.startsWith("waiting"));
    expect(nobody.listener.last).toContain("it wants a user name and a password, and none is set");
    const wrong = start("house", { username: "meter", password: new Secret("sesame-4711") });
    await eventually("refused", () => wrong.listener.last.startsWith("waiting"));
    expect(wrong.listener.last).toContain("the user name or the password is wrong");
    expect(wrong.listener.last).not.toContain("sesame");
  });
});
