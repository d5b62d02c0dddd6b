import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startHttpReceiver } from "../../../test/support/http-receiver.ts";
import { hasInfluxdb, type Influxdb, startInfluxdb } from "../../../test/support/influxdb.ts";
import { readingEntry } from "../../../test/support/outbox.ts";
import { describeSinkContract, lineTo } from "../../../test/support/sink-contract.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { Secret } from "../../config/secret.ts";
import type { InfluxdbSinkSettings } from "../../config/sink-settings.ts";
import { ManualClock } from "../../runtime/manual-clock.ts";
import { systemClock } from "../../sources/back-off.ts";
import { InfluxSink } from "./influx-sink.ts";

const never = new AbortController().signal;

function settingsFor(port: number, changes: Partial<InfluxdbSinkSettings> = {}): InfluxdbSinkSettings {
  return {
    type: "influxdb",
    name: "influxdb",
    url: `http://127.0.0.1:${port}`,
    api: "v1",
    database: "meter2mqtt",
    bucket: "meter2mqtt",
    measurement: "meter",
    timeoutSeconds: 5,
    tls: { rejectUnauthorized: true },
    ...changes,
  };
}

describe.skipIf(!hasInfluxdb)("on InfluxDB 1 (influxd)", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let influxdb: Influxdb;
  let count = 0;
  const user = { name: "meter", password: "correct horse" };
  const credentials = { username: user.name, password: new Secret(user.password) };

  beforeAll(async () => {
    folder = await temporaryFolder();
    influxdb = await startInfluxdb({ folder: folder.path, user });
  });
  afterAll(async () => {
    await influxdb?.end();
    await folder.remove();
  });

  async function newDatabase(): Promise<string> {
    const database = `test_${count++}`;
    await influxdb.query(`CREATE DATABASE ${database}`);
    return database;
  }

  describeSinkContract("InfluxDB", async () => {
    const line = await lineTo(influxdb.port);
    const database = await newDatabase();
    const powers = async () =>
      (await influxdb.query("SELECT activeImportW FROM meter", database)).map((row) => Number(row["activeImportW"]));
    const createSink = () => new InfluxSink(settingsFor(line.port, { ...credentials, database }), systemClock);
    return { ...line, createSink, powers };
  });

  test("a point has the time of arrival, names of quantities, whole Wh, and no field that is not known", async () => {
    const database = await newDatabase();
    await using sink = new InfluxSink(settingsFor(influxdb.port, { ...credentials, database }), systemClock);
    const values = { activeImportW: 0, currentL1A: 0.36, energyImportWh: 1_234_567.8 };
    const channels = [
      { channel: 1, kind: "gas", timestamp: "2024-02-01T12:55:00+01:00", value: 12.345, unit: "m3" },
      { channel: 2, kind: "water" },
    ];
    const odd = 'Down, "by" the=river\\\n';
    await sink.deliver(
      [readingEntry({ values, channels }), readingEntry({ values, channels, source: odd }, "r2")],
      never,
    );
    const rows = await influxdb.query("SELECT * FROM meter WHERE source = 'han-port'", database);
    expect(rows).toEqual([
      {
        time: expect.stringMatching(/^2024-02-01T12:00:00\.000\d+Z$/),
        ...{ meter: "house", source: "han-port", timestamp: "2024-02-01T13:00:00+01:00" },
        ...{ activeImportW: 0, currentL1A: 0.36, energyImportWh: 1_234_568 },
      },
    ]);
    expect(await influxdb.query("SELECT * FROM meter_channel WHERE source = 'han-port'", database)).toEqual([
      {
        ...{ time: "2024-02-01T11:55:00Z", meter: "house", source: "han-port" },
        ...{ channel: "1", kind: "gas", unit: "m3", value: 12.345 },
      },
    ]);
    const types = await influxdb.query("SHOW FIELD KEYS FROM meter", database);
    expect(types).toContainEqual({ fieldKey: "energyImportWh", fieldType: "integer" });
    expect(types).toContainEqual({ fieldKey: "activeImportW", fieldType: "float" });
    const sources = await influxdb.query("SHOW TAG VALUES FROM meter WITH KEY = source", database);
    expect(sources.map((row) => row["value"])).toEqual(['Down, "by" the=river/ ', "han-port"]);
  });

  test("readings of one millisecond are told apart by their keys", async () => {
    const database = await newDatabase();
    await using sink = new InfluxSink(settingsFor(influxdb.port, { ...credentials, database }), systemClock);
    await sink.deliver([readingEntry({}, "house:1"), readingEntry({}, "house:2"), readingEntry({}, "house:1")], never);
    expect(await influxdb.query("SELECT activeImportW FROM meter", database)).toHaveLength(2);
  });

  test("what can be put right on the server is waited for; what it refuses for good is given up", async () => {
    const wrong = { username: "meter", password: new Secret("wrong") };
    const refusal = async (changes: Partial<InfluxdbSinkSettings>) => {
      await using sink = new InfluxSink(settingsFor(influxdb.port, { ...credentials, ...changes }), systemClock);
      return await sink.deliver([readingEntry()], never).catch((error: unknown) => error);
    };
    expect(await refusal(wrong)).toMatchObject({
      kind: "transient",
      message: expect.stringMatching(/\(status 401\)\. It says: authorization failed\. Check the user and password/),
      words: [{ key: "influxDatabase" }, { key: "serverSays" }, { key: "influxCheckLogin" }],
    });
    expect(await refusal({ database: "none" })).toMatchObject({
      kind: "transient",
      message: expect.stringMatching(/It says: database not found: "none"\. Check the name and create it/),
    });
    const database = await newDatabase();
    const other = new URLSearchParams({ db: database, u: user.name, p: user.password });
    const body = 'meter,meter=house,source=han-port activeImportW="text"';
    await fetch(`http://127.0.0.1:${influxdb.port}/write?${other}`, { method: "POST", body });
    await influxdb.query(`CREATE RETENTION POLICY hour ON ${database} DURATION 1h REPLICATION 1`);
    expect(await refusal({ database, retentionPolicy: "hour" })).toMatchObject({
      kind: "permanent",
      message: expect.stringContaining("points beyond retention policy"),
    });
  });
});

