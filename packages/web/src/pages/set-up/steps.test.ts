import { expect, test } from "vitest";
import { maySkip, type Step, stepBeside, stepsFor } from "./steps.ts";

test("keys are a step only where they are needed, listening where there is a line", () => {
  expect(stepsFor({ way: "serial", needsKeys: false })).not.toContain("keys");
  expect(stepsFor({ way: "tcp", needsKeys: true }).indexOf("keys")).toBe(3);
  expect(stepsFor({ way: "mqtt", needsKeys: false })).not.toContain("listen");
  expect(stepsFor({ way: "simulator", needsKeys: true })).not.toContain("keys");
});

test.each<[Step, 1 | -1, boolean, Step]>([
  ["listen", 1, false, "meter"],
  ["listen", 1, true, "keys"],
  ["meter", -1, true, "keys"],
  ["meter", -1, false, "listen"],
  ["way", -1, false, "way"],
  ["reading", 1, false, "reading"],
])("beside %s by %i, keys needed: %s", (step, by, needsKeys, expected) => {
  expect(stepBeside(step, by, { way: "serial", needsKeys })).toBe(expected);
});

test("what must be known can't be passed over", () => {
  expect((["way", "place", "save", "reading"] as const).map(maySkip)).toEqual([false, false, false, false]);
  expect(maySkip("costs")).toBe(true);
});
