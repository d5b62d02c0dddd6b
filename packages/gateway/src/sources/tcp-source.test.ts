import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { freePort } from "../../test/support/free-port.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { TcpSource, type TcpSourceOptions } from "./tcp-source.ts";

const backOff = { firstMs: 20, maxMs: 50 };

/** A server on loopback that keeps its clients. */
class Peer {
  readonly sockets: Socket[] = [];
  readonly #server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    this.sockets.push(socket);
  });

  async listen(port: number): Promise<number> {
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe("TcpSource", () => {
  const opened: { readonly source: TcpSource; readonly stop: AbortController }[] = [];
  const peers: Peer[] = [];

  function start(options: Omit<TcpSourceOptions, "name" | "host" | "backOff">) {
    const source = new TcpSource({ name: "house", host: "127.0.0.1", backOff, ...options });
    const listener = new RecordingListener();
    const stop = new AbortController();
    opened.push({ source, stop });
    return { source, listener, stop, done: source.start(listener, stop.signal) };
  }

  async function peer(port?: number) {
    const made = new Peer();
    peers.push(made);
    return { peer: made, port: await made.listen(port ?? (await freePort())) };
  }

  afterEach(async () => {
    for (const { source } of opened.splice(0)) await source[Symbol.asyncDispose]();
    for (const made of peers.splice(0)) await made.close();
  });

  test("hands octets on with the time of their arrival", async () => {
    const { peer: server, port } = await peer();
    const { source, listener } = start({ port, clock: { now: () => 1234, pause: async () => undefined } });
    expect(source.description).toBe(`TCP 127.0.0.1:${port}`);
    await eventually("connected", () => server.sockets.length === 1);
    server.sockets[0]?.write(Buffer.from([0x7e, 0xa0, 0x7e]));
    await eventually("octets", () => listener.chunks.length === 1);
    expect(listener.statuses).toEqual(["connecting", "open"]);
    expect(listener.restarts).toBe(1);
    expect(listener.chunks[0]).toEqual({ octets: new Uint8Array([0x7e, 0xa0, 0x7e]), receivedAt: 1234 });
  });

  test("says that nothing listens, and connects when the server comes back", async () => {
    const first = await peer();
    const { listener } = start({ port: first.port });
    await eventually("connected", () => first.peer.sockets.length === 1);
    first.peer.sockets[0]?.write("one ");
    await eventually("octets", () => listener.text === "one ");
    await first.peer.close();
    await eventually("refused", () => listener.statuses.some((status) => status.includes("Nothing listens at")));
    expect(listener.statuses[2]).toBe(`waiting: 127.0.0.1:${first.port} closed the connection.`);

    const second = await peer(first.port);
    await eventually("connected again", () => second.peer.sockets.length === 1);
    second.peer.sockets[0]?.write("two");
    await eventually("octets again", () => listener.text === "one two");
    expect(listener.restarts).toBe(2);
    expect(listener.last).toBe("open");
  });

  test("connects anew when nothing comes for longer than it should", async () => {
    const { peer: server, port } = await peer();
    const { listener } = start({ port, idleTimeoutMs: 50 });
    await eventually("connected twice", () => server.sockets.length >= 2);
    expect(listener.statuses[2]).toMatch(/^waiting: Nothing came for too long/);
  });

  test.skipIf(!existsSync("/proc/net/tcp"))("asks a silent peer whether it is still there", async () => {
    const { peer: server, port } = await peer();
    const { listener } = start({ port });
    await eventually("open", () => listener.last === "open" && server.sockets.length === 1);
    // The kernel's own table: `02:` is a running keep-alive timer, in hundredths of a second.
    const remote = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
    const timers = () =>
      readFileSync("/proc/net/tcp", "utf8")
        .split("\n")
        .map((line) => line.split(/\s+/))
        .find((fields) => fields[3] === remote)?.[6]
        ?.split(":");
    // The table is read in pieces, between which other sockets come and go: a line may be left out.
    let found: string[] | undefined;
    await eventually("its line in the table", () => {
      found = timers();
      return found !== undefined;
    });
    const [timer, hundredths] = found ?? [];
    expect(timer).toBe("02");
    expect(Number.parseInt(hundredths ?? "", 16)).toBeLessThanOrEqual(3000);
  });

  test("waits longer after each failure, up to half a minute", async () => {
    const pauses: number[] = [];
    const stop = new AbortController();
    const clock = {
      now: () => 0,
      pause: async (ms: number) => {
        pauses.push(ms);
        if (pauses.length === 8) stop.abort();
      },
    };
    const { peer: gone, port } = await peer();
    await gone.close();
    const source = new TcpSource({ name: "house", host: "127.0.0.1", port, clock, backOff: { random: () => 0 } });
    await source.start(new RecordingListener(), stop.signal);
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  test("names a host that does not exist", async () => {
    const source = new TcpSource({ name: "house", host: "no-such-host.invalid", port: 1, backOff });
    const listener = new RecordingListener();
    const done = source.start(listener, new AbortController().signal);
    await eventually("a status", () => listener.last.startsWith("waiting"));
    expect(listener.last).toContain("no-such-host.invalid");
    await source[Symbol.asyncDispose]();
    await done;
  });

  test("ends when the signal aborts, and leaves no connection open", async () => {
    const { peer: server, port } = await peer();
    const { stop, done, listener } = start({ port });
    await eventually("open", () => listener.last === "open" && server.sockets.length === 1);
    let closed = false;
    server.sockets[0]?.resume().on("close", () => {
      closed = true;
    });
    stop.abort();
    await done;
    await eventually("closed", () => closed);
    expect(listener.last).toBe("open");
  });
});
