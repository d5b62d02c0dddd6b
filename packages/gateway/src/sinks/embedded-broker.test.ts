import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { connectAsync } from "mqtt";
import { afterEach, describe, expect, test } from "vitest";
import { atPresent } from "../../test/support/at-present.ts";
import { eventually } from "../../test/support/eventually.ts";
import { subscribe } from "../../test/support/mqtt-subscriber.ts";
import { availabilityEntry, readingEntry } from "../../test/support/outbox.ts";
import { Secret } from "../config/secret.ts";
import { type EmbeddedBroker, startEmbeddedBroker } from "./embedded-broker.ts";
import { MqttSink } from "./mqtt-sink.ts";

const never = new AbortController().signal;

describe("startEmbeddedBroker", () => {
  const ending: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  async function start(options: Parameters<typeof startEmbeddedBroker>[0] = {}): Promise<EmbeddedBroker> {
    const broker = await startEmbeddedBroker({ port: 0, ...options });
    ending.push(async () => await broker[Symbol.asyncDispose]());
    return broker;
  }

  test("carries what the gateway's own sink publishes to other clients", async () => {
    const broker = await start();
    expect(broker.url).toBe(`mqtt://127.0.0.1:${broker.port}`);
    const subscriber = await subscribe(broker.url, { protocolVersion: 4 });
    ending.push(() => subscriber.end());
    const sink = new MqttSink({
      name: "own",
      url: broker.url,
      protocol: "3.1.1",
      baseTopic: "meter2mqtt",
      version: "0.1.0",
    });
    ending.push(async () => await sink[Symbol.asyncDispose]());
    const statuses: string[] = [];
    await sink.start({ status: (state) => statuses.push(state) }, never);
    await eventually("open", () => statuses.at(-1) === "open");
    await sink.deliver([readingEntry(), availabilityEntry("house", true)], never);
    await eventually("a reading", () => subscriber.payloads("meter2mqtt/house/reading").length === 1);
    const late = await subscribe(broker.url, { protocolVersion: 4 });
    ending.push(() => late.end());
    await eventually("retained messages", () => late.heard.length === 3);
  });

  test("asks for user and password where they are set", async () => {
    const { url } = await start({ credentials: { user: "meter", password: new Secret("seven red ladders") } });
    const client = await connectAsync(url, { protocolVersion: 4, username: "meter", password: "seven red ladders" });
    ending.push(() => client.endAsync(true));
    expect(client.connected).toBe(true);
    const wrong = [{}, { username: "meter" }, { username: "meter", password: "x" }, { username: "x", password: "" }];
    for (const tried of wrong)
      await expect(connectAsync(url, { protocolVersion: 4, reconnectPeriod: 0, ...tried })).rejects.toThrow(
        /not authorized|bad user/i,
      );
  });

  test("takes the next free port where the first is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    ending.push(() => new Promise((resolve) => server.close(resolve)));
    const taken = (server.address() as AddressInfo).port;
    const broker = await start({ port: taken });
    expect(broker.port).toBeGreaterThan(taken);
    expect(broker.port).toBeLessThan(taken + 20);
  });

  test("says in words why it can't listen", async () => {
    // An address of the range that is kept for documentation: no machine has it.
    await expect(startEmbeddedBroker({ host: "192.0.2.1", port: 0 })).rejects.toThrow("does not have that address");
  });

  test("closes within a second, with clients and silent connections open", async () => {
    const stop = new AbortController();
    const broker = await start({ signal: stop.signal });
    const subscriber = await subscribe(broker.url, { protocolVersion: 4, reconnectPeriod: 0 });
    ending.push(() => subscriber.end());
    const silent = connect({ host: "127.0.0.1", port: broker.port });
    await once(silent, "connect");
    const closed = once(silent, "close");
    const before = performance.now();
    stop.abort();
    await broker[Symbol.asyncDispose]();
    expect(performance.now() - before).toBeLessThan(atPresent(1000));
    await closed;
    const refused = once(connect({ host: "127.0.0.1", port: broker.port }), "connect");
    await expect(refused).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("ends the connection of a client that sends too large a message", async () => {
    const broker = await start();
    const client = await connectAsync(broker.url, { protocolVersion: 4, reconnectPeriod: 0 });
    ending.push(() => client.endAsync(true));
    const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
    client.publish("a", Buffer.alloc(300 * 1024));
    await closed;
  });
});
