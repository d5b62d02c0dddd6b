import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, capacityRules, type LedgerInterval, noHolidays } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { HomeTariff } from "./home-tariff.ts";
import { TariffBook } from "./tariff-book.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
const from = calendar.startOfDate({ year: 2026, month: 11, day: 2 });
const hours = 60;

/** A home that takes 3 kW all the time, and a ledger that knows so much of each hour. */
function homeOf(coveredMs: number): HomeTariff {
  const known = Array.from({ length: hours + 1 }, (_, hour): LedgerInterval => {
    const amount = (3000 * coveredMs) / hourMs;
    const quality = coveredMs === hourMs ? "measured" : "estimated";
    return { start: from + hour * hourMs, lengthMs: hourMs, amount, quality, coveredMs };
  });
  const rule = capacityRules.find(({ id }) => id === "no-three-days");
  if (rule === undefined) throw new Error("the rule is gone");
  const components = [{ id: "capacity", name: "Capacity", direction: "import", kind: "capacity", rule } as const];
  const data = {
    calendar,
    imported: (start: number, to: number) => known.filter((item) => item.start >= start && item.start < to),
    exported: () => [],
    spot: () => [],
    meterPeaks: () => [],
  };
  const contract = { contract: { id: "home", name: "Home", currency: "NOK", components }, leftOut: [] };
  return new HomeTariff(new TariffBook({ contract, alternatives: [], holidays: noHolidays, data }), undefined);
}

/** Half of the stated range in watts, after so many hours. */
function roomAfterwards(home: HomeTariff): number {
  for (let at = from; at <= from + hours * hourMs; at += 15 * minuteMs) {
    for (let minute = -14; minute <= 0; minute++) home.observe(at + minute * minuteMs, 3000);
    home.now("house", at);
  }
  const projection = home.worstWindow()?.projection;
  return projection === undefined ? Number.NaN : projection.highWatts - projection.expectedWatts;
}

describe("what a home's projection learns", () => {
  test("windows that the ledger knows make the range as narrow as they came to what was expected", () => {
    expect(roomAfterwards(homeOf(hourMs))).toBeLessThan(1);
  });

  test("nothing from windows of which most was not heard: what is missing was not saved", () => {
    // Of a steady home: 150 W of swing, times what is assumed until something is learned.
    expect(roomAfterwards(homeOf(hourMs / 3))).toBeCloseTo(375, 6);
  });
});
