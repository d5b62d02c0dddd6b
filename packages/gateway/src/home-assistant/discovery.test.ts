import { readFile } from "node:fs/promises";
import type { MqttEnergy } from "@meter2mqtt/contract";
import { quantities } from "@meter2mqtt/decoder";
import { virtualMeters } from "@meter2mqtt/simulator";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { deviceMessageSchema, discoveryTopic } from "../../test/support/home-assistant-schema.ts";
import { hasJinja, renderTemplates } from "../../test/support/jinja.ts";
import { availabilityEntry, eventEntry, exampleState, readingEntry } from "../../test/support/outbox.ts";
import { exampleLine, playHome } from "../../test/support/virtual-home.ts";
import { type MqttMessage, toMqttReading } from "../sinks/mqtt-messages.ts";
import { type DiscoveryOptions, HomeAssistantDiscovery } from "./discovery.ts";

const obeys = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(deviceMessageSchema);

function create(options: Partial<DiscoveryOptions> = {}) {
  return new HomeAssistantDiscovery({
    ...{ baseTopic: "meter2mqtt", version: "0.1.0", enabled: true, prefix: "homeassistant" },
    ...options,
  });
}

// Messages are looked at as whatever a subscriber gets.
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, as a subscriber gets it.
function parse({ payload }: MqttMessage): any {
  return JSON.parse(payload);
}

function homeMessages() {
  const discovery = create();
  discovery.lines([exampleLine()]);
  for (const state of playHome("p1-nl", 3)) discovery.apply({ kind: "reading", key: "r", state });
  return discovery.all();
}

describe("a three-phase home with solar power and gas", () => {
  test("is announced so", async () => {
    const messages = Object.fromEntries(homeMessages().map((message) => [message.topic, parse(message)]));
    const file = new URL("../../test/home-assistant/three-phase-solar-gas.json", import.meta.url);
    expect(messages).toEqual(JSON.parse(await readFile(file, "utf8")));
  });

  test("is ready for the energy dashboard", () => {
    const [, house, gas] = homeMessages().map(parse);
    const dashboard = { state_class: "total_increasing", unit_of_measurement: "kWh", device_class: "energy" };
    for (const name of ["energyImportT1Wh", "energyImportT2Wh", "energyExportT1Wh", "energyExportT2Wh"])
      expect(house.components[name]).toMatchObject(dashboard);
    expect(gas.components.value).toMatchObject({ device_class: "gas", unit_of_measurement: "m³" });
    expect(gas.device.via_device).toBe(house.device.identifiers[0]);
  });
});

describe("prices", () => {
  const [bridge] = (() => {
    const discovery = create({ hasPrices: () => true });
    discovery.lines([exampleLine()]);
    return discovery.prices("NOK");
  })();
  if (bridge === undefined) throw new Error("prices are not announced");

  test("are few entities of the bridge, in their currency", () => {
    const { components } = parse(bridge);
    expect(obeys(parse(bridge)), JSON.stringify(obeys.errors)).toBe(true);
    expect(components.price).toMatchObject({ state_topic: "meter2mqtt/prices", unit_of_measurement: "NOK/kWh" });
    expect(components.cheapest_3h).toMatchObject({ device_class: "timestamp" });
  });

  test("stay announced after a start until they are known again, and go where none are configured any more", () => {
    const again = create({ hasPrices: () => true });
    again.heard(bridge.topic, bridge.payload, true);
    const [awaited] = again.lines([exampleLine()]);
    expect(Object.keys(parse(awaited ?? bridge).components)).not.toContain("price");
    const without = create();
    without.heard(bridge.topic, bridge.payload, true);
    const [gone] = without.lines([exampleLine()]);
    expect(parse(gone ?? bridge).components.price).toEqual({ platform: "sensor" });
  });
});

