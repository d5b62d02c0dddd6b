import { describe, expect, test } from "vitest";
import { GridWatch, viewGrid } from "./grid.ts";

/** Whether this many lists like it make an IT grid of it. */
function isItAfter(lists: number, values: Parameters<GridWatch["heard"]>[0], model?: string): boolean {
  const watch = new GridWatch();
  for (let i = 0; i < lists; i++) watch.heard(values, model);
  return watch.isIt;
}

const volts = { voltageL1V: 231, voltageL3V: 229 };

describe("GridWatch", () => {
  test.each([
    ["three currents and no U2", { ...volts, currentL1A: 1, currentL2A: 2, currentL3A: 3 }, true],
    ["three currents and a U2 of 0", { ...volts, voltageL2V: 0, currentL1A: 1, currentL2A: 2, currentL3A: 3 }, true],
    ["all voltages and no I2", { ...volts, voltageL2V: 230, currentL1A: 1, currentL3A: -3 }, true],
    ["everything", { ...volts, voltageL2V: 230, currentL1A: 1, currentL2A: 1, currentL3A: 3 }, false],
    ["a phase that has failed", { ...volts, voltageL2V: 0, currentL1A: 1, currentL2A: 0, currentL3A: 3 }, false],
    ["one phase", { voltageL1V: 231, currentL1A: 1 }, false],
    ["two phases", { ...volts, currentL1A: 1, currentL3A: 2 }, false],
    [
      "voltages of another grid",
      { voltageL1V: 401, voltageL3V: 399, currentL1A: 1, currentL2A: 2, currentL3A: 3 },
      false,
    ],
  ])("%s", (_about, values, isIt) => {
    expect(isItAfter(3, values)).toBe(isIt);
    expect(isItAfter(2, values)).toBe(false);
  });

  test("a meter that is made for IT grids is one, whatever it sends", () => {
    expect(isItAfter(3, {}, "MA304T3E")).toBe(true);
    expect(isItAfter(3, {}, "MA304H4E")).toBe(false);
  });

  test("what was learned stays", () => {
    const watch = new GridWatch();
    for (let i = 0; i < 3; i++) watch.heard({ ...volts, currentL1A: 1, currentL2A: 2, currentL3A: 3 }, undefined);
    watch.heard({ ...volts, voltageL2V: 0, currentL1A: 1, currentL2A: 0, currentL3A: 3 }, undefined);
    expect(watch.isIt).toBe(true);
  });
});

describe("viewGrid", () => {
  test("nothing is said where nothing speaks for a grid", () => {
    expect(viewGrid(volts, undefined, false)).toEqual({ derived: {} });
    expect(viewGrid(volts, "TN", true)).toEqual({ grid: { type: "TN", reason: "configured" }, derived: {} });
  });

  test("voltages are named by their pair, and U2 follows from the others", () => {
    expect(viewGrid({ ...volts, voltageL2V: 0, currentL1A: 1, currentL2A: 2, currentL3A: 3 }, undefined, true)).toEqual(
      {
        grid: { type: "IT", reason: "detected" },
        voltagePairs: { voltageL1V: "L1-L2", voltageL2V: "L1-L3", voltageL3V: "L2-L3" },
        derived: { voltageL2V: 230 },
      },
    );
    // The triangle with sides of 240 and 220 V, and 60 degrees between them.
    expect(viewGrid({ voltageL1V: 240, voltageL3V: 220 }, "IT", false).derived).toEqual({ voltageL2V: 230.7 });
  });

  test("a current that is not measured is named, and not made up; one that is sent as 0 is 0", () => {
    const values = { ...volts, voltageL2V: 232, currentL1A: 1, currentL3A: -3 };
    expect(viewGrid(values, "IT", false)).toMatchObject({ missing: ["currentL2A"], derived: {} });
    expect(viewGrid({ ...values, currentL2A: 0 }, "IT", false)).not.toHaveProperty("missing");
    expect(viewGrid({ voltageL1V: 230, currentL1A: 1 }, "IT", false)).toEqual({
      grid: { type: "IT", reason: "configured" },
      voltagePairs: { voltageL1V: "L1-L2" },
      derived: {},
    });
  });
});
