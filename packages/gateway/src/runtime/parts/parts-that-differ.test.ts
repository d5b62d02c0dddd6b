import type { TouchedPart } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { loadSettings } from "../../config/load-settings.ts";
import type { Settings } from "../../config/settings.ts";
import { changedSources } from "./changed-sources.ts";
import { partKinds, planParts } from "./part-plan.ts";
import { partsThatDiffer, touchedParts } from "./parts-that-differ.ts";

const key = "00112233445566778899aabbccddeeff";
const base = {
  sources: [
    { type: "tcp", name: "hall", host: "127.0.0.1", port: 1, meter: { slug: "house", encryptionKey: key } },
    { type: "tcp", name: "shed", host: "127.0.0.1", port: 2 },
  ],
  mqtt: [
    {
      name: "home",
      url: "mqtt://127.0.0.1",
      username: "me",
      password: "one",
      amsreader: [{ format: "json", publishTopic: "ams" }],
    },
  ],
  sinks: [{ type: "files", name: "notes", folder: "notes" }],
  virtualMeters: [{ type: "p1", name: "charger", port: 9000, meter: "house" }],
};
type Change = Record<string, unknown>;

function settingsOf(change: Change = {}): Settings {
  return loadSettings({ folder: "/nowhere", environment: {}, text: JSON.stringify({ ...base, ...change }) });
}

const [hall, shed] = base.sources;
const [home] = base.mqtt;
const hallWith = (change: Change, meter: Change = {}) => ({
  sources: [{ ...hall, ...change, meter: { ...hall?.meter, ...meter } }, shed],
});
const homeWith = (change: Change) => ({ mqtt: [{ ...home, ...change }] });

const touched = (part: TouchedPart["part"], change: TouchedPart["change"], name?: string): TouchedPart => ({
  ...{ part, change },
  ...(name === undefined ? {} : { name }),
});

const cases: readonly (readonly [string, Change, readonly TouchedPart[]])[] = [
  ["nothing", {}, []],
  ["the same in another order", { sinks: [{ folder: "notes", name: "notes", type: "files" }] }, []],
  ["the order of sources", { sources: [shed, hall] }, []],
  ["a source's port", hallWith({ port: 3 }), [touched("source", "restart", "hall")]],
  ["a source's key", hallWith({}, { encryptionKey: key.replace("0", "1") }), [touched("source", "restart", "hall")]],
  ["a source's fuse", hallWith({}, { mainFuse: 25 }), [touched("source", "restart", "hall")]],
  ["a source more", { sources: [hall, shed, { type: "push", name: "gate" }] }, [touched("source", "start", "gate")]],
  ["a source less", { sources: [hall] }, [touched("source", "stop", "shed")]],
  [
    "a source's name",
    { sources: [{ ...hall, name: "porch" }, shed] },
    [touched("source", "start", "porch"), touched("source", "stop", "hall")],
  ],
  [
    "a broker's password",
    homeWith({ password: "two" }),
    [touched("mqtt", "restart", "home"), touched("mqtt", "restart", "home-json")],
  ],
  ["a broker's base topic", homeWith({ baseTopic: "attic" }), [touched("mqtt", "restart", "home")]],
  [
    "the topic of a format",
    homeWith({ amsreader: [{ format: "json", publishTopic: "b" }] }),
    [touched("mqtt", "restart", "home-json")],
  ],
  ["a format less", homeWith({ amsreader: [] }), [touched("mqtt", "stop", "home-json")]],
  ["our own topics off", homeWith({ native: false }), [touched("mqtt", "stop", "home")]],
  [
    "no broker at all: the one inside takes its place",
    { mqtt: [] },
    [touched("broker", "start"), touched("mqtt", "stop", "home"), touched("mqtt", "stop", "home-json")],
  ],
  [
    "a sink's folder",
    { sinks: [{ type: "files", name: "notes", folder: "b" }] },
    [touched("sink", "restart", "notes")],
  ],
  ["a virtual meter less", { virtualMeters: [] }, [touched("virtualMeter", "stop", "charger")]],
  ["known meters", { meters: [{ id: "1", name: "House" }] }, [touched("meters", "adjust")]],
  ["homes", { homes: [{ name: "all", meters: ["house"] }] }, [touched("homes", "adjust")]],
  ["limits of events", { events: { fuse: { percent: 80, clearPercent: 70 } } }, [touched("events", "adjust")]],
  ["how long is kept what", { store: { readings: { days: 10, fullDays: 5 } } }, [touched("history", "adjust")]],
  ["a contract", { tariffs: [{ contract: "contract.yaml" }] }, [touched("tariffs", "start")]],
  ["prices", { prices: { sources: [{ type: "energy-charts", area: "NO1" }] } }, [touched("prices", "start")]],
  ["the log's level", { log: { level: "debug" } }, [touched("log", "adjust")]],
  ["who may come in", { http: { access: { viewWithoutLogin: true } } }, [touched("http", "adjust")]],
  ["a name of the page", { http: { hostNames: ["meter.example"] } }, [touched("http", "adjust")]],
  ["where it listens", { http: { listen: "127.0.0.2" } }, [touched("http", "restart")]],
  ["HTTPS", { http: { tls: { certificateFile: "a.pem", keyFile: "b.pem" } } }, [touched("http", "restart")]],
  ["the page's port", { http: { port: 8421 } }, [touched("http", "restart")]],
];