describe("a meter with a contract", () => {
  const span = { start: "2026-11-03T00:00:00+01:00", end: "2026-11-04T00:00:00+01:00", importKwh: 5, exportKwh: 0 };
  const item = { ...span, cost: 12.5, income: 0.5, net: 12, components: {} };
  const about = { month: "2026-11", component: "capacity", rule: "r", source: "s", monthsKnown: 1, top: 3 };
  const windowOf = (component: string, allowedKw: number) => ({
    ...{ component, start: span.start, end: span.end, usedKwh: 1, expectedKw: 4, lowKw: 3, highKw: 5 },
    ...{ limitKw: 5, limit: "paid" as const, allowedKw, monthKw: 4.5 },
  });
  const tariff: NonNullable<MqttEnergy["tariff"]> = {
    ...{ currency: "NOK", contract: "home", day: item, month: { ...item, net: 345.6 } },
    capacity: [{ ...about, peaks: [], kw: 4.5 }],
    windows: [windowOf("a", 3.3), windowOf("b", 2.1)],
    priceNow: { ...span, import: 1.6875 },
    cheapest3h: { start: "2026-11-03T22:00:00+01:00", end: "2026-11-04T01:00:00+01:00", import: 1.3 },
  };
  const energyOf = (told: MqttEnergy["tariff"]) => {
    const energy = { meter: "house", at: span.start, zone: "Europe/Oslo", unit: "Wh" as const };
    return { kind: "energy", key: "e", meter: "house", energy: { ...energy, ...(told && { tariff: told }) } } as const;
  };
  const keys = ["cost_today", "cost_month", "price", "cheapest_3h", "month_peak", "allowed_power", "peak_problem"];
  const reading = readingEntry({ channels: [] });
  const announced = (discovery = create()) => {
    discovery.apply(reading);
    const [message] = discovery.apply(energyOf(tariff));
    if (message === undefined) throw new Error("nothing was announced");
    return message;
  };

  test("has few entities for what its energy costs, and for its peaks", () => {
    const message = parse(announced());
    expect(obeys(message), JSON.stringify(obeys.errors)).toBe(true);
    expect(Object.keys(message.components).slice(-keys.length)).toEqual(keys);
    expect(message.components.cost_today).toMatchObject({
      ...{ default_entity_id: "sensor.house_cost_today", state_topic: "meter2mqtt/house/energy" },
      ...{ device_class: "monetary", state_class: "total", unit_of_measurement: "NOK" },
    });
  });

  test("a contract without a capacity rule has no peaks; the same again says nothing", () => {
    const discovery = create();
    discovery.apply(reading);
    const [message] = discovery.apply(energyOf({ ...tariff, capacity: [], windows: [] }));
    expect(Object.keys(parse(message ?? announced()).components).slice(-4)).toEqual(keys.slice(0, 4));
    expect(discovery.apply(energyOf({ ...tariff, capacity: [], windows: [] }))).toEqual([]);
    // Where a month has just begun its peaks are not known yet.
    expect(discovery.apply(energyOf(tariff))).toHaveLength(1);
    expect(discovery.apply(energyOf({ ...tariff, capacity: [], windows: [] }))).toEqual([]);
  });

  test("stays announced over a start, and its entities go with the contract", () => {
    const message = announced();
    const again = create();
    again.heard(message.topic, message.payload, true);
    expect(again.apply(reading).map(({ payload }) => payload)).toEqual([message.payload]);
    const [gone] = again.apply(energyOf(undefined));
    expect(obeys(parse(gone ?? message)), JSON.stringify(obeys.errors)).toBe(true);
    const { components } = parse(gone ?? message);
    expect(keys.map((key) => components[key])).toEqual([
      ...Array.from({ length: 6 }, () => ({ platform: "sensor" })),
      { platform: "binary_sensor" },
    ]);
  });

  test.skipIf(!hasJinja)("templates find every value, and nothing where it is not known", () => {
    const { components } = parse(announced());
    const render = (payload: object) =>
      renderTemplates(
        keys.slice(0, -1).map((key) => components[key].value_template),
        payload,
      );
    const known = ["12", "345.6", "1.6875", "2026-11-03T22:00:00+01:00", "4.5", "2.1"];
    expect(render(energyOf(tariff).energy)).toEqual(known);
    expect(new Set(render(energyOf(undefined).energy))).toEqual(new Set(["None"]));
    const bare = { currency: "NOK", contract: "home", capacity: [], windows: [] };
    expect(new Set(render(energyOf(bare).energy))).toEqual(new Set(["None"]));
    const resets = renderTemplates([components.cost_today.last_reset_value_template], energyOf(tariff).energy);
    expect(resets).toEqual([span.start]);
    const ahead = (raised: string[]) =>
      renderTemplates([components.peak_problem.value_template], toMqttReading(exampleState({ raised })));
    expect([ahead(["export", "peak"]), ahead(["export"])]).toEqual([["ON"], ["OFF"]]);
  });
});

