import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConfigurationAnswer, ConfigurationCheckAnswer, TouchedPart } from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ApiClient, type OpenStream } from "./support/api-client.ts";
import { eventually } from "./support/eventually.ts";
import { freePort } from "./support/free-port.ts";
import { type HostedGateway, hostGateway } from "./support/hosted-gateway.ts";
import { type HttpReceiver, startHttpReceiver } from "./support/http-receiver.ts";
import { canConnect, hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { type Subscriber, subscribe } from "./support/mqtt-subscriber.ts";
import { keyTexts } from "./support/played-gateway.ts";
import { PumpedMeter } from "./support/pumped-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/* A change of the configuration while everything runs: real broker, real lines, real pages. */

type Values = Record<string, unknown> & { sources: Record<string, unknown>[] };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hosted: HostedGateway | undefined;
let ends: (() => void | Promise<void>)[] = [];
const api = new ApiClient(() => hosted?.url() ?? "");

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
  await hosted?.host[Symbol.asyncDispose]();
  hosted = undefined;
  await folder.remove();
});

async function meterOf(...about: Parameters<typeof PumpedMeter.start>): Promise<PumpedMeter> {
  const meter = await PumpedMeter.start(...about);
  ends.push(() => meter[Symbol.dispose]());
  return meter;
}

const tcp = (name: string, port: number, meter: Record<string, unknown> = { slug: name }) => ({
  ...{ type: "tcp", name, host: "127.0.0.1", port, meter },
});

async function host(values: Record<string, unknown>): Promise<void> {
  hosted = await hostGateway(folder.path, JSON.stringify(values));
}

const gateway = () => {
  const running = hosted?.host.running;
  if (running === undefined) throw new Error("the gateway does not run");
  return running.gateway;
};
const source = (name: string) =>
  gateway()
    .state()
    .sources.find((state) => state.name === name);
const sink = (name: string) =>
  gateway()
    .state()
    .sinks.find((state) => state.name === name);

async function view(): Promise<ConfigurationAnswer> {
  return (await api.get("api/v1/configuration")).body as ConfigurationAnswer;
}

