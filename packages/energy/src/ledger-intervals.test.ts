import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "./calendar.ts";
import type { Interval } from "./intervals.ts";
import { type Edit, effectiveIntervals, type ImportedInterval } from "./ledger-intervals.ts";
import { rollUp } from "./rollup.ts";

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const hourMs = 60 * minuteMs;
const noon = Date.UTC(2026, 2, 28, 12);

const computed = (minutes: number, lengthMs: number, amount: number, quality: Interval["quality"]): Interval => ({
  start: noon + minutes * minuteMs,
  lengthMs,
  amount,
  quality,
  coveredMs: lengthMs,
});
const imported = (minutes: number, lengthMs: number, amount: number): ImportedInterval => ({
  start: noon + minutes * minuteMs,
  lengthMs,
  amount,
  quality: "measured",
  origin: "elhub 2026-03.csv",
});
const edit = (minutes: number, lengthMs: number, amount: number | undefined, editedAt: number): Edit => ({
  start: noon + minutes * minuteMs,
  lengthMs,
  amount,
  by: "anna",
  editedAt,
  was: undefined,
});
const shown = (intervals: ReturnType<typeof effectiveIntervals>) =>
  intervals.map(({ start, lengthMs, amount, quality, origin }) => [
    (start - noon) / minuteMs,
    lengthMs / minuteMs,
    amount,
    origin === undefined ? quality : "imported",
  ]);

describe("imports", () => {
  test("count where nothing is known, and in place of an estimate; never over what the registers say", () => {
    const ledger = effectiveIntervals(
      [
        computed(0, hourMs, 10, "measured"),
        computed(60, hourMs, 20, "interpolated"),
        computed(120, hourMs, 30, "estimated"),
      ],
      [imported(0, hourMs, 1), imported(60, hourMs, 2), imported(120, hourMs, 3), imported(180, hourMs, 4)],
      [],
    );
    expect(shown(ledger)).toEqual([
      [0, 60, 10, "measured"],
      [60, 60, 20, "interpolated"],
      [120, 60, 3, "imported"],
      [180, 60, 4, "imported"],
    ]);
  });

  test("of hours into quarters: only where all four are free", () => {
    const quarters = [computed(15, quarterMs, 5, "measured"), computed(60, quarterMs, 7, "estimated")];
    expect(shown(effectiveIntervals(quarters, [imported(0, hourMs, 40), imported(60, hourMs, 50)], []))).toEqual([
      [15, 15, 5, "measured"],
      [60, 60, 50, "imported"],
    ]);
  });

  test("of quarters into hours: an hour that is measured isn't counted twice, an estimate gives way to all four", () => {
    const hours = [
      computed(0, hourMs, 100, "measured"),
      computed(60, hourMs, 200, "estimated"),
      computed(120, hourMs, 300, "estimated"),
    ];
    const quarters = [0, 15, 30, 45, 60, 75, 90, 105, 120, 135].map((minute) => imported(minute, quarterMs, 1));
    expect(shown(effectiveIntervals(hours, quarters, []))).toEqual([
      [0, 60, 100, "measured"],
      [60, 15, 1, "imported"],
      [75, 15, 1, "imported"],
      [90, 15, 1, "imported"],
      [105, 15, 1, "imported"],
      [120, 60, 300, "estimated"],
    ]);
  });

  test("of whole days, of 23 and 25 hours, count as the days they are", () => {
    const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
    for (const date of [
      { year: 2026, month: 3, day: 29 },
      { year: 2026, month: 10, day: 25 },
    ]) {
      const start = calendar.startOfDate(date);
      const end = calendar.endOf("day", start);
      const day = { ...imported(0, 0, 500), start, lengthMs: end - start };
      const next: Interval = { start: end, lengthMs: hourMs, amount: 7, quality: "measured", coveredMs: hourMs };
      const ledger = effectiveIntervals([next], [day], []);
      expect(rollUp(ledger, "day", calendar).map(({ amount, measuredMs }) => [amount, measuredMs])).toEqual([
        [500, end - start],
        [7, hourMs],
      ]);
      // One hour of it is measured: then the day would count that hour twice.
      const within = { ...next, start: end - hourMs };
      expect(effectiveIntervals([within], [day], [])).toEqual([within]);
    }
  });

  test("the later one counts, twice is once, and a quarter doesn't take a day away", () => {
    const again = [imported(0, hourMs, 1), imported(0, hourMs, 2), imported(0, hourMs, 2)];
    expect(shown(effectiveIntervals([], again, []))).toEqual([[0, 60, 2, "imported"]]);
    const day = [imported(0, 24 * hourMs, 240), imported(60, quarterMs, 1)];
    expect(shown(effectiveIntervals([], day, []))).toEqual([[0, 1440, 240, "imported"]]);
    const finer = [imported(60, quarterMs, 1), imported(0, 24 * hourMs, 240)];
    expect(shown(effectiveIntervals([], finer, []))).toEqual([[0, 1440, 240, "imported"]]);
  });
});

