import type {
  Connection,
  ConnectionTestAnswer,
  FramesAnswer,
  MetersAnswer,
  ReadingsAnswer,
  SinkState,
} from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunningGateway } from "../src/runtime/start-gateway.ts";
import { ApiClient } from "./support/api-client.ts";
import { eventually } from "./support/eventually.ts";
import { freePort } from "./support/free-port.ts";
import { startHttpDevice } from "./support/http-device.ts";
import { hasMosquitto, startMosquitto } from "./support/mosquitto.ts";
import { framesOf, keyTexts, playGateway } from "./support/played-gateway.ts";
import { TcpMeter } from "./support/tcp-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const keys = `{ slug: house, zone: Europe/Copenhagen, encryptionKey: ${keyTexts.encryptionKey}, authenticationKey: ${keyTexts.authenticationKey} }`;
const book = "meters: [{ id: '9999990000000017', successorOf: '9999990000000010' }]\n";

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

const han = () => `sources:\n  - { type: tcp, name: han, host: 127.0.0.1, port: ${port}, meter: ${keys} }\n`;

async function start(yaml: string): Promise<void> {
  running = await playGateway(folder.path, yaml);
}

async function send(octets: readonly Uint8Array[]): Promise<void> {
  for (const frame of octets) {
    const before = readings();
    await meter.send(frame);
    await eventually("the reading", () => readings() > before);
  }
}
const line = () => running?.gateway.state().sources[0]?.line;
const readings = () => line()?.readings ?? 0;

async function connections(): Promise<Connection[]> {
  const { body } = await api.get("api/v1/connections");
  return (body as { connections: Connection[] }).connections;
}
async function testOf(id: string): Promise<ConnectionTestAnswer> {
  const { status, body } = await api.send("POST", `api/v1/connections/${encodeURIComponent(id)}/test`);
  expect(status).toBe(200);
  return body as ConnectionTestAnswer;
}

