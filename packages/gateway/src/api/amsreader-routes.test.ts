import type { GatewayState, MeterState, ShownDiagnosis, SinkState, SourceState } from "@meter2mqtt/contract";
import { diagnoses } from "@meter2mqtt/decoder";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ManualClock } from "../runtime/manual-clock.ts";
import { dataAnswer, realtimeAnswer } from "./amsreader-answers.ts";
import { errorNumber, meterTypeNumber } from "./amsreader-tables.ts";
import { type ApiServer, startApiServer } from "./server.ts";

const noon = Date.UTC(2026, 0, 15, 12);
const at = (seconds: number) => new Date(noon + seconds * 1000).toISOString();

const house: MeterState = {
  ...{ meter: "house", name: "House", source: "han", simulated: false, stale: false, receivedAt: at(-5) },
  ...{ timestamp: "2026-01-15T13:00:00+01:00", intervalSeconds: 10, meterId: "9999990000000017", meterModel: "TEST-1" },
  ...{ manufacturer: "Kamstrup", grid: { type: "IT", reason: "detected" }, missing: ["currentL2A"] },
  values: {
    ...{ activeImportW: 1234, activeExportW: 4, netActiveW: 1230, reactiveImportVar: 31, reactiveExportVar: 32 },
    ...{ energyImportWh: 12345678, energyImportT1Wh: 12000000, energyExportWh: 4321, reactiveImportVarh: 55501 },
    ...{ voltageL1V: 230.1, voltageL2V: 231, voltageL3V: 229, currentL1A: 5.1, currentL3A: 12 },
    ...{ activeImportL1W: 1001, activeExportL3W: 4, powerFactor: 0.987, powerFactorL1: 0.9 },
  },
  ...{ derived: [], channels: [] },
};
const garage: MeterState = { ...house, meter: "garage", source: "other", values: { activeImportW: 7 } };

const line = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0, octetsPerSecond: 0 };

function sourceOf(code?: keyof typeof diagnoses, seconds = 0): SourceState {
  const source: SourceState = { name: "han", type: "serial", description: "/dev/ttyUSB0", status: "open", line };
  if (code === undefined) return source;
  const { severity, title, hint } = diagnoses[code];
  const diagnosis: ShownDiagnosis = {
    ...{ at: at(seconds), source: "han", code, severity, title, message: `${title}.`, hint, evidence: {}, count: 1 },
  };
  return { ...source, diagnosis };
}

function sinkOf(status: SinkState["status"]): SinkState {
  return { name: "home", type: "mqtt", description: "mqtt://broker:1883", status, delivered: 0, dropped: 0 };
}

const state: GatewayState = {
  ...{ version: "1.2.3", startedAt: at(-3600), simulated: false, meters: [house, garage] },
  ...{ sources: [sourceOf()], sinks: [sinkOf("open")] },
};

/** The answer as a client reads it. */
async function dataOf(
  changes: Partial<GatewayState>,
  meter: MeterState | "none" = house,
): Promise<Record<string, unknown>> {
  shown = { ...state, ...changes, meters: meter === "none" ? [] : [meter] };
  return (await get("data.json")).body;
}

let shown: GatewayState = state;
let server: ApiServer;

beforeEach(async () => {
  shown = state;
  const clock = new ManualClock(noon);
  const gateway = {
    state: () => shown,
    power: (): [number, number][] => [
      [noon - 25_000, 300.4],
      [noon - 12_000, -200],
      [noon - 5_000, 100],
    ],
    subscribe: () => () => undefined,
    storeHealth: { status: "ok", waiting: 0, dropped: 0 } as const,
    push: () => undefined,
    voltage: () => undefined,
    events: () => undefined,
  };
  const http = { listen: "127.0.0.1", port: 0, hostNames: [] };
  const log = pino({ level: "silent" });
  server = await startApiServer({ gateway, http, clock, log, installationId: "0".repeat(32), pages: undefined });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, server.url), { headers });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

