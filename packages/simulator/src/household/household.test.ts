import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toRegister } from "./energy-counters.ts";
import { Household, type HouseholdOptions, type HouseholdState, householdStep } from "./household.ts";
import { toSunHeight } from "./solar.ts";

const start = Date.UTC(2024, 5, 20, 9, 0, 0);
const minute = 60_000;

function states(options: HouseholdOptions, until: number, step: number): HouseholdState[] {
  const household = new Household(options);
  const list: HouseholdState[] = [];
  for (let at = options.start; at <= until; at += step) list.push(household.at(at));
  return list;
}

describe("Household", () => {
  const anyOptions = fc.record({
    seed: fc.nat(),
    minutes: fc.integer({ min: 1, max: 12 }),
    peakW: fc.integer({ min: 0, max: 9_000 }),
    hour: fc.integer({ min: 0, max: 23 }),
  });

  test("registers are the sum of power times time, to the last watt-millisecond, and never go back", () => {
    fc.assert(
      fc.property(anyOptions, ({ seed, minutes, peakW, hour }) => {
        const from = start + hour * 60 * minute;
        const options = {
          start: from,
          seed,
          solar: { peakW, phases: [0, 1, 2] as const },
          registers: { import: 1000 },
        };
        const all = states(options, from + minutes * minute, householdStep);
        let imported = all[0]?.counts.import ?? 0;
        let exported = all[0]?.counts.export ?? 0;
        let reactive = all[0]?.counts.reactiveExport ?? 0;
        for (const state of all.slice(1)) {
          imported += Math.max(0, state.activeW) * householdStep;
          exported += Math.max(0, -state.activeW) * householdStep;
          reactive += Math.max(0, -state.reactiveVar) * householdStep;
          expect([state.counts.import, state.counts.export]).toEqual([imported, exported]);
          expect(state.counts.reactiveExport).toBe(reactive);
          // What a register of 10 Wh shows lags behind by less than its resolution.
          const behind = imported / 3_600_000 - toRegister(state.counts.import, 10);
          expect(behind >= 0 && behind < 10).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
  });

  test("currents fit powers and voltages, and the total is the sum of the phases", () => {
    for (const { phases, activeW } of states({ start, seed: 3 }, start + 30 * minute, 5_000)) {
      for (const phase of phases) {
        const apparent = Math.hypot(phase.activeW, phase.reactiveVar);
        expect(Math.abs(phase.currentA * phase.voltageV - apparent)).toBeLessThan(0.2);
        expect(phase.voltageV).toBeGreaterThan(207);
        expect(phase.voltageV).toBeLessThan(253);
      }
      expect(phases.reduce((sum, phase) => sum + phase.activeW, 0)).toBe(activeW);
    }
  });

  test("the voltage of a phase falls when much is drawn on it", () => {
    const heater = { name: "heater", phases: [1] as const, powerW: 5_000, tanPhi: 0 };
    const alwaysOn = { ...heater, onSeconds: [90_000, 90_000] as const, offSeconds: [0, 0] as const };
    const [before, after] = states({ start, seed: 1, appliances: [alwaysOn] }, start + 1_000, 1_000);
    expect(before?.phases[1].activeW).toBeLessThan(500);
    expect(after?.phases[1].activeW).toBeGreaterThan(4_500);
    expect((before?.phases[1].voltageV ?? 0) - (after?.phases[1].voltageV ?? 0)).toBeGreaterThan(4);
  });

  test("the same seed gives the same life, however often it is asked", () => {
    const options = { start, seed: 42, solar: { peakW: 4_000, phases: [0] as const } };
    const often = states(options, start + 20 * minute, 500).at(-1);
    const once = new Household(options).at(start + 20 * minute);
    expect(once).toEqual(often);
    expect(new Household({ ...options, seed: 43 }).at(start + 20 * minute)).not.toEqual(once);
  });

  test("a day has a rhythm, appliances come and go, and the sun feeds the grid at noon only", () => {
    const options = { start: Date.UTC(2024, 5, 20), seed: 5, solar: { peakW: 8_000, phases: [0, 1, 2] as const } };
    const day = states(options, options.start + 24 * 60 * minute, minute);
    const power = day.map((state) => state.activeW);
    expect(Math.max(...power)).toBeGreaterThan(1_500);
    expect(Math.min(...power)).toBeLessThan(-1_000);
    // Between 22 and 02 UTC the sun is down.
    expect(Math.min(...power.slice(0, 120))).toBeGreaterThan(0);
    const imported = (day.at(-1)?.counts.import ?? 0) / 3_600_000;
    expect(imported).toBeGreaterThan(3_000);
    expect(imported).toBeLessThan(40_000);
  });

  test("tariff registers add up to the total and change with the clock", () => {
    const options = { start, seed: 8, registers: { importT1: 10, importT2: 20 } };
    const household = new Household({ ...options, tariffAt: (time) => (time.local.minute < 30 ? 1 : 2) });
    const first = household.at(start + 30 * minute);
    const second = household.at(start + 60 * minute);
    expect(first.counts.importT2).toBe(20 * 3_600_000);
    expect(first.counts.importT1).toBeGreaterThan(10 * 3_600_000);
    expect(second.counts.importT1).toBe(first.counts.importT1);
    expect(second.counts.import).toBe(second.counts.importT1 + second.counts.importT2);
  });

  test("time does not go back", () => {
    const household = new Household({ start, seed: 1 });
    household.at(start + minute);
    expect(() => household.at(start)).toThrow(RangeError);
  });
});

describe("toSunHeight", () => {
  test("high at noon in June, below the horizon at midnight, low at noon in December", () => {
    // 55 degrees north: 90 - 55 + 23.4 and 90 - 55 - 23.4 degrees.
    expect(Math.asin(toSunHeight(Date.UTC(2024, 5, 20, 12), 55, 0)) / (Math.PI / 180)).toBeCloseTo(58.4, 0);
    expect(Math.asin(toSunHeight(Date.UTC(2024, 11, 21, 12), 55, 0)) / (Math.PI / 180)).toBeCloseTo(11.6, 0);
    expect(toSunHeight(Date.UTC(2024, 5, 20, 0), 55, 0)).toBeLessThan(0);
  });
});
