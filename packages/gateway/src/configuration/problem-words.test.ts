import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfigurationProblemKey } from "@meter2mqtt/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { createLog } from "../runtime/log.ts";
import { systemClock } from "../sources/back-off.ts";
import { buildParts } from "./build-parts.ts";
import { configurationSchema, examine } from "./configuration-reader.ts";
import { withSecrets } from "./secret-markers.ts";

/* Each problem that pages say in their own language is one that a configuration really has. */

type Case = readonly [yaml: string, path: string, values: Readonly<Record<string, string>>];

/** What shows only when the pages are served: `test/configuration-api.test.ts`. */
type OnlyWhenStarted = "certificate-unusable" | "page-not-served" | "ports-in-use";

const value = "{ type: value, name: sun, url: 'mqtt://127.0.0.1'";
const cases: Readonly<
  Record<Exclude<ConfigurationProblemKey, "secret-again" | "secret-gone" | OnlyWhenStarted>, Case>
> = {
  "address-wrong": ["mqtt: [{ url: 'mqtt://a:b:c' }]", "mqtt.0.url", { example: "mqtt://host:port" }],
  "area-unknown": [
    "prices: { area: NO2, sources: [{ type: fixed, area: home, price: 1, currency: NOK }] }",
    "prices.area",
    { area: "NO2", areas: "home" },
  ],
  "bidding-zone-unknown": [
    "prices: { sources: [{ type: entsoe, area: nowhere, token: abc }] }",
    "prices.sources.0.area",
    { area: "nowhere" },
  ],
  "broker-open": ["broker: { host: 192.0.2.1 }", "broker.host", { host: "192.0.2.1" }],
  "certificate-without-key": [
    "mqtt: [{ url: 'mqtts://127.0.0.1', tls: { certFile: a.pem } }]",
    "mqtt.0.tls.keyFile",
    { missing: "keyFile" },
  ],
  "client-id-twice": [
    "mqtt: [{ url: 'mqtt://127.0.0.1', amsreader: [{ format: json, publishTopic: a, clientId: x }, { format: hex, publishTopic: b, clientId: x }] }]",
    "mqtt.0.amsreader.1.clientId",
    { clientId: "x" },
  ],
  "csv-readings-only": ["sinks: [{ type: files, kinds: [reading, event] }]", "sinks.0.kinds", {}],
  "event-never-over": ["events: { fuse: { percent: 70, clearPercent: 80 } }", "events.fuse.clearPercent", {}],
  "faults-wrong": [
    "sources: [{ type: simulator, faults: nonsense }]",
    "sources.0.faults",
    { example: "noise=0.1,truncated=0.05" },
  ],
  "file-unreadable": [
    "mqtt: [{ url: 'mqtt://127.0.0.1', username: a, passwordFile: gone }]",
    "mqtt.0.passwordFile",
    { file: "gone" },
  ],
  "increments-over-http": [
    "sources: [{ type: pulse, url: 'http://127.0.0.1', counts: increment, pulsesPerKwh: 1000 }]",
    "sources.0.counts",
    {},
  ],
  "key-wrong": [
    "sources: [{ type: tcp, host: a, port: 1, meter: { encryptionKey: nokey } }]",
    "sources.0.meter.encryptionKey",
    {},
  ],
  "list-long": [
    `prices: { sources: [${"{ type: fixed, area: home, price: 1, currency: NOK }, ".repeat(21)}] }`,
    "prices.sources",
    { count: "20" },
  ],
  "list-short": ["sources: []", "sources", { count: "1" }],
  "list-twice": ["sinks: [{ type: webhook, url: 'http://127.0.0.1', kinds: [event, event] }]", "sinks.0.kinds", {}],
  "meter-not-chosen": [
    "sources: [{ type: simulator, name: a }, { type: simulator, name: b }]\nvirtualMeters: [{ type: p1 }]",
    "virtualMeters.0.meter",
    {},
  ],
  "meter-twice": ["meters: [{ id: '1' }, { id: '1' }]", "meters.1.id", { meter: "1" }],
  "name-for-several": [
    "sources: [{ type: mqtt, url: 'mqtt://127.0.0.1', topic: 'a/+', meter: { slug: x } }]",
    "sources.0.meter.slug",
    {},
  ],
  "name-taken": [
    "sources: [{ type: simulator, name: a }, { type: simulator, name: a }]",
    "sources.1.name",
    { name: "a" },
  ],
  "network-wrong": ["http: { access: { proxies: [1.2.3.4.5] } }", "http.access.proxies.0", { value: "1.2.3.4.5" }],
  "no-number": [`sources: [${value}, topic: a }]`, "sources.0.power", {}],
  "password-without-user": ["mqtt: [{ url: 'mqtt://127.0.0.1', password: x }]", "mqtt.0.username", {}],
  "path-or-url": [
    "prices: { sources: [{ type: table, area: a, start: s, price: p, currency: NOK }] }",
    "prices.sources.0.path",
    {},
  ],
  "price-too-fine": [
    "prices: { sources: [{ type: fixed, area: home, price: 1e-200, currency: NOK }] }",
    "prices.sources.0.price",
    { price: "1e-200", digits: expect.stringMatching(/^\d+$/) },
  ],
  "secret-missing": ["homeAssistant: { url: 'http://127.0.0.1' }", "homeAssistant.token", { setting: "token" }],
  "secret-twice": [
    "mqtt: [{ url: 'mqtt://127.0.0.1', username: a, password: x, passwordFile: there }]",
    "mqtt.0.password",
    { setting: "password" },
  ],
  "setting-for-v2": [
    "sinks: [{ type: influxdb, url: 'http://127.0.0.1', api: v2, bucket: b }]",
    "sinks.0.org",
    { setting: "org" },
  ],
  "setting-misspelt": ["log: { levle: info }", "log.levle", { setting: "log.levle", near: "level" }],
  "setting-needed": ["prices: {}", "prices", { setting: "sources" }],
  "setting-needed-like": ["sources: [{ type: tcp, host: a }]", "sources.0", { setting: "port", example: "port: 8088" }],
  "setting-needed-of": [
    "sources: [{ host: a }]",
    "sources.0",
    { setting: "type", options: expect.stringMatching(/^serial, tcp, /) },
  ],
  "setting-unknown": ["log: { colour: blue }", "log.colour", { setting: "log.colour" }],
  "sources-missing": ["virtualMeters: [{ type: p1 }]", "virtualMeters", {}],
  "successor-of-itself": ["meters: [{ id: '1', successorOf: '1' }]", "meters.0.successorOf", { meter: "1" }],
  "successor-taken": [
    "meters: [{ id: '1', successorOf: '3' }, { id: '2', successorOf: '3' }]",
    "meters.1.successorOf",
    { meter: "3" },
  ],
  "time-zone-unknown": [
    "sources: [{ type: simulator, meter: { zone: Europe/Nowhere } }]",
    "sources.0.meter.zone",
    { value: "Europe/Nowhere" },
  ],
  "topic-missing": [`sources: [${value}, power: . }]`, "sources.0.topic", {}],
  "user-and-password": ["broker: { user: a }", "broker.password", {}],
  "value-empty": ["sources: [{ type: simulator, name: '' }]", "sources.0.name", {}],
  "value-form": ["mqtt: [{ url: nowhere }]", "mqtt.0.url", { example: expect.stringMatching(/^mqtt:/) }],
  "value-group": ["http: 1", "http", {}],
  "value-list": ["mqtt: 1", "mqtt", {}],
  "value-long": [`http: { access: { proxies: ["${"1".repeat(51)}"] } }`, "http.access.proxies.0", { length: "50" }],
  "value-number": [
    "sources: [{ type: simulator, meter: { mainFuse: 0 } }]",
    "sources.0.meter.mainFuse",
    { least: "1", most: "10000" },
  ],
  "value-number-above": [
    "sources: [{ type: simulator, meter: { nominalVoltage: 0 } }]",
    "sources.0.meter.nominalVoltage",
    { limit: "0", most: "1000000" },
  ],
  "value-option": ["log: { level: loud }", "log.level", { options: expect.stringMatching(/^trace, debug, /) }],
  "value-switch": ["broker: { enabled: perhaps }", "broker.enabled", {}],
  "value-text": ["sources: [{ type: simulator, faults: [] }]", "sources.0.faults", {}],
  "value-whole": ["http: { port: often }", "http.port", { least: "0", most: "65535" }],
  "value-whole-or-word": [
    "sources: [{ type: serial, port: a, baud: 7 }]",
    "sources.0.baud",
    { least: "300", most: "921600", word: "auto" },
  ],
  "virtual-meter-unknown": [
    "sources: [{ type: simulator, model: nothing }]",
    "sources.0.model",
    { model: "nothing", known: expect.stringContaining("p1-nl") },
  ],
};

describe("problems of a configuration are told by key and values", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "meter2mqtt-problems-"));
    writeFileSync(join(folder, "there"), "secret\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.entries(cases))("%s", (key, [text, path, values]) => {
    const log = createLog({ level: "silent", pretty: false });
    const options = { folder, environment: {}, text };
    const { problems } = examine(options, (settings) => buildParts(settings, { clock: systemClock, log }));
    expect(problems[0]).toMatchObject({ path, words: { key, values }, message: expect.stringMatching(/\.$/) });
    expect(problems[0]?.words).toEqual({ key, values });
  });
});

test.each([
  ["secret-again", { sources: [{ type: "http", url: "http://me:***@192.0.2.4/" }] }],
  ["secret-gone", { mqtt: [{ url: "mqtt://a", password: { set: true, from: "mqtt.7.password" } }] }],
])("%s", (key, settings) => {
  const known: Readonly<Record<string, string>> = { "sources.0.url": "http://me:hush@192.0.2.3/" };
  const keep = () => withSecrets(settings, configurationSchema, (place) => known[place]);
  expect(keep).toThrow(ConfigError);
  expect(keep).toThrow(expect.objectContaining({ words: { key, values: {} } }));
});
