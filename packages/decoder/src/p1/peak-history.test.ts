import { describe, expect, test } from "vitest";
import { createIntlZoneRules } from "../zone-rules.ts";
import { parsePeakHistory } from "./peak-history.ts";

const clock = { rules: createIntlZoneRules(), zone: "Europe/Brussels" };

describe("parsePeakHistory", () => {
  test("reads each month's highest quarter, whichever time of the year it ended in", () => {
    const text =
      "(3)(1-0:1.6.0)(1-0:1.6.0)(250901000000S)(250831181500S)(01.925*kW)(251101000000W)(251016130000S)(04.327*kW)" +
      "(260101000000W)(251231235959W)(05.000*kW)";
    expect(parsePeakHistory(text, clock)).toEqual([
      { month: "2025-08", at: Date.parse("2025-08-31T18:15:00+02:00"), watts: 1925 },
      { month: "2025-10", at: Date.parse("2025-10-16T13:00:00+02:00"), watts: 4327 },
      { month: "2025-12", at: Date.parse("2025-12-31T23:59:59+01:00"), watts: 5000 },
    ]);
  });

  test("a month without a valid time was not counted", () => {
    const text =
      "(2)(1-0:1.6.0)(1-0:1.6.0)(250801000000S)(632525252525W)(00.000*kW)(250901000000S)(250804090000S)(02.5*kW)";
    expect(parsePeakHistory(text, clock).map(({ month, watts }) => [month, watts])).toEqual([["2025-08", 2500]]);
  });

  test.each([
    ["monthly values of another country", "(230701000000S)(000040.777*kWh)(000008.950*kWh)(03.564*kW)"],
    ["codes of something else", "(1)(1-0:2.6.0)(1-0:2.6.0)(250901000000S)(250831181500S)(01.925*kW)"],
    ["fewer months than it says", "(5)(1-0:1.6.0)(1-0:1.6.0)"],
    ["no count", "(x)(1-0:1.6.0)(1-0:1.6.0)(250901000000S)(250831181500S)(01.925*kW)"],
    ["energy instead of power", "(1)(1-0:1.6.0)(1-0:1.6.0)(250901000000S)(250831181500S)(01.925*kWh)"],
    ["nothing", ""],
  ])("%s gives none", (_about, text) => {
    expect(parsePeakHistory(text, clock)).toEqual([]);
  });

  test("reads so many months at most, whatever the telegram says", () => {
    const month = "(250901000000S)(250831181500S)(01.925*kW)";
    expect(parsePeakHistory(`(999)(1-0:1.6.0)(1-0:1.6.0)${month.repeat(500)}`, clock)).toHaveLength(60);
  });
});
