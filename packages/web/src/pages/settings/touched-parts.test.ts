import { expect, test } from "vitest";
import { partWords, savedWords, touchedPartsIn, touchWords } from "./touched-parts.ts";

const kitchen = { part: "source", name: "kitchen", change: "start" } as const;
const home = { part: "mqtt", name: "home", change: "restart" } as const;
const log = { part: "log", change: "adjust" } as const;

test("what an answer says of parts is looked at as a stranger's", () => {
  expect(touchedPartsIn([kitchen, { ...home, more: 1 }, log])).toEqual([kitchen, home, log]);
  const nonsense = [{ part: "weather", change: "start" }, { part: "toString", change: "start" }, { part: "log" }, 7];
  expect(touchedPartsIn(nonsense)).toEqual([]);
  expect(touchedPartsIn(undefined)).toEqual([]);
});

test("parts have the names that readers know them by", () => {
  expect(partWords([kitchen, home, log])).toBe("source kitchen, MQTT home, and log");
});

test("a change is told as what starts, what ends and what goes on", () => {
  expect(touchWords([])).toEqual(["Nothing: what is at work goes on as it is."]);
  expect(touchWords([kitchen, home, log, { part: "sink", name: "files", change: "stop" }])).toEqual([
    "Starts: source kitchen.",
    "Ends: sink files.",
    "Starts again, within seconds: MQTT home.",
    "Takes up its new settings while it runs: log.",
    "Everything else goes on without a break.",
  ]);
  expect(touchWords([{ part: "http", change: "restart" }])).toContain("These pages are away for a moment.");
  const everything = touchWords([{ part: "store", change: "restart" }, home]);
  expect(everything[0]).toContain("Everything starts again");
  expect(everything).toHaveLength(2);
});

test("what was saved says what it has touched", () => {
  expect(savedWords([])).toContain("Nothing was touched");
  expect(savedWords([home])).toBe("It is in effect. Touched: MQTT home. Everything else went on.");
  expect(savedWords([{ part: "store", change: "restart" }])).toContain("Everything was started again");
});
