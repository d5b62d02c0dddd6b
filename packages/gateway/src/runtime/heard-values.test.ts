import { describe, expect, test } from "vitest";
import { exampleState } from "../../test/support/outbox.ts";
import { heardValues } from "./heard-values.ts";
import { MeterClocks } from "./meter-clocks.ts";

describe("heardValues", () => {
  const values = { voltageL1V: 231, voltageL2V: 230, voltageL3V: 229, currentL1A: 40, netActiveW: -500 };

  test("are those of this reading, as the state has them", () => {
    const state = exampleState({ values, derived: ["netActiveW"] });
    expect(heardValues(state, { currentL1A: 1, objects: [] })).toEqual({ currentL1A: 40 });
    expect(heardValues(state, { activeExportW: 500, voltageL2V: 230, objects: [] })).toEqual({
      netActiveW: -500,
      voltageL2V: 230,
    });
    expect(heardValues(state, { objects: [] })).toEqual({});
  });

  test("hold the third voltage of an IT grid, which follows from the other two", () => {
    const state = exampleState({ values, derived: ["voltageL2V"] });
    const reading = { voltageL1V: 231, voltageL3V: 229, objects: [] };
    expect(heardValues(state, reading)).toEqual({ voltageL1V: 231, voltageL2V: 230, voltageL3V: 229 });
    expect(heardValues(exampleState({ values, derived: [] }), reading)).not.toHaveProperty("voltageL2V");
  });
});

describe("MeterClocks", () => {
  const noon = Date.UTC(2026, 0, 15, 12);

  test("tell each meter's own time, and when its clock is not believed", () => {
    const clocks = new MeterClocks();
    const judge = (timestamp: string | undefined, at: number | undefined) =>
      clocks.judge("m", { ...(timestamp === undefined ? {} : { timestamp }), objects: [] }, at);
    expect(judge("2026-01-15T13:00:02+01:00", noon)).toMatchObject({ at: noon + 2000, clock: "ok" });
    expect(judge("2026-01-15T15:00:00+01:00", noon)).toMatchObject({ at: noon, clock: "implausible" });
    expect(judge("2026-01-15T00:00:00+01:00", noon)).toMatchObject({ clock: "implausible" });
    expect(judge(undefined, noon)).toMatchObject({ at: noon, clock: "absent" });
    expect(judge("2026-01-15T15:00:00+01:00", undefined)).toMatchObject({ at: noon + 2 * 3_600_000, by: "meter" });
    expect(judge(undefined, undefined)).toBeUndefined();
  });
});
