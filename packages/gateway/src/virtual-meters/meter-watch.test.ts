import { describe, expect, test } from "vitest";
import { heardState } from "../../test/support/heard-meter.ts";
import { exampleState } from "../../test/support/outbox.ts";
import { MeterWatch } from "./meter-watch.ts";

const start = Date.UTC(2026, 6, 1, 10);
const zoneOf = () => "Europe/Amsterdam";

const heardAt = (at: number, values: Record<string, number>, changes: Parameters<typeof exampleState>[0] = {}) =>
  heardState(exampleState({ values, derived: [], ...changes }), { at });

/** A watch that has heard a meter that often, at that interval, the last time at `start`. */
function watchOf(intervalMs: number, options: Partial<ConstructorParameters<typeof MeterWatch>[0]> = {}): MeterWatch {
  const watch = new MeterWatch({ zoneOf, ...options });
  for (let back = 5; back >= 0; back--) watch.heard(heardAt(start - back * intervalMs, { netActiveW: 5 }));
  return watch;
}

describe("staleness", () => {
  test.each([
    [1000, 10_000],
    [2500, 10_000],
    [10_000, 30_000],
    [900_000, 2_700_000],
  ])("every %i ms: told for %i ms after the last reading, and no longer", (interval, patience) => {
    const watch = watchOf(interval);
    expect(watch.snapshot(start + patience)?.values).toEqual({ netActiveW: 5 });
    expect(watch.snapshot(start + patience + 1)).toBeUndefined();
    expect(watch.problem(start + patience + 1)?.message).toContain("has not been heard since 2026-07-01T10:00:00.000Z");
    watch.heard(heardAt(start + patience + 2000, { netActiveW: 7 }));
    expect(watch.snapshot(start + patience + 2001)?.values).toEqual({ netActiveW: 7 });
  });

  test("a clock that was set back tells no age, so nothing is told until the next reading", () => {
    const watch = watchOf(1000);
    expect(watch.snapshot(start - 3_600_000)).toBeUndefined();
    watch.heard(heardAt(start - 3_599_000, { netActiveW: 8 }));
    expect(watch.snapshot(start - 3_599_000)?.values).toEqual({ netActiveW: 8 });
  });

  test("a meter slower than 60 s is not offered where that was said, and one of unknown rhythm neither", () => {
    const slowestMs = 60_000;
    expect(watchOf(60_000, { slowestMs }).problem(start)).toBeUndefined();
    expect(watchOf(61_000, { slowestMs }).problem(start)?.message).toMatch(
      /^The meter sends every 61 s\. .* above 60 s\.$/,
    );
    const watch = new MeterWatch({ zoneOf, slowestMs });
    expect(watch.problem(start)?.message).toBe("No meter has been heard yet.");
    watch.heard(heardAt(start, { netActiveW: 5 }));
    expect(watch.problem(start)?.message).toContain("is not known yet");
    watch.heard(heardAt(start + 10_000, { netActiveW: 5 }));
    expect(watch.problem(start + 10_000)).toBeUndefined();
  });
});

describe("values of lists that stop", () => {
  const both = { netActiveW: 5, currentL1A: 3, voltageL1V: 230, energyImportWh: 1000 };
  const state = { values: both };

  /** Power every 2 s; a list with everything every `seconds`, the last one at `start`. */
  function meterWithLists(seconds: number): MeterWatch {
    const watch = new MeterWatch({ zoneOf });
    for (let second = -4 * seconds; second <= 0; second += 2) {
      const one = heardAt(start + second * 1000, both);
      watch.heard(second % seconds === 0 ? one : { ...one, reading: { netActiveW: 5, objects: [] } });
    }
    return watch;
  }

  test("currents that come no more are not told, though power still comes; registers stay", () => {
    const watch = meterWithLists(10);
    let at = start;
    const powerUntil = (end: number) => {
      for (; at <= end; at += 2000) watch.heard({ ...heardAt(at, both), reading: { netActiveW: 5, objects: [] } });
    };
    powerUntil(start + 30_000);
    expect(watch.snapshot(start + 30_000)?.values).toEqual(state.values);
    powerUntil(start + 32_000);
    expect(watch.snapshot(start + 32_000)?.values).toEqual({ netActiveW: 5, energyImportWh: 1000 });
  });

  test("no momentary value of a quick meter is older than a minute, however seldom it comes", () => {
    const watch = meterWithLists(300);
    const power = { ...heardAt(start, both), reading: { netActiveW: 5, objects: [] } };
    for (let at = start; at <= start + 62_000; at += 2000) watch.heard({ ...power, at });
    expect(watch.snapshot(start + 62_000)?.values).toEqual({ netActiveW: 5, energyImportWh: 1000 });
  });

  test("what follows from others is as fresh as they are", () => {
    const watch = new MeterWatch({ zoneOf });
    const values = { netActiveW: -5, activeImportW: 0, activeExportW: 5, voltageL2V: 230 };
    const derived = ["activeImportW", "activeExportW", "voltageL2V"];
    watch.heard(heardState(exampleState({ values, derived }), { at: start }));
    expect(watch.snapshot(start)?.values).toEqual({ netActiveW: -5, activeImportW: 0, activeExportW: 5 });
  });

  test("an export of 0 does not say what is imported", () => {
    const values = { activeImportW: 900, activeExportW: 0, netActiveW: 900 };
    const state = exampleState({ values, derived: ["netActiveW"] });
    const watch = new MeterWatch({ zoneOf });
    watch.heard({ ...heardState(state, { at: start }), reading: { activeExportW: 0, objects: [] } });
    expect(watch.snapshot(start)?.values).toEqual({ activeExportW: 0 });
    watch.heard({ ...heardState(state, { at: start }), reading: { activeImportW: 900, objects: [] } });
    expect(watch.snapshot(start)?.values).toEqual(values);
  });
});

describe("which meter", () => {
  const values = { netActiveW: 1 };
  const other = { meter: "garage", meterId: "88", name: "Garage", values };

  test.each(["garage", "88", "Garage"])("by %s", (meter) => {
    const watch = new MeterWatch({ zoneOf, meter });
    expect(watch.heard(heardAt(start, values))).toBe(false);
    expect(watch.problem(start)?.message).toBe(`No meter called \`${meter}\` has been heard yet.`);
    expect(watch.heard(heardAt(start, values, other))).toBe(true);
    expect(watch.snapshot(start)?.state.meter).toBe("garage");
  });

  test("without a choice the only one; none while a second one is heard", () => {
    const watch = watchOf(10_000);
    expect(watch.heard(heardAt(start, values, other))).toBe(false);
    expect(watch.snapshot(start)).toBeUndefined();
    expect(watch.problem(start)?.message).toContain("Several meters are heard (house, garage)");
    for (let at = start; at <= start + 70_000; at += 10_000) watch.heard(heardAt(at, { netActiveW: 5 }));
    expect(watch.snapshot(start + 70_000)?.state.meter).toBe("house");
  });

  test("a meter that learns its name is followed", () => {
    const watch = watchOf(10_000);
    expect(watch.heard({ ...heardAt(start, values, { meter: "77" }), retired: "house" })).toBe(true);
    expect(watch.snapshot(start)?.state.meter).toBe("77");
  });
});
