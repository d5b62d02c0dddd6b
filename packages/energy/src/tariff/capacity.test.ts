import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";
import { capacityByMonth, capacityWindows } from "./capacity.ts";
import { type CapacityRule, chargeOf, stepOf } from "./capacity-rule.ts";
import { costOfPeak, paidWatts, valueWith } from "./peak-limit.ts";
import { capacityRules } from "./rules.ts";
import { noHolidays } from "./time-filter.ts";

const hourMs = 3_600_000;
const zoneRules = createIntlZoneRules();
const oslo = new Calendar("Europe/Oslo", zoneRules);
const brussels = new Calendar("Europe/Brussels", zoneRules);
const stockholm = new Calendar("Europe/Stockholm", zoneRules);

function ruleOf(id: string): CapacityRule {
  const rule = capacityRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

/** Intervals by local time: `2026-11-03 17:00` to kW over the interval's length. */
function used(calendar: Calendar, lengthMs: number, powers: Readonly<Record<string, number>>): LedgerInterval[] {
  return Object.entries(powers)
    .map(([text, kw]): LedgerInterval => {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
      const start = calendar.startOfDate({ year, month, day }) + hour * hourMs + minute * 60_000;
      const amount = Math.round((kw * 1000 * lengthMs) / hourMs);
      return { start, lengthMs, amount, quality: "measured", coveredMs: lengthMs };
    })
    .sort((a, b) => a.start - b.start);
}

describe("each shipped rule by an example of its source", () => {
  test("every rule has a source, and an example here", () => {
    for (const { source } of capacityRules) expect(source.url).toMatch(/^https:\/\//);
    expect(capacityRules.map(({ id }) => id)).toEqual([
      "no-three-days",
      "no-fjellnett-five-weeks",
      "be-vlg-month-peak",
      "se-goteborg-energi",
      "se-seom",
      "se-malarenergi-high",
      "se-malarenergi-low",
    ]);
  });

  // Lede: the mean of the highest hours of three different days; a month's value of 7 kW is in the step 5 to 10.
  test("Norway: three days' highest hours with a mean of 7 kW are in the step from 5 to 10", () => {
    const imported = used(oslo, hourMs, {
      "2026-11-03 17:00": 8.5,
      // The same day again, though higher than the third: a day counts once.
      "2026-11-03 18:00": 8.0,
      "2026-11-10 07:00": 7.0,
      "2026-11-20 21:00": 5.5,
      "2026-11-21 21:00": 2.0,
    });
    const [november] = capacityByMonth({
      rule: ruleOf("no-three-days"),
      imported,
      calendar: oslo,
      holidays: noHolidays,
    });
    expect(november?.watts).toBe(7000);
    expect(november?.peaks.map(({ start }) => oslo.format(start).slice(0, 16))).toEqual([
      "2026-11-03T17:00",
      "2026-11-10T07:00",
      "2026-11-20T21:00",
    ]);
    const steps = [0, 2, 5, 10, 15].map((fromKw) => ({ fromKw, perMonth: 100 + fromKw }));
    expect(stepOf({ kind: "steps", steps }, november?.watts ?? 0)?.fromKw).toBe(5);
    expect(stepOf({ kind: "steps", steps }, 5000)?.fromKw).toBe(5);
    expect(stepOf({ kind: "steps", steps }, 4999)?.fromKw).toBe(2);
    expect(stepOf({ kind: "steps", isFromExcluded: true, steps }, 5000)?.fromKw).toBe(2);
    expect(stepOf({ kind: "steps", isFromExcluded: true, steps }, 0)?.fromKw).toBe(0);
  });

  // Fjellnett: 667.50 kr per kW and year with taxes, a twelfth each month; each week's highest hour, weighted by month.
  test("Fjellnett: the five highest weeks of a year, weighted, at 667.50 kr a year", () => {
    const imported = used(oslo, hourMs, {
      "2026-01-07 08:00": 6.0,
      "2026-01-08 08:00": 5.9,
      "2026-01-14 08:00": 5.0,
      "2026-02-04 08:00": 4.0,
      "2026-03-04 08:00": 6.0,
      "2026-07-08 08:00": 8.0,
      "2026-12-09 08:00": 4.0,
    });
    const months = capacityByMonth({
      rule: ruleOf("no-fjellnett-five-weeks"),
      imported,
      calendar: oslo,
      holidays: noHolidays,
    });
    // 6.0, 6.0 x 85 %, 5.0, 4.0, 4.0 x 95 %: the week of 7 January counts once, and July's 8 kW are 2.
    expect(months.at(-1)?.watts).toBeCloseTo((6000 + 5100 + 5000 + 4000 + 3800) / 5, 6);
    expect(months.at(-1)?.charge).toBeCloseTo((4.78 * 667.5) / 12, 6);
  });

  // Wikibooks after VREG: May to April, months below 2.5 kW count as 2.5. The mean is 1.782 times 2.5 kW, as the page says;
  // the 4.546 that it prints beside has two digits swapped: its own table adds up to 53.472.
  test("Flanders: twelve months' quarter-hour peaks, 2.5 kW at least each", () => {
    const peaks = [0.632, 4.6, 0, 1.028, 3.444, 4.164, 4.564, 6.0, 9.2, 5.0, 4.12, 4.88];
    const powers = Object.fromEntries(
      peaks.map((kw, index) => {
        const month = ((index + 4) % 12) + 1;
        return [`${index < 8 ? 2025 : 2026}-${String(month).padStart(2, "0")}-14 18:15`, kw];
      }),
    );
    const months = capacityByMonth({
      rule: ruleOf("be-vlg-month-peak"),
      imported: used(brussels, hourMs / 4, powers),
      calendar: brussels,
      holidays: noHolidays,
    });
    expect(months.map(({ watts }) => watts)).toEqual([
      2500, 4600, 2500, 2500, 3444, 4164, 4564, 6000, 9200, 5000, 4120, 4880,
    ]);
    expect(months.at(-1)?.monthsKnown).toBe(12);
    expect(months.at(-1)?.chargedWatts).toBeCloseTo(4456, 6);
    expect(((months.at(-1)?.chargedWatts ?? 0) / 2500).toFixed(3)).toBe("1.782");
  });

  // Göteborg Energi: the mean of the three highest hours of the month, on three different days.
  test("Göteborg: three hours on three days", () => {
    const imported = used(stockholm, hourMs, {
      "2026-02-02 18:00": 6,
      "2026-02-02 19:00": 5.9,
      "2026-02-08 03:00": 4,
      "2026-02-15 12:00": 2,
    });
    const [month] = capacityByMonth({
      rule: { ...ruleOf("se-goteborg-energi"), charge: { kind: "per-kw", rates: [{ perKwMonth: 36.25 }] } },
      imported,
      calendar: stockholm,
      holidays: noHolidays,
    });
    expect(month?.watts).toBe(4000);
    expect(month?.charge).toBeCloseTo(145, 9);
  });

  // SEOM: a mean of 5.7 kW costs 55.75 x 5.7 = 317.78 kr from April to October, and 111.50 x 5.7 = 635.55 kr in winter.
  test.each([
    // A Tuesday, a Wednesday and a Saturday.
    [["2026-06-16", "2026-06-17", "2026-06-20"], 317.775],
    [["2026-01-13", "2026-01-14", "2026-01-17"], 635.55],
  ] as const)("SEOM: 5.7 kW in the month of %j cost %d kr", ([tuesday, wednesday, saturday], charge) => {
    const imported = used(stockholm, hourMs, {
      [`${tuesday} 18:00`]: 6.0,
      [`${tuesday} 17:00`]: 5.6,
      [`${wednesday} 07:00`]: 5.5,
      // Before seven, from seven in the evening, and on a Saturday: not looked at.
      [`${wednesday} 06:00`]: 9,
      [`${wednesday} 19:00`]: 9,
      [`${saturday} 12:00`]: 9,
    });
    const [month] = capacityByMonth({ rule: ruleOf("se-seom"), imported, calendar: stockholm, holidays: noHolidays });
    expect(month?.watts).toBeCloseTo(5700, 9);
    expect(month?.charge).toBeCloseTo(charge, 9);
  });

  // Mälarenergi: high-price time is winter's working days from 7 to 20; all other time is low-price time.
  test("Mälarenergi: high and low time have a value each", () => {
    const imported = used(stockholm, hourMs, {
      "2026-01-12 07:00": 3,
      "2026-01-12 19:00": 4,
      "2026-01-13 12:00": 5,
      "2026-01-13 20:00": 9,
      "2026-01-17 12:00": 6,
      "2026-01-18 12:00": 3,
    });
    const wattsOf = (id: string) =>
      capacityByMonth({ rule: ruleOf(id), imported, calendar: stockholm, holidays: noHolidays })[0]?.watts;
    expect(wattsOf("se-malarenergi-high")).toBe(4000);
    expect(wattsOf("se-malarenergi-low")).toBe(6000);
  });
});

describe("capacityWindows", () => {
  test("quarters add up to hours, and an hour without all of them is partial", () => {
    const imported = used(oslo, hourMs / 4, {
      "2026-11-03 17:00": 4,
      "2026-11-03 17:15": 8,
      "2026-11-03 17:30": 4,
      "2026-11-03 17:45": 4,
      "2026-11-03 18:00": 4,
    });
    const windows = capacityWindows({ rule: ruleOf("no-three-days"), imported, calendar: oslo, holidays: noHolidays });
    expect(windows.map(({ watts, isPartial }) => [watts, isPartial])).toEqual([
      [5000, false],
      [1000, true],
    ]);
  });

  test("net: what was exported in the window is taken away, and it isn't below 0", () => {
    const rule: CapacityRule = { ...ruleOf("no-three-days"), quantity: "net" };
    const imported = used(oslo, hourMs, { "2026-06-03 17:00": 4, "2026-06-03 18:00": 1 });
    const exported = used(oslo, hourMs, { "2026-06-03 17:00": 1, "2026-06-03 18:00": 3 });
    const windows = capacityWindows({ rule, imported, exported, calendar: oslo, holidays: noHolidays });
    expect(windows.map(({ watts }) => watts)).toEqual([3000, 0]);
  });

  test("a day of 25 hours has 25 windows, the hour that is there twice is two", () => {
    const start = oslo.startOfDate({ year: 2026, month: 10, day: 25 });
    const imported = Array.from({ length: 25 }, (_, hour): LedgerInterval => {
      const at = start + hour * hourMs;
      return { start: at, lengthMs: hourMs, amount: 1000 + hour, quality: "measured", coveredMs: hourMs };
    });
    const windows = capacityWindows({ rule: ruleOf("no-three-days"), imported, calendar: oslo, holidays: noHolidays });
    expect(windows).toHaveLength(25);
    expect(oslo.endOf("day", start) - start).toBe(25 * hourMs);
  });
});

describe("what the running window may come to", () => {
  const steps = [
    { fromKw: 0, perMonth: 150 },
    { fromKw: 2, perMonth: 250 },
    { fromKw: 5, perMonth: 400 },
    { fromKw: 10, perMonth: 700 },
  ];
  const rule: CapacityRule = { ...ruleOf("no-three-days"), charge: { kind: "steps", steps } };
  const at = oslo.startOfDate({ year: 2026, month: 11, day: 20 }) + 17 * hourMs;

  test("just below what would bring the mean to the next step", () => {
    const imported = used(oslo, hourMs, { "2026-11-03 17:00": 6, "2026-11-10 07:00": 5, "2026-11-12 07:00": 2 });
    const windows = capacityWindows({ rule, imported, calendar: oslo, holidays: noHolidays });
    const question = { rule, windows, start: at, lengthMs: hourMs, calendar: oslo };
    // 6 + 5 + x stays below 3 x 5.
    expect(paidWatts(question)).toBe(3999);
    expect(costOfPeak(question, 3900)).toBe(0);
    expect(costOfPeak(question, 4100)).toBe(150);
    expect(valueWith(question, 4000)).toBe(5000);
  });

  test("a peak that is paid for needn't be spared: of any rule the answer is the most that costs nothing more", () => {
    const kw = fc.integer({ min: 0, max: 12_000 }).map((watts) => watts / 1000);
    const month = fc.dictionary(
      fc.tuple(fc.integer({ min: 1, max: 19 }), fc.integer({ min: 0, max: 23 })).map(([day, hour]) => {
        const two = (value: number) => String(value).padStart(2, "0");
        return `2026-11-${two(day)} ${two(hour)}:00`;
      }),
      kw,
      { minKeys: 1, maxKeys: 30 },
    );
    const anyRule = fc.constantFrom<CapacityRule>(
      rule,
      { ...rule, charge: { kind: "per-kw", rates: [{ perKwMonth: 40 }] } },
      { ...rule, distinct: "window", top: 1, leastKw: 2.5, charge: { kind: "per-kw", rates: [{ perKwMonth: 4 }] } },
    );
    fc.assert(
      fc.property(month, anyRule, (powers, chosen) => {
        const imported = used(oslo, hourMs, powers);
        const windows = capacityWindows({ rule: chosen, imported, calendar: oslo, holidays: noHolidays });
        const question = { rule: chosen, windows, start: at, lengthMs: hourMs, calendar: oslo };
        const limit = paidWatts(question);
        expect(costOfPeak(question, limit)).toBeCloseTo(0, 6);
        if (limit < 900_000) expect(costOfPeak(question, limit + 2) ?? 0).toBeGreaterThan(0);
      }),
    );
  });
});

test("a month outside all rates costs nothing", () => {
  const charge = { kind: "per-kw", rates: [{ months: [11, 12, 1, 2, 3], perKwMonth: 100 }] } as const;
  expect(chargeOf(charge, 3000, 6)).toBe(0);
  expect(chargeOf(charge, 3000, 12)).toBe(300);
  expect(chargeOf(undefined, 3000, 12)).toBeUndefined();
});
