import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configuration, type TouchedPart } from "@meter2mqtt/contract";
import { afterAll, expect, test } from "vitest";
import { loadSettings } from "../../config/load-settings.ts";
import { branchFor, isRecord, type SchemaNode, toSchemaNode } from "../../config/schema-node.ts";
import { ConfigError } from "../../errors.ts";
import { planParts } from "./part-plan.ts";
import { touchedParts } from "./parts-that-differ.ts";

/* Walks the configuration's schema: each setting, set to something else, must touch the part that it belongs to. */

const folder = mkdtempSync(join(tmpdir(), "meter2mqtt-every-"));
writeFileSync(join(folder, "secret"), "from a file\n", { mode: 0o600 });
writeFileSync(join(folder, "key"), "ffeeddccbbaa99887766554433221100\n", { mode: 0o600 });
afterAll(() => rmSync(folder, { recursive: true }));

const hex = "00112233445566778899aabbccddeeff";
const place = { area: "NO1" };
/** Every section, every type, and every group of settings that has to be whole. */
const base: Record<string, unknown> = {
  sources: [
    { type: "serial", port: "/dev/ttyUSB0" },
    { type: "tcp", host: "192.0.2.1", port: 1, meter: { encryptionKey: hex, authenticationKey: hex } },
    { type: "file", path: "capture.hex" },
    { type: "simulator" },
    { type: "tcp-server", port: 1 },
    { type: "mqtt", url: "mqtt://192.0.2.1", topic: "a", username: "me" },
    { type: "http", url: "http://192.0.2.1/" },
    { type: "push" },
    { type: "value", url: "mqtt://192.0.2.1", topic: "a", username: "me" },
    { type: "pulse", url: "http://192.0.2.1/", pulsesPerKwh: 1000 },
  ],
  meters: [{ id: "1" }],
  mqtt: [
    { name: "home", url: "mqtt://192.0.2.1", username: "me", amsreader: [{ format: "domoticz", publishTopic: "a" }] },
  ],
  sinks: [
    { type: "influxdb", url: "http://192.0.2.1", org: "o", token: "t", bucket: "b" },
    { type: "postgresql", url: "postgresql://192.0.2.1/d", secure: true },
    { type: "webhook", url: "http://192.0.2.1/" },
    { type: "files", folder: "f" },
  ],
  broker: { enabled: true, user: "u", password: "p" },
  virtualMeters: ["p1", "homewizard", "modbus"].map((type, index) => ({ type, port: 9000 + index, meter: "house" })),
  homes: [{ name: "all", meters: ["house"], production: [{ meter: "sun" }] }],
  http: {
    access: { proxyHeader: { name: "X-User", from: ["192.0.2.1"] } },
    tls: { certificateFile: "a.pem", keyFile: "b.pem" },
  },
  homeAssistant: { url: "http://192.0.2.1:8123", token: "t" },
  prices: {
    area: "NO1",
    convert: { to: "NOK", bank: "ecb" },
    sources: [
      { type: "entsoe", token: "t", ...place },
      { type: "energy-charts", ...place },
      { type: "hvakosterstrommen", ...place },
      { type: "energi-data-service", area: "DK1" },
      { type: "datahub-pricelist", area: "DK1", gln: "5790000000001", chargeTypeCode: "CD" },
      { type: "fixed", price: 1, currency: "NOK", ...place },
      {
        type: "table",
        url: "http://192.0.2.1/",
        rows: "r",
        start: "s",
        price: "p",
        unit: "1/kWh",
        currency: "NOK",
        ...place,
      },
    ],
  },
  tariffs: [{ contract: "contract.yaml", meter: "house" }],
};

/** Which parts a setting may touch, by the beginning of its path: the first that fits. */
const owners: readonly (readonly [RegExp, readonly TouchedPart["part"][]])[] = [
  [/^sources\b/, ["source"]],
  [/^meters\b/, ["meters"]],
  [/^mqtt\b/, ["mqtt"]],
  [/^sinks\b/, ["sink"]],
  [/^broker\b/, ["broker"]],
  [/^virtualMeters\b/, ["virtualMeter"]],
  [/^homes\b/, ["homes"]],
  [/^http\b/, ["http"]],
  [/^store\.ledger\.hourDays$/, ["history", "homeAssistant"]],
  [/^store\.(?!path)/, ["history"]],
  [/^events\b/, ["events"]],
  [/^homeAssistant\b/, ["homeAssistant"]],
  [/^prices\b/, ["prices"]],
  [/^tariffs\b/, ["tariffs"]],
  [/^log\b/, ["log"]],
];

interface Setting {
  readonly path: readonly (string | number)[];
  readonly schema: SchemaNode;
}