describe("every message", () => {
  test.each(Object.keys(virtualMeters))("of %s obeys what Home Assistant documents", (name) => {
    const model = Object.keys(virtualMeters).find((known): known is keyof typeof virtualMeters => known === name);
    const discovery = create();
    const messages = [...discovery.lines([exampleLine(), exampleLine({ name: "Zähler 2/keller" })])];
    const states = playHome(model ?? "p1-nl", 20);
    expect(states.length).toBeGreaterThan(0);
    for (const state of states) messages.push(...discovery.apply({ kind: "reading", key: "r", state }));
    const ids = new Map<string, string>();
    for (const message of messages) {
      expect(message.retain).toBe(true);
      expect(message.topic).toMatch(discoveryTopic);
      expect(obeys(parse(message)), JSON.stringify(obeys.errors)).toBe(true);
      for (const { unique_id: id } of Object.values<{ unique_id: string }>(parse(message).components)) {
        expect(ids.get(id) ?? message.topic).toBe(message.topic);
        ids.set(id, message.topic);
      }
    }
  });

  test("holds an entity for each quantity that there is, each with its own id", () => {
    const values = Object.fromEntries(quantities.map(({ name }) => [name, 1]));
    const [message] = create().apply(readingEntry({ values, mainFuseA: 25 }));
    expect(message).toBeDefined();
    const { components } = message === undefined ? { components: {} } : parse(message);
    expect(obeys(message === undefined ? {} : parse(message)), JSON.stringify(obeys.errors)).toBe(true);
    const entities = Object.values<{ default_entity_id: string; name: string }>(components);
    expect(entities.length).toBe(quantities.length + 4);
    expect(new Set(entities.map((entity) => entity.default_entity_id)).size).toBe(entities.length);
    expect(new Set(entities.map((entity) => entity.name)).size).toBe(entities.length);
  });

  test.each(["power", "reactive", "bogus"])("is refused by the schema when a class is wrong: %s", (device_class) => {
    const house = homeMessages().map(parse)[1];
    house.components.energyImportWh.device_class = device_class;
    expect(obeys(house)).toBe(false);
  });
});