describe("connections", () => {
  test("each with its state, and a test that says what is seen", async () => {
    const device = await startHttpDevice((_request, response) => response.writeHead(401).end("no"));
    const closed = await freePort();
    await start(
      `${han()}  - { type: tcp, name: attic, host: 127.0.0.1, port: ${closed} }
  - { type: http, name: shed, url: "${device.url}/meter?token=hidden-token" }
mqtt: [{ name: away, url: "mqtt://127.0.0.1:${closed}" }]
broker: { enabled: true, port: 0 }
sinks:
  - { type: files, name: files, folder: out, format: jsonl, kinds: [reading] }
  - { type: webhook, name: hook, url: "${device.url}/secret-path", kinds: [reading] }
prices:
  sources:
    - { type: fixed, name: flat, area: NO1, price: 1.25, currency: NOK }
    - { type: entsoe, name: market, area: NO2, token: hidden-token, url: "${device.url}/" }
`,
    );
    await send(framesOf("kamstrup-dk", 2).map(({ octets }) => octets));
    await eventually("the files have both", () =>
      (running?.gateway.state().sinks ?? []).some(({ name, delivered }) => name === "files" && delivered === 2),
    );
    await eventually("the device and the market refuse", () => {
      const { sources = [], prices = [] } = running?.gateway.state() ?? {};
      return [...sources, ...prices].filter(({ name, error }) => /shed|market/.test(name) && error).length === 2;
    });
    // Where nobody listens it is tried again and again: looked at is one answer between two tries.
    const isBetweenTries = ({ status, lastError }: Partial<Connection> = {}) =>
      status === "waiting" && lastError !== undefined;
    let shown: Connection[] = [];
    const find = (id: string) => shown.find((connection) => connection.id === id);
    await expect
      .poll(async () => {
        shown = await connections();
        return [isBetweenTries(find("source:attic")), isBetweenTries(find("output:away"))];
      })
      .toEqual([true, true]);
    const byId = new Map(shown.map((connection) => [connection.id, connection]));
    expect([...byId].map(([id, { kind }]) => [id, kind])).toEqual([
      ["source:han", "source"],
      ["source:attic", "source"],
      ["source:shed", "source"],
      ["output:embedded", "broker"],
      ["output:away", "broker"],
      ["output:files", "sink"],
      ["output:hook", "sink"],
      ["prices:flat", "prices"],
      ["prices:market", "prices"],
    ]);
    expect(byId.get("source:han")).toMatchObject({
      status: "open",
      lastSuccessAt: expect.any(String),
      line: { readings: 2 },
    });
    expect(byId.get("source:attic")?.lastError).toMatchObject({
      isCurrent: true,
      message: expect.stringContaining("Nothing listens"),
    });
    expect(byId.get("output:away")).toMatchObject({
      status: "waiting",
      outbox: {
        waiting: expect.any(Number),
        oldestAt: expect.any(String),
        ageSeconds: expect.any(Number),
        keptIn: "disk",
      },
      lastError: {
        isCurrent: true,
        message: expect.stringContaining("Nothing listens"),
        words: [{ key: "netRefused", values: { place: `127.0.0.1:${closed}` } }],
      },
    });
    const place = new URL(device.url).host;
    const wantsUser = [{ key: "deviceWantsUser", values: { place: `${place}/meter`, status: 401 } }];
    expect(byId.get("source:shed")?.lastError).toMatchObject({ words: wantsUser, isCurrent: true });
    const noAccess = [{ key: "pricesNoAccess", values: { place, status: 401 } }];
    expect(byId.get("prices:market")?.lastError).toMatchObject({ words: noAccess, isCurrent: true });
    expect((await api.get("api/v1/state")).body).toMatchObject({ prices: [{}, { errorWords: noAccess }] });
    expect(byId.get("output:files")).toMatchObject({ status: "open", delivered: 2, dropped: 0 });
    expect(JSON.stringify(shown)).not.toMatch(/hidden-token|secret-path/);

    expect(await testOf("source:han")).toMatchObject({
      ok: true,
      message: expect.stringContaining("is open; the last octets came"),
      words: [{ key: "seenHeard", values: { place: `127.0.0.1:${port}`, seconds: expect.any(Number) } }],
    });
    expect(await testOf("source:attic")).toMatchObject({
      ok: false,
      message: expect.stringContaining("Nothing listens"),
    });
    expect(await testOf("source:shed")).toMatchObject({ ok: false, words: wantsUser });
    expect(await testOf("output:embedded")).toMatchObject({
      ok: true,
      message: expect.stringContaining("takes the connection"),
    });
    expect(await testOf("output:away")).toMatchObject({
      ok: false,
      message: expect.stringContaining("Nothing listens"),
    });
    expect(await testOf("output:files")).toMatchObject({
      ok: true,
      message: expect.stringContaining("can be written"),
    });
    expect(await testOf("output:hook")).toMatchObject({
      ok: true,
      message: expect.stringContaining("takes connections"),
    });
    expect(await testOf("prices:flat")).toMatchObject({
      ok: true,
      message: expect.stringMatching(/^flat: (23|24|25) prices of \d{4}-\d\d-\d\d for NO1\.$/),
      words: [{ key: "seenPrices", values: expect.objectContaining({ source: "flat", area: "NO1" }) }],
    });
    const market = await testOf("prices:market");
    expect(market).toMatchObject({ ok: false, words: noAccess });
    expect(market.message).not.toContain("hidden-token");
    expect((await api.send("POST", "api/v1/connections/source%3Anone/test")).status).toBe(404);
    const stranger = { origin: "http://evil.example" };
    expect((await api.send("POST", "api/v1/connections/source%3Ahan/test", undefined, stranger)).status).toBe(403);
    await device.close();
  });

  test.skipIf(!hasMosquitto)("a broker's own words when it refuses (needs mosquitto)", async () => {
    const broker = await startMosquitto({ folder: folder.path, lines: ["allow_anonymous false"] });
    await start(`${han()}mqtt: [{ name: strict, url: "${broker.url}", username: me, password: not-right }]\n`);
    const answer = await testOf("output:strict");
    const words = [{ key: "brokerRefuses", values: { place: `127.0.0.1:${broker.port}`, reason: 135 } }];
    const message = expect.stringContaining("user name or the password is wrong");
    expect(answer).toMatchObject({ ok: false, message, words });
    const isRefused = ({ name, errorWords }: SinkState) => name === "strict" && errorWords !== undefined;
    await eventually("refused", () => running?.gateway.state().sinks.some(isRefused) === true);
    const strict = (await connections()).find(({ id }) => id === "output:strict");
    expect(strict?.lastError).toMatchObject({ message, words });
    expect(JSON.stringify([answer, await connections()])).not.toContain("not-right");
    await broker.stop();
  });
});

