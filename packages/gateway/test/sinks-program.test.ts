import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { ProgramProcess } from "./support/gateway-process.ts";
import { startHttpReceiver } from "./support/http-receiver.ts";
import { hasInfluxdb, startInfluxdb } from "./support/influxdb.ts";
import { hasPostgresql, startPostgresql } from "./support/postgresql.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const freePorts = { METER2MQTT_HTTP_PORT: "0", METER2MQTT_BROKER_PORT: "0" };

describe.skipIf(!hasPostgresql || !hasInfluxdb)("the program with every sink (PostgreSQL, influxd)", () => {
  /** How to end what was started; the last one first. */
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  test("the same readings arrive everywhere", { timeout: 240_000 }, async () => {
    const folder = await temporaryFolder();
    ends.push(() => folder.remove());
    const postgresql = await startPostgresql(folder.path);
    ends.push(() => postgresql.end());
    const influxdb = await startInfluxdb({ folder: folder.path });
    ends.push(() => influxdb.end());
    const receiver = await startHttpReceiver();
    ends.push(() => receiver.end());
    await postgresql.query("postgres", "CREATE USER meter PASSWORD 'open sesame'");
    await postgresql.query("postgres", "CREATE DATABASE energy OWNER meter");
    await influxdb.query("CREATE DATABASE energy");
    writeFileSync(join(folder.path, "password"), "open sesame\n", { mode: 0o600 });
    const configuration = `
sources: [{ type: simulator, model: p1-nl, speed: 10, meter: { slug: house } }]
sinks:
  - { type: postgresql, url: "postgresql://127.0.0.1:${postgresql.port}/energy", username: meter, passwordFile: password }
  - { type: influxdb, api: v1, url: "http://127.0.0.1:${influxdb.port}", database: energy }
  - { type: webhook, url: "http://127.0.0.1:${receiver.port}/" }
  - { type: files }
`;
    writeFileSync(join(folder.path, "meter2mqtt.yaml"), configuration, { mode: 0o600 });

    const program = new ProgramProcess(["run"], folder.path, freePorts);
    ends.push(() => program.end("SIGKILL"));
    for (const name of ["PostgreSQL", "InfluxDB", "webhook", "CSV files"])
      await program.says(new RegExp(`connected to ${name}`));
    await eventually("twenty readings", () => receiver.requests.length >= 20);
    // Each goes at its own pace; what it has not been given when the program ends, it is given at the next start.
    const rowsOf = () =>
      postgresql.query<{ power: number }>(
        "energy",
        `SELECT "activeImportW" AS power FROM meter2mqtt.readings WHERE simulated ORDER BY "receivedAt" LIMIT 15`,
      );
    const pointsOf = () => influxdb.query("SELECT activeImportW FROM meter LIMIT 15", "energy");
    await expect.poll(async () => [(await rowsOf()).length, (await pointsOf()).length]).toEqual([15, 15]);
    await eventually("lines of the files", () => csvPowers(join(folder.path, "exports")).length >= 15);
    expect((await program.end()).code).toBe(0);
    expect(program.said).not.toContain("open sesame");

    const sent = receiver.requests.map(({ body }) => JSON.parse(body));
    const powers = sent.slice(0, 15).map(({ reading }) => Number(reading.activeImportW));
    expect((await rowsOf()).map(({ power }) => power)).toEqual(powers);
    expect((await pointsOf()).map((point) => point["activeImportW"])).toEqual(powers);
    expect(csvPowers(join(folder.path, "exports")).slice(0, 15)).toEqual(powers);
  });
});

/** Of all the files in a folder, in their order: a new one begins at midnight. */
function csvPowers(exports: string): number[] {
  return readdirSync(exports)
    .sort()
    .flatMap((file) => {
      // What follows the last line's end is not yet written whole.
      const [header = "", ...lines] = readFileSync(join(exports, file), "utf8").split("\n").slice(0, -1);
      const column = header.split(",").indexOf("activeImportW");
      return lines.map((line) => Number(line.split(",")[column]));
    });
}
