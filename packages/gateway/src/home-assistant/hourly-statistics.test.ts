import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importMessages, planRows, statisticId } from "./hourly-statistics.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 31, 12);
const hoursOf = (...wattHours: number[]) =>
  wattHours.map((energy, index) => ({ start: start + index * hour, wattHours: energy }));

describe("statisticId", () => {
  test.each([
    ["house", "meter2mqtt:house_import"],
    ["E9999990000000062", "meter2mqtt:e9999990000000062_import"],
    ["_Zähler--Keller__2_", "meter2mqtt:zahler_keller_2_import"],
    ["電気", "meter2mqtt:meter_import"],
  ])("of %s is %s", (meter, id) => expect(statisticId(meter, "import")).toBe(id));

  test("is valid, and no live entity's, whatever the meter is called", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("import" as const, "export" as const),
        (meter, way) => {
          const id = statisticId(meter, way);
          expect(id).toMatch(/^(?!.+__)(?!_)[\da-z_]+(?<!_):(?!_)[\da-z_]+(?<!_)$/);
          expect(id).not.toContain(".");
        },
      ),
    );
  });
});

describe("planRows", () => {
  test("counts on from what was there before, in exact steps", () => {
    const rows = planRows(hoursOf(100, 200.5, 0), { before: 10, present: [] });
    expect(rows).toEqual([
      { start, sum: 10.1 },
      { start: start + hour, sum: 10.3005 },
      { start: start + 2 * hour, sum: 10.3005 },
    ]);
  });

  test("moves later hours when an earlier one is corrected, and leaves hours between alone", () => {
    const present = planRows(hoursOf(100, 200, 300, 400), { before: 0, present: [] });
    const [first, , third] = hoursOf(150, 0, 350, 0);
    if (first === undefined || third === undefined) throw new Error("no hours");
    expect(planRows([first, third], { before: 0, present }).map(({ sum }) => sum)).toEqual([0.15, 0.35, 0.7, 1.1]);
  });

  test("given again, nothing is to be written; any split of the hours gives the same rows", () => {
    const energies = fc.array(
      fc.integer({ min: 0, max: 50_000_000 }).map((n) => n / 1000),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(energies, fc.nat(50), fc.integer({ min: 0, max: 1e9 }), (energy, cut, base) => {
        const hours = hoursOf(...energy);
        const before = base / 1e6;
        const whole = planRows(hours, { before, present: [] });
        expect(planRows(hours, { before, present: whole })).toEqual([]);
        const early = planRows(hours.slice(0, cut), { before, present: [] });
        const late = planRows(hours.slice(cut), { before: early.at(-1)?.sum ?? before, present: [] });
        expect([...early, ...late]).toEqual(whole);
      }),
    );
  });
});

describe("importMessages", () => {
  const target = { id: "meter2mqtt:house_import", name: "House import" };

  test("puts energy from 13:00 to 14:00 into the bucket of 13:00", () => {
    const rows = planRows([{ start: Date.parse("2026-01-31T13:00:00+01:00"), wattHours: 500 }], {
      before: 0,
      present: [],
    });
    expect(importMessages({ ...target, version: "2026.1.0" }, rows)).toEqual([
      {
        metadata: {
          mean_type: 0,
          has_sum: true,
          name: "House import",
          source: "meter2mqtt",
          statistic_id: "meter2mqtt:house_import",
          unit_class: "energy",
          unit_of_measurement: "kWh",
        },
        stats: [{ start: "2026-01-31T12:00:00.000Z", state: 0.5, sum: 0.5 }],
      },
    ]);
  });

  test("speaks to an older version as that expects it, and divides what is long", () => {
    const rows = planRows(hoursOf(...Array.from({ length: 2500 }, () => 1)), { before: 0, present: [] });
    const messages = importMessages({ ...target, version: "2025.10.4" }, rows);
    expect(messages).toHaveLength(3);
    expect(messages[0]?.["metadata"]).toMatchObject({ has_mean: false });
    expect(messages[0]?.["metadata"]).not.toHaveProperty("unit_class");
  });
});