describe("/data.json", () => {
  test("has the firmware's keys and meanings", async () => {
    const { status, headers, body } = await get("data.json");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toEqual({
      ...{ im: 15935, om: 0, mf: 40, i: 1234, e: 4, w: 1230, ri: 31, re: 32 },
      ...{ ic: 12345.678, ict1: 12000, ict2: 0, ec: 4.321, ect1: 0, ect2: 0, ric: 55.501, rec: 0, f: 0.99 },
      l1: { u: 230.1, i: 5.1, p: 1001, q: 0, f: 0.9 },
      l2: { u: 231, i: 0, p: 0, q: 0, f: 0, e: true },
      l3: { u: 229, i: 12, p: 0, q: 4, f: 0 },
      ...{
        v: 0,
        r: 0,
        t: -127,
        u: 3600,
        m: expect.any(Number),
        em: 1,
        hm: 1,
        wm: 0,
        mm: 1,
        me: 0,
        he: 0,
        ee: 0,
        sa: 1,
      },
      ...{ p: null, px: null, mt: 3, ds: 1, pe: false, pr: "", pc: "", c: noon / 1000, a: false },
    });
  });

  test("is about the first meter, or the one that is asked for", async () => {
    expect((await get("data.json?meter=garage")).body).toMatchObject({ i: 7, w: 7 });
    expect(await get("data.json?meter=attic")).toMatchObject({ status: 404, body: { type: "problems/no-such-meter" } });
  });

  test("obeys the rules of admission, as the other routes do", async () => {
    const { request } = await import("node:http");
    const statusOf = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const call = request(new URL(path, server.url), { headers: { host: "evil.example" } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        call.on("error", reject);
        call.end();
      });
    for (const path of ["data.json", "sysinfo.json", "realtime.json"]) expect(await statusOf(path)).toBe(403);
  });

  test("an encrypted meter without key: red, the number for keys, and the words that the firmware lacks", async () => {
    const answer = await dataOf({ sources: [sourceOf("security/encryption-key-missing")] }, "none");
    expect(answer).toMatchObject({ i: 0, hm: 3, he: -53, sa: 3, mt: 0 });
    expect(answer["diagnosis"]).toEqual({
      code: "security/encryption-key-missing",
      title: "The meter encrypts, and no encryption key is set",
      message: "The meter encrypts, and no encryption key is set.",
      hint: "Ask the grid company for the keys of this meter's customer port, then set the encryption key.",
    });
  });

  test.each<[string, Partial<GatewayState>, MeterState | "none", object]>([
    [
      "an error before the last reading is over",
      { sources: [sourceOf("frame/bad-checksum", -10)] },
      house,
      { hm: 1, he: 0 },
    ],
    ["an error since then is shown", { sources: [sourceOf("frame/bad-checksum", -1)] }, house, { hm: 3, he: -5 }],
    [
      "what is only good to know is no error",
      { sources: [sourceOf("security/key-not-needed", -1)] },
      house,
      { hm: 1, he: 0 },
    ],
    ["a silent meter", {}, { ...house, stale: true, receivedAt: at(-60) }, { hm: 3, he: 90 }],
    ["a meter that is late", {}, { ...house, receivedAt: at(-16) }, { hm: 2, he: 0 }],
    [
      "a slow meter in its own rhythm",
      {},
      { ...house, intervalSeconds: 3600, receivedAt: at(-3000) },
      { hm: 1, he: 0 },
    ],
    ["nothing heard yet, just started", { startedAt: at(-3) }, "none", { hm: 2, he: 0 }],
    ["nothing heard for long", {}, "none", { hm: 3, he: 90 }],
    ["a broker that is away", { sinks: [sinkOf("open"), sinkOf("waiting")] }, house, { mm: 3, me: -3, sa: 3 }],
    ["a broker that refuses", { sinks: [sinkOf("failed")] }, house, { mm: 3, me: -10 }],
    ["a broker that is being connected to", { sinks: [sinkOf("connecting")] }, house, { mm: 2, me: 0 }],
    ["no broker", { sinks: [] }, house, { mm: 0, me: 0 }],
  ])("%s", async (_about, changes, meter, expected) => {
    expect(await dataOf(changes, meter)).toMatchObject(expected);
  });

  test("the largest power follows from fuse, grid and phases", () => {
    const maximum = (values: Record<string, number>, type: "TN" | "IT" = "TN") => {
      const meter: MeterState = { ...house, values, grid: { type, reason: "configured" } };
      const answer = dataAnswer({ gateway: state, meter, now: noon, freeMemory: 0, deviceId: "0", hostname: "h" });
      return Number(String(answer["im"]));
    };
    expect(maximum({})).toBe(20_000);
    expect(maximum({ voltageL1V: 230 })).toBe(9200);
    expect(maximum({ voltageL1V: 230, voltageL3V: 230 })).toBe(16_000);
    expect(maximum({ voltageL1V: 230, voltageL2V: 230, voltageL3V: 230 })).toBe(27_713);
  });
});