function settingsIn(schema: SchemaNode, value: unknown, path: Setting["path"]): Setting[] {
  if (schema.oneOf !== undefined) {
    const branch = isRecord(value) ? branchFor(schema, value["type"]) : undefined;
    return branch === undefined ? [] : settingsIn(branch, value, path);
  }
  if (schema.properties !== undefined) {
    const known = isRecord(value) ? value : {};
    return Object.entries(schema.properties).flatMap(([name, child]) =>
      child.const !== undefined ? [] : settingsIn(child, known[name], [...path, name]),
    );
  }
  const isGroup = schema.items?.properties !== undefined || schema.items?.oneOf !== undefined;
  if (!isGroup || schema.items === undefined) return [{ path, schema }];
  const { items } = schema;
  return (Array.isArray(value) ? value : []).flatMap((member, index) => settingsIn(items, member, [...path, index]));
}

/** What else may stand there. */
function candidates(schema: SchemaNode): unknown[] {
  const known = [...(schema.examples ?? []), ...(schema.enum ?? []), schema.default];
  const [first] = known;
  const numbers = [1, 2, 3].map((step) => (schema.minimum ?? schema.exclusiveMinimum ?? 0) + step);
  switch (schema.type) {
    case "boolean":
      return [true, false];
    case "integer":
    case "number":
      return [...known, ...numbers, Number(schema.default ?? 0) + 1];
    case "array": {
      const members = schema.items === undefined ? [] : candidates(schema.items);
      return [...known, ...members.map((member) => [member]), []];
    }
    default: {
      const inner = (schema.anyOf ?? []).flatMap(candidates);
      const texts = [
        "secret",
        "key",
        "another",
        "192.0.2.9",
        "mqtt://192.0.2.9",
        "http://192.0.2.9",
        "Europe/Oslo",
        "NO2",
        "DK1",
        "SEK",
      ];
      return [...known, ...inner, ...texts, ...(typeof first === "string" ? [`${first}b`] : [])];
    }
  }
}

function changed(path: Setting["path"], value: unknown): Record<string, unknown> {
  const copy = structuredClone(base);
  let place: Record<string | number, unknown> = copy;
  for (const step of path.slice(0, -1)) {
    place[step] ??= {};
    place = place[step] as typeof place;
  }
  const last = path.at(-1) ?? "";
  // What comes from a file does not stand in the configuration as well.
  if (String(last).endsWith("File")) delete place[String(last).slice(0, -4)];
  if (last === "path" && place["type"] === "table") delete place["url"];
  place[last] = value;
  return copy;
}

const load = (values: unknown) => loadSettings({ folder, environment: {}, text: JSON.stringify(values) });

let before: ReturnType<typeof planParts> | undefined;

/** What a setting touches once it is something else; undefined where nothing else may stand there. */
function touchedBy({ path, schema }: Setting): Set<TouchedPart["part"]> | undefined {
  before ??= planParts(load(base));
  let found: Set<TouchedPart["part"]> | undefined;
  for (const candidate of candidates(schema)) {
    if (candidate === undefined) continue;
    try {
      const parts = touchedParts(before, planParts(load(changed(path, candidate))));
      found = new Set(parts.map(({ part }) => part));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
    }
    // The first that fits may be what was there before.
    if (found !== undefined && found.size > 0) return found;
  }
  return found;
}

const schema = toSchemaNode(configuration);
/** What is known of the meter is the same schema at every source: two of them are enough. */
const settings = settingsIn(schema, base, []).filter(
  ({ path }) => !(path[0] === "sources" && path[2] === "meter" && Number(path[1]) > 1),
);
const nameOf = ({ path }: Setting) => path.join(".");

test("the walk comes by every type of every list", () => {
  const missing = lists(schema, base, "").filter((type) => type.endsWith("missing"));
  expect(missing).toEqual([]);
  expect(settings.length).toBeGreaterThan(250);
});

function lists(node: SchemaNode, value: unknown, path: string): string[] {
  if (node.properties !== undefined)
    return Object.entries(node.properties).flatMap(([name, child]) =>
      lists(child, isRecord(value) ? value[name] : undefined, `${path}.${name}`),
    );
  const { items } = node;
  if (items?.properties === undefined && items?.oneOf === undefined) return [];
  const members: unknown[] = Array.isArray(value) ? value : [];
  if (items.oneOf === undefined) return members.length > 0 ? [] : [`${path}: missing`];
  return items.oneOf.flatMap((branch) => {
    const type = branch.properties?.["type"]?.const;
    return members.some((member) => isRecord(member) && member["type"] === type)
      ? []
      : [`${path} ${String(type)}: missing`];
  });
}

test.each(settings.map((setting) => [nameOf(setting), setting] as const))("%s", (name, setting) => {
  const touched = touchedBy(setting);
  expect(touched, "nothing else may stand there: give the walk something that may").toBeDefined();
  const owner = name === "store.path" ? undefined : owners.find(([path]) => path.test(name))?.[1];
  if (name === "store.path") expect(touched).toContain("store");
  else expect([...(touched ?? [])].sort(), "no part claims it, or another one").toEqual([...(owner ?? [])].sort());
});
