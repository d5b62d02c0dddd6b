import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar, type Span } from "./calendar.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const rules = createIntlZoneRules();
const calendarOf = (zone: string) => new Calendar(zone, rules);

/** Summer time of Europe, of the south, none, hours half or three quarters off, half an hour of change, change at midnight. */
const zones = [
  "Europe/Oslo",
  "Europe/Lisbon",
  "Atlantic/Azores",
  "Australia/Sydney",
  "America/Santiago",
  "Africa/Cairo",
  "America/Havana",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "UTC",
];
const spans: readonly Span[] = ["quarter", "hour", "day", "month", "year"];

describe("Calendar", () => {
  test.each([
    ["Europe/Oslo", "2026-03-29", 23],
    ["Europe/Oslo", "2026-10-25", 25],
    ["Europe/Oslo", "2026-06-01", 24],
    ["Europe/Lisbon", "2026-03-29", 23],
    ["Europe/Lisbon", "2026-10-25", 25],
    ["Atlantic/Azores", "2026-03-29", 23],
    ["Atlantic/Azores", "2026-10-25", 25],
    ["Australia/Sydney", "2026-10-04", 23],
    ["Australia/Sydney", "2026-04-05", 25],
    ["Africa/Cairo", "2026-04-24", 23],
    ["Asia/Kolkata", "2026-03-29", 24],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
  ])("%s, %s: %d hours", (zone, date, hours) => {
    const calendar = calendarOf(zone);
    const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
    const start = calendar.startOfDate({ year, month, day });
    expect(calendar.dateOf(start)).toEqual({ year, month, day });
    expect((calendar.endOf("day", start) - start) / hourMs).toBe(hours);
    const clock = calendar.starts("hour", start, calendar.endOf("day", start));
    expect(clock).toHaveLength(Math.ceil(hours));
  });

  test("the day of autumn has one hour twice", () => {
    const calendar = calendarOf("Europe/Oslo");
    const start = calendar.startOfDate({ year: 2026, month: 10, day: 25 });
    const hours = calendar.starts("hour", start, start + 5 * hourMs).map((at) => calendar.format(at));
    expect(hours).toEqual([
      "2026-10-25T00:00:00+02:00",
      "2026-10-25T01:00:00+02:00",
      "2026-10-25T02:00:00+02:00",
      "2026-10-25T02:00:00+01:00",
      "2026-10-25T03:00:00+01:00",
    ]);
  });

  test("where the zone is half an hour off, so are its hours; by the quarter they are everybody's", () => {
    const at = Date.UTC(2026, 5, 1, 12, 40);
    const kolkata = calendarOf("Asia/Kolkata");
    expect(kolkata.startOf("hour", at)).toBe(Date.UTC(2026, 5, 1, 12, 30));
    expect(kolkata.startOf("quarter", at)).toBe(Date.UTC(2026, 5, 1, 12, 30));
    expect(kolkata.clockOf(at)).toEqual({ hour: 18, minute: 10, weekday: 1 });
    expect(kolkata.format(at)).toBe("2026-06-01T18:10:00+05:30");
    expect(calendarOf("America/St_Johns").format(at)).toBe("2026-06-01T10:10:00-02:30");
  });

  test("where hours move by half of one, none overlaps another", () => {
    const calendar = calendarOf("Australia/Lord_Howe");
    const forward = calendar.starts("hour", Date.UTC(2026, 9, 3, 14), Date.UTC(2026, 9, 3, 18));
    expect(forward.map((at) => calendar.format(at).slice(11))).toEqual([
      "00:00:00+10:30",
      "01:00:00+10:30",
      "02:30:00+11:00",
      "03:00:00+11:00",
      "04:00:00+11:00",
    ]);
    const back = calendar.starts("hour", Date.UTC(2026, 3, 4, 14), Date.UTC(2026, 3, 4, 17));
    expect(back.map((at) => calendar.format(at).slice(11))).toEqual([
      "01:00:00+11:00",
      "01:30:00+10:30",
      "02:00:00+10:30",
      "03:00:00+10:30",
    ]);
  });

  test("a date may be out of its month", () => {
    const calendar = calendarOf("Europe/Oslo");
    expect(calendar.startOfDate({ year: 2026, month: 12, day: 32 })).toBe(
      calendar.startOfDate({ year: 2027, month: 1, day: 1 }),
    );
  });

  test("a zone that nobody knows is refused", () => {
    expect(() => calendarOf("Europe/Atlantis")).toThrow(RangeError);
  });

  const anyTime = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });

  test("each moment is in its span, and spans follow each other without gap or overlap", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), fc.constantFrom(...spans), (at, zone, span) => {
        const calendar = calendarOf(zone);
        const start = calendar.startOf(span, at);
        const end = calendar.endOf(span, at);
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(calendar.startOf(span, start)).toBe(start);
        expect(calendar.endOf(span, start)).toBe(end);
        expect(calendar.startOf(span, end)).toBe(end);
        expect(calendar.startOf(span, end - 1)).toBe(start);
      }),
      { numRuns: 3000 },
    );
  });

  test("so they do around every change of a clock", () => {
    for (const zone of zones) {
      const calendar = calendarOf(zone);
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 15 * minuteMs) {
        if (calendar.offsetMinutes(at) === calendar.offsetMinutes(at - 1)) continue;
        for (const span of spans) {
          const starts = calendar.starts(span, at - 3 * hourMs, at + 3 * hourMs);
          starts.slice(1).forEach((start, index) => {
            expect(calendar.endOf(span, starts[index] ?? 0)).toBe(start);
            expect(calendar.startOf(span, start - 1)).toBe(starts[index]);
          });
        }
      }
    }
  });

  test("a longer span is made of whole shorter ones", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), fc.constantFrom(1, 2, 3), (at, zone, level) => {
        const calendar = calendarOf(zone);
        const longer = spans[level + 1] ?? "year";
        const shorter = spans[level] ?? "hour";
        const start = calendar.startOf(longer, at);
        expect(calendar.startOf(shorter, start)).toBe(start);
      }),
      { numRuns: 500 },
    );
  });
});
