import type { LedgerAmount } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { axisOf, layOut } from "./chart.ts";
import { toCsv } from "./csv.ts";
import { highestHours } from "./load.ts";
import { fillOf, marksOf, sharesOf } from "./quality.ts";
import { type Known, toBars, totalsOf } from "./series.ts";

const utc = new Calendar("UTC", createIntlZoneRules());
const hourMs = 3_600_000;
const midnight = Date.parse("2025-06-01T00:00:00Z");
const period = { from: midnight, to: midnight + 24 * hourMs };

function hour(index: number, value: number, day = midnight): Known {
  const start = day + index * hourMs;
  const item = { start: "", end: "", amount: value, quality: "measured" as const };
  return { start, end: start + hourMs, value, item, parts: [{ name: "import", value }] };
}

function bars(known: readonly Known[], options: { before?: readonly Known[]; now?: number } = {}) {
  const { before = [], now = period.to } = options;
  const compared = before.length === 0 ? undefined : { from: midnight - 24 * hourMs, to: midnight };
  return toBars(known, before, { period, compared, range: "day", span: "hour", calendar: utc, now });
}

describe("toBars", () => {
  test("has every bar of the period, known or not; what is to come is not missing", () => {
    const all = bars([hour(0, 100), hour(2, 300)], { now: midnight + 3.5 * hourMs });
    expect(all).toHaveLength(24);
    expect(all.slice(0, 5).map(({ time, known }) => [time, known?.value])).toEqual([
      ["past", 100],
      ["past", undefined],
      ["past", 300],
      ["running", undefined],
      ["future", undefined],
    ]);
    expect(all.slice(0, 5).map(({ shares }) => shares.missing)).toEqual([0, 1, 0, 0.5, 0]);
  });

  test("an hour where quarters are asked for is one bar", () => {
    const query = { compared: undefined, range: "hour", span: "quarter", calendar: utc, now: period.to } as const;
    const one = { from: midnight, to: midnight + hourMs };
    expect(toBars([hour(0, 100)], [], { ...query, period: one }).map(({ from, to }) => to - from)).toEqual([hourMs]);
    expect(toBars([], [], { ...query, period: one })).toHaveLength(4);
  });

  test("compares like with like: bars that both periods have, and that are over", () => {
    const before = [hour(0, 50, midnight - 24 * hourMs), hour(3, 70, midnight - 24 * hourMs)];
    const all = bars([hour(0, 100), hour(1, 200), hour(3, 10)], { before, now: midnight + 3.5 * hourMs });
    expect(totalsOf(all, "sum")).toMatchObject({ value: 310, like: { value: 100, compared: 50 } });
    expect(totalsOf(all, "highest")?.value).toBe(200);
    expect(totalsOf(bars([]), "sum")).toBeUndefined();
  });
});

describe("totalsOf", () => {
  const half = (index: number, value: number, day = midnight): Known => {
    const known = hour(index, value, day);
    return { ...known, item: { start: "", end: "", amount: value, quality: "measured", covered: 0.5 } };
  };

  test("says how much of what is over is missing; what is to come is not", () => {
    const all = bars([hour(0, 100), half(1, 50)], { now: midnight + 4 * hourMs });
    expect(totalsOf(all, "sum")).toMatchObject({ value: 150, missing: 0.625 });
    expect(totalsOf(bars([hour(0, 100)], { now: midnight + hourMs }), "sum")?.missing).toBe(0);
  });

  test("a bar that is known in part is no measure: not of the mean, nor to compare with", () => {
    const before = [hour(0, 50, midnight - 24 * hourMs), hour(1, 60, midnight - 24 * hourMs)];
    before.push(half(2, 20, midnight - 24 * hourMs));
    const totals = totalsOf(bars([hour(0, 100), half(1, 40), hour(2, 200)], { before }), "sum");
    expect(totals).toMatchObject({ value: 340, mean: 150, like: { value: 100, compared: 50 } });
    expect(totalsOf(bars([hour(0, 100), half(1, 40)], { before: [] }), "sum")?.mean).toBeUndefined();
  });
});

