import { expect, test } from "vitest";
import { brokenConstraints, type Constraint } from "./constraints.ts";
import { realSchema } from "./real-schema.support.ts";

test.each<[unknown, string, Constraint]>([
  [{ http: { port: 70_000 } }, "http.port", { rule: "most", limit: 65_535 }],
  [{ http: { port: -1 } }, "http.port", { rule: "least", limit: 0 }],
  [{ http: { port: 1.5 } }, "http.port", { rule: "number", whole: true }],
  [{ http: { port: "many" } }, "http.port", { rule: "number", whole: true }],
  [{ http: [] }, "http", { rule: "wrong-kind" }],
  [{ log: { level: "loud" } }, "log.level", expect.objectContaining({ rule: "option" })],
  [{ sources: [] }, "sources", { rule: "too-few", count: 1 }],
  [{ sources: [{ type: "serial" }] }, "sources.0.port", { rule: "needed" }],
  [{ sources: [{ type: "telepathy" }] }, "sources.0.type", expect.objectContaining({ rule: "option" })],
  [{ sources: [{ type: "serial", port: "a", baud: 1 }] }, "sources.0.baud", { rule: "least", limit: 300 }],
  [{ sources: [{ type: "simulator", speed: 0 }] }, "sources.0.speed", { rule: "above", limit: 0 }],
  [{ mqtt: [{ url: "home" }] }, "mqtt.0.url", expect.objectContaining({ rule: "form" })],
  [{ mqtt: [{ url: "mqtt://a", password: 5 }] }, "mqtt.0.password", { rule: "wrong-kind" }],
  [{ mqtt: "home" }, "mqtt", { rule: "wrong-kind" }],
  [{ events: { off: ["flood"] } }, "events.off", expect.objectContaining({ rule: "option" })],
  [{ broker: { enabled: "yes" } }, "broker.enabled", { rule: "wrong-kind" }],
])("%j", (settings, path, broken) => {
  expect([...brokenConstraints(realSchema, settings)]).toEqual([[path, broken]]);
});

test("nothing at all is right, and so is a secret that is set", () => {
  expect(brokenConstraints(realSchema, {}).size).toBe(0);
  const settings = { mqtt: [{ url: "mqtt://a", password: { set: true } }] };
  expect(brokenConstraints(realSchema, settings).size).toBe(0);
});