describe("meters and readings", () => {
  const at = Date.UTC(2026, 0, 15, 12);

  test("who they are, what was decided, and whom they follow", async () => {
    await start(`${han()}${book}broker: { enabled: false }\n`);
    await send(framesOf("kamstrup-dk", 1).map(({ octets }) => octets));
    const { body } = await api.get("api/v1/meters");
    expect(body).toMatchObject({
      meters: [
        {
          ...{ meter: "house", meterId: "9999990000000017", manufacturer: "Kamstrup", sources: ["han"] },
          ...{ authenticated: true, successorOf: "9999990000000010", scaleDecisions: [] },
          predecessors: [{ meterId: "9999990000000010" }],
        },
      ],
      unheard: [],
    });
    const [house] = (body as MetersAnswer).meters;
    expect(house?.quantities).toEqual(expect.arrayContaining(["activeImportW", "netActiveW"]));
    expect(house?.derived).toContain("netActiveW");
    expect(house).not.toHaveProperty("values");
  });

  test("readings by pages, by fields, and as means", async () => {
    await start(`${han()}broker: { enabled: false }\n`);
    await send(framesOf("kamstrup-dk", 5, at).map(({ octets }) => octets));
    const all: ReadingsAnswer["items"] = [];
    let next: string | undefined;
    let pages = 0;
    do {
      const cursor = next === undefined ? "" : `&cursor=${next}`;
      const page = (await api.get(`api/v1/meters/house/readings?limit=2&fields=activeImportW,energyImportWh${cursor}`))
        .body as ReadingsAnswer;
      all.push(...page.items);
      next = page.next;
      pages++;
    } while (next !== undefined);
    expect([all.length, pages]).toEqual([5, 3]);
    expect(all.map(({ timestamp }) => timestamp)).toEqual([...all.map(({ timestamp }) => timestamp)].sort());
    const names = new Set(all.flatMap(({ values }) => Object.keys(values)));
    expect([...names].sort()).toEqual(["activeImportW", "energyImportWh"]);

    const means = (await api.get("api/v1/meters/house/readings?resolution=1h&fields=activeImportW,energyImportWh"))
      .body as ReadingsAnswer;
    const powers = all.map(({ values }) => values["activeImportW"] ?? Number.NaN);
    const sum = means.items.reduce((total, { count = 0, values }) => total + count * (values["activeImportW"] ?? 0), 0);
    expect(sum / 5).toBeCloseTo(powers.reduce((total, power) => total + power, 0) / 5, 2);
    const register = (items: ReadingsAnswer["items"]) =>
      items.findLast(({ values }) => values["energyImportWh"] !== undefined)?.values["energyImportWh"];
    expect(register(means.items)).toBe(register(all));
    expect(Math.min(...means.items.map(({ min }) => min?.["activeImportW"] ?? 0))).toBe(Math.min(...powers));
    // By its number it is the same meter.
    expect((await api.get("api/v1/meters/9999990000000017/readings?limit=1")).status).toBe(200);
    for (const [query, status] of [
      ["cursor=x", 400],
      ["from=yesterday", 400],
      ["from=2026-02-02&to=2026-02-01", 400],
      ["limit=0", 400],
      ["resolution=2s", 400],
    ] as const)
      expect((await api.get(`api/v1/meters/house/readings?${query}`)).status, query).toBe(status);
    expect((await api.get("api/v1/meters/barn/readings")).status).toBe(404);
  });
});

