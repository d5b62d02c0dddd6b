import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadSettings } from "../config/load-settings.ts";
import { ConfigError } from "../errors.ts";
import { createTypedSink } from "./create-typed-sink.ts";

describe("members of `sinks`", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "meter2mqtt-sinks-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function load(sinks: string, environment: Record<string, string> = {}) {
    writeFileSync(join(folder, "meter2mqtt.yaml"), `sinks: ${sinks}\n`, { mode: 0o600 });
    return loadSettings({ folder, environment });
  }

  test("get names, defaults, absolute paths and wrapped secrets", () => {
    const { sinks } = load(
      `[{ type: files }, { type: files, folder: /srv/x }, { type: webhook, url: "https://a.example/", tls: { caFile: ca.pem } }]`,
      { METER2MQTT_SINKS_2_SECRET: "between us" },
    );
    expect(sinks).toMatchObject([
      { name: "files", folder: join(folder, "exports"), format: "csv", zone: "UTC", maxMegabytes: 100, maxFiles: 400 },
      { name: "files-2", folder: "/srv/x", kinds: ["reading"] },
      { name: "webhook", tls: { caFile: join(folder, "ca.pem"), rejectUnauthorized: true }, timeoutSeconds: 10 },
    ]);
    expect(JSON.stringify(sinks)).not.toContain("between us");
  });

  test.each([
    ["a type that is none", "[{ type: influx, url: 'http://x' }]", "`sinks.0.type` is `influx`"],
    ["a password in the address", "[{ type: postgresql, url: 'postgresql://a:b@x/y' }]", "`sinks.0.url`"],
    ["an address that is none", "[{ type: webhook, url: 'http://x:port/' }]", "`sinks.0.url` is no address"],
    [
      "a name that a broker has",
      "[{ type: files, name: a }]\nmqtt: [{ url: 'mqtt://x', name: a }]",
      "the name `a` is taken",
    ],
    ["a secret twice", "[{ type: influxdb, url: 'http://x', token: a, tokenFile: b }]", "are both set"],
    ["v2 without organisation", "[{ type: influxdb, url: 'http://x', token: a }]", "the write API v2 needs `org`"],
    ["v2 without token", "[{ type: influxdb, url: 'http://x', org: a }]", "the write API v2 needs `token`"],
    ["a password alone", "[{ type: influxdb, api: v1, url: 'http://x', password: a }]", "no user name"],
    ["half of a pair", "[{ type: webhook, url: 'http://x', tls: { certFile: a } }]", "`keyFile` is missing"],
    ["a zone that is none", "[{ type: files, zone: Europe/Nowhere }]", "there is no time zone Europe/Nowhere"],
    ["CSV of diagnoses", "[{ type: files, kinds: [diagnosis] }]", "CSV files hold readings only"],
  ])("are refused with words: %s", (_about, yaml, words) => {
    const make = () => load(yaml).sinks.map((settings) => createTypedSink(settings, {}));
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(words);
  });
});
