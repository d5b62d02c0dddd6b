import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { toHex } from "@meter2mqtt/decoder";
import { createVirtualMeter } from "@meter2mqtt/simulator";
import { afterEach, describe, expect, test } from "vitest";
import { createCertificates, hasOpenssl } from "../../test/support/certificates.ts";
import { eventually } from "../../test/support/eventually.ts";
import { type HttpDevice, startHttpDevice } from "../../test/support/http-device.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { Secret } from "../config/secret.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { FeedSource } from "./feed-source.ts";
import { FrameHandler } from "./frame-handler.ts";
import { HttpFeed, type HttpFeedOptions } from "./http-feed.ts";

describe("a source that is asked over HTTP", () => {
  const sources: FeedSource[] = [];
  const devices: HttpDevice[] = [];

  async function device(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const made = await startHttpDevice(answer);
    devices.push(made);
    return made;
  }

  function start(url: string, options: Partial<HttpFeedOptions> & { readonly path?: string } = {}) {
    const clock = new ManualClock(0);
    const feed = new HttpFeed({ url, intervalMs: 10_000, clock, ...options });
    const handler = new FrameHandler({
      ...{ name: "http", topic: "", payload: "auto", skipsRepeated: true },
      path: options.path,
    });
    const source = new FeedSource({ name: "http", type: "http", feed, handler, clock });
    sources.push(source);
    const listener = new RecordingListener();
    const done = source.start(listener, new AbortController().signal);
    return { source, listener, done, clock };
  }

  afterEach(async () => {
    for (const source of sources.splice(0)) await source[Symbol.asyncDispose]();
    for (const each of devices.splice(0)) await each.close();
  });

  test("reads a P1 telegram again and again, and takes a repeated one once", async () => {
    const meter = createVirtualMeter("p1-nl", { start: 0 });
    const [one, two] = [meter.next().octets, meter.next().octets];
    let telegram = one;
    const served = await device((_request, response) => response.end(Buffer.from(telegram)));
    const { source, listener, clock } = start(`${served.url}/api/v1/telegram`);
    expect(source.description).toBe(`${served.url}/api/v1/telegram, every 10 s`);
    await eventually("the first", () => listener.chunks.length === 1);
    await clock.advance(10_000);
    await eventually("asked again", () => served.requests.length === 2);
    telegram = two;
    await eventually("the second", () => {
      void clock.advance(10_000);
      return listener.chunks.length === 2;
    });
    expect(listener.chunks.map(({ octets }) => octets)).toEqual([one, two]);
    expect(listener.statuses).toEqual(["connecting", "open"]);
    expect(served.requests[0]?.path).toBe("/api/v1/telegram");
  });

  test("sends user and password, a token, and headers; none of them in a description", async () => {
    const frame = createVirtualMeter("emh-de", { start: 0 }).next().octets;
    const served = await device((request, response) => {
      if (request.headers.authorization === undefined) response.writeHead(401).end();
      else response.end(Buffer.from(frame));
    });
    const url = `${served.url}/data.json?node_id=1`;
    const { source, listener } = start(url, {
      username: "admin",
      password: new Secret("AD56-54BA"),
      headers: [new Secret("X-Api-Key: k1")],
    });
    await eventually("a frame", () => listener.chunks.length === 1);
    expect(listener.chunks[0]?.octets).toEqual(frame);
    const [asked] = served.requests;
    expect(asked?.path).toBe("/data.json?node_id=1");
    expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from("admin:AD56-54BA").toString("base64")}`);
    expect(asked?.headers["x-api-key"]).toBe("k1");
    expect(source.description).toBe(`${served.url}/data.json, every 10 s`);

    const byToken = start(url, { token: new Secret("t1") });
    await eventually("a frame", () => byToken.listener.chunks.length === 1);
    expect(served.requests.at(-1)?.headers.authorization).toBe("Bearer t1");
    const refused = start(url);
    await eventually("refused", () => refused.listener.last.startsWith("waiting"));
    expect(refused.listener.last).toContain("it wants a user and a password, or a token");
  });

  test("finds hexadecimal text in JSON by its path", async () => {
    const frame = createVirtualMeter("kamstrup-dk", { start: 0 }).next().octets;
    const served = await device((_request, response) =>
      response.end(JSON.stringify({ last: [{ han: toHex(frame) }] })),
    );
    const { listener } = start(served.url, { path: "last.0.han" });
    await eventually("a frame", () => listener.chunks.length === 1);
    expect(listener.chunks[0]?.octets).toEqual(frame);
  });

  test.each<[string, (response: ServerResponse) => void, string]>([
    ["nothing there", (response) => response.writeHead(404).end(), "Check the path"],
    [
      "sent elsewhere",
      (response) => response.writeHead(302, { location: "http://192.0.2.1/" }).end(),
      "sends us elsewhere",
    ],
    ["broken", (response) => response.writeHead(500).end(), "answered with HTTP 500"],
    ["too much", (response) => response.end(Buffer.alloc(200_000)), "answers with more than 64 KB"],
    ["cut off", (response) => response.destroy(), "connection"],
    ["silent", () => {}, "gave no whole answer within 0.3 s"],
  ])("says what is wrong: %s", async (about, answer, words) => {
    const served = await device((_request, response) => answer(response));
    const { listener } = start(served.url, { timeoutMs: about === "silent" ? 300 : 60_000 });
    await eventually("a status", () => listener.last.startsWith("waiting"));
    expect(listener.last).toContain(words);
    expect(listener.chunks).toEqual([]);
  });

  test.skipIf(!hasOpenssl)(
    "over HTTPS: an authority of one's own, and a client certificate (needs openssl)",
    async () => {
      const folder = await temporaryFolder();
      try {
        const { ca, serverCert, serverKey, clientCert, clientKey } = await createCertificates(folder.path);
        const [own, cert, key] = await Promise.all([ca, serverCert, serverKey].map((path) => readFile(path)));
        const frame = createVirtualMeter("emh-de", { start: 0 }).next().octets;
        const answer = (_request: IncomingMessage, response: ServerResponse) => response.end(Buffer.from(frame));
        const served = await startHttpDevice(answer, { cert, key });
        const strict = await startHttpDevice(answer, {
          cert,
          key,
          ca: own,
          requestCert: true,
          rejectUnauthorized: true,
        });
        devices.push(served, strict);

        const unknown = start(served.url);
        await eventually("refused", () => unknown.listener.last.startsWith("waiting"));
        expect(unknown.listener.last).toMatch(/certificate .*set that as caFile/);
        const missing = start(served.url, { tls: { caFile: `${ca}.none` } });
        await eventually("refused", () => missing.listener.last.startsWith("waiting"));
        expect(missing.listener.last).toContain(`${ca}.none could not be read: there is no such file`);
        expect(served.requests).toEqual([]);

        const trusted = start(served.url, { tls: { caFile: ca } });
        await eventually("a frame", () => trusted.listener.chunks.length === 1);
        expect(trusted.listener.chunks[0]?.octets).toEqual(frame);
        await trusted.clock.advance(10_000);
        await eventually("asked again", () => served.requests.length === 2);
        const named = start(strict.url, { tls: { caFile: ca, certFile: clientCert, keyFile: clientKey } });
        await eventually("a frame", () => named.listener.chunks.length === 1);
        const nameless = start(strict.url, { tls: { caFile: ca } });
        await eventually("refused", () => nameless.listener.last.startsWith("waiting"));
      } finally {
        await folder.remove();
      }
    },
  );

  test("tries again with back-off where nothing listens, and ends at once", async () => {
    const gone = await startHttpDevice(() => {});
    await gone.close();
    const { source, listener, clock, done } = start(gone.url);
    await eventually("refused", () => listener.last.includes("Nothing listens at 127.0.0.1"));
    const tries = () => listener.statuses.filter((status) => status === "connecting").length;
    await clock.advance(1000);
    await eventually("the second try", () => tries() === 2 && listener.last.startsWith("waiting"));
    await clock.advance(1000);
    expect(tries()).toBe(2);
    await source[Symbol.asyncDispose]();
    await done;
  });
});
