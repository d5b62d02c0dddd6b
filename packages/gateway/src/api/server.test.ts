import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GatewayState, MeterState } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { eventEntry } from "../../test/support/outbox.ts";
import { StoreError } from "../errors.ts";
import { EventBus } from "../runtime/gateway-events.ts";
import { ManualClock, settled } from "../runtime/manual-clock.ts";
import { type ApiServer, type ApiServerOptions, startApiServer } from "./server.ts";

const meter: MeterState = {
  meter: "house 1",
  name: "House",
  source: "han",
  simulated: false,
  stale: false,
  receivedAt: "2026-01-15T12:00:00.000Z",
  values: { activeImportW: 120.5, currentL1A: 0 },
  derived: [],
  channels: [],
};
const state: GatewayState = {
  version: "1.2.3",
  startedAt: "2026-01-15T11:00:00.000Z",
  simulated: false,
  meters: [meter],
  sources: [],
  sinks: [],
};

let bus: EventBus;
let clock: ManualClock;
let folder: string;
let server: ApiServer;
let power: ApiServerOptions["gateway"]["power"];
let voltage: ApiServerOptions["gateway"]["voltage"];

beforeEach(async () => {
  bus = new EventBus((error) => {
    throw error;
  });
  clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-pages-"));
  writeFileSync(join(folder, "index.html"), "<title>pages</title>");
  power = (slug) => (slug === "house 1" ? [[1000, -12.5]] : undefined);
  voltage = () => undefined;
  server = await start();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function start(options: Partial<ApiServerOptions> = {}): Promise<ApiServer> {
  const gateway: ApiServerOptions["gateway"] = {
    state: () => state,
    power: (slug, minutes) => power(slug, minutes),
    subscribe: (listener) => bus.subscribe(listener),
    storeHealth: { status: "ok", waiting: 0, dropped: 0 },
    push: () => undefined,
    voltage: (slug, from, to) => voltage(slug, from, to),
    events: (slug, count) => (slug === "house 1" ? [eventEntry().event].slice(0, count) : undefined),
  };
  const http = { listen: "127.0.0.1", port: 0, hostNames: [] };
  return startApiServer({ gateway, http, clock, log: pino({ level: "silent" }), pages: folder, ...options });
}

async function get(path: string): Promise<{ status: number; type: string | null; headers: Headers; body: unknown }> {
  const response = await fetch(new URL(path, server.url));
  const type = response.headers.get("content-type");
  const body: unknown = type?.includes("json") === true ? await response.json() : await response.text();
  return { status: response.status, type, headers: response.headers, body };
}

/** Reads a live stream until the test has seen enough. */
async function openEvents(): Promise<{ text: () => string; ended: Promise<void>; close: () => void }> {
  let text = "";
  return new Promise((resolve, reject) => {
    const call = request(new URL("api/v1/events", server.url), (response) => {
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      const ended = new Promise<void>((done) => response.on("close", () => done()));
      resolve({ text: () => text, ended, close: () => call.destroy() });
    });
    call.on("error", reject);
    call.end();
  });
}

describe("the API", () => {
  test("gives the voltage of weeks and months, and the means as CSV", async () => {
    const monday = Date.UTC(2026, 0, 11, 23);
    const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
    const means = [{ centivolts: 23_050, minutes: 10 }, undefined, { centivolts: 25_400, minutes: 9 }];
    const asked: number[] = [];
    voltage = (slug, from, to) => {
      asked.push(from, to);
      const rows = [{ start: monday, means, isBetweenPhases: true }];
      return slug === "house 1" ? { rows, nominal: undefined, calendar } : undefined;
    };
    const { status, body } = await get("api/v1/meters/house%201/voltage");
    const worst = { start: "2026-01-11T23:00:00.000Z", phase: "L2-L3", volts: 254 };
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ meter: "house 1", zone: "Europe/Oslo", lowestVolts: 207, highestVolts: 253, lowestEverVolts: 195.5 },
        weeks: [
          {
            ...{ start: "2026-01-12T00:00:00+01:00", end: "2026-01-19T00:00:00+01:00", expected: 1008 },
            phases: [{ phase: "L1-L2" }, { phase: "L2-L3", known: 1, above: 1, verdict: "outside", highest: worst }],
          },
        ],
        months: [{ start: "2026-01-01T00:00:00+01:00", phases: [{ known: 1 }, { shareOutside: 1 }] }],
        worst: [worst],
      },
    ]);
    expect(JSON.stringify(body)).not.toContain("within");
    const csv = await get("api/v1/meters/house%201/voltage?format=csv&from=2026-01-01&to=2026-02-01");
    expect(csv).toMatchObject({ status: 200, type: "text/csv; charset=utf-8" });
    expect(csv.body).toBe(
      "meter,start,phase,volts,minutes\nhouse 1,2026-01-11T23:00:00.000Z,L1-L2,230.50,10\nhouse 1,2026-01-11T23:00:00.000Z,L2-L3,254.00,9\n",
    );
    const now = Date.UTC(2026, 0, 15, 12);
    expect(asked).toEqual([now - 35 * 86_400_000, now, Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1)]);
    expect(await get("api/v1/meters/barn/voltage")).toMatchObject({ status: 404 });
    for (const query of ["from=yesterday", "from=2026-13-45", "from=2026-02-01", "from=2024-01-01", "format=xml"])
      expect((await get(`api/v1/meters/house%201/voltage?${query}`)).status, query).toBe(400);
    voltage = () => {
      throw new StoreError("read", "The database is not open.");
    };
    expect(await get("api/v1/meters/house%201/voltage")).toMatchObject({ status: 503 });
  });

  test("gives the latest events of a meter", async () => {
    const body = { meter: "house 1", events: [eventEntry().event] };
    expect(await get("api/v1/meters/house%201/events")).toMatchObject({ status: 200, body });
    expect(await get("api/v1/meters/barn/events")).toMatchObject({ status: 404 });
    expect(await get("api/v1/meters/house%201/events?limit=0")).toMatchObject({ status: 400 });
  });

  test("gives the state, the history of power and the health", async () => {
    expect(await get("api/v1/state")).toMatchObject({ status: 200, body: state });
    expect(await get("api/v1/meters/house%201/power?minutes=5")).toMatchObject({
      status: 200,
      body: { meter: "house 1", points: [[1000, -12.5]] },
    });
    expect(await get("healthz")).toMatchObject({
      status: 200,
      body: { status: "ok", version: "1.2.3", store: { status: "ok" }, meters: [{ meter: "house 1", stale: false }] },
    });
  });

  test("says what is wrong as problem+json", async () => {
    const missing = await get("api/v1/meters/none/power");
    expect(missing).toMatchObject({
      status: 404,
      type: expect.stringContaining("application/problem+json"),
      body: { type: "problems/no-such-meter", status: 404, words: [{ key: "meterUnheard" }] },
    });
    expect(await get("api/v1/meters/x/power?minutes=1441")).toMatchObject({
      status: 400,
      body: {
        detail: "The gateway does not take this: querystring/minutes must be <= 1440.",
        words: [{ key: "requestWrong", values: { why: "querystring/minutes must be <= 1440" } }],
      },
    });
    expect(await get("api/v2")).toMatchObject({
      status: 404,
      body: { type: "problems/not-found", words: [{ key: "nothingThere", values: { path: "/api/v2" } }] },
    });
    // No page asks so: there is nothing to translate.
    const { body } = await get("api/v1/meters/x/power?from=2000&to=1000");
    expect(body).toEqual({ type: "problems/time", title: "Bad request", status: 400, detail: expect.any(String) });
    power = () => {
      throw new StoreError("read", "The disk is gone.");
    };
    expect(await get("api/v1/meters/x/power")).toMatchObject({
      status: 503,
      body: {
        ...{ type: "problems/store", detail: "The disk is gone." },
        words: [{ key: "storeFailed", values: { why: "The disk is gone." } }],
      },
    });
    power = () => {
      throw new TypeError("internal detail");
    };
    const broken = await get("api/v1/meters/x/power");
    expect(broken).toMatchObject({ status: 500, body: { type: "problems/internal", words: [{ key: "wentWrong" }] } });
    expect(JSON.stringify(broken.body)).not.toContain("internal detail");
  });

  test("serves the pages with headers that let nobody else in", async () => {
    const page = await get("");
    expect(page).toMatchObject({ status: 200, body: "<title>pages</title>" });
    for (const { headers } of [page, await get("api/v1/state"), await get("nothing")]) {
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
    expect((await get("..%2f..%2fetc/passwd")).status).toBeGreaterThanOrEqual(400);
  });

  test("says how to build the pages where they are missing", async () => {
    await server[Symbol.asyncDispose]();
    server = await start({ pages: undefined });
    expect(await get("")).toMatchObject({ status: 200, body: expect.stringContaining("npm run build") });
  });

  test("takes the next free port", async () => {
    const taken: Server = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => {
        const address = taken.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const other = await start({ http: { listen: "127.0.0.1", port, hostNames: [] } });
    try {
      expect(other.port).toBeGreaterThan(port);
      expect((await fetch(new URL("healthz", other.url))).status).toBe(200);
    } finally {
      await other[Symbol.asyncDispose]();
      taken.close();
    }
  });
});

