import type { MeterState } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { type AmsState, mergeTelegram } from "./ams-state.ts";
import { type KnownListType, listTypeOf } from "./list-type.ts";

const noon = Date.UTC(2024, 1, 1, 12);

function stateAt(seconds: number, values: Record<string, number>, more: Partial<MeterState> = {}): MeterState {
  const receivedAt = new Date(noon + seconds * 1000).toISOString();
  return {
    ...{ meter: "m", name: "m", source: "s", simulated: false, stale: false, receivedAt, values, derived: [] },
    ...{ channels: [], ...more },
  };
}

function merged(...telegrams: readonly (readonly [KnownListType, MeterState])[]): AmsState {
  let state: AmsState | undefined;
  for (const [listType, meter] of telegrams) state = mergeTelegram(state, { listType, state: meter });
  if (state === undefined) throw new Error("no telegram was given");
  return state;
}

describe("listTypeOf", () => {
  test.each([
    [{}, 0],
    [{ demandAvgImportW: 5 }, 0],
    [{ activeImportW: 0 }, 1],
    [{ activeImportW: 5, activeExportW: 0 }, 2],
    [{ netActiveW: -5 }, 2],
    [{ activeImportW: 5, voltageL1V: 230, currentL1A: 0 }, 2],
    [{ activeImportW: 5, energyImportT1Wh: 1 }, 3],
    [{ energyImportWh: 0 }, 3],
    [{ activeImportW: 5, activeImportL1W: 0 }, 4],
    [{ powerFactor: 1 }, 4],
    [{ activeImportW: 5, powerFactor: undefined }, 1],
    [{ energyExportL3Wh: 1, energyImportWh: 2 }, 4],
  ])("%o is list %i", (reading, listType) => {
    expect(listTypeOf(reading)).toBe(listType);
  });
});

describe("mergeTelegram", () => {
  const start = {
    activeImportW: 1000,
    activeExportW: 0,
    reactiveImportVar: 200,
    energyImportWh: 5000,
    reactiveImportVarh: 100,
  };
  const withRegisters = stateAt(0, start, { timestamp: "2024-02-01T13:00:00+01:00" });

  test("advances registers by the mean power between telegrams, and takes them as sent when they come", () => {
    const poor: [KnownListType, MeterState] = [1, stateAt(360, { ...start, activeImportW: 3000 })];
    const estimated = merged([3, withRegisters], poor);
    expect(estimated).toMatchObject({ listType: 3, isEstimated: true, meterTime: noon, packageTime: noon + 360_000 });
    expect(estimated.values).toMatchObject({ activeImportW: 3000, energyImportWh: 5200, reactiveImportVarh: 100 });
    const sent = merged([3, withRegisters], poor, [3, stateAt(720, { ...start, energyImportWh: 5300 })]);
    expect(sent).toMatchObject({ isEstimated: false, values: { energyImportWh: 5300 } });
  });

  test("advances export and reactive registers with richer telegrams only, over the time since the last of those", () => {
    const list1 = stateAt(1800, { ...start });
    const list2 = stateAt(3600, { ...start });
    expect(merged([3, withRegisters], [1, list1]).values["reactiveImportVarh"]).toBe(100);
    expect(merged([3, withRegisters], [1, list1], [2, list2]).values["reactiveImportVarh"]).toBe(300);
  });

  test("gives the same when a telegram comes twice", () => {
    const poor = stateAt(360, { ...start });
    expect(merged([3, withRegisters], [1, poor], [1, poor])).toEqual(merged([3, withRegisters], [1, poor]));
  });

  test("takes 0 W, which the firmware does not", () => {
    const silent = stateAt(10, { ...start, activeImportW: 0, activeExportW: 0 });
    expect(merged([3, withRegisters], [3, silent]).values).toMatchObject({ activeImportW: 0, activeExportW: 0 });
  });

  test("believes no power over a silence that is longer than an hour", () => {
    expect(merged([3, withRegisters], [1, stateAt(86_400, { ...start })]).values["energyImportWh"]).toBe(6000);
  });

  test("does not take the hour's register that an Aidon repeats once the estimate is a kWh ahead", () => {
    const aidon = { manufacturer: "Aidon" };
    const at = (seconds: number, powerW: number, more = aidon) =>
      stateAt(seconds, { ...start, activeImportW: powerW }, more);
    const far: [KnownListType, MeterState][] = [
      [3, at(0, 2000)],
      [2, at(3600, 2000)],
    ];
    expect(merged(...far, [3, at(3610, 0)]).values["energyImportWh"]).toBeCloseTo(7002.8, 1);
    const near: [KnownListType, MeterState][] = [
      [3, at(0, 500)],
      [2, at(3600, 500)],
    ];
    expect(merged(...near, [3, at(3610, 0)])).toMatchObject({ isEstimated: false, values: { energyImportWh: 5000 } });
    const others: [KnownListType, MeterState][] = [
      [3, at(0, 2000, { manufacturer: "Kaifa" })],
      [2, at(3600, 2000)],
    ];
    expect(merged(...others, [3, at(3610, 0, { manufacturer: "Kaifa" })]).values["energyImportWh"]).toBe(5000);
  });
});
