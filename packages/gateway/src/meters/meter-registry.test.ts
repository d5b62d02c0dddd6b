import type { Reading } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import type { FrameMark } from "./duplicate-watch.ts";
import type { MeterSource } from "./meter.ts";
import { MeterBook } from "./meter-book.ts";
import { toSlug } from "./meter-identity.ts";
import { MeterRegistry } from "./meter-registry.ts";

const start = Date.UTC(2026, 0, 15, 12);
const han: MeterSource = { name: "han", simulated: false };
const p1: MeterSource = { name: "p1", simulated: true, meterName: "House", slug: "house" };

function reading(fields: Partial<Reading>): Reading {
  return { objects: [], ...fields };
}

describe("MeterRegistry", () => {
  test("forgets a source with the meters that only it hears", () => {
    const registry = new MeterRegistry();
    for (const [meterId, source] of [
      ["11", han],
      ["22", han],
      ["22", p1],
    ] as const)
      registry.apply(reading({ meterId }), source, start);
    expect(registry.forgetSource("han")).toEqual(["11"]);
    expect(registry.states(start).map(({ meter }) => meter)).toEqual(["22"]);
    // What names no meter is not of the one that was heard there before.
    expect(registry.apply(reading({ activeImportW: 5 }), han, start)).toBeUndefined();
    expect(registry.apply(reading({ meterId: "11" }), han, start + 1)?.state.meter).toBe("11");
  });

  test("does not take what comes from behind another address for the meter before, which stays", () => {
    const registry = new MeterRegistry();
    registry.apply(reading({ meterId: "11", activeImportW: 5 }), han, start);
    registry.unbind("han");
    expect(registry.apply(reading({ activeImportW: 7 }), han, start)).toBeUndefined();
    expect(registry.state("11", start)?.values["activeImportW"]).toBe(5);
    expect(registry.apply(reading({ meterId: "11" }), han, start)?.state.values["activeImportW"]).toBe(7);
  });

  test("shows at once what else is known of a source, and tells availability again", () => {
    const registry = new MeterRegistry();
    registry.apply(reading({ meterId: "11", activeImportW: 5 }), han, start);
    expect(registry.availabilityChanges(start)).toEqual([{ meter: "11", online: true }]);
    expect(registry.useSource({ ...han, mainFuse: 25 })).toEqual(["11"]);
    expect(registry.state("11", start)?.mainFuseA).toBe(25);
    expect(registry.availabilityChanges(start)).toEqual([]);
    registry.tellAgain();
    expect(registry.availabilityChanges(start)).toEqual([{ meter: "11", online: true }]);
  });

  test("calls a meter as the user calls it now, when it is heard next", () => {
    const book = new MeterBook([{ id: "11", slug: "attic" }]);
    const registry = new MeterRegistry(book);
    registry.apply(reading({ meterId: "11" }), han, start);
    registry.apply(reading({ meterId: "22" }), han, start);
    expect(registry.forgetKnown(book.replace([{ id: "11", slug: "cellar" }]))).toEqual(["attic"]);
    expect(registry.apply(reading({ meterId: "11" }), han, start)?.state.meter).toBe("cellar");
    expect(registry.states(start).map(({ meter }) => meter)).toEqual(["22", "cellar"]);
  });

  test("merges partial lists: the new value replaces the old, also a 0", () => {
    const registry = new MeterRegistry();
    registry.apply(
      reading({ meterId: "11", meterModel: "M", voltageL1V: 230, currentL1A: 3, activeImportW: 500, activeExportW: 0 }),
      han,
      start,
    );
    const update = registry.apply(reading({ meterId: "11", currentL1A: 0, energyImportWh: 1000 }), han, start + 10_000);
    expect(update?.state).toEqual({
      meter: "11",
      name: "11",
      source: "han",
      simulated: false,
      stale: false,
      receivedAt: "2026-01-15T12:00:10.000Z",
      intervalSeconds: 10,
      meterId: "11",
      meterModel: "M",
      values: {
        voltageL1V: 230,
        currentL1A: 0,
        activeImportW: 500,
        activeExportW: 0,
        energyImportWh: 1000,
        netActiveW: 500,
      },
      derived: ["netActiveW"],
      channels: [],
    });
  });

  test("a list with one way only ends the power of the other way", () => {
    const registry = new MeterRegistry();
    const apply = (fields: Partial<Reading>) =>
      registry.apply(reading({ meterId: "11", ...fields }), han, start)?.state;
    apply({ activeImportW: 0, activeExportW: 300 });
    const importing = apply({ activeImportW: 200 });
    expect(importing?.values).toEqual({ activeImportW: 200, activeExportW: 0, netActiveW: 200 });
    expect(importing?.derived).toEqual(["activeExportW", "netActiveW"]);
    expect(apply({ activeImportW: 0, activeExportW: 50 })?.derived).toEqual(["netActiveW"]);
    expect(apply({ netActiveW: -70 })?.values).toEqual({ netActiveW: -70, activeImportW: 0, activeExportW: 70 });
  });

  test("readings without a name wait for one, then belong to the last one their source named", () => {
    const registry = new MeterRegistry();
    expect(registry.apply(reading({ activeImportW: 1 }), han, start)).toBeUndefined();
    const named = registry.apply(reading({ meterId: "11", voltageL1V: 231 }), han, start + 2000);
    expect(named?.state).toMatchObject({ meter: "11", values: { activeImportW: 1, voltageL1V: 231 } });
    expect(registry.apply(reading({ activeImportW: 2 }), han, start + 4000)?.state.meter).toBe("11");
    expect(registry.apply(reading({ activeImportW: 3 }), p1, start + 4000)).toBeUndefined();
  });

  test("a source that never names its meter gets one of its own name, until the meter tells its number", () => {
    const registry = new MeterRegistry();
    registry.apply(reading({ activeImportW: 1 }), han, start);
    expect(registry.settle(han, start + 11_999)).toBeUndefined();
    expect(registry.settle(han, start + 12_000)?.state).toMatchObject({
      meter: "han",
      name: "han",
      values: { activeImportW: 1 },
    });
    expect(registry.settle(han, start + 13_000)).toBeUndefined();
    const update = registry.apply(reading({ meterId: "11", activeImportW: 4 }), han, start + 14_000);
    expect(update).toMatchObject({ retired: "han", state: { meter: "11", name: "11" } });
    expect(registry.states(start).map(({ meter }) => meter)).toEqual(["11"]);
  });

  test("a system title alone is the meter that came with it before", () => {
    const registry = new MeterRegistry();
    const title = { systemTitle: "4b414d0000000001" };
    expect(registry.apply(reading(title), han, start)?.state.meter).toBe("4b414d0000000001");
    expect(registry.apply(reading({ ...title, meterId: "11" }), han, start)).toMatchObject({
      retired: "4b414d0000000001",
      state: { meter: "11" },
    });
    expect(registry.apply(reading({ ...title, activeImportW: 1 }), han, start)?.state.meter).toBe("11");
    // The same title with another number: the meter was replaced.
    expect(registry.apply(reading({ ...title, meterId: "22" }), han, start)?.state.meter).toBe("22");
    expect(registry.states(start).map(({ meter }) => meter)).toEqual(["11", "22"]);
  });

  test("two names on one source are two meters; the configured name is the first one's", () => {
    const registry = new MeterRegistry();
    registry.apply(reading({ meterId: "11", activeImportW: 1 }), p1, start);
    registry.apply(reading({ meterId: "22", activeImportW: 2 }), p1, start);
    registry.apply(reading({ meterId: "11", activeImportW: 3 }), p1, start);
    expect(
      registry
        .states(start)
        .map(({ meter, name, simulated, values }) => [meter, name, simulated, values["activeImportW"]]),
    ).toEqual([
      ["house", "House", true, 3],
      ["22", "22", true, 2],
    ]);
  });

  const mark = (text: string, changes: Partial<FrameMark> = {}): FrameMark => ({
    text,
    content: text,
    isCounted: false,
    isUnique: true,
    ...changes,
  });

  test("the same meter on two sources is one, and a frame that both bring counts once", () => {
    const registry = new MeterRegistry();
    const from = (source: MeterSource, second: number, text: string) =>
      registry.apply(reading({ meterId: "11", activeImportW: second }), source, start + second * 1000, {
        mark: mark(text),
      });
    expect(from(han, 0, "a")?.isDuplicate).toBeUndefined();
    expect(from(p1, 1, "a")).toMatchObject({
      isDuplicate: true,
      state: { source: "han", values: { activeImportW: 0 } },
    });
    expect(from(han, 10, "b")?.isDuplicate).toBeUndefined();
    expect(from(p1, 11, "b")?.isDuplicate).toBe(true);
    // What one of them has missed comes by the other one, whose frames then lead.
    expect(from(p1, 20, "c")).toMatchObject({ state: { meter: "11", source: "p1", values: { activeImportW: 20 } } });
    expect(from(han, 22, "c")?.isDuplicate).toBe(true);
    const [state, ...others] = registry.states(start + 22_000);
    expect(others).toEqual([]);
    expect(state).toMatchObject({ meter: "11", name: "11", intervalSeconds: 10 });
  });

  test("a source that names its meter late, after another source: what stood for it goes", () => {
    const registry = new MeterRegistry();
    registry.apply(reading({ activeImportW: 1 }), han, start);
    registry.settle(han, start + 12_000);
    registry.apply(reading({ meterId: "11" }), p1, start + 13_000, { mark: mark("a") });
    const update = registry.apply(reading({ meterId: "11" }), han, start + 14_000, { mark: mark("a") });
    expect(update).toMatchObject({ retired: "han", isDuplicate: true, state: { meter: "house" } });
    expect(registry.states(start).map(({ meter }) => meter)).toEqual(["house"]);
  });

  describe("a meter that took another one's place", () => {
    const apply = (registry: MeterRegistry, meterId: string, source: MeterSource, changes: Partial<Reading> = {}) =>
      registry.apply(reading({ meterId, ...changes }), source, start)?.state;
    const names = (registry: MeterRegistry) => registry.states(start).map(({ meter, name }) => [meter, name]);

    test("has its name, whoever gave it, and starts with values of its own", () => {
      const book = new MeterBook([{ id: "22", successorOf: "11" }]);
      const alone = new MeterRegistry(book);
      expect(apply(alone, "22", han)).toMatchObject({ meter: "11", name: "11", meterId: "22" });
      const configured = new MeterRegistry(book);
      expect(apply(configured, "22", p1)).toMatchObject({ meter: "house", name: "House" });
      const known = new MeterRegistry(
        new MeterBook([
          { id: "11", slug: "cellar", name: "Cellar" },
          { id: "22", successorOf: "11" },
          { id: "33", successorOf: "22", name: "New cellar" },
        ]),
      );
      expect(apply(known, "33", p1)).toMatchObject({ meter: "cellar", name: "New cellar" });
      const both = new MeterRegistry(book);
      apply(both, "11", p1, { energyImportWh: 5000 });
      expect(apply(both, "22", p1)?.values).toEqual({});
      expect(names(both)).toEqual([
        ["house-before", "House"],
        ["house", "House"],
      ]);
      expect(apply(both, "11", p1)?.meter).toBe("house-before");
    });

    test("also where its title is known before its number", () => {
      const registry = new MeterRegistry(new MeterBook([{ id: "22", successorOf: "11" }]));
      const systemTitle = "4b414d0000000001";
      registry.apply(reading({ systemTitle }), han, start);
      expect(registry.apply(reading({ systemTitle, meterId: "22" }), han, start)).toMatchObject({
        retired: systemTitle,
        state: { meter: "11" },
      });
    });
  });

  test("a known meter has its own name on any source", () => {
    const registry = new MeterRegistry(new MeterBook([{ id: "11", slug: "attic", name: "Attic" }]));
    expect(registry.apply(reading({ meterId: "11" }), p1, start)?.state).toMatchObject({
      meter: "attic",
      name: "Attic",
    });
    expect(registry.apply(reading({ meterId: "22" }), p1, start)?.state).toMatchObject({ meter: "22" });
  });

  test("multipliers come before what is derived, and scales are shown", () => {
    const registry = new MeterRegistry();
    const source = { ...han, multipliers: { power: 40 } };
    const scales = [{ unit: "Wh", scaler: 1, reason: "documented", about: "the maker's documentation" }] as const;
    const sent = { meterId: "11", activeImportW: 30, activeExportW: 0, reactiveImportVar: 40, powerFactorL1: 0.5 };
    const state = registry.apply(reading(sent), source, start, { scales })?.state;
    expect(state).toMatchObject({ scales, multipliers: { power: 40 }, derived: ["netActiveW", "powerFactor"] });
    expect(state?.values).toMatchObject({
      activeImportW: 1200,
      netActiveW: 1200,
      powerFactor: 0.6,
      powerFactorL1: 0.5,
    });
    // A list whose values all have scalers takes nothing back.
    expect(registry.apply(reading({ meterId: "11" }), source, start)?.state.scales).toEqual(scales);
  });

  test("an IT grid is seen in what its meter leaves out; signs of currents stay", () => {
    const registry = new MeterRegistry();
    const sent = {
      meterId: "11",
      voltageL1V: 230,
      voltageL2V: 0,
      voltageL3V: 230,
      currentL1A: -4,
      currentL2A: 2,
      currentL3A: 6,
    };
    const states = [0, 10, 20].map((s) => registry.apply(reading(sent), han, start + s * 1000)?.state);
    expect(states[0]?.grid).toBeUndefined();
    expect(states[0]?.values["voltageL2V"]).toBe(0);
    expect(states[2]).toMatchObject({
      grid: { type: "IT", reason: "detected" },
      voltagePairs: { voltageL2V: "L1-L3" },
      derived: ["voltageL2V"],
      values: { voltageL1V: 230, voltageL2V: 230, currentL1A: -4 },
    });
  });

  test("says when meters become fresh and stale", () => {
    const registry = new MeterRegistry();
    for (let i = 0; i < 3; i++) registry.apply(reading({ meterId: "11" }), han, start + i * 10_000);
    expect(registry.availabilityChanges(start + 20_000)).toEqual([{ meter: "11", online: true }]);
    expect(registry.availabilityChanges(start + 50_000)).toEqual([]);
    expect(registry.availabilityChanges(start + 50_001)).toEqual([{ meter: "11", online: false }]);
    expect(registry.state("11", start + 50_001)?.stale).toBe(true);
    registry.apply(reading({ meterId: "11" }), han, start + 60_000);
    expect(registry.availabilityChanges(start + 60_000)).toEqual([{ meter: "11", online: true }]);
  });

  test("sub-meters are kept by channel, and numbers that are none are left out", () => {
    const registry = new MeterRegistry();
    registry.apply(
      reading({ meterId: "11", channels: [{ channel: 1, type: 3, kind: "gas", value: 5, unit: "m3" }] }),
      han,
      start,
    );
    const update = registry.apply(
      reading({ meterId: "11", activeImportW: Number.NaN, channels: [{ channel: 1, value: 6 }] }),
      han,
      start,
    );
    expect(update?.state.channels).toEqual([{ channel: 1, type: 3, kind: "gas", value: 6, unit: "m3" }]);
    expect(update?.state.values).toEqual({});
  });

  test("a stranger who invents meters meets an end", () => {
    const registry = new MeterRegistry();
    for (let i = 0; i < 1100; i++) registry.apply(reading({ meterId: `m${i}` }), han, start);
    expect(registry.states(start)).toHaveLength(1000);
    expect(registry.state("m1099", start)).toBeDefined();
  });

  test.each([
    ["6841131BN245101013", "6841131BN245101013"],
    ["a/b+c#d e", "abcde"],
    ["bridge", "meter-bridge"],
    ["$SYS", "meter-$SYS"],
    ["..", "meter-.."],
    ["+", "meter-"],
  ])("the slug of %s is %s", (text, slug) => {
    expect(toSlug(text)).toBe(slug);
  });
});
