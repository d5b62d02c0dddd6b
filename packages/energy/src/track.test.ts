import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryTrackStorage } from "./memory-track-storage.ts";
import { Track } from "./track.ts";
import { quarterMs, type TrackRules } from "./track-rules.ts";

const hourMs = 3_600_000;
const noon = Date.UTC(2026, 2, 28, 12);
const live: TrackRules = {
  registers: { kind: "live", pushMs: 10_000 },
  maxPerHour: 100_000,
  stepsPerWattHour: 1,
  powerPushMs: 10_000,
};
const hourly: TrackRules = { ...live, registers: { kind: "snapshot", periodMs: hourMs } };

type Observation = readonly [at: number, value: number];

function ledgerOf(rules: TrackRules, values: readonly Observation[], power: readonly Observation[] = []) {
  const storage = new MemoryTrackStorage();
  const track = new Track(rules, storage);
  for (const [at, watts] of power) track.observePower(at, watts);
  for (const [at, value] of values) {
    track.observe(at, value);
    track.settle();
  }
  track.settle();
  return storage.intervalsBetween(0, Number.MAX_SAFE_INTEGER);
}

const minutes = (count: number) => noon + count * 60_000;
const shown = (intervals: ReturnType<typeof ledgerOf>) =>
  intervals.map(({ start, amount, quality }) => [(start - noon) / 60_000, amount, quality]);

describe("a snapshot register", () => {
  test("a value that comes 10 s after the hour belongs to the hour that ended", () => {
    const intervals = ledgerOf(hourly, [
      [minutes(0) + 10_000, 1000],
      [minutes(60) + 10_000, 1700],
      [minutes(120) + 9_000, 2000],
    ]);
    expect(shown(intervals)).toEqual([
      [0, 700, "measured"],
      [60, 300, "measured"],
    ]);
  });

  test("a list that is missed spreads over the gap, as power says where it is known", () => {
    const values: Observation[] = [
      [minutes(0), 1000],
      [minutes(120), 4000],
      [minutes(180), 4500],
    ];
    expect(shown(ledgerOf(hourly, values))).toEqual([
      [0, 1500, "interpolated"],
      [60, 1500, "interpolated"],
      [120, 500, "measured"],
    ]);
    const power = Array.from({ length: 60 }, (_, minute): Observation => [minutes(minute), 1000]);
    expect(shown(ledgerOf({ ...hourly, powerPushMs: 60_000 }, values, power))).toEqual([
      [0, 1000, "interpolated"],
      [60, 2000, "interpolated"],
      [120, 500, "measured"],
    ]);
  });

  test("an old register that is sent once more is no hour without use, and the next isn't doubled", () => {
    const values: Observation[] = [
      [minutes(0), 1000],
      [minutes(60), 2000],
      [minutes(120), 2000],
      [minutes(180), 4000],
    ];
    const power = Array.from({ length: 180 }, (_, minute): Observation => [minutes(minute), 1000]);
    expect(shown(ledgerOf({ ...hourly, powerPushMs: 60_000 }, values, power))).toEqual([
      [0, 1000, "measured"],
      [60, 1000, "interpolated"],
      [120, 1000, "interpolated"],
    ]);
    // Nobody at home: the register does stand still.
    expect(shown(ledgerOf(hourly, values))[1]).toEqual([60, 0, "measured"]);
  });

  test("sent again in the same hour with another value, the old one is not counted", () => {
    const values: Observation[] = [
      [minutes(0), 1000],
      [minutes(60) + 10_000, 1000],
      [minutes(60) + 20_000, 1600],
      [minutes(120), 2000],
    ];
    expect(shown(ledgerOf(hourly, values))).toEqual([
      [0, 600, "measured"],
      [60, 400, "measured"],
    ]);
  });

  test("where the zone is half an hour off, so are its hours", () => {
    const rules: TrackRules = {
      ...hourly,
      registers: { kind: "snapshot", periodMs: hourMs, phaseMs: hourMs / 2 },
    };
    const values: Observation[] = [
      [minutes(30) + 5_000, 10],
      [minutes(90) + 5_000, 110],
    ];
    expect(shown(ledgerOf(rules, values))).toEqual([[30, 100, "measured"]]);
  });
});

