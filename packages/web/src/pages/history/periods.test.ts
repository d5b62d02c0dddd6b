import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { atOf, barStarts, comparedPeriod, instantOfAt, periodAt, placesOf } from "./periods.ts";
import { ranges } from "./view.ts";

const oslo = new Calendar("Europe/Oslo", createIntlZoneRules());
const at = (text: string) => Date.parse(text);
const known = { from: at("2024-05-01T00:00:00Z"), to: at("2026-02-01T00:00:00Z") };

describe("addresses of periods", () => {
  test.each([
    ["hour", "2025-10-26T02:00+01:00"],
    ["day", "2025-10-26"],
    ["month", "2025-10"],
    ["year", "2025"],
  ] as const)("%s %s begins where the zone says, and is written the same again", (range, text) => {
    const instant = instantOfAt(text, oslo);
    expect(instant).toBeDefined();
    const { from, to } = periodAt(range, instant ?? 0, oslo, known);
    expect(from).toBe(instant);
    expect(atOf(range, from, oslo)).toBe(text);
    expect(atOf(range, to - 1, oslo)).toBe(text);
  });

  test.each(["", "soon", "2025-1", "2025-10-26T", "20251026"])("%j names no time", (text) => {
    expect(instantOfAt(text, oslo)).toBeUndefined();
  });

  test("all of the known years are in `all`", () => {
    const { from, to } = periodAt("all", 0, oslo, known);
    expect([oslo.format(from), oslo.format(to)]).toEqual(["2024-01-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00"]);
  });
});

describe("bars of a period", () => {
  test.each([
    ["2025-10-26", 25],
    ["2025-03-30", 23],
    ["2025-10-27", 24],
  ])("%s has %d hours", (day, hours) => {
    const period = periodAt("day", instantOfAt(day, oslo) ?? 0, oslo, known);
    const starts = barStarts("hour", period, oslo);
    expect(starts).toHaveLength(hours);
    expect(barStarts("quarter", period, oslo)).toHaveLength(4 * hours);
    expect(new Set(placesOf(starts, { span: "hour", range: "day" }, oslo)).size).toBe(hours);
  });

  test("the hour that comes twice has a place of its own, and those after it keep theirs", () => {
    const day = (text: string) => {
      const period = periodAt("day", instantOfAt(text, oslo) ?? 0, oslo, known);
      return placesOf(barStarts("hour", period, oslo), { span: "hour", range: "day" }, oslo);
    };
    expect(day("2025-10-26").slice(1, 5)).toEqual(["1:0", "2:0", "2:0/2", "3:0"]);
    expect(day("2025-10-25").slice(1, 4)).toEqual(["1:0", "2:0", "3:0"]);
  });
});

describe("comparedPeriod", () => {
  test.each([
    ["month", "2025-03", "before", "2025-02"],
    ["month", "2025-03", "year", "2024-03"],
    ["day", "2025-01-01", "before", "2024-12-31"],
    ["day", "2024-02-29", "year", "2023-03-01"],
    ["year", "2025", "before", "2024"],
    ["hour", "2025-10-26T02:00+01:00", "year", "2024-10-26T02:00+02:00"],
    ["hour", "2025-10-26T02:00+01:00", "before", "2025-10-26T02:00+02:00"],
  ] as const)("of %s %s, %s, is %s", (range, text, comparison, expected) => {
    const period = periodAt(range, instantOfAt(text, oslo) ?? 0, oslo, known);
    const compared = comparedPeriod(period, range, { comparison, calendar: oslo });
    expect(compared && atOf(range, compared.from, oslo)).toBe(expected);
    expect(compared && atOf(range, compared.to - 1, oslo)).toBe(expected);
  });

  test.each(ranges)("of %s there is none where none is wanted", (range) => {
    const period = periodAt(range, known.from, oslo, known);
    expect(comparedPeriod(period, range, { comparison: "none", calendar: oslo })).toBeUndefined();
  });
});
