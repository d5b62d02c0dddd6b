import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "../calendar.ts";
import { voltageLimits } from "./voltage-limits.ts";
import { type VoltageRow, voltageQuality, worstMoments } from "./voltage-quality.ts";
import { voltagePeriodMs } from "./voltage-slots.ts";

const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
const limits = voltageLimits();
/** A Monday, 00:00 in Oslo. */
const monday = Date.UTC(2026, 0, 11, 23);
const weekLength = 1008;

function rowsOf(volts: readonly (number | undefined)[], isBetweenPhases = false, from = monday): VoltageRow[] {
  return volts.map((value, index) => ({
    start: from + index * voltagePeriodMs,
    means: [
      value === undefined ? undefined : { centivolts: Math.round(value * 100), minutes: 10 },
      undefined,
      undefined,
    ],
    isBetweenPhases,
  }));
}

function weekOf(changes: readonly (readonly [count: number, volts: number | undefined])[]) {
  const volts: (number | undefined)[] = Array.from({ length: weekLength }, () => 230);
  let at = 0;
  for (const [count, value] of changes) for (let i = 0; i < count; i++) volts[at++] = value;
  return voltageQuality(rowsOf(volts), "week", { limits, calendar });
}

test("the limits of 230 V", () => {
  expect(limits).toEqual({ nominal: 230, lowest: 207, highest: 253, lowestEver: 195.5, interrupted: 11.5 });
  expect(voltageLimits(400)).toMatchObject({ lowest: 360, highest: 440, lowestEver: 340 });
});

describe("a week", () => {
  test.each([
    ["all within", [], "within", 0],
    [
      "at the limits",
      [
        [500, 207],
        [500, 253],
      ],
      "within",
      0,
    ],
    ["5 % low", [[50, 206.9]], "within", 50],
    ["a little more than 5 % low", [[51, 206.9]], "outside", 51],
    ["a single mean below -15 %", [[1, 195.4]], "outside", 1],
    ["a single mean above +10 %", [[1, 253.1]], "outside", 1],
    ["10 % unknown, the rest within", [[100, undefined]], "within", 0],
    ["more unknown", [[101, undefined]], undefined, 0],
    [
      "much unknown, and yet broken",
      [
        [800, undefined],
        [1, 190],
      ],
      "outside",
      1,
    ],
    [
      "5 % of what is known",
      [
        [100, undefined],
        [46, 200],
      ],
      "outside",
      46,
    ],
    ["without supply for an hour: an interruption, no low voltage", [[6, 0]], "within", 0],
  ] as const)("%s", (_about, changes, verdict, outside) => {
    const [week] = weekOf(changes);
    expect(week).toMatchObject({ start: monday, expected: weekLength });
    const [phase] = week?.phases ?? [];
    expect(phase?.verdict).toBe(verdict);
    expect((phase?.below ?? 0) + (phase?.above ?? 0)).toBe(outside);
    expect(phase?.shareOutside).toBeCloseTo(outside / (phase?.known ?? 1), 12);
  });

  test("has 167 or 169 hours where the clock changes", () => {
    const spring = voltageQuality(rowsOf([230], false, Date.UTC(2026, 2, 25)), "week", { limits, calendar });
    const autumn = voltageQuality(rowsOf([230], false, Date.UTC(2026, 9, 21)), "week", { limits, calendar });
    expect([...spring, ...autumn].map(({ expected }) => expected)).toEqual([1002, 1014]);
  });

  test("of which nothing is known is not there, nor is a phase", () => {
    expect(weekOf([[weekLength, undefined]])).toEqual([]);
    expect(weekOf([])[0]?.phases.map(({ phase }) => phase)).toEqual(["L1"]);
  });

  test("of an IT grid is told by its pairs of phases", () => {
    const [week] = voltageQuality(rowsOf([231], true), "week", { limits, calendar });
    expect(week?.phases[0]).toMatchObject({ phase: "L1-L2", lowest: { volts: 231, phase: "L1-L2" } });
  });
});

test("months have no verdict, weeks sum up to the same counts", () => {
  const anyVolts = fc.array(fc.option(fc.integer({ min: 150, max: 270 }), { nil: undefined }), { maxLength: 3000 });
  fc.assert(
    fc.property(anyVolts, (volts) => {
      const rows = rowsOf(volts);
      const sums = (["week", "month"] as const).map((span) => {
        const phases = voltageQuality(rows, span, { limits, calendar }).flatMap((one) => one.phases);
        if (span === "month") expect(phases.every(({ verdict }) => verdict === undefined)).toBe(true);
        return ["known", "below", "above", "beyond"].map((field) =>
          phases.reduce((sum, phase) => sum + Number(Object.entries(phase).find(([name]) => name === field)?.[1]), 0),
        );
      });
      expect(sums[0]).toEqual(sums[1]);
    }),
    { numRuns: 30 },
  );
});

describe("worst moments", () => {
  test("are those outside the limits, the furthest first", () => {
    const worst = worstMoments(rowsOf([230, 206, 254, 207, 190, 253, 0]), limits, 2);
    expect(worst.map(({ volts, start }) => [volts, (start - monday) / voltagePeriodMs])).toEqual([
      [190, 4],
      [206, 1],
    ]);
  });

  test("are found among any number", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 150, max: 300 })), (volts) => {
        const outside = volts.filter((value) => value < 207 || value > 253).map((value) => Math.abs(value - 230));
        const expected = outside.sort((a, b) => b - a).slice(0, 3);
        expect(worstMoments(rowsOf(volts), limits, 3).map(({ volts: v }) => Math.abs(v - 230))).toEqual(expected);
      }),
    );
  });
});