describe("a change touches", () => {
  const running = planParts(settingsOf());

  test.each(cases)("%s", (_, change, parts) => {
    expect(touchedParts(running, planParts(settingsOf(change)))).toEqual(parts);
  });

  test("everything, where it is the database", () => {
    const next = planParts(settingsOf({ store: { path: "elsewhere.sqlite" } }));
    const all = touchedParts(running, next);
    expect(all.map(({ part, name }) => [part, name])).toEqual(next.map(({ kind, name }) => [kind, name]));
    expect(new Set(all.map(({ change }) => change))).toEqual(new Set(["restart"]));
  });

  test("a virtual meter whose meter nobody has named, where the only source is another one", () => {
    const [meter] = base.virtualMeters;
    const only = (source: unknown) => ({ sources: [source], virtualMeters: [{ ...meter, meter: undefined }] });
    const parts = touchedParts(planParts(settingsOf(only(hall))), planParts(settingsOf(only({ ...hall, port: 3 }))));
    expect(parts.map(({ part }) => part)).toEqual(["virtualMeter", "source"]);
  });

  test("formats of two brokers that have the same name are two", () => {
    const two = [home, { name: "home-json", url: "mqtt://127.0.0.1:1884" }];
    const parts = touchedParts(planParts(settingsOf({ mqtt: two })), planParts(settingsOf({ mqtt: [two[0]] })));
    expect(parts).toEqual([touched("mqtt", "stop", "home-json")]);
  });
});

describe("the order", () => {
  test("lines stop first and start last, and all stands on the store", () => {
    const { start } = partsThatDiffer([], planParts(settingsOf()));
    const kinds = start.map(({ kind }) => kind);
    expect([kinds[0], kinds.at(-1)]).toEqual(["store", "source"]);
    expect(kinds.indexOf("http")).toBeLessThan(kinds.indexOf("mqtt"));
    const { stop } = partsThatDiffer(start, []);
    const stages = stop.map(({ kind }) => partKinds[kind].stage);
    expect(stages).toEqual([...stages].sort((one, other) => other - one));
    expect([stop.length, stop[0]?.kind, stop.at(-1)?.kind]).toEqual([start.length, "source", "store"]);
  });

  test("a part that takes up its settings while it runs does not stop", () => {
    const { stop, start } = partsThatDiffer(planParts(settingsOf()), planParts(settingsOf({ log: { level: "warn" } })));
    expect([stop, start.map(({ kind }) => kind)]).toEqual([[], ["log"]]);
  });
});

test("a key says nothing of the secrets that are in it", () => {
  const texts = JSON.stringify(planParts(settingsOf()));
  for (const secret of [key, "one"]) expect(texts).not.toContain(`"${secret}"`);
  expect(texts).not.toContain(key);
});

describe("meters of sources that change", () => {
  const before = settingsOf().sources;

  test.each([
    ["goes on where its key is another", hallWith({}, { encryptionKey: key.replace("0", "1") }), {}],
    ["goes on where its fuse is another", hallWith({}, { mainFuse: 25 }), {}],
    ["may be another one behind another port", hallWith({ port: 3 }), { moved: ["hall"] }],
    ["is called otherwise", hallWith({}, { slug: "cabin" }), { renamed: ["hall"] }],
    ["is gone with its source", { sources: [shed] }, { gone: ["hall"] }],
  ])("%s", (_, change, expected) => {
    const none = { gone: [], renamed: [], moved: [] };
    expect(changedSources(before, settingsOf(change).sources)).toEqual({ ...none, ...expected });
  });
});
