import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Interval } from "./intervals.ts";
import { MemoryTrackStorage } from "./memory-track-storage.ts";
import { Track } from "./track.ts";
import { intervalMsOf, intervalStart, momentOf, type TrackRules } from "./track-rules.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const noon = Date.UTC(2026, 2, 28, 12);
const everything = Number.MAX_SAFE_INTEGER;

type Told =
  | { readonly kind: "value"; readonly at: number; readonly value: number }
  | { readonly kind: "power"; readonly at: number; readonly watts: number };

const base = { maxPerHour: 17_000, stepsPerWattHour: 1, powerPushMs: 10_000 };
const snapshot = (periodMs: number, phaseMs = 0): TrackRules => ({
  ...base,
  registers: { kind: "snapshot", periodMs, phaseMs },
});
const liveOf = (pushMs: number): TrackRules => ({ ...base, registers: { kind: "live", pushMs } });
const anyRules = fc.constantFrom(
  liveOf(1000),
  liveOf(10_000),
  liveOf(60_000),
  snapshot(5 * minuteMs),
  snapshot(15 * minuteMs),
  snapshot(30 * minuteMs),
  snapshot(hourMs),
  snapshot(hourMs, hourMs / 2),
  snapshot(24 * hourMs),
  { ...snapshot(5 * minuteMs), powerPushMs: hourMs },
  { ...snapshot(15 * minuteMs), powerPushMs: hourMs },
  { ...snapshot(hourMs), powerPushMs: hourMs },
  { ...liveOf(10_000), maxPerHour: 17, stepsPerWattHour: 1 / 1000 },
);

const afterMs = fc.oneof(
  fc.integer({ min: 1, max: minuteMs }),
  fc.constantFrom(10_000, 5 * minuteMs, 15 * minuteMs, hourMs),
  fc.integer({ min: 1, max: 5 * hourMs }),
);

/** Anything that may become of a register: it counts, stands still, is another meter's, says nonsense, says an old value. */
const step = fc.record({
  afterMs,
  what: fc.constantFrom("counts", "counts", "counts", "stands", "exchanged", "nonsense", "old", "factor"),
  watts: fc.integer({ min: 0, max: 11_000 }),
  said: fc.option(fc.integer({ min: 0, max: 11_000 })),
  nonsense: fc.integer({ min: 0, max: 3_000_000 }),
});

const life = fc.array(step, { minLength: 2, maxLength: 50 }).map((steps) => {
  const told: Told[] = [];
  const shown: number[] = [];
  let at = noon;
  let value = 1_000_000;
  for (const { afterMs: ms, what, watts, said, nonsense } of steps) {
    at += ms;
    if (what !== "stands") value += Math.floor((watts * ms) / hourMs);
    if (what === "exchanged") value = nonsense % 100;
    if (what === "factor") value *= 2;
    const old = shown.at(-1 - (nonsense % 4)) ?? value;
    const wrong = { nonsense, old };
    told.push({ kind: "value", at, value: what === "nonsense" || what === "old" ? wrong[what] : value });
    shown.push(value);
    if (said !== null) told.push({ kind: "power", at, watts: said });
  }
  return told;
});

function tell(track: Track, told: Told): void {
  if (told.kind === "value") track.observe(told.at, told.value);
  else track.observePower(told.at, told.watts);
}

function inOneGo(rules: TrackRules, told: readonly Told[]): readonly Interval[] {
  const storage = new MemoryTrackStorage();
  const track = new Track(rules, storage);
  for (const item of told) tell(track, item);
  track.settle();
  return storage.intervalsBetween(0, everything);
}

/** Settled now and then; then another track goes on with the same storage. */
function inParts(rules: TrackRules, told: readonly Told[], settleEvery: number): readonly Interval[] {
  const storage = new MemoryTrackStorage();
  let track = new Track(rules, storage);
  told.forEach((item, index) => {
    tell(track, item);
    if (index % settleEvery !== 0) return;
    track.settle();
    track = new Track(rules, storage);
  });
  track.settle();
  return storage.intervalsBetween(0, everything);
}

