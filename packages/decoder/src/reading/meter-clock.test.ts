import { describe, expect, test } from "vitest";
import type { CosemDateTime } from "../axdr/date-time.ts";
import { createIntlZoneRules, type LocalTime, type ZoneRules } from "../zone-rules.ts";
import { isoWithOffset } from "./iso-time.ts";
import { type ClockContext, type ClockRule, chooseZone, resolveDateTime, resolveSeasonTime } from "./meter-clock.ts";

const rules = createIntlZoneRules();
const summer: LocalTime = { year: 2021, month: 8, day: 30, hour: 22, minute: 20, second: 30 };
const winter: LocalTime = { ...summer, month: 1 };
const doubled: LocalTime = { year: 2024, month: 10, day: 27, hour: 2, minute: 30, second: 0 };
const daylightSaving = 0x80;

function at(zone: string, profileRule?: ClockRule): ClockContext {
  return { rules, zone: { zone, assumed: false }, profileRule };
}

const offsetOf = (dateTime: CosemDateTime, profileRule?: ClockRule, zone = "Europe/Copenhagen"): string =>
  resolveDateTime(dateTime, at(zone, profileRule)).text.slice(19);

describe("resolveDateTime", () => {
  test("date and time stay as sent", () => {
    expect(resolveDateTime({ local: summer, status: daylightSaving }, at("Europe/Copenhagen"))).toEqual({
      text: "2021-08-30T22:20:30+02:00",
      epoch: Date.UTC(2021, 7, 30, 20, 20, 30),
      usedZone: true,
    });
  });

  test("first a deviation that was sent, whatever else says", () => {
    const told = resolveDateTime(
      { local: summer, deviation: -330, status: daylightSaving },
      at("Europe/Copenhagen", "dst-bit"),
    );
    expect(told).toEqual({
      text: "2021-08-30T22:20:30+05:30",
      epoch: Date.UTC(2021, 7, 30, 16, 50, 30),
      usedZone: false,
    });
    expect(offsetOf({ local: summer, deviation: 210 })).toBe("-03:30");
    expect(offsetOf({ local: summer, deviation: 0 })).toBe("+00:00");
    expect(offsetOf({ local: summer, deviation: -60 }, "standard-all-year")).toBe("+01:00");
  });

  test("unless the maker's deviation is known to be untrue", () => {
    expect(offsetOf({ local: summer, deviation: 0 }, "ignore-deviation")).toBe("+02:00");
    expect(offsetOf({ local: winter, deviation: 0 }, "ignore-deviation")).toBe("+01:00");
  });

  test("then a daylight-saving bit that is set, whatever the maker's rule", () => {
    for (const rule of [undefined, "dst-bit", "standard-all-year", "local", "ignore-deviation"] as const) {
      expect(offsetOf({ local: doubled, status: daylightSaving }, rule)).toBe("+02:00");
      expect(offsetOf({ local: summer, status: daylightSaving }, rule)).toBe("+02:00");
    }
  });

  test("then the maker's rule: with dst-bit, a clear bit is standard time", () => {
    expect(offsetOf({ local: doubled, status: 0 }, "dst-bit")).toBe("+01:00");
    expect(offsetOf({ local: summer, status: 0 }, "dst-bit")).toBe("+01:00");
  });

  test("a status that is not specified is no clear bit", () => {
    expect(offsetOf({ local: summer }, "dst-bit")).toBe("+02:00");
    expect(offsetOf({ local: winter }, "dst-bit")).toBe("+01:00");
  });

  test("without that rule, a clear bit says nothing", () => {
    expect(offsetOf({ local: summer, status: 0 })).toBe("+02:00");
    expect(offsetOf({ local: summer, status: 0 }, "local")).toBe("+02:00");
  });

  test("standard-all-year is standard time in summer, too", () => {
    expect(offsetOf({ local: summer, status: 0 }, "standard-all-year")).toBe("+01:00");
    expect(offsetOf({ local: summer }, "standard-all-year")).toBe("+01:00");
    expect(offsetOf({ local: winter }, "standard-all-year")).toBe("+01:00");
  });

  test("then the zone's own rules; the doubled hour is its first pass", () => {
    expect([summer, winter, doubled].map((local) => offsetOf({ local }))).toEqual(["+02:00", "+01:00", "+02:00"]);
    expect([summer, winter].map((local) => offsetOf({ local }, "local", "Europe/Lisbon"))).toEqual([
      "+01:00",
      "+00:00",
    ]);
    expect([summer, winter].map((local) => offsetOf({ local }, "local", "Europe/Helsinki"))).toEqual([
      "+03:00",
      "+02:00",
    ]);
    expect(offsetOf({ local: summer, status: daylightSaving }, "dst-bit", "Atlantic/Reykjavik")).toBe("+00:00");
  });
});

