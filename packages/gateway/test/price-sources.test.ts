import { writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPriceSource } from "../src/prices/create-price-service.ts";
import { PriceHttp } from "../src/prices/price-http.ts";
import type { DaySpan } from "../src/prices/price-source.ts";
import { ManualClock } from "../src/runtime/manual-clock.ts";
import { driven } from "./support/driven.ts";
import { type HttpDevice, startHttpDevice } from "./support/http-device.ts";
import { loadPriceSource } from "./support/price-service-cases.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const hour = 3_600_000;
const never = new AbortController().signal;
const january: DaySpan = { from: Date.parse("2026-01-14T23:00Z"), to: Date.parse("2026-01-15T23:00Z") };

let device: HttpDevice;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let clock: ManualClock;
let http: PriceHttp;
beforeEach(async () => {
  answer = (_request, response) => response.end("{}");
  device = await startHttpDevice((request, response) => answer(request, response));
  clock = new ManualClock(january.from);
  http = new PriceHttp(clock);
});
afterEach(() => device.close());

const source = (config: object) => createPriceSource(loadPriceSource(config), http);
const json = (value: unknown, status = 200) => {
  answer = (_request, response) => response.writeHead(status).end(JSON.stringify(value));
};

describe("what is asked for", () => {
  test.each([
    [
      { type: "entsoe", area: "FI", token: "t" },
      "?documentType=A44&in_Domain=10YFI-1--------U&out_Domain=10YFI-1--------U&periodStart=202601142300&periodEnd=202601152300&securityToken=t",
    ],
    [{ type: "energy-charts", area: "AT" }, "/price?bzn=AT&start=2026-01-14T23%3A00Z&end=2026-01-15T22%3A59Z"],
    [{ type: "hvakosterstrommen", area: "NO4" }, "/api/v1/prices/2026/01-15_NO4.json"],
    [
      { type: "energi-data-service", area: "DK2" },
      '/dataset/DayAheadPrices?start=2026-01-15T00:00&end=2026-01-16T00:00&filter={"PriceArea":["DK2"]}&sort=TimeUTC+asc&limit=10000',
    ],
  ])("%j", async (config, path) => {
    const url = config.type === "entsoe" ? `${device.url}/` : device.url;
    await source({ ...config, url })
      .fetch(january, never)
      .catch(() => undefined);
    const [asked] = device.requests;
    const shown = decodeURIComponent(asked?.path ?? "");
    expect(shown.replace(/^\/(?=\?)/, "")).toBe(decodeURIComponent(path));
    expect(asked?.headers["user-agent"]).toBe("meter2mqtt");
  });
});

describe("Energi Data Service", () => {
  const row = (time: string, dkk: number | null, eur: number) => ({
    TimeUTC: time,
    PriceArea: "DK1",
    DayAheadPriceDKK: dkk,
    DayAheadPriceEUR: eur,
  });

  test("a price that has no DKK yet comes in EUR, and one that is null is none", async () => {
    const rows = [
      row("2026-01-14T23:00:00", 600.123456, 80),
      row("2026-01-14T23:15:00", null, 81.5),
      { ...row("2026-01-14T23:30:00", null, 0), DayAheadPriceEUR: null },
    ];
    json({ total: 3, records: rows });
    const points = await source({ type: "energi-data-service", area: "DK1", url: device.url }).fetch(january, never);
    expect(points.map(({ price, currency }) => [price, currency])).toEqual([
      [600_123, "DKK"],
      [81_500, "EUR"],
    ]);
  });

  test("before October 2025 prices are in another data set, and no data set is asked more than once a minute", async () => {
    const days = { from: Date.parse("2025-09-29T22:00Z"), to: Date.parse("2025-10-01T22:00Z") };
    json({ total: 0, records: [] });
    const prices = source({ type: "energi-data-service", area: "DK1", url: device.url });
    let done = 0;
    const count = () => void done++;
    void prices.fetch(days, never).then(count);
    await driven(clock, "both parts", () => done === 1);
    const first = device.requests.map(({ path }) => decodeURIComponent(path).split("&filter")[0]);
    expect(first).toEqual([
      "/dataset/Elspotprices?start=2025-09-30T00:00&end=2025-10-01T00:00",
      "/dataset/DayAheadPrices?start=2025-10-01T00:00&end=2025-10-02T00:00",
    ]);
    const begun = clock.now();
    void prices.fetch(days, never).then(count);
    await driven(clock, "both parts again", () => done === 2);
    expect(clock.now() - begun).toBeGreaterThanOrEqual(60_000);
  });
});

