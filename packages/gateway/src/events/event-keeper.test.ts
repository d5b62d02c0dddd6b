import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventNames } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { loadSettings } from "../config/load-settings.ts";
import { EventKeeper } from "./event-keeper.ts";
import { eventLimits } from "./event-limits.ts";

const noon = Date.UTC(2026, 0, 15, 12);
const { events: usual } = loadSettings({ folder: "/nonexistent", environment: {} });

function settingsWith(environment: Record<string, string>) {
  return loadSettings({ folder: "/nonexistent", environment }).events;
}

describe("eventLimits", () => {
  test("follow from the defaults and the meter's rating", () => {
    expect(eventLimits(usual, { mainFuse: 25 })).toEqual({
      off: new Set(),
      fuse: { amperes: 25, raiseAt: 0.9, clearBelow: 0.8, holdMs: 10_000 },
      voltage: {
        limits: { nominal: 230, lowest: 207, highest: 253, lowestEver: 195.5, interrupted: 11.5 },
        ...{ hysteresis: 2.3, holdMs: 60_000 },
      },
      ...{ silence: { holdMs: 60_000 }, clock: { holdMs: 300_000 }, export: { watts: 50, holdMs: 60_000 } },
    });
    expect(eventLimits(usual, { nominalVoltage: 400 }).voltage.limits).toMatchObject({ lowest: 360, highest: 440 });
    expect(eventLimits(usual, {}).off).toEqual(new Set(["fuse"]));
  });

  test("can be set, and must make sense", () => {
    const events = settingsWith({
      METER2MQTT_EVENTS_FUSE_PERCENT: "70",
      METER2MQTT_EVENTS_FUSE_CLEAR_PERCENT: "60",
    });
    expect(eventLimits(events, { mainFuse: 20 }).fuse).toMatchObject({ raiseAt: 0.7, clearBelow: 0.6 });
    expect(() => settingsWith({ METER2MQTT_EVENTS_FUSE_PERCENT: "70" })).toThrow("events.fuse.clearPercent");
  });

  test("every event can be turned off by its name", () => {
    expect(eventNames.every((name) => settingsWith({ METER2MQTT_EVENTS_OFF_0: name }).off[0] === name)).toBe(true);
  });
});

test("the example of docs/guides/events.md is a configuration", async () => {
  const guide = await readFile(new URL("../../../../docs/guides/events.md", import.meta.url), "utf8");
  const folder = await temporaryFolder();
  try {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
    await writeFile(join(folder.path, "meter2mqtt.yaml"), yaml);
    const { sources, events } = loadSettings({ folder: folder.path, environment: {} });
    expect(eventLimits(events, sources[0]?.meter ?? {})).toMatchObject({
      fuse: { amperes: 25 },
      export: { watts: 200 },
    });
  } finally {
    await folder.remove();
  }
});

describe("EventKeeper", () => {
  const overload = { values: { currentL1A: 24 } };
  const rating = { mainFuse: 25 };

  test("tells what happened with its words, and what goes on", () => {
    const keeper = new EventKeeper(usual);
    expect(keeper.heard("house", { at: noon, ...overload }, rating)).toEqual([]);
    expect(keeper.raised("house")).toBeUndefined();
    expect(keeper.heard("house", { at: noon + 10_000, ...overload }, rating)).toEqual([
      {
        key: `house:fuse:L1:raised:${noon + 10_000}`,
        ...{ meter: "house", event: "fuse", state: "raised", severity: "warning", phase: "L1" },
        ...{ at: "2026-01-15T12:00:10.000Z", value: 24, limit: 22.5, unit: "A" },
        title: "A phase is near its fuse",
        message: "Phase L1 carries 24 A; the warning limit is 22.5 A.",
      },
    ]);
    expect(keeper.raised("house")).toEqual(["fuse:L1"]);
  });

  test("a meter that falls silent is told after a while, and once", () => {
    const keeper = new EventKeeper(usual);
    keeper.heard("house", { at: noon }, {});
    expect(keeper.tick(noon + 600_000)).toEqual([]);
    keeper.fellSilent("house");
    const told = Array.from({ length: 300 }, (_, n) => keeper.tick(noon + 30_000 + n * 1000)).flat();
    expect(told).toMatchObject([{ event: "no-data", state: "raised", severity: "error" }]);
    expect(told[0]?.at).toBe("2026-01-15T12:01:30.000Z");
    expect(keeper.heard("house", { at: noon + 400_000 }, {})).toMatchObject([{ event: "no-data", state: "cleared" }]);
  });

  test("other limits and another fuse hold at once, and what goes on is known still", () => {
    const keeper = new EventKeeper(usual);
    keeper.heard("house", { at: noon, ...overload }, rating);
    keeper.heard("house", { at: noon + 10_000, ...overload }, rating);
    keeper.config = { ...usual, fuse: { ...usual.fuse, percent: 50, clearPercent: 40 } };
    expect(keeper.raised("house")).toEqual(["fuse:L1"]);
    // 11 A are 44 % of 25 A, and 27 % of 40 A.
    const less = { values: { currentL1A: 11 } };
    const after = (seconds: number) => keeper.heard("house", { at: noon + seconds * 1000, ...less }, rating);
    expect([...after(20), ...after(60)]).toEqual([]);
    keeper.rate("house", { mainFuse: 40 });
    expect([...after(70), ...after(120)]).toMatchObject([{ event: "fuse", state: "cleared" }]);
  });

  test("a name that stands for no meter any more is forgotten", () => {
    const keeper = new EventKeeper(usual);
    keeper.heard("hall", { at: noon }, {});
    keeper.fellSilent("hall");
    keeper.forget("hall");
    expect(keeper.tick(noon + 600_000)).toEqual([]);
  });
});
