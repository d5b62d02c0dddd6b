import { describe, expect, test } from "vitest";
import { directionOf, netPower, phasesOf } from "./power.ts";
import { registersOf } from "./registers.ts";

describe("netPower", () => {
  test.each([
    [{ netActiveW: -5, activeImportW: 100 }, -5],
    [{ activeImportW: 100, activeExportW: 30 }, 70],
    [{ activeImportW: 100 }, 100],
    [{ activeImportW: 0 }, 0],
    [{ activeExportW: 30 }, -30],
    [{ activeExportW: 0 }, undefined],
    [{}, undefined],
  ])("of %j is %j", (values, watts) => {
    expect(netPower(values)).toBe(watts);
  });
});

describe("directionOf", () => {
  test.each([
    [0.4, "none"],
    [-0.4, "none"],
    [1, "import"],
    [-1, "export"],
  ])("%d W is %s", (watts, direction) => {
    expect(directionOf(watts)).toBe(direction);
  });
});

describe("phasesOf", () => {
  const names = (values: Record<string, number>) => phasesOf({ values, derived: [] }).map((phase) => phase.name);

  test("shows all three while nothing is known, and as many as there are then", () => {
    expect(names({})).toEqual(["L1", "L2", "L3"]);
    expect(names({ voltageL1V: 230 })).toEqual(["L1"]);
    expect(names({ currentL1A: 0, currentL3A: 1 })).toEqual(["L1", "L2", "L3"]);
  });

  test("leaves absent what is absent, keeps a measured 0, and says what was computed", () => {
    const [first, second] = phasesOf({
      values: { currentL1A: 0, activeImportL1W: 10, activeExportL1W: 30, voltageL2V: 231 },
      derived: ["voltageL2V"],
    });
    expect(first).toEqual({
      name: "L1",
      voltage: { value: undefined, derived: false },
      current: { value: 0, derived: false },
      power: { value: -20, derived: false },
    });
    expect(second?.voltage).toEqual({ value: 231, derived: true });
  });
});

describe("registersOf", () => {
  const rows = (values: Record<string, number>) =>
    registersOf({ values, derived: [] }).map(({ kind, tariff, value, unit }) => [kind, tariff, value, unit]);

  test("always has the two totals, absent where unknown", () => {
    expect(rows({})).toEqual([
      ["energyImport", undefined, undefined, "kWh"],
      ["energyExport", undefined, undefined, "kWh"],
    ]);
  });

  test("adds tariffs and reactive energy where the meter has them", () => {
    expect(rows({ energyImportWh: 3, energyImportT2Wh: 1, energyExportWh: 0, reactiveExportVarh: 7 })).toEqual([
      ["energyImport", undefined, 3, "kWh"],
      ["energyImport", 2, 1, "kWh"],
      ["energyExport", undefined, 0, "kWh"],
      ["reactiveExport", undefined, 7, "kvarh"],
    ]);
  });
});
