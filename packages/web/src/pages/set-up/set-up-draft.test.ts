import { expect, test } from "vitest";
import { brokenConstraints } from "../settings/constraints.ts";
import { realSchema } from "../settings/real-schema.support.ts";
import { isGroupValue, type Settings } from "../settings/setting-node.ts";
import { countries, countryOfZone } from "./countries.ts";
import {
  emptyDraft,
  isPlaceSaid,
  nameFor,
  placeOf,
  placeText,
  type SetUpDraft,
  settingsWith,
  sourceOf,
  withFoundLine,
  withKeys,
} from "./set-up-draft.ts";

const empty = emptyDraft("NO");
const serial: SetUpDraft = { ...empty, serial: { port: "/dev/ttyUSB0", baud: 2400, format: "8E1" } };

test.each<[string, SetUpDraft, Settings]>([
  ["serial", serial, { type: "serial", port: "/dev/ttyUSB0", baud: 2400, format: "8E1" }],
  ["tcp", { ...empty, way: "tcp", tcp: { host: " box ", port: "8088" } }, { type: "tcp", host: "box", port: 8088 }],
  [
    "mqtt",
    { ...empty, way: "mqtt", mqtt: { url: "mqtt://box", topic: "han", username: "me", password: "" } },
    { type: "mqtt", url: "mqtt://box", topic: "han", username: "me" },
  ],
  ["simulator", { ...empty, way: "simulator" }, { type: "simulator" }],
])("a source by %s", (_way, draft, expected) => {
  expect(sourceOf(draft)).toEqual(expected);
  expect([...brokenConstraints(realSchema, settingsWith({}, draft))]).toEqual([]);
});

test("what was told becomes settings that the schema allows", () => {
  const draft: SetUpDraft = {
    ...serial,
    keys: { encryptionKey: { set: true, from: "keys:1" } },
    meter: { name: " House ", country: "NO", grid: "IT", mainFuse: "63" },
    prices: { ...empty.prices, kind: "spot", area: "NO5" },
    contract: "contract.yaml",
    output: { kind: "broker", url: "mqtt://box", username: "me", password: "some words", announce: false },
  };
  const settings = settingsWith({}, draft);
  expect(settings).toEqual({
    sources: [
      {
        ...{ type: "serial", port: "/dev/ttyUSB0", baud: 2400, format: "8E1", name: "serial" },
        meter: {
          ...{ name: "House", country: "NO", zone: "Europe/Oslo", grid: "IT", mainFuse: 63 },
          encryptionKey: { set: true, from: "keys:1" },
        },
      },
    ],
    mqtt: [{ url: "mqtt://box", username: "me", password: "some words", discovery: { enabled: false } }],
    prices: { sources: [{ type: "hvakosterstrommen", area: "NO5" }] },
    tariffs: [{ contract: "contract.yaml", country: "NO" }],
  });
  expect([...brokenConstraints(realSchema, settings)]).toEqual([]);
});

test("nothing that is there is taken away", () => {
  const before = {
    sources: [{ type: "serial", port: "/dev/ttyUSB1" }],
    mqtt: [{ url: "mqtt://old", password: { set: true, from: "mqtt.0.password" } }],
    prices: { sources: [{ type: "fixed", area: "home", price: 1, currency: "EUR" }], historyDays: 3 },
    http: { port: 8080 },
  };
  const prices = { ...empty.prices, kind: "fixed", price: "0,25" } as const;
  const draft = {
    ...serial,
    contract: "c.yaml",
    prices,
    output: { ...empty.output, kind: "broker", url: "mqtt://new" },
  } as const;
  const after = settingsWith(before, draft);
  expect(after).toMatchObject({
    sources: [before.sources[0], { name: "serial-2" }],
    mqtt: [before.mqtt[0], { url: "mqtt://new" }],
    prices: { historyDays: 3, sources: [before.prices.sources[0], { type: "fixed", price: 0.25 }] },
    tariffs: [{ contract: "c.yaml", meter: "serial-2" }],
    http: { port: 8080 },
  });
  expect(settingsWith(before, serial)).toMatchObject({ mqtt: before.mqtt, prices: before.prices });
});

test("keys are given to the source of that name", () => {
  const before = { sources: [{ name: "a", meter: { name: "House", encryptionKey: "old" } }, { name: "b" }] };
  expect(withKeys(before, "a", { encryptionKey: "new" })).toEqual({
    sources: [{ name: "a", meter: { name: "House", encryptionKey: "new" } }, { name: "b" }],
  });
  expect(withKeys(before, "b", { encryptionKey: "new" })["sources"]).toEqual([
    before.sources[0],
    { name: "b", meter: { encryptionKey: "new" } },
  ]);
});

test("what a search found out about a line is taken over", () => {
  const found = { type: "serial", port: "/dev/serial/by-id/usb", baud: 9600, format: "8N1" };
  const { type: _type, ...line } = found;
  expect(withFoundLine(serial, found).serial).toEqual(line);
  expect(withFoundLine(empty, { type: "tcp", host: "a", port: 1 })).toBe(empty);
});

test.each<[SetUpDraft, boolean, string | undefined, unknown]>([
  [empty, false, undefined, { serialPort: "" }],
  [serial, true, "/dev/ttyUSB0", { serialPort: "/dev/ttyUSB0" }],
  [{ ...empty, way: "tcp", tcp: { host: "box", port: "80880" } }, false, undefined, undefined],
  [{ ...empty, way: "tcp", tcp: { host: "box", port: "8088" } }, true, "box:8088", { host: "box", port: 8088 }],
  [{ ...empty, way: "mqtt", mqtt: { ...empty.mqtt, url: "mqtt://box", topic: "han" } }, true, "han", undefined],
  [{ ...empty, way: "simulator" }, true, "kamstrup-dk-extended", undefined],
])("where to listen: case %#", (draft, isSaid, words, place) => {
  expect([isPlaceSaid(draft), placeText(draft), placeOf(draft)]).toEqual([isSaid, words, place]);
});

test("a source's name is its type, numbered where that is taken", () => {
  expect(nameFor("tcp", [])).toBe("tcp");
  expect(nameFor("tcp", [{ type: "tcp" }, { type: "serial", name: "tcp-2" }])).toBe("tcp-3");
});

test("every country has a zone of its own and prices that the schema allows", () => {
  for (const country of countries) {
    expect(countryOfZone(country.zone)).toBe(country);
    for (const area of country.prices?.areas ?? []) {
      const draft = {
        ...serial,
        meter: { ...empty.meter, country: country.code },
        prices: { ...empty.prices, kind: "spot", area },
      } as const;
      const settings = settingsWith({}, draft);
      expect([...brokenConstraints(realSchema, settings)]).toEqual([]);
      expect(isGroupValue(settings["prices"])).toBe(true);
    }
  }
  expect(countryOfZone("Asia/Tokyo")).toBeUndefined();
});
