import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { TcpServerSource } from "./tcp-server-source.ts";

const backOff = { firstMs: 20, maxMs: 50 };

describe("TcpServerSource", () => {
  const sources: TcpServerSource[] = [];
  const sockets: Socket[] = [];

  async function start(
    options: { readonly port?: number; readonly listen?: string; readonly clock?: ManualClock } = {},
  ) {
    const source = new TcpServerSource({ name: "house", listen: "127.0.0.1", port: 0, backOff, ...options });
    sources.push(source);
    const listener = new RecordingListener();
    const done = source.start(listener, new AbortController().signal);
    await eventually("a status", () => /^(waiting|connecting): /.test(listener.last));
    return { source, listener, done };
  }

  async function device(port: number): Promise<Socket> {
    const socket = connect({ host: "127.0.0.1", port });
    sockets.push(socket);
    socket.on("error", () => undefined);
    await once(socket, "connect");
    return socket;
  }

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const source of sources.splice(0)) await source[Symbol.asyncDispose]();
  });

  test("listens on loopback, hears a device that connects, and the next one after it", async () => {
    const { source, listener } = await start();
    expect(source.description).toBe(`TCP port ${source.port} on 127.0.0.1`);
    expect(listener.last).toMatch(/^connecting: No device has connected to 127\.0\.0\.1:\d+\./);
    const first = await device(source.port);
    first.write("one ");
    await eventually("octets", () => listener.text === "one ");
    expect(listener.last).toBe("open");
    first.end();
    await eventually("gone", () => listener.last.startsWith("connecting: No device"));
    const second = await device(source.port);
    second.write("two");
    await eventually("octets again", () => listener.text === "one two");
    expect(listener.restarts).toBe(2);
  });

  test("a second device waits for its turn: frames of two are never mixed", async () => {
    const { source, listener } = await start();
    const first = await device(source.port);
    first.write("one ");
    await eventually("octets", () => listener.text === "one ");
    const second = await device(source.port);
    second.write("two");
    first.write("more ");
    await eventually("the first goes on", () => listener.text === "one more ");
    first.destroy();
    await eventually("then the second", () => listener.text === "one more two");
  });

  test("a device that is silent makes room for one that waits, as after a power cut", async () => {
    const clock = new ManualClock(0);
    const { source, listener } = await start({ clock });
    const first = await device(source.port);
    await eventually("open", () => listener.last === "open");
    const second = await device(source.port);
    second.write("two");
    await clock.advance(30_000);
    expect(listener.text).toBe("");
    let isClosed = false;
    first.resume().on("close", () => {
      isClosed = true;
    });
    await eventually("the turn", () => {
      void clock.advance(10_000);
      return listener.text === "two";
    });
    await eventually("the first is let go", () => isClosed);
  });

  test("lets only so many devices wait", async () => {
    const { source, listener } = await start();
    await device(source.port);
    await eventually("open", () => listener.last === "open");
    let refused = 0;
    for (let i = 0; i < 20; i++) (await device(source.port)).resume().on("close", () => refused++);
    await eventually("16 of 20 are refused", () => refused === 16);
  });

  test("says that the port is taken or the address is another machine's, and listens when it is free", async () => {
    const first = await start();
    const second = await start({ port: first.source.port });
    expect(second.listener.last).toContain("is in use by another program");
    await first.source[Symbol.asyncDispose]();
    await eventually("free", () => second.listener.last.startsWith("connecting: No device"));
    const elsewhere = await start({ listen: "192.0.2.1" });
    expect(elsewhere.listener.last).toContain("192.0.2.1 is no address of this machine");
  });

  test("ends at once, and closes what is connected", async () => {
    const { source, listener, done } = await start();
    const socket = await device(source.port);
    await eventually("open", () => listener.last === "open");
    let isClosed = false;
    socket.resume().on("close", () => {
      isClosed = true;
    });
    await source[Symbol.asyncDispose]();
    await done;
    await eventually("closed", () => isClosed);
  });
});