describe("Danish grid tariffs", () => {
  test("of two valid ones the later holds, by the hour of the Danish clock; one price stands for all hours", async () => {
    const common = { GLN_Number: "5790000000005", ChargeType: "D03", ChargeTypeCode: "CD" };
    const hours = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`Price${index + 1}`, index / 1000]));
    json({
      total: 2,
      records: [
        { ...common, ValidFrom: "2026-10-01T00:00:00", ValidTo: null, ...hours },
        { ...common, ValidFrom: "2026-04-01T00:00:00", ValidTo: null, Price1: 0.5, Price2: null },
      ],
    });
    const tariff = source({
      type: "datahub-pricelist",
      area: "net",
      gln: "5790000000005",
      chargeTypeCode: "CD",
      url: device.url,
    });
    const day = { from: Date.parse("2026-10-24T22:00Z"), to: Date.parse("2026-10-25T23:00Z") };
    const points = await tariff.fetch(day, never);
    // Two o'clock is there twice.
    expect(points.map(({ price }) => price / 1000)).toEqual([
      0,
      1,
      2,
      2,
      ...Array.from({ length: 21 }, (_, index) => index + 3),
    ]);
    clock = new ManualClock(january.from);
    http = new PriceHttp(clock);
    const summer = source({
      type: "datahub-pricelist",
      area: "net",
      gln: "5790000000005",
      chargeTypeCode: "CD",
      url: device.url,
    });
    const before = await summer.fetch(
      { from: Date.parse("2026-09-30T20:00Z"), to: Date.parse("2026-09-30T23:00Z") },
      never,
    );
    expect(before.map(({ price }) => price)).toEqual([500_000, 500_000, 0]);
  });
});

describe("a table", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  async function fetchTable(text: string, mapping: object): Promise<unknown[]> {
    const path = join(folder.path, "prices.txt");
    await writeFile(path, text);
    const config = {
      type: "table",
      area: "supplier",
      path,
      start: "start",
      price: "price",
      currency: "SEK",
      ...mapping,
    };
    const points = await source(config).fetch(january, never);
    return points.map(({ start, lengthMs, price }) => [(start - january.from) / hour, lengthMs / hour, price]);
  }

  test.each([
    [
      "start,price\n2026-01-14T23:00Z,0.5\n2026-01-15T01:00:00+01:00,-0.25\n",
      {},
      [
        [0, 1, 500_000],
        [1, 1, -250_000],
      ],
    ],
    [
      '\uFEFF"start";"price"\r\n2026-01-15 00:00;"1.234,5"\r\n2026-01-15 00:15;\r\n',
      { separator: ";", decimal: ",", minutes: "15", unit: "1/MWh" },
      [[0, 0.25, 1_234_500]],
    ],
    [
      '{"data":{"rows":[{"at":{"from":1768431600},"p":"12.5"},{"at":{"from":1768435200000},"p":13}]}}',
      { format: "json", rows: "data.rows", start: "at.from", price: "p", unit: "0.01/kWh" },
      [
        [0, 1, 125_000],
        [1, 1, 130_000],
      ],
    ],
    [
      "start\tprice\n2026-01-15T00:00\t0,1\n2026-01-15T00:00\t0,2",
      { separator: "tab", decimal: "," },
      [[0, 1, 200_000]],
    ],
  ])("%j", async (text, mapping, expected) => {
    expect(await fetchTable(text, mapping)).toEqual(expected);
  });

  test("in the hour that autumn has twice the second row is the second hour", async () => {
    const text = "start,price\n2026-10-25T02:00,1\n2026-10-25T02:00,2\n2026-10-25T03:00,3\n";
    const starts = (await fetchTable(text, { zone: "Europe/Stockholm" })).map((row) =>
      Array.isArray(row) ? Number(row[0]) : 0,
    );
    expect(starts.map((hours) => new Date(january.from + hours * hour).toISOString().slice(11, 16))).toEqual([
      "00:00",
      "01:00",
      "02:00",
    ]);
  });

  test.each([
    ["start,price\nyesterday,0.5\n", {}, /no time under "start"/],
    ["start,price\n2026-01-15T00:00Z,cheap\n", {}, /no price under "price"/],
    ['{"data":{}}', { format: "json", rows: "data.rows" }, /without `data\.rows`/],
    ['{"data":', { format: "json" }, /cut off or damaged/],
  ])("%j does not fit", async (text, mapping, words) => {
    await expect(fetchTable(text, mapping)).rejects.toThrow(words);
  });

  test("a file that is not there is asked for again", async () => {
    const config = {
      type: "table",
      area: "supplier",
      path: join(folder.path, "none.csv"),
      start: "a",
      price: "b",
      currency: "SEK",
    };
    await expect(source(config).fetch(january, never)).rejects.toMatchObject({
      kind: "transient",
      message: `There is no file ${config.path}.`,
      words: [{ key: "inputNone", values: { file: config.path } }],
    });
  });

  test("a server that asks for an authorization gets it", async () => {
    answer = (_request, response) => response.end("a,b\n2026-01-15T00:00Z,1\n");
    const config = {
      type: "table",
      area: "supplier",
      url: `${device.url}/all.csv`,
      start: "a",
      price: "b",
      currency: "SEK",
      authorization: "Bearer mine",
    };
    expect(await source(config).fetch(january, never)).toHaveLength(1);
    expect(device.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/all.csv", "Bearer mine"],
    ]);
  });
});

