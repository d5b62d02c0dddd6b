import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OpenLedger, openLedger } from "../../test/support/open-ledger.ts";
import { LedgerService } from "../ledger/ledger-service.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { type ApiServer, startApiServer } from "./server.ts";

const hour = 3_600_000;
/** 00:00 in Oslo on the day on which clocks are put back. */
const first = Date.UTC(2026, 9, 24, 22);

let book: OpenLedger;
let server: ApiServer;

beforeEach(async () => {
  book = await openLedger();
  for (const [index, wh] of [0, 1000, 1000, 2000, 1500, 1000].entries()) book.hear(first + index * hour, wh);
  const { ledger, editor, meter } = book;
  const startedAt = new Date(first).toISOString();
  const state = { version: "1", startedAt, simulated: false, meters: [], sources: [], sinks: [] };
  server = await startApiServer({
    gateway: {
      state: () => state,
      power: () => [],
      subscribe: () => () => undefined,
      storeHealth: { status: "ok", waiting: 0, dropped: 0 },
      push: () => undefined,
      voltage: () => undefined,
      events: () => undefined,
    },
    ledger: new LedgerService({
      ...{ ledger, editor, homes: [] },
      storedNames: (name) => [name === "house" ? meter : name],
    }),
    http: { listen: "127.0.0.1", port: 0, hostNames: [] },
    clock: new ManualClock(first + 24 * hour),
    log: pino({ level: "silent" }),
    pages: undefined,
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await book[Symbol.asyncDispose]();
});

const header = "MålepunktsID;Fra_dato;Til_dato;Mængde;Måleenhed;Kvalitet;Type";
const row = (from: string, to: string, kwh: string, point = "570000000000000001") =>
  `${point};25-10-2026 ${from}:00;25-10-2026 ${to}:00;${kwh};KWH;Målt;Tidsserie`;
const theirs = [
  header,
  row("01:00", "02:00", "1,000"),
  row("02:00", "03:00", "2,000"),
  row("02:00", "03:00", "1,600"),
  row("03:00", "04:00", "1,000"),
  row("09:00", "10:00", "3,000"),
].join("\n");

async function compare(body: string | Uint8Array<ArrayBuffer>, { path = "house/compare", headers = {} } = {}) {
  const url = new URL(`api/v1/meters/${path}`, server.url);
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe("compare", () => {
  test("names the hours that differ, over the one that comes twice, as compare --json does", async () => {
    const { status, body } = await compare(theirs, { headers: { "content-type": "text/csv" } });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ layout: "eloverblik", minutes: 60, directionAssumed: true },
      directions: [{ direction: "import", hours: 4, theirsWh: 5600, oursWh: 5500 }],
      different: [{ direction: "import", start: "2026-10-25T01:00:00.000Z", theirsWh: 1600, oursWh: 1500 }],
      missingInOurs: [{ direction: "import", start: "2026-10-25T08:00:00.000Z", wh: 3000 }],
      missingInTheirs: [],
    });
  });

  test("takes a mapping of columns, and text in another encoding", async () => {
    const map = encodeURIComponent("time=Start,import=Use (kWh)");
    const csv = "Start;Use (kWh)\n2026-10-25 00:00;1,0\n2026-10-25 01:00;1,0\n";
    const mapped = await compare(csv, { path: `house/compare?map=${map}&zone=Europe/Oslo` });
    expect(mapped.body).toMatchObject({ directions: [{ hours: 2, theirsWh: 2000, oursWh: 2000 }], different: [] });
    const latin = new Uint8Array([...theirs].map((letter) => letter.charCodeAt(0)));
    expect((await compare(latin, { path: "house/compare?direction=import" })).body).toMatchObject({
      directionAssumed: false,
    });
  });

  test.each<[string, string, object, number, RegExp]>([
    ["a file that is none", "nonsense", {}, 400, /^The file: /],
    ["a row that can't be read", `${theirs}\n${row("10:00", "11:00", "x")}`, {}, 400, /^Line 7: /],
    ["several metering points", `${theirs}\n${row("01:00", "02:00", "1,0", "57")}`, {}, 400, /2 metering points/],
    ["a zone that is none", theirs, { path: "house/compare?zone=Mars/Base" }, 400, /no time zone/],
    ["two layouts", theirs, { path: "house/compare?layout=elhub&map=time=a" }, 400, /a layout of its own/],
    ["an unknown meter", theirs, { path: "attic/compare" }, 404, /no meter of this name/],
    ["nothing", "", {}, 400, /no body/],
    ["another site's page", theirs, { headers: { origin: "http://evil.example" } }, 403, /another site/],
  ])("refuses %s in words", async (_what, text, options, status, detail) => {
    const answer = await compare(text, options);
    expect(answer.status).toBe(status);
    expect(answer.body["detail"]).toMatch(detail);
  });

  test("says by keys where it is wrong, what, and what to do", async () => {
    const { body } = await compare(`${theirs}\n${row("10:00", "11:00", "x")}`);
    expect(body["words"]).toEqual([
      { key: "inLine", values: { line: 7 } },
      { key: "csvNoCommaNumber", values: { text: "x" } },
      { key: "csvCheckAmounts" },
    ]);
    const mapped = await compare(theirs, { path: "house/compare?map=time" });
    expect(mapped.body["words"]).toEqual([
      ...[{ key: "inFile" }, { key: "mapUnusable" }],
      ...[{ key: "mapNoPair", values: { text: "time" } }, { key: "mapExample" }],
    ]);
  });

  test("bounds the file", async () => {
    const { status, body } = await compare("x".repeat(8 * 1024 * 1024 + 1));
    expect(status).toBe(413);
    expect(body["words"]).toEqual([{ key: "sentTooLarge" }]);
  });
});