describe("the live stream", () => {
  test("sends a snapshot, then what changes, and ends with the server", async () => {
    const events = await openEvents();
    await vi.waitFor(() => expect(events.text()).toContain("event: snapshot\n"));
    bus.emit({ name: "meter", data: { ...meter, values: { activeImportW: 7 } } });
    await vi.waitFor(() => expect(events.text()).toContain("event: meter\n"));
    const [snapshot, changed] = [...events.text().matchAll(/^data: (.*)$/gm)].map(
      ([, data]) => JSON.parse(data ?? "") as unknown,
    );
    expect(snapshot).toEqual(state);
    expect(changed).toMatchObject({ meter: "house 1", values: { activeImportW: 7 } });
    await server[Symbol.asyncDispose]();
    await events.ended;
  });

  test("beats every 15 s", async () => {
    const events = await openEvents();
    await vi.waitFor(() => expect(events.text()).toContain("snapshot"));
    await clock.advance(14_999);
    expect(events.text()).not.toContain(": still here");
    await clock.advance(1);
    await vi.waitFor(() => expect(events.text()).toContain(": still here\n\n"));
    events.close();
  });

  test("takes so many clients and no more, and forgets those that went", async () => {
    const all = await Promise.all(Array.from({ length: 32 }, openEvents));
    await vi.waitFor(() => expect(all.every((events) => events.text().includes("snapshot"))).toBe(true));
    expect(await get("api/v1/events")).toMatchObject({ status: 503, body: { type: "problems/too-many-clients" } });
    all[0]?.close();
    await vi.waitFor(async () => {
      const events = await openEvents();
      await vi.waitFor(() => expect(events.text()).toContain("snapshot"));
      all.push(events);
    });
    for (const events of all) events.close();
  });

  test("drops a client that does not read, and the others go on", async () => {
    const slow = connect(server.port, "127.0.0.1");
    slow.write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await new Promise((resolve) => slow.once("data", resolve));
    slow.pause();
    const closed = new Promise<void>((resolve) => slow.once("close", () => resolve()));
    slow.on("error", () => undefined);
    const quick = await openEvents();
    const large = { ...meter, name: "x".repeat(100_000) };
    let isClosed = false;
    void closed.then(() => {
      isClosed = true;
    });
    // What the system itself buffers is filled first; far less than this suffices.
    for (let i = 0; i < 400 && !isClosed; i++) {
      bus.emit({ name: "meter", data: large });
      await settled();
    }
    slow.resume();
    await closed;
    bus.emit({ name: "meter", data: { ...meter, name: "the last one" } });
    await vi.waitFor(() => expect(quick.text()).toContain("the last one"));
    quick.close();
  });
});
