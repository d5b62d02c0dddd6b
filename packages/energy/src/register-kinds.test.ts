import { describe, expect, test } from "vitest";
import { ClockJudge } from "./clock-judge.ts";
import { MemoryTrackStorage } from "./memory-track-storage.ts";
import { Track } from "./track.ts";
import type { TrackRules } from "./track-rules.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const noon = Date.UTC(2026, 2, 28, 12);
const base = { maxPerHour: 17_000, stepsPerWattHour: 1, powerPushMs: 10_000 };
const snapshotOf = (periodMs: number): TrackRules => ({ ...base, registers: { kind: "snapshot", periodMs } });

type Values = readonly (readonly [minute: number, value: number])[];

function book(rules: TrackRules, values: Values, power: Values = []) {
  const storage = new MemoryTrackStorage();
  const track = new Track(rules, storage);
  for (const [minute, watts] of power) track.observePower(noon + minute * minuteMs, watts);
  for (const [minute, value] of values) track.observe(noon + minute * minuteMs, value);
  track.settle();
  return storage
    .intervalsBetween(0, Number.MAX_SAFE_INTEGER)
    .map(({ start, lengthMs, amount, quality }) => [(start - noon) / minuteMs, lengthMs / minuteMs, amount, quality]);
}

const everyTenSeconds = (minutes: number, watts: number): Values =>
  Array.from({ length: minutes * 6 }, (_, index) => [index / 6, watts] as const);

describe("snapshots more often than once an hour", () => {
  test.each([5, 15])("every %d minutes: quarters are measured, though the values come late", (period) => {
    const values = [0, 5, 10, 15, 20, 25, 30]
      .filter((minute) => minute % period === 0)
      .map((minute) => [minute + 0.2, minute * minute] as const);
    expect(book(snapshotOf(period * minuteMs), values)).toEqual([
      [0, 15, 225, "measured"],
      [15, 15, 675, "measured"],
    ]);
  });

  test("one that is missed at a quarter is between two others, not measured", () => {
    const values: Values = [
      [0, 0],
      [5, 100],
      [10, 200],
      [20, 500],
      [25, 600],
      [30, 700],
    ];
    expect(book(snapshotOf(5 * minuteMs), values)).toEqual([
      [0, 15, 350, "interpolated"],
      [15, 15, 350, "interpolated"],
    ]);
  });

  test("an old value that comes first at a quarter isn't counted there", () => {
    const values: Values = [
      [0, 0],
      [15.1, 0],
      [15.2, 300],
      [20, 400],
      [30, 700],
    ];
    expect(book(snapshotOf(5 * minuteMs), values)).toEqual([
      [0, 15, 300, "measured"],
      [15, 15, 400, "measured"],
    ]);
  });

  test.each([10, 20, 30])("every %d minutes, which makes no quarters: hours", (period) => {
    const values = [0, 10, 20, 30, 40, 50, 60]
      .filter((minute) => minute % period === 0)
      .map((minute) => [minute, minute * 10] as const);
    expect(book(snapshotOf(period * minuteMs), values)).toEqual([[0, 60, 600, "measured"]]);
  });
});

describe("a live register that is sent once a minute", () => {
  const rules: TrackRules = { ...base, registers: { kind: "live", pushMs: minuteMs }, powerPushMs: minuteMs };

  test("is measured at the quarter, also where one value is lost there", () => {
    const values = Array.from({ length: 31 }, (_, minute) => [minute, minute * 20] as const);
    const lost = values.filter(([minute]) => minute !== 15);
    expect(book(rules, values)).toEqual(book(rules, lost));
    expect(book(rules, lost)).toEqual([
      [0, 15, 300, "measured"],
      [15, 15, 300, "measured"],
    ]);
    const two = lost.filter(([minute]) => minute !== 16);
    expect(book(rules, two).map(([, , , quality]) => quality)).toEqual(["interpolated", "interpolated"]);
  });
});

describe("a coarse register", () => {
  test("of whole kilowatt-hours moves by one at once, and is no exchange", () => {
    const rules: TrackRules = {
      registers: { kind: "live", pushMs: 10_000 },
      maxPerHour: 17,
      stepsPerWattHour: 1 / 1000,
    };
    const values = Array.from({ length: 30 * 6 + 1 }, (_, index) => [index / 6, 100 + Math.floor(index / 70)] as const);
    expect(book(rules, values)).toEqual([
      [0, 15, 1, "measured"],
      [15, 15, 1, "measured"],
    ]);
  });

  test("that stands still for an hour, while less than a step is used, is not an old one", () => {
    const rules: TrackRules = { ...snapshotOf(hourMs), maxPerHour: 17, stepsPerWattHour: 1 / 1000 };
    const values: Values = [
      [0, 10],
      [60, 10],
      [120, 11],
    ];
    expect(book(rules, values, everyTenSeconds(120, 450))).toEqual([
      [0, 60, 0, "measured"],
      [60, 60, 1, "measured"],
    ]);
  });
});