test("/sysinfo.json has what there is of the firmware's keys", async () => {
  shown = { ...state, sinks: [sinkOf("open"), { ...sinkOf("waiting"), name: "second" }] };
  const { body } = await get("sysinfo.json");
  expect(body).toEqual({
    ...{ version: "1.2.3", chip: "linux", chipId: expect.stringMatching(/^[0-9a-f]{6}$/), cpu: 0 },
    ...{ mac: expect.stringMatching(/^[0-9A-F]2(:[0-9A-F]{2}){5}$/), apmac: body["mac"], board: "meter2mqtt" },
    ...{
      vndcfg: true,
      usrcfg: true,
      hostname: expect.any(String),
      booting: false,
      upgrading: false,
      if: { eth: false },
    },
    meter: { mfg: "Kamstrup", model: "TEST-1", id: "9999990000000017" },
    ...{ security: 0, context: "", clock_offset: 1, features: [] },
    services: [
      { k: "mqtt", s: 1, e: 0, d: "mqtt://broker:1883", n: "home" },
      { k: "mqtt", s: 3, e: -3, d: "mqtt://broker:1883", n: "second" },
    ],
  });
});

describe("/realtime.json", () => {
  test("has net power in steps of 10 s, the newest first", async () => {
    expect((await get("realtime.json")).body).toMatchObject({ offset: 0, size: 60, total: 360 });
    const { body } = await get("realtime.json?offset=1&size=3");
    expect(body).toEqual({ offset: 1, size: 3, total: 360, data: [-200, 300, 0] });
  });

  test("a value holds until the next, but no longer than a minute", () => {
    const data = (points: [number, number][], size = 9) => {
      const answer = realtimeAnswer(points, { now: noon, offset: 0, size })["data"];
      return Array.isArray(answer) ? answer.map((value) => Number(String(value))) : [];
    };
    expect(
      data([
        [noon - 75_000, 500],
        [noon - 9_000, 5],
      ]),
    ).toEqual([5, 0, 500, 500, 500, 500, 500, 500, 0]);
    expect(data([], 2)).toEqual([0, 0]);
  });

  test("gives what there is, and refuses what there never is", async () => {
    expect((await get("realtime.json?offset=350&size=60")).body).toMatchObject({ size: 10 });
    expect((await get("realtime.json?size=100000")).status).toBe(400);
    shown = { ...state, meters: [] };
    expect((await get("realtime.json?size=2")).body).toMatchObject({ data: [0, 0] });
  });
});

describe("the firmware's numbers", () => {
  test("every diagnosis has one of its numbers, and errors are never 0", () => {
    const known = [0, -1, -2, -3, -4, -5, -9, -41, -51, -52, -53, 89, 90];
    for (const [code, { severity }] of Object.entries(diagnoses)) {
      expect(known, code).toContain(errorNumber(code));
      if (severity === "error") expect(errorNumber(code), code).not.toBe(0);
      if (severity === "info") expect(errorNumber(code), code).toBe(0);
    }
    expect(errorNumber("new-stage/what")).toBe(-1);
  });

  test.each([
    ["Aidon", 1],
    ["Kaifa", 2],
    ["Iskraemeco", 8],
    ["Landis+Gyr", 9],
    ["Sagemcom", 10],
    ["Other", 255],
  ])("%s is meter type %i", (manufacturer, type) => {
    expect(meterTypeNumber({ ...house, manufacturer })).toBe(type);
  });
});
