import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { loadSettings } from "./load-settings.ts";
import type { Settings } from "./settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(yaml: string | undefined, environment: Record<string, string> = {}): Settings {
  if (yaml !== undefined) writeFileSync(join(folder, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  return loadSettings({ folder, environment });
}

function errorOf(yaml: string | undefined, environment: Record<string, string> = {}): ConfigError {
  try {
    load(yaml, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("no error");
}

const key = "00112233445566778899001122334455";

describe("loadSettings", () => {
  test("shows a simulated meter and runs a broker where nothing is configured", () => {
    const settings = load(undefined);
    expect(settings.simulated).toBe(true);
    expect(settings.file).toBeUndefined();
    expect(settings.sources).toHaveLength(1);
    expect(settings.sources[0]?.source).toMatchObject({ type: "simulator", model: "kamstrup-dk-extended", speed: 1 });
    expect(settings.broker).toEqual({ enabled: true, host: "127.0.0.1", port: 1883 });
    expect(settings.http).toEqual({
      ...{ listen: "127.0.0.1", port: 8420, hostNames: [] },
      access: { viewWithoutLogin: false, trustLoopback: false, proxies: [], frameAncestors: [], cors: [] },
    });
    expect(settings.store.path).toBe(join(folder, "data/meter2mqtt.sqlite"));
    expect(settings.warnings).toEqual([]);
  });

  test("takes scales and multipliers as texts and numbers, from the file and from the environment", () => {
    const yaml =
      "sources: [{ type: serial, port: /dev/ttyUSB0, meter: { grid: IT, scales: { voltages: 0.1, registers: 10Wh } } }]";
    const { meter } = load(yaml, { METER2MQTT_SOURCES_0_METER_MULTIPLIERS_CURRENT_L1: "40" }).sources[0] ?? {};
    expect(meter).toEqual({
      grid: "IT",
      scales: { voltages: "0.1", registers: "10Wh" },
      multipliers: { currentL1: 40 },
    });
    const wrong = errorOf(yaml.replace("0.1", "0.5"));
    expect(wrong.message).toContain("`sources.0.meter.scales.voltages` is `0.5`: expected one of `1`, `0.1`, `0.01`");
  });

  test("takes the formats of amsreader-firmware on a broker", () => {
    const yaml =
      "mqtt:\n  - url: mqtt://x\n    amsreader: [{ format: json, publishTopic: ams }, { format: domoticz, publishTopic: d }]";
    const [broker] = load(yaml, { METER2MQTT_MQTT_0_AMSREADER_1_DOMOTICZ_ELECTRICITY: "11" }).mqtt;
    expect(broker).toMatchObject({ native: true });
    expect(broker?.amsreader).toEqual([
      { format: "json", publishTopic: "ams", interval: 0, domoticz: {} },
      { format: "domoticz", publishTopic: "d", interval: 0, domoticz: { electricity: 11 } },
    ]);
    const wrong = errorOf(yaml.replace("domoticz,", "domotics,"));
    expect(wrong.message).toContain("line 3: `mqtt.0.amsreader.1.format` is `domotics`: expected one of `json`");
    expect(errorOf(yaml.replace("publishTopic: ams", "publishTopic: a/#")).path).toBe(
      "mqtt.0.amsreader.0.publishTopic",
    );
  });

  test("fills in defaults and names, and takes texts as they are written", () => {
    const settings = load(`
sources:
  - type: serial
    port: /dev/ttyUSB0
    format: 8E1          # a number to YAML
    meter: { country: NO, encryptionKey: ${key} }
  - type: serial
    port: /dev/ttyUSB1
  - type: file
    path: capture.hex
mqtt:
  - url: mqtt://192.0.2.20
    password: 012345
`);
    expect(settings.simulated).toBe(false);
    expect(settings.sources.map(({ source }) => source.name)).toEqual(["serial", "serial-2", "file"]);
    expect(settings.sources[0]?.source).toMatchObject({ baud: "auto", format: "8E1" });
    expect(settings.sources[1]?.source).toMatchObject({ baud: "auto", format: "auto" });
    expect(settings.sources[0]?.meter.country).toBe("NO");
    expect(settings.sources[0]?.meter.encryptionKey?.reveal()).toBe(key);
    expect(settings.sources[2]?.source).toMatchObject({ path: join(folder, "capture.hex") });
    expect(settings.mqtt[0]?.password?.reveal()).toBe("012345");
    expect(settings.mqtt[0]).toMatchObject({
      name: "mqtt",
      protocol: "5",
      baseTopic: "meter2mqtt",
      tls: { rejectUnauthorized: true },
    });
    expect(settings.broker.enabled).toBe(false);
    expect(inspect(settings.mqtt, { depth: 9 })).not.toContain("012345");
    expect(JSON.stringify(settings.sources[0]?.meter)).not.toContain(key);
  });

  test.each([
    [
      "unknown key",
      "sources:\n  - type: tcp\n    hst: 192.0.2.1\n    port: 8088",
      3,
      "`sources.0.hst` is not a setting",
      "`host`",
    ],
    ["unknown group", "mqt:\n  - url: mqtt://x", 1, "`mqt` is not a setting", "`mqtt`"],
    ["wrong type", "http:\n  port: often", 2, "`http.port` is `often`: expected a whole number from 0 to 65535", ""],
    ["out of range", "http: { port: 70000 }", 1, "`http.port` is `70000`: expected a whole number", ""],
    [
      "missing",
      "log: {}\nsources:\n  - type: tcp\n    host: x",
      3,
      "`sources.0.port` is missing: expected a whole number",
      "port: 8088",
    ],
    ["no type", "sources:\n  - host: x", 2, "`sources.0.type` is missing: expected one of `serial`, `tcp`", ""],
    ["wrong source type", "sources:\n  - type: seriel", 2, "`sources.0.type` is `seriel`", "`serial`"],
    ["one of", "log:\n  level: loud", 2, "`log.level` is `loud`: expected one of `trace`, `debug`", ""],
    ["not a list", "sources: serial", 1, "`sources` is `serial`: expected a list", ""],
    [
      "zone",
      "sources:\n  - type: tcp\n    host: x\n    port: 1\n    meter:\n      zone: Europe/Nowhere",
      6,
      "expected an IANA time zone",
      "",
    ],
    [
      "short key",
      `sources:\n  - type: tcp\n    host: x\n    port: 1\n    meter:\n      encryptionKey: ${key.slice(1)}`,
      6,
      "here are 31",
      "32 hexadecimal",
    ],
    ["two secrets", "mqtt:\n  - url: mqtt://x\n    password: a\n    passwordFile: b", 3, "are both set", ""],
    ["password in the address", "mqtt:\n  - url: mqtt://me:word@x", 2, "`mqtt.0.url`", "mqtt://host:port"],
    [
      "same name",
      "mqtt:\n  - { name: a, url: mqtt://x }\n  - { name: a, url: mqtt://y }",
      3,
      "the name `a` is taken",
      "",
    ],
    ["not YAML", "http:\n  port: 1\n port: 2", 3, "this is not YAML", ""],
  ])("names file, line, key and what was expected: %s", (_about, yaml, line, message, hint) => {
    const error = errorOf(yaml);
    expect(error.message).toContain(`${join(folder, "meter2mqtt.yaml")}, line ${line}`);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
    expect(error.message).not.toContain(key.slice(1));
  });

  test("takes every setting from the environment, over the file's", () => {
    const settings = load("http: { port: 1 }\nsources: [{ type: tcp, host: a, port: 1 }]", {
      METER2MQTT_HTTP_PORT: "8421",
      METER2MQTT_SOURCES_0_HOST: "b",
      METER2MQTT_SOURCES_1_TYPE: "serial",
      METER2MQTT_SOURCES_1_PORT: "/dev/ttyUSB9",
      METER2MQTT_SOURCES_1_METER_ENCRYPTION_KEY: key,
      METER2MQTT_SOURCES_1_METER_AUTHENTICATIONKEY: key,
      METER2MQTT_BROKER_ENABLED: "yes",
      METER2MQTT_MQTT_0_URL: "mqtt://192.0.2.1",
      METER2MQTT_KEY: key,
      UNRELATED: "1",
    });
    expect(settings.http.port).toBe(8421);
    expect(settings.sources.map(({ source }) => source.type)).toEqual(["tcp", "serial"]);
    expect(settings.sources[0]?.source).toMatchObject({ host: "b", port: 1 });
    expect(settings.sources[1]?.meter.encryptionKey?.reveal()).toBe(key);
    expect(settings.sources[1]?.meter.authenticationKey?.reveal()).toBe(key);
    expect(settings.broker.enabled).toBe(true);
    expect(settings.mqtt[0]?.url).toBe("mqtt://192.0.2.1");
    expect(settings.warnings).toEqual([]);
  });

  test("names the variable whose value is wrong, and warns of one that is no setting", () => {
    expect(errorOf(undefined, { METER2MQTT_HTTP_PORT: "no" }).message).toContain(
      "Environment variable METER2MQTT_HTTP_PORT: `http.port` is `no`",
    );
    expect(load(undefined, { METER2MQTT_HTTP_PRT: "1" }).warnings.map(({ message }) => message)).toEqual([
      "The environment variable METER2MQTT_HTTP_PRT is no setting; is METER2MQTT_HTTP_PORT meant?",
    ]);
  });

  test("reads secrets from files beside the configuration", () => {
    writeFileSync(join(folder, "key.txt"), `${key}\n`);
    const yaml = "sources:\n  - type: tcp\n    host: x\n    port: 1\n    meter:\n      encryptionKeyFile: ";
    expect(load(`${yaml}key.txt`).sources[0]?.meter.encryptionKey?.reveal()).toBe(key);
    expect(errorOf(`${yaml}gone.txt`).message).toMatch(/line 6: .*gone\.txt can't be read/);
  });

  test.skipIf(process.platform === "win32")("warns where others can read secrets", () => {
    const file = join(folder, "other.yaml");
    writeFileSync(file, "mqtt:\n  - url: mqtt://x\n    password: sesame\n");
    chmodSync(file, 0o644);
    const warnings = () => loadSettings({ file, folder, environment: {} }).warnings.map(({ message }) => message);
    expect(warnings()).toEqual([`${file} holds secrets and others can read it: run chmod 600 ${file}`]);
    chmodSync(file, 0o600);
    expect(warnings()).toEqual([]);
  });

  test("says so where the named file is missing, or holds no settings", () => {
    expect(() => loadSettings({ file: join(folder, "gone.yaml"), folder, environment: {} })).toThrow(
      /gone\.yaml can't be read/,
    );
    expect(errorOf("- a\n- b").message).toContain("expected settings");
    expect(errorOf("- a", { METER2MQTT_HTTP_PORT: "8421" }).message).toContain("expected settings");
    expect(load("# nothing\n").simulated).toBe(true);
  });

  test("an alias bomb ends as an error", () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i}: &a${i} [${Array.from({ length: 9 }, () => (i === 0 ? "x" : `*a${i - 1}`)).join(", ")}]`,
    );
    expect(errorOf(levels.join("\n")).message).toContain("larger than any configuration");
  });

  test("virtual meters have defaults and names, and are never of a made-up meter or one that chance chose", () => {
    const source = "sources: [{ type: serial, port: /dev/ttyUSB0 }";
    const { virtualMeters } = load(
      `${source}]\nvirtualMeters: [{ type: p1 }, { type: modbus, port: 5020 }, { type: p1 }]`,
    );
    expect(virtualMeters).toEqual([
      { type: "p1", name: "virtual-p1", listen: "127.0.0.1", port: 8430, telegram: "auto" },
      { type: "modbus", name: "virtual-modbus", listen: "127.0.0.1", port: 5020 },
      { type: "p1", name: "virtual-p1-2", listen: "127.0.0.1", port: 8430, telegram: "auto" },
    ]);
    expect(load(`${source}]`).virtualMeters).toEqual([]);
    expect(errorOf("virtualMeters: [{ type: p1 }]").path).toBe("virtualMeters");
    const two = `${source}, { type: simulator }]\nvirtualMeters:\n  - { type: p1, meter: house }\n  - { type: modbus }`;
    expect(errorOf(two)).toMatchObject({ path: "virtualMeters.1.meter", message: expect.stringContaining("line 4") });
    expect(errorOf(`${source}]\nvirtualMeters: [{ type: p2 }]`).hint).toContain("p1");
    expect(errorOf(`${source}]\nvirtualMeters: [{ type: p1, name: embedded }]`).path).toBe("virtualMeters.0.name");
  });
});