describe("edits", () => {
  const hours = [computed(0, hourMs, 10, "measured"), computed(60, hourMs, 20, "estimated")];

  test("count before anything else, the latest of them, in whatever order they are given", () => {
    const edits = [edit(0, hourMs, 99, 2), edit(0, hourMs, 98, 1), edit(180, hourMs, 5, 3)];
    const ledger = effectiveIntervals(hours, [], edits);
    expect(shown(ledger)).toEqual([
      [0, 60, 99, "edited"],
      [60, 60, 20, "estimated"],
      [180, 60, 5, "edited"],
    ]);
    expect(ledger[0]?.edit).toEqual(edits[0]);
    expect(effectiveIntervals(hours, [], [...edits].reverse())).toEqual(ledger);
  });

  test("taken back, there is again what was there: a measurement, an import, nothing", () => {
    const imports = [imported(60, hourMs, 7)];
    const edits = [0, 60, 120].flatMap((minute) => [edit(minute, hourMs, 99, 1), edit(minute, hourMs, undefined, 2)]);
    expect(effectiveIntervals(hours, imports, edits)).toEqual(effectiveIntervals(hours, imports, []));
    const onceMore = [...edits, edit(0, hourMs, 5, 3)];
    expect(shown(effectiveIntervals(hours, imports, onceMore))[0]).toEqual([0, 60, 5, "edited"]);
  });

  test("of an hour, where the meter is now booked in quarters: the hour counts once", () => {
    const quarters = [0, 15, 30, 45, 60].map((minute) => computed(minute, quarterMs, 1, "measured"));
    expect(shown(effectiveIntervals(quarters, [], [edit(0, hourMs, 50, 1)]))).toEqual([
      [0, 60, 50, "edited"],
      [60, 15, 1, "measured"],
    ]);
    // A later one of a quarter takes the place of the whole edit.
    const later = [edit(0, hourMs, 50, 1), edit(15, quarterMs, 9, 2)];
    expect(shown(effectiveIntervals(quarters, [], later)).map(([, , amount]) => amount)).toEqual([1, 9, 1, 1, 1]);
  });

  test("that would cut an interval in pieces don't count", () => {
    expect(effectiveIntervals(hours, [], [edit(15, quarterMs, 9, 1)])).toEqual(hours);
  });
});

test("whatever is computed, imported and edited, nothing overlaps and nothing of the registers is lost", () => {
  const at = fc.integer({ min: 0, max: 40 }).map((quarter) => quarter * 15);
  const lengthMs = fc.constantFrom(quarterMs, hourMs, 24 * hourMs);
  const amount = fc.integer({ min: 0, max: 1000 });
  const imports = fc.array(fc.tuple(at, lengthMs, amount).map((args) => imported(...args)));
  const edits = fc.array(
    fc.tuple(at, lengthMs, fc.option(amount, { nil: undefined }), fc.nat(1000)).map((args) => edit(...args)),
    { maxLength: 5 },
  );
  const quality = fc.constantFrom("measured" as const, "interpolated" as const, "estimated" as const);
  const track = fc.constantFrom(quarterMs, hourMs).chain((length) =>
    fc
      .uniqueArray(fc.integer({ min: 0, max: 12 }))
      .chain((places) =>
        fc.tuple(fc.constant(places.sort((a, b) => a - b)), fc.array(quality, { minLength: 13, maxLength: 13 })),
      )
      .map(([places, qualities]) =>
        places.map((place, index) =>
          computed((place * length) / minuteMs, length, 100 + place, qualities[index] ?? "measured"),
        ),
      ),
  );
  fc.assert(
    fc.property(track, imports, edits, (intervals, importList, editList) => {
      const unedited = effectiveIntervals(intervals, importList, []);
      for (const interval of intervals) if (interval.quality !== "estimated") expect(unedited).toContainEqual(interval);
      const ledger = effectiveIntervals(intervals, importList, editList);
      for (const list of [unedited, ledger]) {
        list.slice(1).forEach(({ start }, index) => {
          const before = list[index];
          expect((before?.start ?? 0) + (before?.lengthMs ?? 0)).toBeLessThanOrEqual(start);
        });
      }
      // Every moment of an estimate is still known of.
      for (const { start, lengthMs: length } of intervals) {
        expect(unedited.some((item) => item.start < start + length && item.start + item.lengthMs > start)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
