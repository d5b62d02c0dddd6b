import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCertificates, hasOpenssl } from "../../../test/support/certificates.ts";
import { eventually } from "../../../test/support/eventually.ts";
import { readingEntry } from "../../../test/support/outbox.ts";
import { hasPostgresql, type Postgresql, startPostgresql } from "../../../test/support/postgresql.ts";
import { describeSinkContract, lineTo } from "../../../test/support/sink-contract.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { Secret } from "../../config/secret.ts";
import type { PostgresqlSinkSettings } from "../../config/sink-settings.ts";
import { systemClock } from "../../sources/back-off.ts";
import { PostgresqlSink } from "./postgresql-sink.ts";

const never = new AbortController().signal;
const backOff = { firstMs: 20, maxMs: 50 };
const password = "battery staple";

describe.skipIf(!hasPostgresql || !hasOpenssl)("on PostgreSQL", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: Postgresql;
  let ca: string;
  let count = 0;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const certificates = await createCertificates(folder.path);
    ca = certificates.ca;
    server = await startPostgresql(folder.path, certificates);
    await server.query("postgres", `CREATE USER meter PASSWORD '${password}'`);
  });
  afterAll(async () => {
    await server?.end();
    await folder.remove();
  });

  async function newDatabase(): Promise<string> {
    const database = `test_${count++}`;
    await server.query("postgres", `CREATE DATABASE ${database} OWNER meter`);
    return database;
  }

  function sinkFor(
    database: string,
    changes: Partial<PostgresqlSinkSettings> = {},
    port = server.port,
  ): PostgresqlSink {
    const settings: PostgresqlSinkSettings = {
      ...{ type: "postgresql", name: "postgresql", url: `postgresql://127.0.0.1:${port}/${database}` },
      ...{ username: "meter", password: new Secret(password), secure: false, schema: "meter2mqtt", hypertable: true },
      ...{ timeoutSeconds: 5, tls: { rejectUnauthorized: true } },
      ...changes,
    };
    return new PostgresqlSink(settings, systemClock, backOff);
  }

  /** Starts the sink; resolves once it is open, or once it has said why not. */
  async function begin(sink: PostgresqlSink): Promise<string> {
    const statuses: string[] = [];
    const status = (state: string, error?: string) => statuses.push(error === undefined ? state : `${state}: ${error}`);
    await sink.start({ status }, never);
    await eventually("a status", () => statuses.some((said) => said !== "connecting"));
    return statuses.find((said) => said !== "connecting") ?? "";
  }

  describeSinkContract("PostgreSQL", async () => {
    const line = await lineTo(server.port);
    const database = await newDatabase();
    const powers = async () => {
      const query = `SELECT "activeImportW" AS power FROM meter2mqtt.readings ORDER BY "receivedAt"`;
      return (await server.query<{ power: number }>(database, query)).map(({ power }) => power);
    };
    return { ...line, createSink: () => sinkFor(database, {}, line.port), powers };
  });

  test("a quantity gets its column with its first value: whole Wh, nothing for what is not known", async () => {
    const database = await newDatabase();
    await using sink = sinkFor(database);
    expect(await begin(sink)).toBe("open");
    await sink.deliver([readingEntry({ values: { activeImportW: 0 }, channels: [] })], never);
    const values = { currentL1A: 0.36, energyImportWh: 1_234_567.8, energyExportWh: 1e300, invented: 1 };
    const hostile = 'x"; DROP TABLE readings; --\u0000';
    await sink.deliver([readingEntry({ values, meterId: hostile, authenticated: true }, "r2")], never);
    const rows = await server.query(database, "SELECT * FROM meter2mqtt.readings ORDER BY key");
    const common = {
      meter: "house",
      source: "han-port",
      simulated: false,
      receivedAt: new Date("2024-02-01T12:00:00Z"),
    };
    const timestamp = new Date("2024-02-01T12:00:00Z");
    const nothing = { activeImportW: null, currentL1A: null, energyImportWh: null, authenticated: null };
    expect(rows).toEqual([
      { ...nothing, ...common, key: "r1", meterId: "9999990000000017", timestamp, activeImportW: 0 },
      {
        ...{ ...nothing, ...common, key: "r2", meterId: hostile.replace("\u0000", ""), timestamp, authenticated: true },
        ...{ currentL1A: 0.36, energyImportWh: "1234568" },
      },
    ]);
    expect(await server.query(database, "SELECT * FROM meter2mqtt.channels")).toMatchObject([
      { meter: "house", channel: 1, kind: "gas", value: 12.345, unit: "m3", timestamp: common.receivedAt },
    ]);
  });

  test("an entry that comes again with more in it replaces the one that is there, and stays one", async () => {
    const database = await newDatabase();
    await using sink = sinkFor(database);
    await begin(sink);
    const later = { receivedAt: "2024-02-01T12:00:05.000Z", values: { activeImportW: 2 } };
    await sink.deliver([readingEntry({ values: { activeImportW: 1 } }), readingEntry(later)], never);
    await sink.deliver([readingEntry(later)], never);
    const rows = await server.query(database, `SELECT key, "activeImportW" AS power FROM meter2mqtt.readings`);
    expect(rows).toEqual([{ key: "r1", power: 2 }]);
  });

  test("tables that were taken away are made again", async () => {
    const database = await newDatabase();
    await using sink = sinkFor(database);
    await begin(sink);
    await sink.deliver([readingEntry()], never);
    await server.query(database, "DROP SCHEMA meter2mqtt CASCADE");
    await expect(sink.deliver([readingEntry()], never)).rejects.toMatchObject({ kind: "transient" });
    let isDone = false;
    const attempt = () =>
      sink.deliver([readingEntry()], never).then(
        () => {
          isDone = true;
        },
        () => undefined,
      );
    const attempts = setInterval(() => void attempt(), 20);
    await eventually("delivered", () => isDone);
    clearInterval(attempts);
    expect(await server.query(database, "SELECT key FROM meter2mqtt.readings")).toEqual([{ key: "r1" }]);
  });

  test("tables of a newer version are left alone", async () => {
    const database = await newDatabase();
    await server.query(
      database,
      `CREATE SCHEMA meter2mqtt AUTHORIZATION meter; SET ROLE meter;
       CREATE TABLE meter2mqtt.meter2mqtt_tables (version integer NOT NULL); INSERT INTO meter2mqtt.meter2mqtt_tables VALUES (99)`,
    );
    await using sink = sinkFor(database);
    expect(await begin(sink)).toMatch(/^failed: The tables in schema meter2mqtt were made by a newer meter2mqtt/);
  });

  test("two sinks that start at once make the tables once", async () => {
    const database = await newDatabase();
    await using first = sinkFor(database);
    await using second = sinkFor(database);
    expect(await Promise.all([begin(first), begin(second)])).toEqual(["open", "open"]);
  });

  // The extension itself is not in Debian: what stands in for it has its name and the function that is called, no more.
  test("where TimescaleDB is installed the table becomes a hypertable, once; with `hypertable: false` it does not", async () => {
    const database = await newDatabase();
    await server.query(
      database,
      `CREATE SCHEMA ts; CREATE TABLE ts.calls (relation text, col text); GRANT ALL ON SCHEMA ts TO meter; GRANT ALL ON ts.calls TO meter;
       CREATE FUNCTION ts.create_hypertable(relation regclass, time_column_name name, if_not_exists boolean, migrate_data boolean)
         RETURNS void LANGUAGE sql AS 'INSERT INTO ts.calls SELECT relation::text, time_column_name WHERE if_not_exists AND migrate_data';
       INSERT INTO pg_extension SELECT 999999, 'timescaledb', 10, oid, false, '2.0' FROM pg_namespace WHERE nspname = 'ts'`,
    );
    {
      await using plain = sinkFor(database, { hypertable: false });
      await begin(plain);
      await plain.deliver([readingEntry()], never);
    }
    expect(await server.query(database, "SELECT * FROM ts.calls")).toEqual([]);
    for (let start = 0; start < 2; start++) {
      await using sink = sinkFor(database);
      expect(await begin(sink)).toBe("open");
      await sink.deliver([readingEntry()], never);
    }
    const call = { relation: "meter2mqtt.readings", col: "receivedAt" };
    expect(await server.query(database, "SELECT * FROM ts.calls")).toEqual([call, call]);
    expect(await server.query(database, "SELECT key FROM meter2mqtt.readings")).toEqual([{ key: "r1" }]);
  });

  test("says in words why it can't connect, and never the password", async () => {
    const reasons: readonly (readonly [string, Partial<PostgresqlSinkSettings>])[] = [
      [
        "waiting: PostgreSQL at 127.0.0.1:PORT refuses the user meter: the user name or the password is wrong.",
        { password: new Secret("wrong") },
      ],
      [
        "waiting: PostgreSQL at 127.0.0.1:PORT has no database nowhere. Create it, or check its name.",
        { url: `postgresql://127.0.0.1:${server.port}/nowhere` },
      ],
      [
        "waiting: The user meter lacks a right in the database postgres. Grant it CREATE on the database, or make it the owner of the schema.",
        { url: `postgresql://127.0.0.1:${server.port}/postgres` },
      ],
      [
        "waiting: No secure connection to 127.0.0.1:PORT: its certificate comes from an authority that this machine does not know; set that as caFile.",
        { secure: true },
      ],
    ];
    for (const [words, changes] of reasons) {
      await using sink = sinkFor("postgres", changes);
      expect(await begin(sink)).toBe(words.replace("PORT", String(server.port)));
    }
  });

  test("with `secure: true` the connection is encrypted and the server verified", async () => {
    const database = await newDatabase();
    await using sink = sinkFor(database, { secure: true, tls: { rejectUnauthorized: true, caFile: ca } });
    expect(await begin(sink)).toBe("open");
    const query =
      "SELECT ssl, application_name AS name FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = 'meter'";
    expect(await server.query(database, query)).toEqual([{ ssl: true, name: "meter2mqtt" }]);
  });
});