describe("on the v2 write API, as documented", () => {
  const v2 = { api: "v2", org: "home", bucket: "energy", token: new Secret("a token") } as const;

  test("asks for organisation and bucket, with the token, precise to the nanosecond", async () => {
    const server = await startHttpReceiver();
    try {
      await using sink = new InfluxSink(
        settingsFor(server.port, { ...v2, url: `http://127.0.0.1:${server.port}/base/` }),
        systemClock,
      );
      expect(sink.description).toBe(`InfluxDB at 127.0.0.1:${server.port}, bucket energy`);
      await sink.deliver([readingEntry({ channels: [] })], never);
      const [request] = server.requests;
      expect(request?.url).toBe("/base/api/v2/write?org=home&bucket=energy&precision=ns");
      expect(request?.headers).toMatchObject({ authorization: "Token a token", "content-type": /^text\/plain/ });
      expect(request?.body).toMatch(/^meter,meter=house,source=han-port activeImportW=169,\S+ 170678880000\d{7}$/);
    } finally {
      await server.end();
    }
  });

  test.each([
    [
      401,
      { code: "unauthorized", message: "unauthorized access" },
      "transient",
      /unauthorized access\. Check the user/,
    ],
    [
      404,
      { code: "not found", message: 'bucket "energy" not found' },
      "transient",
      /bucket "energy" not found\. Check/,
    ],
    [400, { code: "invalid", message: "unable to parse" }, "permanent", /unable to parse/],
    [422, { code: "unprocessable entity", message: "dropped" }, "permanent", /dropped/],
    [503, { code: "unavailable", message: "later" }, "transient", /status 503/],
  ])("an answer of %i is %s", async (status, body, kind, message) => {
    const server = await startHttpReceiver();
    server.answer = () => ({ status, body: JSON.stringify(body) });
    try {
      await using sink = new InfluxSink(settingsFor(server.port, v2), systemClock);
      const error: unknown = await sink.deliver([readingEntry()], never).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "SinkError", kind, message: expect.stringMatching(message) });
      expect(String(error)).not.toContain("a token");
    } finally {
      await server.end();
    }
  });

  test("a pause that the server asks for is kept", async () => {
    const server = await startHttpReceiver();
    const clock = new ManualClock(Date.UTC(2026, 0, 15));
    server.answer = () => ({ status: 429, headers: { "retry-after": "120" } });
    try {
      await using sink = new InfluxSink(settingsFor(server.port, v2), clock);
      await expect(sink.deliver([readingEntry()], never)).rejects.toMatchObject({ kind: "transient" });
      server.answer = undefined;
      await expect(sink.deliver([readingEntry()], never)).rejects.toThrow("asked to be left alone for 120 s more");
      expect(server.requests).toHaveLength(1);
      await clock.advance(120_000);
      await sink.deliver([readingEntry()], never);
    } finally {
      await server.end();
    }
  });
});