describe.skipIf(!hasJinja)("templates", () => {
  const templatesOf = (message: MqttMessage): [string, string][] =>
    Object.entries<{ value_template?: string; state_topic?: string }>(parse(message).components).flatMap(
      ([key, { value_template: template, state_topic: own }]) =>
        template === undefined || own !== undefined ? [] : [[key, template]],
    );
  const rendered = (message: MqttMessage, payload: unknown) => {
    const templates = templatesOf(message);
    const texts = renderTemplates(
      templates.map(([, template]) => template),
      payload,
    );
    return Object.fromEntries(templates.map(([key], index) => [key, texts[index]]));
  };

  test("find every value in the reading as it is published", () => {
    const [, house, gas] = homeMessages();
    const state = playHome("p1-nl", 3).at(-1);
    if (house === undefined || gas === undefined || state === undefined) throw new Error("nothing was announced");
    const payload = toMqttReading(state);
    const texts = rendered(house, payload);
    const { voltage_problem: problem, ...values } = texts;
    expect(problem).toBe("OFF");
    expect(Object.keys(values).sort()).toEqual(Object.keys(state.values).sort());
    for (const [name, value] of Object.entries(state.values))
      expect(Number(texts[name]), name).toBeCloseTo(name.startsWith("energy") ? value / 1000 : value, 9);
    const [channel] = state.channels;
    expect(rendered(gas, payload)).toEqual({ value: String(channel?.value), timestamp: channel?.timestamp });
  });

  test("give nothing for what a reading does not hold", () => {
    for (const message of homeMessages().slice(1)) {
      const texts = rendered(message, toMqttReading(exampleState({ values: {}, channels: [] })));
      const { timestamp = "None", voltage_problem: problem = "OFF", ...numbers } = texts;
      expect([timestamp, problem]).toEqual(["None", "OFF"]);
      expect(new Set(Object.values(numbers))).toEqual(new Set([""]));
    }
  });

  test("say whether frames are verified", () => {
    const [message] = create().apply(readingEntry({ authenticated: false }));
    if (message === undefined) throw new Error("nothing was announced");
    const says = (authenticated: boolean) => rendered(message, toMqttReading(exampleState({ authenticated })));
    expect([says(true), says(false)].map((texts) => texts["authenticated"])).toEqual(["ON", "OFF"]);
  });

  test("say what goes on, and make an event of what happened", () => {
    const [message] = create().apply(readingEntry({ values: { voltageL1V: 230 }, mainFuseA: 25 }));
    if (message === undefined) throw new Error("nothing was announced");
    const says = (raised: string[]) => {
      const texts = rendered(message, toMqttReading(exampleState({ raised })));
      return [texts["fuse_problem"], texts["voltage_problem"]];
    };
    expect([says(["fuse:L1"]), says(["export", "voltage-low:L2"])]).toEqual([
      ["ON", "OFF"],
      ["OFF", "ON"],
    ]);
    const { event: entity } = parse(message).components;
    const { event } = eventEntry();
    const [payload] = renderTemplates([entity.value_template], event);
    expect(JSON.parse(payload ?? "")).toEqual({ ...event, event_type: "voltage-high-raised" });
    expect(entity.event_types).toContain("voltage-high-raised");
  });

  test("say how a line is, and which key is wrong", () => {
    const [message] = create().lines([exampleLine()]);
    if (message === undefined) throw new Error("nothing was announced");
    const says = (line: ReturnType<typeof exampleLine>) => {
      const components = parse(message).components;
      const keys = ["status", "good_frames", "damaged_frames", "key_verdict", "diagnosis"];
      return renderTemplates(
        keys.map((key) => components[`han-port_${key}`].value_template),
        line,
      );
    };
    expect(says(exampleLine())).toEqual(["open", "90.9", "1", "no fault", "none"]);
    const fault = { at: "2024-02-01T12:00:00.000Z", source: "han-port", severity: "error", evidence: {} } as const;
    const words = { message: "m", hint: "h", count: 1, title: "The encryption key is wrong" };
    const { goodFrameRatio: _ratio, ...line } = exampleLine().line;
    const broken = { ...exampleLine({ diagnosis: { ...fault, ...words, code: "security/wrong-key" } }), line };
    expect(says(broken)).toEqual(["open", "None", "1", words.title, words.title]);
  });
});

