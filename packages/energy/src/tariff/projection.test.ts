import { describe, expect, test } from "vitest";
import { allowedWatts, WindowProjector } from "./projection.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 3, 14);

describe("WindowProjector", () => {
  test("steady power goes on", () => {
    const projector = new WindowProjector(hourMs);
    expect(projector.project(start, { start, usedWattHours: 0 })).toBeUndefined();
    for (let minute = -30; minute <= 15; minute++) projector.observe(start + minute * minuteMs, 4000);
    const projection = projector.project(start + 15 * minuteMs, { start, usedWattHours: 1000 });
    expect(projection?.expectedWatts).toBe(4000);
    expect(projection?.end).toBe(start + hourMs);
    expect(projection?.lowWatts).toBeLessThan(4000);
    expect(projection?.highWatts).toBeGreaterThan(4000);
  });

  test("says what may be used from now on: 3.3 kW until the hour ends", () => {
    const projection = { end: start + hourMs, expectedWatts: 0, lowWatts: 0, highWatts: 0, usedWattHours: 2800 };
    const now = start + 20 * minuteMs;
    expect(allowedWatts(5000, projection, { now, windowMs: hourMs })).toBeCloseTo(3300, 6);
    expect(allowedWatts(2000, projection, { now, windowMs: hourMs })).toBe(0);
    expect(allowedWatts(5000, projection, { now: start + hourMs, windowMs: hourMs })).toBe(0);
  });

  test("its range is below what is used already by no more than the register's step", () => {
    const projector = new WindowProjector(hourMs / 4);
    for (let minute = -30; minute < 14; minute++)
      projector.observe(start + minute * minuteMs, minute % 2 === 0 ? 0 : 9000);
    const projection = projector.project(start + 14 * minuteMs, { start, usedWattHours: 1200 });
    // A Wh in a quarter of an hour is 4 W.
    expect(projection?.lowWatts).toBeGreaterThanOrEqual(4796);
    const coarse = projector.project(start + 14 * minuteMs, { start, usedWattHours: 1200, stepWattHours: 10 });
    expect(coarse?.lowWatts).toBeLessThan(4796);
    expect(coarse?.lowWatts).toBeGreaterThanOrEqual(4760);
  });

  test("learns how much too much seemed used: the range holds windows in which nothing more was taken", () => {
    const projector = new WindowProjector(hourMs);
    let held = 0;
    for (let hour = 0; hour < 100; hour++) {
      const windowStart = start + hour * hourMs;
      for (let minute = 0; minute < 45; minute++) projector.observe(windowStart + minute * minuteMs, 0);
      // Power said up to 20 Wh more than the register, which comes when the hour is over.
      const seemed = 500 + (hour % 21);
      const projection = projector.project(windowStart + 45 * minuteMs, { start: windowStart, usedWattHours: seemed });
      if (hour >= 50 && (projection?.lowWatts ?? 0) <= 500 && (projection?.highWatts ?? 0) >= 500) held++;
      projector.learn(windowStart, 500);
    }
    expect(held).toBeGreaterThanOrEqual(45);
  });

  test("learns how far off it was: the range holds the truth of nine windows in ten", () => {
    const projector = new WindowProjector(hourMs);
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return seed / 0x7fff_ffff;
    };
    let asked = 0;
    let held = 0;
    let watts = 500;
    for (let hour = 0; hour < 24 * 60; hour++) {
      const guesses: { low: number; high: number }[] = [];
      let used = 0;
      const windowStart = start + hour * hourMs;
      for (let minute = 0; minute < 60; minute++) {
        // Something is switched on or off now and then.
        if (random() < 0.05) watts = random() < 0.7 ? 300 + random() * 600 : 2000 + random() * 5000;
        projector.observe(windowStart + minute * minuteMs, watts);
        used += watts / 60;
        const projection =
          minute % 5 === 4
            ? projector.project(windowStart + (minute + 1) * minuteMs - 1, { start: windowStart, usedWattHours: used })
            : undefined;
        if (projection !== undefined) guesses.push({ low: projection.lowWatts, high: projection.highWatts });
      }
      projector.learn(windowStart, used);
      if (hour < 24 * 7) continue;
      for (const { low, high } of guesses) {
        asked++;
        if (used >= low - 1e-6 && used <= high + 1e-6) held++;
      }
    }
    expect(asked).toBeGreaterThan(10_000);
    expect(held / asked).toBeGreaterThanOrEqual(0.9);
  });
});
