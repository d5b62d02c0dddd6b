import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, epochOfLocal, type LocalTime, type Season } from "./zone-rules.ts";

const rules = createIntlZoneRules();

function at(text: string): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
}

const offset = (zone: string, text: string, season?: Season): number => rules.offsetAt(zone, at(text), season);

describe("createIntlZoneRules", () => {
  test.each([
    ["Europe/Copenhagen", "2021-08-30 22:20:30", 120],
    ["Europe/Copenhagen", "2021-01-30 22:20:30", 60],
    ["Europe/Lisbon", "2021-08-30 22:20:30", 60],
    ["Europe/Lisbon", "2021-01-30 22:20:30", 0],
    ["Europe/Helsinki", "2021-08-30 22:20:30", 180],
    ["Europe/Helsinki", "2021-01-30 22:20:30", 120],
    ["Atlantic/Reykjavik", "2021-08-30 22:20:30", 0],
    ["Asia/Kolkata", "2021-08-30 22:20:30", 330],
    ["America/St_Johns", "2021-01-30 22:20:30", -210],
    ["Australia/Sydney", "2021-01-01 00:00:00", 660],
    ["Australia/Sydney", "2021-07-01 00:00:00", 600],
  ])("%s at %s is %d minutes east of UTC", (zone, text, minutes) => {
    expect(offset(zone, text)).toBe(minutes);
  });

  // All of the European Union changes at 01:00 UTC.
  test.each([
    ["Europe/Oslo", "02:00:00", 60, 120],
    ["Europe/Lisbon", "01:00:00", 0, 60],
    ["Europe/Helsinki", "03:00:00", 120, 180],
  ])("%s in spring: the second before the change, the skipped hour, and behind it", (zone, clock, before, after) => {
    const hour = Number(clock.slice(0, 2));
    expect(offset(zone, `2024-03-31 0${hour - 1}:59:59`)).toBe(before);
    expect(offset(zone, `2024-03-31 0${hour}:30:00`)).toBe(before);
    expect(offset(zone, `2024-03-31 0${hour + 1}:00:00`)).toBe(after);
  });

  test.each([
    ["Europe/Oslo", 2, 120, 60],
    ["Europe/Lisbon", 1, 60, 0],
    ["Europe/Helsinki", 3, 180, 120],
  ])(
    "%s in autumn: the season chooses in the doubled hour, else its first pass is meant",
    (zone, hour, summer, winter) => {
      expect(offset(zone, `2024-10-27 0${hour - 1}:59:59`)).toBe(summer);
      for (const minute of ["00:00", "30:00", "59:59"]) {
        const text = `2024-10-27 0${hour}:${minute}`;
        expect([offset(zone, text, "summer"), offset(zone, text, "winter"), offset(zone, text)]).toEqual([
          summer,
          winter,
          summer,
        ]);
      }
      expect(offset(zone, `2024-10-27 0${hour + 1}:00:00`)).toBe(winter);
    },
  );

  test("the season does not matter outside the doubled hour", () => {
    expect(offset("Europe/Oslo", "2024-07-01 12:00:00", "winter")).toBe(120);
    expect(offset("Europe/Oslo", "2024-01-01 12:00:00", "summer")).toBe(60);
  });

  test.each([
    ["Europe/Oslo", 60, 120],
    ["Europe/Lisbon", 0, 60],
    ["Europe/Helsinki", 120, 180],
    ["Europe/Dublin", 0, 60],
    ["Atlantic/Reykjavik", 0, 0],
    ["Australia/Sydney", 600, 660],
  ])("%s has %d minutes of standard and %d of summer time", (zone, standard, summer) => {
    expect([rules.standardOffset(zone, 2024), rules.summerOffset(zone, 2024)]).toEqual([standard, summer]);
  });

  test("an unknown zone is an error of whoever configured it", () => {
    expect(() => rules.offsetAt("Europe/Atlantis", at("2024-01-01 00:00:00"))).toThrow(RangeError);
  });

  test("agrees with the platform at any instant: local time and offset give the instant back", () => {
    const zones = ["Europe/Copenhagen", "Europe/Lisbon", "Europe/Helsinki", "Atlantic/Reykjavik", "America/New_York"];
    const formats = new Map(
      zones.map((timeZone) => [
        timeZone,
        new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" }),
      ]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 946_684_800, max: 2_050_000_000 }), (zone, seconds) => {
        const local = at(formats.get(zone)?.format(seconds * 1000) ?? "");
        const instants = (["summer", "winter"] as const).map(
          (season) => epochOfLocal(local) - rules.offsetAt(zone, local, season) * 60_000,
        );
        expect(instants).toContain(seconds * 1000);
      }),
      { numRuns: 500 },
    );
  });
});

describe("epochOfLocal", () => {
  test("counts as UTC does", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_208_988_800, max: 7_258_118_400 }), (seconds) => {
        expect(epochOfLocal(at(new Date(seconds * 1000).toISOString().slice(0, 19)))).toBe(seconds * 1000);
      }),
    );
  });
});