describe("HomeAssistantDiscovery", () => {
  test("announces what was said, adds what is new, and repeats nothing", () => {
    const discovery = create();
    const keys = (messages: readonly MqttMessage[]) =>
      messages.map((message) => Object.keys(parse(message).components));
    const power = { activeImportW: 1 };
    expect(keys(discovery.apply(readingEntry({ values: power, channels: [] })))).toEqual([
      ["activeImportW", "event", "diagnosis"],
    ]);
    expect(discovery.apply(readingEntry({ values: { activeImportW: 2 }, channels: [] }))).toEqual([]);
    const more = readingEntry({ values: { ...power, voltageL1V: 230 }, channels: [] });
    expect(keys(discovery.apply(more))).toEqual([
      ["activeImportW", "voltageL1V", "event", "voltage_problem", "diagnosis"],
    ]);
    expect(keys(discovery.apply(readingEntry({ values: power }))).flat()).toEqual(["value"]);
  });

  test("keeps entities of an earlier run, though the meter has not said everything again yet", () => {
    const before = create();
    const entry = readingEntry({ values: { activeImportW: 1, energyImportWh: 5 }, authenticated: true, channels: [] });
    const [retained] = before.apply(entry);
    if (retained === undefined) throw new Error("nothing was announced");
    const discovery = create();
    expect(discovery.heard(retained.topic, retained.payload, true)).toEqual([]);
    expect(discovery.apply(readingEntry({ values: { activeImportW: 1 }, channels: [] }))).toEqual([
      { ...retained, payload: expect.stringContaining("energyImportWh") },
    ]);
  });

  test.each([
    ["another program's", JSON.stringify({ origin: { name: "other" }, state_topic: "meter2mqtt/x", components: {} })],
    ["another gateway's", JSON.stringify({ origin: { name: "meter2mqtt" }, state_topic: "b/x", components: {} })],
    ["no JSON", "{"],
    ["null", "null"],
  ])("leaves alone what is not its own: %s", (_what, payload) => {
    expect(create({ enabled: false }).heard("homeassistant/device/x/config", payload, true)).toEqual([]);
  });

  test("takes everything of its own away when it is turned off", () => {
    const off = create({ enabled: false });
    const cleared = homeMessages().flatMap(({ topic, payload }) => off.heard(topic, payload, true));
    expect(cleared).toEqual(homeMessages().map(({ topic }) => ({ topic, payload: "", retain: true })));
    expect(off.apply(readingEntry())).toEqual([]);
    expect(off.lines([exampleLine()])).toEqual([]);
  });

  test("takes a name that no meter has any more away, with its sub-meters, and no other", () => {
    const discovery = create();
    discovery.apply(readingEntry({ meter: "house" }));
    discovery.apply(readingEntry({ meter: "house2", channels: [] }));
    const retired = { ...availabilityEntry("house", false), retired: true } as const;
    expect(discovery.apply(availabilityEntry("house", false))).toEqual([]);
    const gone = discovery.apply(retired).map(({ topic, payload }) => [topic, payload]);
    expect(gone).toEqual([
      ["homeassistant/device/meter2mqtt_house/config", ""],
      ["homeassistant/device/meter2mqtt_house__gas_1/config", ""],
    ]);
    expect(discovery.all().map(({ topic }) => topic)).toEqual(["homeassistant/device/meter2mqtt_house2/config"]);
  });

  test("announces everything again at Home Assistant's birth, and at nothing else", () => {
    const discovery = create({ prefix: "ha" });
    const messages = discovery.apply(readingEntry());
    expect(discovery.filters).toEqual(["ha/device/+/config", "homeassistant/status", "ha/status"]);
    expect(discovery.heard("homeassistant/status", "online", false)).toEqual(messages);
    expect(discovery.heard("ha/status", "online", false)).toEqual(messages);
    expect(discovery.heard("ha/status", "offline", false)).toEqual([]);
    expect(discovery.heard("ha/status", "online", true)).toEqual([]);
  });

  test("takes away the entities of a line that is no more", () => {
    const [both] = create().lines([exampleLine(), exampleLine({ name: "old" })]);
    const discovery = create();
    discovery.heard(both?.topic ?? "", both?.payload ?? "", true);
    const [message] = discovery.lines([exampleLine()]);
    if (message === undefined) throw new Error("nothing was announced");
    expect(parse(message).components["old_status"]).toEqual({ platform: "sensor" });
    expect(obeys(parse(message))).toBe(true);
    const after = create();
    after.heard(message.topic, message.payload, true);
    expect(Object.keys(parse(after.lines([exampleLine()])[0] ?? message).components)).not.toContain("old_status");
  });

  test("takes away what is no more while it runs: a line, and prices that nobody asks for any more", () => {
    let hasPrices = true;
    const discovery = create({ hasPrices: () => hasPrices });
    discovery.lines([exampleLine(), exampleLine({ name: "old" })]);
    discovery.prices("NOK");
    const [line] = discovery.lines([exampleLine()]);
    if (line === undefined) throw new Error("nothing was announced");
    expect(parse(line).components["old_status"]).toEqual({ platform: "sensor" });
    expect(parse(line).components["price"]).toMatchObject({ unit_of_measurement: "NOK/kWh" });
    hasPrices = false;
    const [price] = discovery.prices(undefined);
    expect(parse(price ?? line).components["price"]).toEqual({ platform: "sensor" });
  });

  test("gives a made-up meter a name that says so", () => {
    const [message] = create().apply(readingEntry({ simulated: true }));
    expect(message === undefined ? "" : parse(message).device.name).toBe("House (simulated)");
  });
});
