import { mqttBridgeInfo, mqttReading } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import {
  availabilityEntry,
  diagnosisEntry,
  eventEntry,
  exampleState,
  readingEntry,
} from "../../test/support/outbox.ts";
import { bridgeInfoMessage, bridgeStateMessage, toMqttMessage, toMqttReading, toTopicLevel } from "./mqtt-messages.ts";

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);

describe("toMqttReading", () => {
  test("puts every quantity at the top, and obeys the schema that is published", () => {
    const reading = toMqttReading(exampleState({ simulated: true }));
    expect(reading).toMatchObject({ meter: "house", simulated: true, activeImportW: 169, activeExportW: 0 });
    expect(reading).toMatchObject({ derived: ["energyImportWh"], channels: [{ channel: 1, value: 12.345 }] });
    expect(Object.keys(reading)).not.toContain("values");
    expect(Object.keys(reading)).not.toContain("stale");
    const obeys = ajv.compile(mqttReading);
    expect(obeys(JSON.parse(JSON.stringify(reading))), JSON.stringify(obeys.errors)).toBe(true);
    expect(obeys({ ...reading, activeImportW: "169" })).toBe(false);
  });

  test("leaves out what is not known", () => {
    const { timestamp: _timestamp, meterId: _meterId, ...state } = exampleState({ values: {} });
    const text = JSON.stringify(toMqttReading(state));
    for (const name of ["timestamp", "meterId", "activeImportW", "null"]) expect(text).not.toContain(name);
  });
});

describe("toMqttMessage", () => {
  test("publishes each kind of entry under its own topic", () => {
    const messages = [
      readingEntry(),
      availabilityEntry("house", false),
      diagnosisEntry("house"),
      diagnosisEntry(),
      eventEntry(),
    ];
    expect(
      messages.map((entry) => toMqttMessage("meter2mqtt", entry)).map(({ topic, retain }) => [topic, retain]),
    ).toEqual([
      ["meter2mqtt/house/reading", false],
      ["meter2mqtt/house/availability", true],
      ["meter2mqtt/house/diagnosis", false],
      ["meter2mqtt/bridge/diagnosis", false],
      ["meter2mqtt/house/event", false],
    ]);
    expect(toMqttMessage("a/b", availabilityEntry("house", true))).toEqual({
      topic: "a/b/house/availability",
      payload: "online",
      retain: true,
    });
  });

  test("keeps a meter's name from making levels, wildcards or the bridge's own topics", () => {
    expect(toTopicLevel("a/b+c#d e")).toBe("a-b-c-d-e");
    expect(toTopicLevel("bridge")).toBe("meter-bridge");
    expect(toTopicLevel("")).toBe("meter-");
    expect(toTopicLevel("Zähler_1")).toBe("Zähler_1");
    expect(toTopicLevel("x\u0000y")).toBe("x-y");
  });
});

test("energy is retained", () => {
  const energy = { meter: "house", at: "2026-01-31T13:20:05+01:00", zone: "Europe/Oslo", unit: "Wh" } as const;
  const message = toMqttMessage("meter2mqtt", { kind: "energy", key: "e", meter: "house", energy });
  expect(message).toEqual({ topic: "meter2mqtt/house/energy", payload: JSON.stringify(energy), retain: true });
});

describe("bridge messages", () => {
  test("are retained, and obey the schema that is published", () => {
    expect(bridgeStateMessage("meter2mqtt", "offline")).toEqual({
      topic: "meter2mqtt/bridge/state",
      payload: "offline",
      retain: true,
    });
    const meters = [{ meter: "house", name: "House", source: "demo", simulated: true }];
    const info = bridgeInfoMessage("meter2mqtt", { version: "0.1.0", meters });
    expect(info.topic).toBe("meter2mqtt/bridge/info");
    expect(info.retain).toBe(true);
    expect(ajv.compile(mqttBridgeInfo)(JSON.parse(info.payload))).toBe(true);
  });
});