describe("the line", () => {
  test("diagnoses, health over time, the raw archive and live frames", async () => {
    await start(`${han()}broker: { enabled: false }\n`);
    const live = await api.stream("api/v1/frames/live?source=han");
    const others = await api.stream("api/v1/frames/live?source=other");
    const frames = framesOf("kamstrup-dk", 3).map(({ octets }) => octets);
    const [first, second, third] = frames;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three frames are needed");
    await send([first]);
    const damaged = second.slice();
    damaged[40] = (damaged[40] ?? 0) ^ 0xff;
    await meter.send(damaged);
    await eventually("damage", () => (line()?.damagedFrames ?? 0) > 0);
    await send([third]);

    const hex = Buffer.from(first).toString("hex");
    await eventually("live frames", () => (live.text().match(/event: frame/g) ?? []).length >= 3);
    expect(live.text()).toContain(hex);
    expect(others.text()).not.toContain("event:");
    for (const stream of [live, others]) stream.close();

    const list = (await api.get("api/v1/frames?limit=2")).body as FramesAnswer;
    expect(list.items.map(({ outcome }) => outcome)).toEqual(["reading", "frame/bad-checksum"]);
    expect(list.items[1]).toMatchObject({
      source: "han",
      verdict: "A frame's checksum is wrong",
      octets: expect.any(Number),
    });
    expect(JSON.stringify(list)).not.toContain("hex");
    const rest = (await api.get(`api/v1/frames?limit=2&cursor=${list.next}`)).body as FramesAnswer;
    expect(rest).toMatchObject({ items: [{ outcome: "reading", framing: "hdlc" }] });
    expect(rest.next).toBeUndefined();
    expect((await api.get(`api/v1/frames/${rest.items[0]?.id}`)).body).toMatchObject({ hex, octets: first.length });
    expect((await api.get("api/v1/frames?source=other")).body).toEqual({ items: [] });
    expect((await api.get("api/v1/frames/99999")).status).toBe(404);

    const said = (await api.get("api/v1/diagnoses?source=han")).body as { items: { code: string }[] };
    expect(said.items.map(({ code }) => code)).toContain("frame/bad-checksum");
    expect((await api.get("api/v1/diagnoses?source=other")).body).toEqual({ items: [] });

    await eventually("the health is told", () => running?.gateway.state().sources[0]?.line.readings === 2);
    type Step = { octets: number; frames: number; readings: number; damagedFrames: number; checksumFailures: number };
    let steps: Step[] = [];
    const total = (key: keyof Step) => steps.reduce((sum, step) => sum + step[key], 0);
    const look = async (): Promise<number> => {
      steps = ((await api.get("api/v1/line?source=han&minutes=10")).body as { steps: Step[] }).steps;
      return total("readings");
    };
    // The runner tells its counters once a second.
    await expect.poll(look, { interval: 100 }).toBe(2);
    expect(steps.length).toBe(60);
    expect([total("readings"), total("frames"), total("damagedFrames"), total("checksumFailures")]).toEqual([
      2, 2, 1, 1,
    ]);
    expect(total("octets")).toBe(frames.reduce((sum, { length }) => sum + length, 0));
    const { body } = await api.get("api/v1/line?source=han&minutes=1440");
    expect(body).toMatchObject({
      stepSeconds: 60,
      statuses: expect.arrayContaining([expect.objectContaining({ status: "open" })]),
    });
    expect((await api.get("api/v1/line?source=other")).status).toBe(404);
  });
});
