import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "../calendar.ts";
import { parseColumnMapping } from "./column-mapping.ts";
import { type ExportedRegister, encodeCsvLine, encodeJsonLine, exportHeader } from "./encode-intervals.ts";
import { readIntervals } from "./read-intervals.ts";

const rules = createIntlZoneRules();
const oslo = new Calendar("Europe/Oslo", rules);
const register: ExportedRegister = { meter: "house", register: "energyImportWh", unit: "Wh", exponent: 0 };
const interval = { start: Date.UTC(2026, 9, 25, 1), lengthMs: 900_000, amount: 20, quality: "measured" } as const;

describe("export", () => {
  test("a line of CSV and of JSON", () => {
    expect(encodeCsvLine(register, interval, oslo)).toBe(
      "house,energyImportWh,2026-10-25T02:00:00+01:00,2026-10-25T02:15:00+01:00,2026-10-25T01:00:00Z,20,Wh,measured",
    );
    expect(encodeJsonLine(register, interval, oslo)).toBe(
      '{"meter":"house","register":"energyImportWh","start":"2026-10-25T02:00:00+01:00","end":"2026-10-25T02:15:00+01:00","startUtc":"2026-10-25T01:00:00Z","amount":20,"unit":"Wh","quality":"measured"}',
    );
  });

  test.each([
    [-3, 1_234_567, "1234.567"],
    [-2, 7, "0.07"],
    [1, 12, "120"],
    [1, 0, "0"],
    [0, -5, "-5"],
    [-3, 9_007_199_254_740_991, "9007199254740.991"],
  ])("steps of 10^%d: %d is %s", (exponent, amount, text) => {
    const line = encodeCsvLine({ ...register, exponent }, { ...interval, amount }, oslo);
    expect(line.split(",")[5]).toBe(text);
  });

  test("a meter's number can be no formula and break no line", () => {
    const line = encodeCsvLine({ ...register, meter: '=HYPERLINK("http://x"),\n1' }, interval, oslo);
    expect(line.startsWith(`"'=HYPERLINK(""http://x""), 1",energyImportWh,`)).toBe(true);
  });

  test("comes back as it was, recognised by itself and by a mapping", () => {
    const zones = fc.constantFrom("Europe/Oslo", "America/New_York", "Asia/Kathmandu");
    const amounts = fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 30 });
    const begin = fc.integer({ min: Date.UTC(2020, 0) / 900_000, max: Date.UTC(2035, 0) / 900_000 });
    fc.assert(
      fc.property(
        zones,
        begin,
        amounts,
        fc.constantFrom("import" as const, "export" as const),
        (zone, first, given, direction) => {
          const calendar = new Calendar(zone, rules);
          const intervals = given.map((amount, index) => ({ ...interval, start: (first + index) * 900_000, amount }));
          const name = direction === "import" ? "energyImportWh" : "energyExportWh";
          const lines = intervals.map((item) => encodeCsvLine({ ...register, register: name }, item, calendar));
          const text = [exportHeader, ...lines, ""].join("\r\n");
          const wanted = intervals.map(({ start, lengthMs, amount: wh, quality }) => {
            return { meterId: "house", direction, start, lengthMs, wh, quality };
          });
          expect(readIntervals(text, { rules }).intervals).toEqual(wanted);
          const mapping =
            "time=startUtc,amount=amount,direction=register,unit=unit,meter=meter,quality=quality,minutes=15";
          const layout = parseColumnMapping(mapping, "UTC");
          expect(readIntervals(text, { rules, layout }).intervals).toEqual(wanted);
          const json: unknown[] = intervals.map((item) => JSON.parse(encodeJsonLine(register, item, calendar)));
          expect(json).toMatchObject(given.map((amount) => ({ amount })));
        },
      ),
      { numRuns: 50 },
    );
  });
});