describe("an old register that is sent once more", () => {
  const tens: TrackRules = { ...snapshotOf(hourMs), maxPerHour: 1700, stepsPerWattHour: 1 / 10 };
  const values: Values = [
    [0, 100],
    [60, 100],
    [120, 116],
  ];

  test("whose own list was missed is told by power, too", () => {
    const missed: Values = [
      [0, 0],
      [60, 110],
      [180, 230],
      [240, 480],
    ];
    expect(
      book({ ...tens, maxPerHour: 2200 }, missed, everyTenSeconds(240, 1200)).map(([, , , quality]) => quality),
    ).toEqual(["measured", "interpolated", "interpolated", "interpolated"]);
    // After an outage nothing is known of before.
    const silent = everyTenSeconds(240, 1200).slice(150 * 6);
    expect(book({ ...tens, maxPerHour: 2200 }, missed, silent)[3]).toEqual([180, 60, 120, "interpolated"]);
    // By power that is half of what it should be, all the same.
    const right = missed.map(([minute]) => [minute, 4 * minute] as const);
    expect(book({ ...tens, maxPerHour: 2200 }, right, everyTenSeconds(240, 1200))[3]).toEqual([
      180,
      60,
      240,
      "measured",
    ]);
  });

  test("twice in a row, each a list behind, is told as well", () => {
    const behind: Values = [
      [0, 0],
      [60, 120],
      [120, 120],
      [180, 240],
      [240, 480],
      [300, 600],
    ];
    expect(book({ ...tens, maxPerHour: 2200 }, behind, everyTenSeconds(300, 1200))).toEqual([
      [0, 60, 120, "measured"],
      [60, 60, 120, "interpolated"],
      [120, 60, 120, "interpolated"],
      [180, 60, 120, "interpolated"],
      [240, 60, 120, "measured"],
    ]);
  });

  test("is told by little use, and by power that was heard for a part of the hour", () => {
    const qualities = (power: Values) => book(tens, values, power).map(([, , , quality]) => quality);
    expect(qualities(everyTenSeconds(60, 36))).toEqual(["interpolated", "interpolated"]);
    expect(qualities(everyTenSeconds(10, 300))).toEqual(["interpolated", "interpolated"]);
    expect(qualities(everyTenSeconds(60, 2))).toEqual(["measured", "measured"]);
  });
});

describe("power", () => {
  test("that was heard for a minute of a quarter speaks for a minute", () => {
    const values: Values = [
      [0, 0],
      [120, 2000],
    ];
    // A kettle in the first minute of two hours, then nobody hears anything.
    expect(book(snapshotOf(hourMs), values, everyTenSeconds(1, 6000))).toEqual([
      [0, 60, 1042, "interpolated"],
      [60, 60, 958, "interpolated"],
    ]);
  });

  test("that contradicts the register never makes more flow than the fuse lets through", () => {
    const values: Values = [
      [0, 0],
      [180, 30_000],
    ];
    const power = [...everyTenSeconds(60, 3000), ...everyTenSeconds(180, 0).slice(60 * 6)];
    expect(book(snapshotOf(hourMs), values, power).map(([, , amount]) => amount)).toEqual([10_000, 10_000, 10_000]);
  });

  test("at the end of what the register said is an estimate of what goes on", () => {
    const live: TrackRules = { ...base, registers: { kind: "live", pushMs: 10_000 } };
    const values = Array.from({ length: 91 }, (_, index) => [index / 6, index] as const);
    const power = everyTenSeconds(20, 1200);
    expect(book(live, values, power)).toEqual([
      [0, 15, 90, "measured"],
      [15, 15, 100, "estimated"],
    ]);
  });
});

test("an hourly list that seems to come before the full hour, by the time of arrival, is that hour's", () => {
  const rules = snapshotOf(hourMs);
  const storage = new MemoryTrackStorage();
  const track = new Track(rules, storage);
  const judge = new ClockJudge();
  // The meter's clock is 4 s ahead; that of the fourth list shows nonsense, and it is faster on its way than the others.
  [2000, 2000, 2000, 500, 2000].forEach((delayMs, hour) => {
    const sentAt = noon + hour * hourMs - 4000;
    const clock = hour === 3 ? noon - 5 * hourMs : sentAt + 4000;
    const { at, by } = judge.judge({ clock, arrivedAt: sentAt + delayMs });
    if (hour === 3) expect(at).toBeLessThan(noon + hour * hourMs);
    track.observe(at, hour * 1000, by);
  });
  track.settle();
  expect(storage.intervalsBetween(0, Number.MAX_SAFE_INTEGER).map(({ amount, quality }) => [amount, quality])).toEqual(
    Array.from({ length: 4 }, () => [1000, "measured"]),
  );
});
