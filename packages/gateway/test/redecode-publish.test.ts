import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runRedecode } from "../src/cli/redecode.ts";
import { eventually } from "./support/eventually.ts";
import { hasInfluxdb, type Influxdb, startInfluxdb } from "./support/influxdb.ts";
import { playGateway, rowsOf } from "./support/played-gateway.ts";
import { hasPostgresql, type Postgresql, startPostgresql } from "./support/postgresql.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let influxdb: Influxdb | undefined;
let postgresql: Postgresql | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await influxdb?.end();
  await postgresql?.end();
  influxdb = undefined;
  postgresql = undefined;
  await folder.remove();
});

const wrongKey = `{ encryptionKey: "${"0f".repeat(16)}" }`;
const settings = (meter: string, sinks: string) =>
  `sources:\n  - { type: simulator, name: sim, model: kamstrup-dk-extended, speed: 1000, meter: ${meter} }\nbroker: { enabled: false }\nsinks:\n${sinks}`;

/** Lets a gateway hear frames that it can't read. */
async function hearUnread(sinks: string): Promise<void> {
  const running = await playGateway(folder.path, settings(wrongKey, sinks));
  await eventually("some frames", () => (running.gateway.state().sources[0]?.line.frames ?? 0) >= 20);
  await running[Symbol.asyncDispose]();
  await writeFile(join(folder.path, "meter2mqtt.yaml"), settings("{}", sinks), { mode: 0o600 });
}

async function redecode(publish: boolean): Promise<{ code: number; said: string }> {
  let said = "";
  const write = (text: string): void => {
    said += text;
  };
  const streams = { stdout: { write }, stderr: { write }, environment: {} };
  const config = join(folder.path, "meter2mqtt.yaml");
  return { code: await runRedecode({ config, from: "2020-01-01", publish }, streams), said };
}

const storedCount = async () =>
  (await rowsOf(folder.path, "SELECT count(*) AS n FROM readings")).map((row) => (row as { n: number }).n)[0] ?? 0;
const change = () => rowsOf(folder.path, "UPDATE readings SET json = '{}' RETURNING 1");

test("files get a series of their own for each run; what is as before is not written again", async () => {
  await hearUnread("  - { type: files, folder: out, format: jsonl }\n");
  expect((await redecode(true)).code).toBe(0);
  const count = await storedCount();
  expect(count).toBeGreaterThanOrEqual(20);
  const lines = async () => {
    const names = (await readdir(join(folder.path, "out"))).filter((name) => name.includes("-redecoded-"));
    const texts = await Promise.all(names.map((name) => readFile(join(folder.path, "out", name), "utf8")));
    return texts.flatMap((text) => text.trimEnd().split("\n")).map((line) => JSON.parse(line) as { key: string });
  };
  const first = await lines();
  const keys = (await rowsOf(folder.path, "SELECT key FROM readings")).map((row) => (row as { key: string }).key);
  expect(first.map(({ key }) => key).sort()).toEqual(keys.sort());
  expect((await redecode(true)).said).not.toContain("were given");
  expect(await lines()).toHaveLength(count);
});

test("without a destination that keeps times it says so, and changes nothing", async () => {
  await hearUnread("  - { type: webhook, url: 'http://127.0.0.1:1/hook' }\n");
  expect(await redecode(true)).toMatchObject({ code: 2, said: expect.stringContaining("keeps times") });
  expect(await storedCount()).toBe(0);
  expect((await redecode(false)).code).toBe(0);
  expect(await storedCount()).toBeGreaterThanOrEqual(20);
});

test.skipIf(!hasInfluxdb)("InfluxDB holds each reading once, put right in its place (needs influxd)", async () => {
  influxdb = await startInfluxdb({ folder: folder.path });
  await influxdb.query("CREATE DATABASE meters");
  const url = `http://127.0.0.1:${influxdb.port}`;
  await hearUnread(`  - { type: influxdb, api: v1, url: "${url}", database: meters }\n`);
  expect(await redecode(true)).toMatchObject({ code: 0, said: expect.stringContaining("were given") });
  const points = async () =>
    (await influxdb?.query("SELECT count(activeImportW) FROM meter", "meters"))?.[0]?.["count"];
  const count = await storedCount();
  expect(await points()).toBe(count);
  await change();
  expect((await redecode(true)).said).toContain(`${count} changed, 0 as before.\n${count} readings were given`);
  expect(await points()).toBe(count);
  // What a destination does not take is not written either, so that it comes again.
  await change();
  await influxdb.query("DROP DATABASE meters");
  const sinks = `  - { type: influxdb, api: v1, url: "${url}", database: meters, measurement: meter, timeoutSeconds: 1 }\n`;
  await writeFile(join(folder.path, "meter2mqtt.yaml"), settings("{}", sinks), { mode: 0o600 });
  const trying = redecode(true);
  await influxdb.query("CREATE DATABASE meters");
  expect((await trying).code).toBe(0);
  expect(await points()).toBe(count);
});

test.skipIf(!hasPostgresql)("PostgreSQL's rows are put right (needs PostgreSQL)", async () => {
  postgresql = await startPostgresql(folder.path);
  const { port, password } = postgresql;
  const url = `postgresql://127.0.0.1:${port}/postgres`;
  await hearUnread(`  - { type: postgresql, url: "${url}", username: administrator, password: "${password}" }\n`);
  expect(await redecode(true)).toMatchObject({ code: 0, said: expect.stringContaining("were given") });
  const rows = async () =>
    (await postgresql?.query<{ n: string }>("postgres", "SELECT count(*) AS n FROM meter2mqtt.readings"))?.[0]?.n;
  const count = await storedCount();
  expect(Number(await rows())).toBe(count);
  await postgresql.query("postgres", 'UPDATE meter2mqtt.readings SET "activeImportW" = -1');
  await change();
  await redecode(true);
  expect(Number(await rows())).toBe(count);
  const wrong = await postgresql.query("postgres", 'SELECT 1 FROM meter2mqtt.readings WHERE "activeImportW" = -1');
  expect(wrong).toEqual([]);
});
