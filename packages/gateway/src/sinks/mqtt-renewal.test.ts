import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Certificates, createCertificates, hasOpenssl } from "../../test/support/certificates.ts";
import { eventually } from "../../test/support/eventually.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { type Subscriber, subscribe } from "../../test/support/mqtt-subscriber.ts";
import { readingEntry } from "../../test/support/outbox.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { systemClock } from "../sources/back-off.ts";
import { MqttSink } from "./mqtt-sink.ts";
import { type TlsFiles, untilTlsFilesChange } from "./tls-files.ts";

const watched = (files: TlsFiles) => ({ files, clock: systemClock, everyMs: 10 });
const never = new AbortController().signal;

describe.skipIf(!hasMosquitto || !hasOpenssl)("TLS files that change", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const ending: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
    await folder.remove();
  });

  async function certificates(name: string, client: string): Promise<Certificates> {
    const path = join(folder.path, name);
    await mkdir(path, { mode: 0o755 });
    return createCertificates(path, client);
  }

  /** A broker where the certificate's owner may write below its own name only. */
  async function startBroker(files: Certificates, trusted: string): Promise<Mosquitto> {
    const acl = join(folder.path, "acl");
    await writeFile(acl, "pattern readwrite %u/#\n", { mode: 0o644 });
    const lines = [`certfile ${files.serverCert}`, `keyfile ${files.serverKey}`, `cafile ${trusted}`];
    const users = ["require_certificate true", "use_identity_as_username true", `acl_file ${acl}`];
    const broker = await startMosquitto({ folder: folder.path, lines: [...lines, ...users] });
    ending.push(() => broker.kill());
    return broker;
  }

  async function startSink(url: string, tls: TlsFiles) {
    const backOff = { firstMs: 20, maxMs: 50 };
    const base = { name: "home", baseTopic: "attic", version: "0.1.0", backOff };
    const sink = new MqttSink({ ...base, url, tls, tlsCheckMs: 20 });
    ending.push(async () => await sink[Symbol.asyncDispose]());
    const statuses: string[] = [];
    await sink.start(
      { status: (state, error) => statuses.push(`${state}${error === undefined ? "" : `: ${error}`}`) },
      never,
    );
    const open = (times: number) =>
      eventually(`open ${times} times: ${statuses}`, () => statuses.filter((told) => told === "open").length >= times);
    return { sink, statuses, open };
  }

  test("make another connection, with the new certificate, and nobody hears a last will", async () => {
    const first = await certificates("first", "cellar");
    const second = await certificates("second", "attic");
    // One file with both authorities: the broker knows the old client and the new one.
    const both = join(folder.path, "both.pem");
    await writeFile(both, `${await readFile(first.ca, "utf8")}${await readFile(second.ca, "utf8")}`, { mode: 0o644 });
    const broker = await startBroker(first, both);
    const url = `mqtts://127.0.0.1:${broker.port}`;
    const ca = await readFile(first.ca);
    const reader: Subscriber = await subscribe(url, {
      ...{ ca, cert: await readFile(second.clientCert), key: await readFile(second.clientKey) },
    });
    ending.push(() => reader.end());

    const files = { certFile: join(folder.path, "client.pem"), keyFile: join(folder.path, "client.key") };
    await copyFile(first.clientCert, files.certFile);
    // A renewal that is half done when the connection is made is waited for.
    await writeFile(files.keyFile, "-----BEGIN PRIVATE KEY-----\n");
    const { sink, statuses, open } = await startSink(url, { caFile: first.ca, ...files });
    await eventually("half a key", () =>
      statuses.some((told) => told.startsWith("waiting: The TLS files can't be used")),
    );
    await copyFile(first.clientKey, files.keyFile);
    // The old certificate's user may not write below `attic`: MQTT 5 says so for every publish.
    await eventually("refused", () => statuses.some((told) => told.includes("does not take attic/bridge/state")));

    await copyFile(second.clientCert, files.certFile);
    await copyFile(second.clientKey, files.keyFile);
    await open(1);
    await sink.deliver([readingEntry()], never);
    await eventually("a reading", () => reader.payloads("attic/house/reading").length === 1);

    // While the connection is open: half a pair changes nothing, a whole one does.
    await copyFile(first.clientKey, files.keyFile);
    expect(await untilTlsFilesChange({ ...watched(files), inUse: {} }, AbortSignal.timeout(200))).toBe(false);
    expect(statuses.filter((told) => told === "open")).toHaveLength(1);
    await copyFile(second.clientKey, files.keyFile);
    await writeFile(files.certFile, `${await readFile(second.clientCert, "utf8")}\n`);
    await open(2);
    expect(statuses.some((told) => told.includes("The TLS files have changed"))).toBe(true);
    await sink.deliver([readingEntry({}, "r2")], never);
    await eventually("another reading", () => reader.payloads("attic/house/reading").length === 2);
    expect(reader.payloads("attic/bridge/state")).not.toContain("offline");
  });
});