describe("a live register", () => {
  test("the value at the boundary is that between its neighbours", () => {
    const values: Observation[] = [
      [minutes(0), 0],
      [minutes(15) - 4_000, 996],
      [minutes(15) + 6_000, 1006],
      [minutes(30), 2000],
    ];
    expect(shown(ledgerOf(live, values))).toEqual([
      [0, 1000, "measured"],
      [15, 1000, "measured"],
    ]);
  });

  test("neighbours that are more than two pushes apart give an amount that is interpolated", () => {
    const values: Observation[] = [
      [minutes(0), 0],
      [minutes(14), 1000],
      [minutes(16), 1100],
      [minutes(30), 2000],
    ];
    expect(shown(ledgerOf(live, values))).toEqual([
      [0, 1050, "interpolated"],
      [15, 950, "interpolated"],
    ]);
  });

  test("another meter, or another factor, begins a new series: nothing negative, nothing giant", () => {
    const values: Observation[] = [
      [minutes(0), 500_000],
      [minutes(10), 500_200],
      [minutes(14), 500_300],
      [minutes(15), 10],
      [minutes(30), 20],
      [minutes(45), 5_000_020],
      [minutes(60), 5_000_120],
    ];
    const intervals = ledgerOf(live, values);
    expect(shown(intervals)).toEqual([
      [0, 300, "estimated"],
      [15, 10, "measured"],
      [45, 100, "measured"],
    ]);
  });

  test("a value that doesn't fit between its neighbours is left out", () => {
    const values: Observation[] = [
      [minutes(0), 1000],
      [minutes(15), 1],
      [minutes(30), 3000],
    ];
    expect(shown(ledgerOf(live, values))).toEqual([
      [0, 1000, "interpolated"],
      [15, 1000, "interpolated"],
    ]);
  });

  test("without a register power is the estimate, for as long as it was heard", () => {
    const power = Array.from({ length: 135 }, (_, index): Observation => [noon + index * 10_000, 1200]);
    const intervals = ledgerOf(live, [], power);
    expect(intervals).toEqual([
      { start: noon, lengthMs: quarterMs, amount: 300, quality: "estimated", coveredMs: quarterMs },
      { start: noon + quarterMs, lengthMs: quarterMs, amount: 150, quality: "estimated", coveredMs: quarterMs / 2 },
    ]);
  });
});

/** A register that only rises, heard at some moments, with power that needn't agree with it. */
const history = fc
  .array(
    fc.record({
      afterMs: fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 12 * hourMs })),
      watts: fc.integer({ min: 0, max: 11_000 }),
      said: fc.option(fc.integer({ min: 0, max: 11_000 })),
    }),
    { minLength: 2, maxLength: 60 },
  )
  .map((steps) => {
    let at = noon;
    let value = 1_000_000;
    const values: Observation[] = [[at, value]];
    const power: Observation[] = [];
    for (const { afterMs, watts, said } of steps) {
      at += afterMs;
      value += Math.floor((watts * afterMs) / hourMs);
      values.push([at, value]);
      if (said !== null) power.push([at, said]);
    }
    return { values, power };
  });

const rulesOfAnyKind = fc.constantFrom(live, hourly, { ...live, registers: { kind: "live", pushMs: 1000 } as const });

describe("whatever comes, in whatever order", () => {
  test("the sum of the intervals is the difference of the registers, none is negative", () => {
    fc.assert(
      fc.property(history, ({ values }) => {
        const intervals = ledgerOf(live, values);
        const first = values[0]?.[1] ?? 0;
        const last = values.at(-1)?.[1] ?? 0;
        expect(intervals.reduce((sum, { amount }) => sum + amount, 0)).toBe(last - first);
        expect(intervals.every(({ amount }) => amount >= 0 && Number.isInteger(amount))).toBe(true);
      }),
    );
  });

  test("the order of arrival, and what comes twice, make no difference", () => {
    const events = history.chain(({ values, power }) => {
      const all = [...values.map((item) => ["value", item] as const), ...power.map((item) => ["power", item] as const)];
      return fc.record({
        inOrder: fc.constant(all),
        mixed: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
        settleEvery: fc.integer({ min: 1, max: 20 }),
      });
    });
    fc.assert(
      fc.property(events, rulesOfAnyKind, ({ inOrder, mixed, settleEvery }, rules) => {
        const book = (list: typeof inOrder, every: number) => {
          const storage = new MemoryTrackStorage();
          const track = new Track(rules, storage);
          list.forEach(([kind, [at, value]], index) => {
            if (kind === "value") track.observe(at, value);
            else track.observePower(at, value);
            if (index % every === 0) track.settle();
          });
          track.settle();
          return storage.intervalsBetween(0, Number.MAX_SAFE_INTEGER);
        };
        expect(book(mixed, settleEvery)).toEqual(book(inOrder, inOrder.length));
      }),
      { numRuns: 300 },
    );
  });
});