describe("quality", () => {
  const item = (
    shares: Partial<Record<"measured" | "interpolated" | "estimated" | "edited", number>>,
  ): LedgerAmount => ({
    ...{ start: "", end: "", amount: 1 },
    shares: { measured: 0, interpolated: 0, estimated: 0, edited: 0, ...shares },
  });

  test.each([
    [{ measured: 1 }, "measured", []],
    [{ measured: 0.75, interpolated: 0.25 }, "interpolated", []],
    [{ measured: 0.5, interpolated: 0.4, estimated: 0.1 }, "estimated", []],
    [{ edited: 1 }, "edited", ["edited"]],
    [{ measured: 0.99, edited: 0.01 }, "measured", ["edited"]],
    [{ measured: 0.6 }, "measured", ["missing"]],
    [{}, "missing", ["missing"]],
  ] as const)("%j is filled as %s and marked %j", (shares, fill, marks) => {
    expect(fillOf(sharesOf(item(shares)))).toBe(fill);
    expect(marksOf(sharesOf(item(shares)))).toEqual(marks);
  });

  test("of a single interval is its own, as far as it is covered", () => {
    const shares = sharesOf({ start: "", end: "", amount: 1, quality: "estimated", covered: 0.25 });
    expect(shares).toMatchObject({ estimated: 0.25, missing: 0.75, measured: 0 });
  });
});

describe("highestHours", () => {
  const amount = (start: number, value: number, hours = 1): LedgerAmount => ({
    ...{ start: new Date(start).toISOString(), end: new Date(start + hours * hourMs).toISOString() },
    ...{ amount: value, shares: { measured: 1, interpolated: 0, estimated: 0, edited: 0 } },
  });

  test("finds the highest hour of each bar, and those that the contract counts, be they quarters", () => {
    const hours = [5, 9, 7, 1].map((value, index) => amount(midnight + index * 12 * hourMs, value));
    const days = [amount(midnight, 14, 24), amount(midnight + 24 * hourMs, 8, 24)];
    const found = highestHours(hours, days, [midnight + 24 * hourMs + 900_000]);
    expect(found.map(({ value, peak }) => [value, peak?.start, peak?.counted])).toEqual([
      [9, midnight + 12 * hourMs, false],
      [7, midnight + 24 * hourMs, true],
    ]);
  });
});

describe("the chart", () => {
  test.each([
    [0, 0, { low: 0, high: 1, step: 0.5 }],
    [0, 40.05, { low: 0, high: 50, step: 10 }],
    [-3, 12, { low: -5, high: 15, step: 5 }],
  ])("from %d to %d has round ends", (least, most, expected) => {
    expect(axisOf(least, most)).toEqual(expected);
  });

  test("stands on zero, hangs below it, and never leaves its frame", () => {
    const size = { width: 500, height: 200, left: 40, top: 20, bottom: 20 };
    const { bars: drawn, zero } = layOut(bars([hour(0, 100), hour(1, -50)]), size, false);
    const [up, down] = [drawn[0]?.parts[0], drawn[1]?.parts[0]];
    expect((up?.y ?? 0) + (up?.height ?? 0)).toBeCloseTo(zero);
    expect(down?.y).toBeCloseTo(zero);
    for (const { column } of drawn) expect(column.x + column.width).toBeLessThanOrEqual(500.001);
  });
});

describe("toCsv", () => {
  test("leaves empty what is not known, with a point in numbers whatever the language", () => {
    const facts = { format: (at: number) => utc.format(at), unit: "kWh", divisor: 1000, compared: false };
    const lines = toCsv(bars([hour(0, 1234.5)]).slice(0, 2), facts).split("\r\n");
    expect(lines).toEqual([
      "start,end,amount,unit,measured,interpolated,estimated,edited,missing",
      "2025-06-01T00:00:00+00:00,2025-06-01T01:00:00+00:00,1.2345,kWh,1,0,0,0,0",
      "2025-06-01T01:00:00+00:00,2025-06-01T02:00:00+00:00,,kWh,0,0,0,0,1",
      "",
    ]);
  });
});