/** Looks at a change, makes it, and waits until it was taken up or given up; what it was to touch is the same each time. */
async function change(work: (values: Values) => void): Promise<ConfigurationAnswer["reload"]> {
  const { etag, values, reload: before } = await view();
  const changed = structuredClone(values) as Values;
  work(changed);
  const checked = await api.send("POST", "api/v1/configuration/check", { values: changed });
  const { ok, parts } = checked.body as ConfigurationCheckAnswer;
  expect([ok, parts.length > 0]).toEqual([true, true]);
  const put = await api.send("PUT", "api/v1/configuration", { values: changed }, { "if-match": etag });
  expect([put.status, put.body]).toMatchObject([200, { parts }]);
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const reload = await view().then(
      (answer) => answer.reload,
      () => undefined,
    );
    if (reload !== undefined && reload.at !== before.at && reload.state !== "running") {
      expect(reload.parts).toEqual(parts);
      return reload;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("the change was not taken up");
}

/** Every frame of a source that the archive holds, by what became of it. */
async function framesOf(name: string): Promise<string[]> {
  const outcomes: string[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await api.get(`api/v1/frames?source=${name}&limit=200${cursor === "" ? "" : `&cursor=${cursor}`}`);
    const { items, next } = body as { items: { outcome: string }[]; next?: string };
    outcomes.push(...items.map(({ outcome }) => outcome));
    if (next === undefined) return outcomes;
    cursor = next;
  }
}

/** Times of all readings of a meter that are kept. */
async function timestampsOf(meter: string): Promise<string[]> {
  const from = new Date(0).toISOString();
  const timestamps: string[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await api.get(`api/v1/meters/${meter}/readings?limit=1000&from=${from}${cursor}`);
    const { items, next } = body as { items: { timestamp: string }[]; next?: string };
    timestamps.push(...items.map(({ timestamp }) => timestamp));
    if (next === undefined) return timestamps;
    cursor = `&cursor=${next}`;
  }
}

/** Each telegram that was sent is in the archive once, and was read. */
async function expectAllOnce(meter: PumpedMeter, name: string): Promise<void> {
  meter.halt();
  await eventually(`all of ${name}`, () => source(name)?.line.frames === meter.sent);
  expect(await framesOf(name)).toEqual(Array.from({ length: meter.sent }, () => "reading"));
}

const touched = (part: TouchedPart["part"], change: TouchedPart["change"], name?: string): TouchedPart => ({
  ...{ part, change },
  ...(name === undefined ? {} : { name }),
});

describe.skipIf(!hasMosquitto)("while a meter is heard and a broker listens", () => {
  let broker: Mosquitto;
  let listener: Subscriber;
  let hall: PumpedMeter;
  let stream: OpenStream;

  beforeEach(async () => {
    broker = await startMosquitto({ folder: folder.path });
    ends.push(() => broker.kill());
    listener = await subscribe(broker.url);
    ends.push(() => listener.end());
    hall = await meterOf("p1-nl");
    await host({
      sources: [tcp("hall", hall.port)],
      mqtt: [{ name: "home", url: broker.url, discovery: { enabled: false } }],
    });
    await hall.pump();
    await eventually("the meter on MQTT", () => listener.payloads("meter2mqtt/hall/reading").length > 2);
    stream = await api.stream("api/v1/events");
    ends.push(() => stream.close());
    await eventually("the first snapshot", () => stream.text().includes("event: snapshot"));
  });

  /** Nobody was told goodbye, and the page has heard all the time. */
  async function expectUndisturbed(): Promise<void> {
    expect(listener.payloads("meter2mqtt/bridge/state")).toEqual(["online"]);
    expect(listener.payloads("meter2mqtt/hall/availability")).not.toContain("offline");
    const heard = stream.text().length;
    await eventually("the page hears more", () => stream.text().slice(heard).includes("event: meter"));
    await expectAllOnce(hall, "hall");
  }

  test("a source comes and goes, and nothing else notices", async () => {
    const shed = await meterOf("aidon-no");
    const came = await change(({ sources }) => sources.push(tcp("shed", shed.port)));
    expect(came).toMatchObject({ state: "done", parts: [touched("source", "start", "shed")] });
    await shed.pump();
    await eventually("the new meter on MQTT", () =>
      listener.payloads("meter2mqtt/shed/availability").includes("online"),
    );
    await eventually("the new line on the page", () => stream.text().includes('"shed"'));
    await hall.more(10);
    shed.halt();
    const went = await change(({ sources }) => sources.pop());
    expect(went).toMatchObject({ state: "done", parts: [touched("source", "stop", "shed")] });
    expect(gateway().state()).toMatchObject({ sources: [{ name: "hall" }], meters: [{ meter: "hall" }] });
    await eventually("its meter is gone", () => listener.payloads("meter2mqtt/shed/availability").at(-1) === "offline");
    await expectUndisturbed();
  });

  test("a sink is another one while readings flow: it goes on behind what it was given, and no other sink stops", async () => {
    const hook: HttpReceiver = await startHttpReceiver();
    ends.push(() => hook.end());
    const url = `http://127.0.0.1:${hook.port}/`;
    const added = await change((values) => {
      values["sinks"] = [{ type: "webhook", name: "hook", url: `${url}a`, kinds: ["reading"] }];
    });
    expect(added).toMatchObject({ state: "done", parts: [touched("sink", "start", "hook")] });
    await eventually("readings at the first address", () => hook.requests.length > 5);
    const delivered = await change((values) => {
      values["sinks"] = [{ type: "webhook", name: "hook", url: `${url}b`, kinds: ["reading"] }];
    });
    expect(delivered).toMatchObject({ state: "done", parts: [touched("sink", "restart", "hook")] });
    await eventually(
      "readings at the second address",
      () => hook.requests.filter((one) => one.url === "/b").length > 5,
    );
    hall.halt();
    await eventually(
      "everything is delivered",
      () => sink("hook")?.waiting === 0 && source("hall")?.line.frames === hall.sent,
    );
    await eventually("the last reading", () => hook.requests.length > 0 && sink("hook")?.waiting === 0);
    const keys = hook.requests.map(({ headers }) => String(headers["x-meter2mqtt-key"]));
    const kept = await timestampsOf("hall");
    const told = hook.requests.map((request) => timestampIn(request.body));
    // From the first that it was given on: each that is kept, once, in their order.
    expect(told[0]).toMatch(/^20\d\d-/);
    expect(told).toEqual([...kept].sort().slice(-told.length));
    expect(new Set(keys).size).toBe(keys.length);
    await eventually("nothing of it on MQTT", () => sink("home")?.status === "open");
    expect(listener.payloads("meter2mqtt/bridge/state")).toEqual(["online"]);
  });

  test("a wrong change is put back; what it did not touch has not noticed", async () => {
    const before = await readFile(join(folder.path, "meter2mqtt.yaml"), "utf8");
    // Refused before anything is touched: there is no such contract.
    const refused = await change((values) => {
      values["tariffs"] = [{ contract: "not-there.yaml" }];
      values.sources.push(tcp("shed", 1));
    });
    expect(refused).toMatchObject({ state: "failed", message: expect.stringContaining("not-there.yaml") });
    expect(await readFile(join(folder.path, "meter2mqtt.yaml"), "utf8")).toBe(before);
    expect(
      gateway()
        .state()
        .sources.map(({ name }) => name),
    ).toEqual(["hall"]);
    await expectUndisturbed();

    // Found out when the server is to start: 192.0.2.1 is no address of any machine (RFC 5737).
    await hall.pump();
    const url = hosted?.url();
    const failed = await change((values) => {
      values["http"] = { listen: "192.0.2.1" };
      values.sources.push(tcp("shed", 1));
    });
    expect(failed).toMatchObject({ state: "failed", message: expect.stringContaining("192.0.2.1") });
    expect(await readFile(join(folder.path, "meter2mqtt.yaml"), "utf8")).toBe(before);
    expect(hosted?.url()).toBe(url);
    expect(
      gateway()
        .state()
        .sources.map(({ name }) => name),
    ).toEqual(["hall"]);
    await hall.more(5);
    await expectAllOnce(hall, "hall");
    expect(listener.payloads("meter2mqtt/bridge/state")).toEqual(["online"]);
  });

  test("changes that come quickly one after the other are all taken up", async () => {
    const ports = [await freePort(), await freePort(), await freePort()];
    for (const [index, port] of ports.entries()) {
      const { etag, values } = await view();
      const { sources } = structuredClone(values) as Values;
      const next = {
        ...values,
        sources: [...sources, tcp(`more-${index}`, port)],
        log: { level: index === 1 ? "warn" : "info" },
      };
      const { status } = await api.send("PUT", "api/v1/configuration", { values: next }, { "if-match": etag });
      expect(status).toBe(200);
    }
    await eventually("all of them", () => gateway().state().sources.length === 4);
    await hosted?.host.restart();
    expect((await view()).reload).toMatchObject({ state: "done", parts: [] });
    expect(
      gateway()
        .state()
        .sources.map(({ name }) => name),
    ).toEqual(["hall", "more-0", "more-1", "more-2"]);
    await expectUndisturbed();
  });

  test("who may come in, under which names, and who may frame and ask: pages go on, unless they may not any more", async () => {
    const names = { hostNames: ["meter.example"] };
    const opened = await change((values) => {
      values["http"] = {
        ...names,
        access: { frameAncestors: ["https://home.example"], cors: ["https://home.example"] },
      };
    });
    expect(opened).toMatchObject({ state: "done", parts: [touched("http", "adjust")] });
    const foreign = { host: "meter.example" };
    const { headers } = await api.get("api/v1/session", { origin: "https://home.example" });
    expect(headers.get("content-security-policy")).toContain("frame-ancestors https://home.example");
    expect(headers.get("access-control-allow-origin")).toBe("https://home.example");
    expect((await api.get("api/v1/session", foreign)).status).toBe(200);

    const byName = await api.stream("api/v1/events", { origin: "https://home.example" });
    ends.push(() => byName.close());
    await eventually("its first snapshot", () => byName.text().includes("event: snapshot"));
    const closed = await change((values) => {
      values["http"] = {};
    });
    expect(closed).toMatchObject({ state: "done", parts: [touched("http", "adjust")] });
    // The page of another origin may not ask any more; ours goes on.
    await eventually("its stream ends", () => byName.ended());
    expect((await api.get("api/v1/session", foreign)).status).toBe(403);
    expect(stream.ended()).toBe(false);
    await expectUndisturbed();
  });

  test("one price source is another: those beside it are not asked again", async () => {
    const [dear, first, second] = [await startHttpReceiver(), await startHttpReceiver(), await startHttpReceiver()];
    for (const service of [dear, first, second]) {
      service.answer = () => ({ status: 500, body: "out of order" });
      ends.push(() => service.end());
    }
    const source = (name: string, { port }: HttpReceiver) => ({
      ...{ type: "energy-charts", name, area: "NO1", url: `http://127.0.0.1:${port}/` },
    });
    const added = await change((values) => {
      values["prices"] = { sources: [source("dear", dear), source("market", first)] };
    });
    expect(added).toMatchObject({ state: "done", parts: [touched("prices", "start")] });
    const priceState = (name: string) =>
      gateway()
        .state()
        .prices?.find((one) => one.name === name);
    const hasFailed = (name: string) => () => priceState(name)?.status === "failed";
    await eventually("both were asked", () => hasFailed("dear")() && hasFailed("market")());
    const before = priceState("dear");
    const changed = await change((values) => {
      values["prices"] = { area: "NO1", sources: [source("dear", dear), source("market", second)] };
    });
    expect(changed).toMatchObject({ state: "done", parts: [touched("prices", "adjust")] });
    await eventually("the new one was asked", () => second.requests.length === 1 && hasFailed("market")());
    expect(priceState("dear")).toEqual(before);
    const gone = await change((values) => {
      values["prices"] = { sources: [source("dear", dear)] };
    });
    expect(gone).toMatchObject({ parts: [touched("prices", "adjust")] });
    expect(gateway().state().prices).toEqual([before]);
    expect([dear, first, second].map(({ requests }) => requests.length)).toEqual([1, 1, 1]);
    await expectUndisturbed();
  });

  test("a broker's settings touch that broker only; who comes later learns which meters are there", async () => {
    const other = await change((values) => {
      values["mqtt"] = [
        ...(values["mqtt"] as unknown[]),
        { name: "second", url: broker.url, baseTopic: "attic", discovery: { enabled: false } },
      ];
    });
    expect(other).toMatchObject({ parts: [touched("mqtt", "start", "second")] });
    await eventually("the meter at the new place", () =>
      listener.payloads("attic/hall/availability").includes("online"),
    );
    await eventually("its readings", () => listener.payloads("attic/hall/reading").length > 2);
    const moved = await change((values) => {
      const [first, second] = values["mqtt"] as Record<string, unknown>[];
      values["mqtt"] = [first, { ...second, baseTopic: "cellar" }];
    });
    expect(moved).toMatchObject({ parts: [touched("mqtt", "restart", "second")] });
    await eventually("goodbye", () => listener.payloads("attic/bridge/state").at(-1) === "offline");
    await eventually("the third place", () => listener.payloads("cellar/hall/reading").length > 2);
    await expectUndisturbed();
  });
});

test("where pages are served is theirs alone: who asks there finds them, and lines go on", async () => {
  const hall = await meterOf("p1-nl");
  const [first, second] = [await freePort(), await freePort()];
  const values = { http: { port: first }, sources: [tcp("hall", hall.port)], broker: { enabled: false } };
  hosted = await hostGateway(folder.path, JSON.stringify(values), {});
  await hall.pump();
  await hall.more(3);
  const reload = await change((next) => {
    next["http"] = { port: second };
  });
  expect(reload).toMatchObject({ state: "done", parts: [touched("http", "restart")] });
  expect(hosted.url()).toBe(`http://127.0.0.1:${second}/`);
  expect(await canConnect(first)).toBe(false);
  await expectAllOnce(hall, "hall");
});

describe("a source", () => {
  test("that tries again and again takes up its new address at once, and one beside it loses nothing", async () => {
    const [hall, shed] = [await meterOf("p1-nl"), await meterOf("aidon-no")];
    const nobody = await freePort();
    await host({ sources: [tcp("hall", hall.port), tcp("shed", nobody)], broker: { enabled: false } });
    await hall.pump();
    await eventually("it is in back-off", () => source("shed")?.status === "waiting");
    const reload = await change(({ sources }) => sources.splice(1, 1, tcp("shed", shed.port)));
    expect(reload).toMatchObject({ state: "done", parts: [touched("source", "restart", "shed")] });
    await shed.pump();
    await eventually("it is read", () => (source("shed")?.line.readings ?? 0) > 0);
    await expectAllOnce(hall, "hall");
  });

  test("gets another key: its line only begins anew, and its meter goes on", async () => {
    const [hall, shed] = [await meterOf("p1-nl"), await meterOf("kamstrup-dk")];
    const wrong = { slug: "shed", encryptionKey: "00".repeat(16) };
    await host({ sources: [tcp("hall", hall.port), tcp("shed", shed.port, wrong)], broker: { enabled: false } });
    await Promise.all([hall.pump(), shed.pump()]);
    await eventually("the key is known to be wrong", () => source("shed")?.diagnosis?.severity === "error");
    expect(
      gateway()
        .state()
        .meters.map(({ meter }) => meter),
    ).not.toContain("shed");
    await change(({ sources }) => sources.splice(1, 1, tcp("shed", shed.port, { slug: "shed", ...keyTexts })));
    const values = () =>
      gateway()
        .state()
        .meters.find(({ meter }) => meter === "shed")?.values;
    await eventually("its meter", () => values() !== undefined);
    shed.halt();
    const fused = await change(({ sources }) =>
      sources.splice(1, 1, tcp("shed", shed.port, { slug: "shed", mainFuse: 35, ...keyTexts })),
    );
    expect(fused).toMatchObject({ parts: [touched("source", "restart", "shed")] });
    // Its line has heard nothing since: what is shown was heard before.
    expect(source("shed")?.line.readings).toBe(0);
    const shown = gateway()
      .state()
      .meters.find(({ meter }) => meter === "shed");
    expect(shown).toMatchObject({ mainFuseA: 35, values: { voltageL1V: expect.any(Number) } });
    await expectAllOnce(hall, "hall");
  });

  test("that has read its file to the end does not read it again for a change elsewhere", async () => {
    const hall = await meterOf("p1-nl");
    await host({
      sources: [tcp("hall", hall.port), { type: "file", name: "notes", path: "meter2mqtt.yaml" }],
      broker: { enabled: false },
    });
    await eventually("the end", () => source("notes")?.status === "ended");
    const octets = source("notes")?.line.octets;
    const { gateway: before } = hosted?.host.running ?? {};
    await change((values) => {
      values["events"] = { fuse: { percent: 80, clearPercent: 70 } };
      values["store"] = { readings: { days: 60 }, ledger: { quarterDays: 400 } };
      values["meters"] = [{ id: "1", name: "House" }];
      values["homes"] = [{ name: "all", meters: ["hall"] }];
    });
    expect(gateway()).toBe(before);
    expect(source("notes")).toMatchObject({ status: "ended", line: { octets } });
  });
});

test("another database takes everything with it, and it is said so beforehand", async () => {
  const hall = await meterOf("p1-nl");
  await host({ sources: [tcp("hall", hall.port)], broker: { enabled: false } });
  await hall.pump();
  await eventually("the meter", () => (source("hall")?.line.readings ?? 0) > 0);
  const url = hosted?.url();
  const before = gateway();
  const reload = await change((values) => {
    values["store"] = { path: "other/place.sqlite" };
  });
  expect(reload.state).toBe("done");
  expect(reload.parts).toEqual(
    expect.arrayContaining([touched("store", "restart"), touched("source", "restart", "hall")]),
  );
  expect(gateway()).not.toBe(before);
  expect(hosted?.url()).toBe(url);
  await eventually("the meter again", () => (source("hall")?.line.readings ?? 0) > 0);
  expect(await framesOf("hall")).toContain("reading");
});

function timestampIn(body: string): string {
  const { reading, state } = JSON.parse(body) as Record<string, { timestamp?: string } | undefined>;
  return String((reading ?? state)?.timestamp);
}
