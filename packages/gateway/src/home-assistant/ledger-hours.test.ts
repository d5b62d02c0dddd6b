import type { LedgerInterval } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { knownHours } from "./ledger-hours.ts";

const hour = 3_600_000;
const first = Date.UTC(2026, 0, 1);

function interval(hours: number, amount: number, changes: Partial<LedgerInterval> = {}): LedgerInterval {
  const lengthMs = changes.lengthMs ?? hour / 4;
  return { start: first + hours * hour, lengthMs, amount, quality: "measured", coveredMs: lengthMs, ...changes };
}

const shown = (intervals: readonly LedgerInterval[], exponent = 0) => {
  const { hours, openFrom } = knownHours(intervals, exponent);
  const rows = hours.map(({ start, wattHours }) => [(start - first) / hour, wattHours]);
  return { rows, open: openFrom === undefined ? undefined : (openFrom - first) / hour };
};

const quarters = (from: number, ...amounts: number[]) => amounts.map((wh, index) => interval(from + index / 4, wh));

describe("knownHours", () => {
  test("an hour is known with its fourth quarter", () => {
    expect(shown(quarters(0, 1, 2, 3))).toEqual({ rows: [], open: 0 });
    expect(shown(quarters(0, 1, 2, 3, 4))).toEqual({ rows: [[0, 10]], open: undefined });
    expect(shown(quarters(0, 1, 2, 3, 4, 5))).toEqual({ rows: [[0, 10]], open: 1 });
  });

  test("an hour of which a part will never be known is closed by the next; nothing is made up for a gap", () => {
    expect(shown([...quarters(0, 1, 2), ...quarters(5, 1)])).toEqual({ rows: [[0, 3]], open: 5 });
    expect(shown([...quarters(0, 1, 1, 1, 1), interval(1, 0, { coveredMs: 0 })]).rows).toEqual([[0, 4]]);
  });

  test("an estimate waits for the register, until something comes after it", () => {
    const estimate = interval(0, 7, { lengthMs: hour, quality: "estimated" });
    expect(shown([estimate])).toEqual({ rows: [], open: 0 });
    expect(shown([estimate, interval(1, 3)]).rows).toEqual([[0, 7]]);
  });

  test("what lies in several hours is spread, and adds up", () => {
    const { rows } = shown([interval(-1, 1000, { lengthMs: 24 * hour })]);
    expect(rows).toHaveLength(24);
    expect(rows[0]).toEqual([-1, 41.667]);
    expect(rows.reduce((sum, [, wh = 0]) => sum + Math.round(wh * 1000), 0)).toBe(1_000_000);
    // Hours of a zone that is half an hour off UTC.
    expect(shown([interval(0.5, 10, { lengthMs: hour }), interval(1.5, 20, { lengthMs: hour })]).rows).toEqual([
      [0, 5],
      [1, 15],
    ]);
  });

  test("steps of the register are watt-hours in the end", () => {
    expect(shown(quarters(0, 15, 0, 0, 0), -1).rows).toEqual([[0, 1.5]]);
    expect(shown(quarters(0, 15, 0, 0, 0), 1).rows).toEqual([[0, 150]]);
  });
});