describe("resolveSeasonTime", () => {
  const zone = at("Europe/Amsterdam");

  test("the letter chooses in the doubled hour", () => {
    expect(resolveSeasonTime(doubled, "summer", zone).text).toBe("2024-10-27T02:30:00+02:00");
    expect(resolveSeasonTime(doubled, "winter", zone).text).toBe("2024-10-27T02:30:00+01:00");
    expect(resolveSeasonTime(doubled, undefined, zone).text).toBe("2024-10-27T02:30:00+02:00");
  });

  test("a letter that is right needs no diagnosis", () => {
    for (const told of [
      resolveSeasonTime(summer, "summer", zone),
      resolveSeasonTime(winter, "winter", zone),
      resolveSeasonTime(summer, undefined, zone),
    ]) {
      expect(told).toMatchObject({ diagnosis: undefined });
    }
    expect(resolveSeasonTime(summer, "summer", at("Atlantic/Reykjavik"))).toMatchObject({ diagnosis: undefined });
    expect(resolveSeasonTime(summer, "summer", at("Europe/Dublin")).text.slice(19)).toBe("+01:00");
  });

  test.each([
    [summer, "winter" as const, "+02:00"],
    [winter, "summer" as const, "+01:00"],
  ])(
    "a letter that contradicts the zone is reported, the zone decides, and the time stays",
    (local, season, offset) => {
      const told = resolveSeasonTime(local, season, zone);
      expect(told.text).toBe(isoWithOffset(local, Number(offset.slice(1, 3)) * 60));
      expect(told.diagnosis).toMatchObject({
        code: "clock/season-contradicts-zone",
        evidence: { season, zone: "Europe/Amsterdam" },
      });
    },
  );

  test("a clock that stands at 2000-01-01 is kept as sent", () => {
    expect(
      resolveSeasonTime({ year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0 }, undefined, zone).text,
    ).toBe("2000-01-01T00:00:00+01:00");
  });
});

describe("chooseZone", () => {
  const on = (hostZone: string): ZoneRules => ({ ...rules, hostZone });

  test("the configured one first", () => {
    expect(chooseZone(on("Europe/Paris"), "Europe/Oslo", "DK")).toEqual({ zone: "Europe/Oslo", assumed: false });
  });

  test("then the country's", () => {
    expect(chooseZone(on("Europe/Paris"), undefined, "FI")).toEqual({ zone: "Europe/Helsinki", assumed: false });
  });

  test("then the host's, which is an assumption", () => {
    expect(chooseZone(on("Europe/Paris"), undefined, undefined)).toEqual({ zone: "Europe/Paris", assumed: true });
    expect(chooseZone(on("Europe/Paris"), undefined, "US")).toEqual({ zone: "Europe/Paris", assumed: true });
  });

  test.each(["UTC", "Etc/UTC", "GMT", "Etc/GMT", ""])("then Europe/Berlin where the host says %j", (hostZone) => {
    expect(chooseZone(on(hostZone), undefined, undefined)).toEqual({ zone: "Europe/Berlin", assumed: true });
  });
});

test("isoWithOffset writes every sign and half hours", () => {
  expect([0, 60, -60, 330, -210, -30].map((minutes) => isoWithOffset(summer, minutes).slice(19))).toEqual([
    "+00:00",
    "+01:00",
    "-01:00",
    "+05:30",
    "-03:30",
    "-00:30",
  ]);
});
