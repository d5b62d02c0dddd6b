import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type {
  ConfigurationAnswer,
  ConfigurationApplyAnswer,
  ConfigurationCheckAnswer,
  ImportAmsReaderAnswer,
} from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { createCertificates, hasOpenssl } from "./support/certificates.ts";
import { eventually } from "./support/eventually.ts";
import { freePort } from "./support/free-port.ts";
import { ProgramProcess } from "./support/gateway-process.ts";
import { type HostedGateway, hostGateway } from "./support/hosted-gateway.ts";
import { framesOf, keyTexts } from "./support/played-gateway.ts";
import { TcpMeter } from "./support/tcp-meter.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const yaml = `# kept
sources:
  - type: simulator # the first
    name: sim
    meter: { slug: house }
  - type: push
    name: gate
    meter: { encryptionKey: ${keyTexts.encryptionKey} }
broker: { enabled: false }
`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hosted: HostedGateway | undefined;
const api = new ApiClient(() => hosted?.url() ?? "");
const file = () => join(folder.path, "meter2mqtt.yaml");

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await hosted?.host[Symbol.asyncDispose]();
  hosted = undefined;
  await folder.remove();
});

async function view(): Promise<ConfigurationAnswer> {
  const { status, body } = await api.get("api/v1/configuration");
  expect(status).toBe(200);
  return body as ConfigurationAnswer;
}
type Values = Record<string, unknown> & { sources: Record<string, unknown>[] };
const valuesOf = ({ values }: ConfigurationAnswer) => structuredClone(values) as Values;

async function check(values: unknown): Promise<ConfigurationCheckAnswer> {
  const { status, body } = await api.send("POST", "api/v1/configuration/check", { values });
  expect(status).toBe(200);
  return body as ConfigurationCheckAnswer;
}
const put = (values: unknown, etag?: string) =>
  api.send("PUT", "api/v1/configuration", { values }, etag === undefined ? {} : { "if-match": etag });

/** Waits until the change is at work, or was given up. */
async function taken(): Promise<ConfigurationAnswer["reload"]> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const reload = await api.get("api/v1/configuration").then(
      ({ body }) => (body as ConfigurationAnswer).reload,
      () => undefined,
    );
    if (reload?.state === "done" || reload?.state === "failed") return reload;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the gateway did not come back");
}

/** Why another way to serve pages can't be had; the gateway serves them as before then. */
async function problemOf(http: Readonly<Record<string, unknown>>): Promise<ConfigurationAnswer["reload"]["problem"]> {
  const before = await view();
  expect((await put({ ...valuesOf(before), http }, before.etag)).status).toBe(200);
  const isOver = ({ state, at }: ConfigurationAnswer["reload"]) => state !== "running" && at !== before.reload.at;
  let after = before.reload;
  const look = async () => {
    after = (await view().catch(() => before)).reload;
    return isOver(after);
  };
  await expect.poll(look, { timeout: 60_000 }).toBe(true);
  expect([after.state, (await view()).values]).toEqual(["failed", before.values]);
  return after.problem;
}

describe("the configuration", () => {
  test("is shown with where each setting is from, and no secret", async () => {
    hosted = await hostGateway(folder.path, yaml, {
      METER2MQTT_HTTP_PORT: "0",
      METER2MQTT_SOURCES_1_METER_AUTHENTICATION_KEY: keyTexts.authenticationKey,
    });
    const answer = await view();
    expect(answer).toMatchObject({
      ...{ file: file(), exists: true, editable: true, reload: { state: "none" } },
      values: {
        sources: [
          { type: "simulator", meter: { slug: "house" } },
          { meter: { encryptionKey: { set: true, from: "sources.1.meter.encryptionKey" } } },
        ],
      },
      effective: {
        http: { port: 0, listen: "127.0.0.1" },
        sources: [{}, { meter: { authenticationKey: { set: true } } }],
      },
      origins: {
        "sources.0.meter.slug": { from: "file", line: 5 },
        "http.port": { from: "environment", variable: "METER2MQTT_HTTP_PORT" },
      },
    });
    expect(answer.origins["http.listen"]).toBeUndefined();
    for (const secret of Object.values(keyTexts)) expect(JSON.stringify(answer)).not.toContain(secret);
    const { body } = await api.get("api/v1/configuration/schema");
    expect(body).toMatchObject({ properties: { sources: { items: { oneOf: expect.any(Array) } } } });
  });

  test("a change is looked at before it is made: errors by path and line, and the file as it would be", async () => {
    hosted = await hostGateway(folder.path, yaml);
    const values = valuesOf(await view());
    Object.assign(values.sources[0] ?? {}, { speeed: 2 });
    values["mqtt"] = [{ url: "mqtt://192.0.2.20", password: "hush-hush" }, { url: "nonsense" }];
    const { ok, errors } = await check(values);
    expect(ok).toBe(false);
    expect(errors.map(({ path }) => path).sort()).toEqual(["mqtt.1.url", "sources.0.speeed"]);
    expect(errors.find(({ path }) => path === "sources.0.speeed")).toMatchObject({
      line: 6,
      hint: expect.stringContaining("speed"),
    });

    delete values.sources[0]?.["speeed"];
    values["mqtt"] = [{ url: "mqtt://192.0.2.20", password: "hush-hush" }];
    // The schema has nothing against a password without a user; what makes the connection has.
    const second = await check(values);
    expect(second.errors).toMatchObject([
      { path: "mqtt.0.username", message: expect.stringContaining("no user name") },
    ]);

    values["mqtt"] = [{ url: "mqtt://192.0.2.20", username: "me", password: "hush-hush" }];
    const good = await check(values);
    const parts = [{ part: "mqtt", name: "mqtt", change: "start" }];
    expect(good).toMatchObject({ ok: true, errors: [], changed: ["mqtt"], parts });
    expect(good.yaml.diff).toContain("+    password: [secret]");
    expect(good.yaml.after).toContain("# the first");
    for (const secret of ["hush-hush", keyTexts.encryptionKey]) expect(JSON.stringify(good)).not.toContain(secret);
    expect(await readFile(file(), "utf8")).toBe(yaml);
    expect(await check(valuesOf(await view()))).toMatchObject({
      ok: true,
      changed: [],
      parts: [],
      yaml: { diff: "" },
    });
    expect((await api.send("POST", "api/v1/configuration/check", { values: [] })).status).toBe(400);
    const foreign = await api.send(
      "POST",
      "api/v1/configuration/check",
      { values: {} },
      { origin: "http://evil.example" },
    );
    expect(foreign.status).toBe(403);
  });

  test("a change is written with comments and secrets kept, for its owner only, and taken up without a new process", async () => {
    hosted = await hostGateway(folder.path, yaml);
    const before = await view();
    const url = hosted.url();
    const values = valuesOf(before);
    Object.assign(values.sources[0] ?? {}, { meter: { ...(values.sources[0]?.["meter"] as object), slug: "cabin" } });
    expect(await put(values)).toMatchObject({ status: 428 });
    expect(await put(values, '"another"')).toMatchObject({ status: 412, body: { type: "problems/changed-meanwhile" } });
    expect(await put({ ...values, mqtt: [{ url: 1 }] }, before.etag)).toMatchObject({
      status: 400,
      body: {
        ...{ type: "problems/configuration", errors: [{ path: "mqtt.0.url", value: "1" }] },
        words: [{ key: "settingsWrong" }, { key: "atPlace" }, { key: "standsThere" }, { key: "value-form" }],
      },
    });
    expect(await readFile(file(), "utf8")).toBe(yaml);

    const { status, body } = await put(values, before.etag);
    expect([status, body]).toMatchObject([
      200,
      { changed: ["sources"], parts: [{ part: "source", name: "sim", change: "restart" }] },
    ]);
    expect(await taken()).toMatchObject({ state: "done" });
    expect(hosted.url()).toBe(url);
    expect(await readFile(file(), "utf8")).toBe(yaml.replace("slug: house", "slug: cabin"));
    expect(await readFile(`${file()}.bak`, "utf8")).toBe(yaml);
    for (const path of [file(), `${file()}.bak`]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder.path)).filter((name) => name.endsWith(".draft"))).toEqual([]);
    await eventually("the meter under its new name", () =>
      (hosted?.host.running?.gateway.state().meters ?? []).some(({ meter }) => meter === "cabin"),
    );
    const after = await view();
    expect(after.etag).toBe((body as ConfigurationApplyAnswer).etag);
    // Whoever still has the old one can't undo what was done.
    expect((await put(valuesOf(before), before.etag)).status).toBe(412);
    expect(hosted.said()).not.toContain(keyTexts.encryptionKey);
  });

  test("a change elsewhere leaves what meters have said; a meter of another name is heard anew", async () => {
    const meter = new TcpMeter();
    const source = {
      type: "tcp",
      name: "han",
      host: "127.0.0.1",
      port: await meter.listen(),
      meter: { slug: "house" },
    };
    hosted = await hostGateway(folder.path, JSON.stringify({ sources: [source], broker: { enabled: false } }));
    const meters = () => hosted?.host.running?.gateway.state().meters ?? [];
    const [frame] = framesOf("p1-nl", 1);
    await meter.send(frame?.octets ?? new Uint8Array());
    await eventually("the meter", () => meters().length > 0);
    const [before] = meters();
    const first = await view();
    expect((await put({ ...first.values, log: { level: "warn" } }, first.etag)).status).toBe(200);
    expect(await taken()).toMatchObject({ state: "done" });
    // It has said nothing since.
    expect(meters()).toMatchObject([{ meter: "house", receivedAt: before?.receivedAt, values: before?.values }]);
    const second = await view();
    const renamed = { ...second.values, sources: [{ ...source, meter: { slug: "cabin" } }] };
    expect((await put(renamed, second.etag)).status).toBe(200);
    await eventually(
      "the change",
      () => hosted?.said().match(/has changed: the parts/g)?.length === 1 && meters().length === 0,
    );
    meter.close();
  });

  test("what can't be started is put back, and the gateway goes on", async () => {
    hosted = await hostGateway(folder.path, yaml);
    const before = await view();
    const values = { ...valuesOf(before), tariffs: [{ contract: "not-there.yaml" }] };
    expect((await put(values, before.etag)).status).toBe(200);
    expect(await taken()).toMatchObject({
      ...{ state: "failed", message: expect.stringContaining("not-there.yaml") },
      words: [{ key: "ofContract" }, { key: "fileMissing" }, { key: "contractGuide" }],
    });
    expect(await readFile(file(), "utf8")).toBe(yaml);
    await eventually("the meter", () => (hosted?.host.running?.gateway.state().meters.length ?? 0) > 0);
    // An address that this machine has not: about a setting, so in the words of settings.
    const again = await view();
    const elsewhere = { ...valuesOf(again), http: { listen: "192.0.2.77" } };
    expect((await put(elsewhere, again.etag)).status).toBe(200);
    await expect
      .poll(async () => (await taken()).problem, { timeout: 60_000 })
      .toMatchObject({ key: "page-not-served", values: { host: "192.0.2.77" } });
  });

  test("a port that another program has is told; with no other left to try the gateway goes on where it was", async () => {
    hosted = await hostGateway(folder.path, `${yaml}http: { port: ${await freePort()} }\n`, {});
    const url = hosted.url();
    const taken65535 = createServer().on("error", () => {});
    // Another program may have it already: that is as good.
    await new Promise<void>((resolve) => {
      taken65535
        .once("error", () => resolve())
        .once("listening", resolve)
        .listen(65_535, "127.0.0.1");
    });
    try {
      expect(await problemOf({ port: 65_535 })).toEqual({
        key: "ports-in-use",
        values: { first: "65535", last: "65535" },
      });
      expect(hosted.url()).toBe(url);
    } finally {
      taken65535.close();
    }
  });

  test.skipIf(!hasOpenssl)("a certificate that is none, or that has another key, is told and not used", async () => {
    const other = await temporaryFolder();
    const [own, foreign] = await Promise.all([createCertificates(folder.path), createCertificates(other.path)]);
    const garbage = join(folder.path, "garbage.pem");
    await writeFile(garbage, "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");
    hosted = await hostGateway(folder.path, yaml);
    const url = hosted.url();
    const pairs = [
      [garbage, own.serverKey],
      [own.serverCert, foreign.serverKey],
    ] as const;
    for (const [certificateFile, keyFile] of pairs) {
      expect(await problemOf({ tls: { certificateFile, keyFile } })).toEqual({
        key: "certificate-unusable",
        values: { certificate: certificateFile, key: keyFile, why: expect.stringMatching(/./) },
      });
      expect(hosted.url()).toBe(url);
    }
    await other.remove();
  });

  test("without a file the first change makes it", async () => {
    hosted = await hostGateway(folder.path, undefined);
    const before = await view();
    expect(before).toMatchObject({ exists: false, file: file(), values: {}, etag: '"none"' });
    const port = await freePort();
    const values = { sources: [{ type: "tcp", host: "127.0.0.1", port }], broker: { enabled: false } };
    expect((await put(values, before.etag)).status).toBe(200);
    expect(await taken()).toMatchObject({ state: "done" });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(hosted.host.running?.gateway.state()).toMatchObject({ simulated: false, sources: [{ type: "tcp" }] });
    expect((await put(values, '"none"')).status).toBe(412);
  });

  test("somebody who edits by hand meanwhile is not written over, and a broken file is told", async () => {
    hosted = await hostGateway(folder.path, yaml);
    const before = await view();
    await writeFile(file(), `${yaml}log: { level: debug }\n`);
    expect((await put(valuesOf(before), before.etag)).status).toBe(412);
    await writeFile(file(), "sources: [\n");
    expect(await api.get("api/v1/configuration")).toMatchObject({
      status: 409,
      body: {
        type: "problems/configuration-file",
        words: [{ key: "atLine" }, { key: "notYaml" }, { key: "yamlIndent" }],
      },
    });
  });

  test("a backup of the firmware becomes one; its secrets stay here until they are written", async () => {
    hosted = await hostGateway(folder.path, undefined);
    const lines = [
      ...["amsconfig", "version 2.4.0", "mqttHost 192.0.2.20", "mqttPublishTopic ams", "mqttPayloadFormat 0"],
      ...["mqttUsername me", "mqttPassword hush-hush", `meterEncryptionKey ${keyTexts.encryptionKey}`, "ssid mine"],
      ...["priceArea NO1", "priceEntsoeToken top-secret-token", ""],
    ];
    const { status, body } = await api.send(
      "POST",
      "api/v1/configuration/import-amsreader?port=/dev/ttyACM0",
      lines.join("\n"),
    );
    expect(status).toBe(200);
    const answer = body as ImportAmsReaderAnswer;
    expect(answer.values).toMatchObject({
      sources: [{ type: "serial", port: "/dev/ttyACM0" }],
      mqtt: [{ username: "me" }],
    });
    expect(answer.left).toContainEqual({
      message: expect.stringContaining("Network and WiFi"),
      words: [{ key: "leftNetwork" }],
    });
    expect(answer.holds).toMatchObject({
      settings: [{ words: [{ key: "holdsEncryptionKey" }] }, { words: [{ key: "holdsBroker" }] }, {}, {}, {}, {}],
      history: [],
      tariffs: [{ message: "Price area: NO1" }, { words: [{ key: "holdsPriceToken" }] }],
    });
    for (const secret of ["hush-hush", "top-secret-token", keyTexts.encryptionKey])
      expect(JSON.stringify(answer)).not.toContain(secret);
    const { etag } = await view();
    expect((await put({ ...answer.values, broker: { enabled: false } }, etag)).status).toBe(200);
    const written = await readFile(file(), "utf8");
    for (const secret of ["hush-hush", keyTexts.encryptionKey]) expect(written).toContain(secret);
    expect(await taken()).toMatchObject({ state: "done" });
    expect((await api.send("POST", "api/v1/configuration/import-amsreader", "no backup")).status).toBe(400);
    expect((await api.send("POST", "api/v1/configuration/import-amsreader", "x".repeat(600_000))).status).toBe(413);
  });
});

test("the program takes up a change and ends as asked", async () => {
  const port = await freePort();
  await writeFile(file(), `${yaml}http: { port: ${port} }\n`, { mode: 0o600 });
  const program = new ProgramProcess(["run"], folder.path);
  try {
    await program.says(/the page is at (\S+)/);
    const own = new ApiClient(() => `http://127.0.0.1:${port}/`);
    const { etag, values } = (await own.get("api/v1/configuration")).body as ConfigurationAnswer;
    const changed = { ...values, log: { level: "warn" } };
    expect((await own.send("PUT", "api/v1/configuration", { values: changed }, { "if-match": etag })).status).toBe(200);
    await program.says(/the configuration has changed/);
    let reload: string | undefined;
    while (reload !== "done")
      reload = await own.get("api/v1/configuration").then(
        ({ body }) => (body as ConfigurationAnswer).reload.state,
        () => undefined,
      );
    expect((await program.end()).code).toBe(0);
  } finally {
    await program.end("SIGKILL");
  }
}, 240_000);