/** Some of it, twice, in any order. */
const mixed = life.chain((told) =>
  fc.record({
    told: fc.constant(told),
    mixed: fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2, maxLength: told.length * 2 }),
    settleEvery: fc.integer({ min: 1, max: 20 }),
  }),
);

describe("exchanged, nonsense, old, standing still, lost, twice, out of order, restarted", () => {
  test("the same input gives the same ledger", () => {
    fc.assert(
      fc.property(mixed, anyRules, ({ told, mixed: list, settleEvery }, rules) => {
        expect(inParts(rules, list, settleEvery)).toEqual(inOneGo(rules, told));
      }),
      { numRuns: 2000 },
    );
  });

  test("intervals are whole, in order, never negative and never above the fuse", () => {
    fc.assert(
      fc.property(life, anyRules, (told, rules) => {
        const lengthMs = intervalMsOf(rules);
        let end = 0;
        for (const interval of inOneGo(rules, told)) {
          expect(interval.start).toBe(intervalStart(rules, interval.start));
          expect(interval.start).toBeGreaterThanOrEqual(end);
          end = interval.start + lengthMs;
          expect(interval.lengthMs).toBe(lengthMs);
          expect(Number.isInteger(interval.amount)).toBe(true);
          expect(interval.amount).toBeGreaterThanOrEqual(0);
          expect(interval.coveredMs).toBeGreaterThan(0);
          expect(interval.coveredMs).toBeLessThanOrEqual(lengthMs);
          expect(interval.quality === "estimated" || interval.coveredMs === lengthMs).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("values that only rise, some of them lost", () => {
  const rising = fc.array(fc.record({ afterMs, watts: fc.integer({ min: 0, max: 11_000 }), isLost: fc.boolean() }), {
    minLength: 3,
    maxLength: 60,
  });

  /** What a meter of these rules shows: of a snapshot the value at the full period. */
  function shownBy(rules: TrackRules, steps: readonly { afterMs: number; watts: number; isLost: boolean }[]) {
    const perWattHour = rules.stepsPerWattHour ?? 1;
    const knees = [{ at: noon, wattHours: 0 }];
    for (const { afterMs: ms, watts } of steps) {
      const { at, wattHours } = knees.at(-1) ?? { at: noon, wattHours: 0 };
      knees.push({ at: at + ms, wattHours: wattHours + (watts * ms) / hourMs });
    }
    const valueAt = (moment: number) => {
      const index = knees.findIndex(({ at }) => at >= moment);
      const before = knees[index - 1];
      const after = knees[index];
      if (before === undefined || after === undefined) return 0;
      const share = (moment - before.at) / (after.at - before.at);
      return Math.floor((before.wattHours + share * (after.wattHours - before.wattHours)) * perWattHour);
    };
    return knees.slice(1).flatMap(({ at }, index) => {
      return steps[index]?.isLost === true ? [] : [{ at, value: valueAt(momentOf(rules, at)) }];
    });
  }

  test("from one known boundary to another the sum is the difference of the registers", () => {
    fc.assert(
      fc.property(rising, anyRules, (steps, rules) => {
        const heard = shownBy(rules, steps);
        const atBoundary = new Map(
          heard
            .map(({ at, value }) => ({ at: momentOf(rules, at), value }))
            .filter(({ at }) => at === intervalStart(rules, at))
            .map(({ at, value }) => [at, value]),
        );
        const intervals = inOneGo(
          rules,
          heard.map(({ at, value }) => ({ kind: "value", at, value })),
        );
        const boundaries = [...atBoundary];
        boundaries.slice(1).forEach(([to, value], index) => {
          const [from, before] = boundaries[index] ?? [to, value];
          const sum = intervals
            .filter(({ start }) => start >= from && start < to)
            .reduce((total, { amount }) => total + amount, 0);
          expect(sum).toBe(value - before);
        });
      }),
      { numRuns: 1000 },
    );
  });
});