describe("a fixed price", () => {
  test("holds in every hour of a day, exactly", async () => {
    const points = await source({ type: "fixed", area: "home", price: 0.2895, currency: "EUR" }).fetch(january, never);
    expect(points).toHaveLength(24);
    expect(points[23]).toEqual({ start: january.to - hour, lengthMs: hour, price: 289_500, currency: "EUR" });
  });
});

describe("any server", () => {
  const energyCharts = () => source({ type: "energy-charts", area: "AT", url: device.url });

  test.each([
    [
      (response: ServerResponse) => response.writeHead(302, { location: "http://127.0.0.1:1/price" }).end(),
      "permanent",
      /sends us elsewhere \(HTTP 302\)/,
    ],
    [
      (response: ServerResponse) => response.writeHead(500).end('{"detail":"out of order"}'),
      "transient",
      /HTTP 500. It says: out of order/,
    ],
    [(response: ServerResponse) => response.writeHead(403).end(), "permanent", /refuses access \(403\)/],
    [(response: ServerResponse) => response.writeHead(400).end("what?"), "permanent", /HTTP 400. It says: what\?/],
    [(response: ServerResponse) => response.end('{"unit":"GBP / therm"}'), "permanent", /"GBP \/ therm" as `unit`/],
    [
      (response: ServerResponse) => response.end('{"unit":"EUR / MWh","price":{}}'),
      "permanent",
      /without `unix_seconds`/,
    ],
    [(response: ServerResponse) => response.end("x".repeat(5_000_000)), "permanent", /more than 4096 KB/],
  ])("%#: each mistake is said in words", async (respond, kind, words) => {
    answer = (_request, response) => void respond(response);
    const asked = energyCharts().fetch(january, never);
    await expect(asked).rejects.toMatchObject({ name: "PriceError", kind, message: expect.stringMatching(words) });
    expect(device.requests).toHaveLength(1);
  });

  test("Retry-After may be a date; while it lasts nobody else asks that server either", async () => {
    const until = new Date(clock.now() + 300_000).toUTCString();
    answer = (_request, response) => response.writeHead(503, { "retry-after": until }).end();
    const retryAt = clock.now() + 300_000;
    await expect(energyCharts().fetch(january, never)).rejects.toMatchObject({ kind: "transient", retryAt });
    const other = source({ type: "hvakosterstrommen", area: "NO1", url: device.url });
    await expect(other.fetch(january, never)).rejects.toMatchObject({
      retryAt,
      message: expect.stringContaining("left alone"),
    });
    expect(device.requests).toHaveLength(1);
  });

  test("nothing listens there", async () => {
    const prices = energyCharts();
    await device.close();
    await expect(prices.fetch(january, never)).rejects.toMatchObject({
      kind: "transient",
      message: expect.stringContaining("Nothing listens"),
    });
    device = await startHttpDevice(() => undefined);
  });

  test("no token is in an error", async () => {
    answer = (_request, response) => response.writeHead(401).end("token secret-token is wrong");
    const prices = source({ type: "entsoe", area: "NO1", token: "secret-token", url: `${device.url}/` });
    const error = await prices.fetch(january, never).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ kind: "permanent", message: expect.stringContaining("Check the token") });
    expect(JSON.stringify(error) + String(error) + prices.description).not.toContain("secret-token");
  });
});
