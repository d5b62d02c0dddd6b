import { describe, expect, test } from "vitest";
import { BackOff, systemClock } from "./back-off.ts";

describe("BackOff", () => {
  test("doubles from the first wait to the longest, and starts anew after a success", () => {
    const backOff = new BackOff({ random: () => 0 });
    const waits = Array.from({ length: 7 }, () => backOff.next());
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    backOff.reset();
    expect(backOff.next()).toBe(1000);
  });

  test("leaves at most a fifth of each wait to chance, and never waits longer than the limit", () => {
    const backOff = new BackOff({ firstMs: 100, maxMs: 400, random: () => 0.999 });
    expect([backOff.next(), backOff.next(), backOff.next(), backOff.next()]).toEqual([80, 160, 320, 320]);
  });
});

describe("systemClock.pause", () => {
  test("ends at once when the signal aborts, or has aborted", async () => {
    const stop = new AbortController();
    const paused = systemClock.pause(60_000, stop.signal);
    stop.abort();
    await paused;
    await systemClock.pause(60_000, stop.signal);
  });

  test("waits as long as it is told", async () => {
    const before = performance.now();
    await systemClock.pause(30, new AbortController().signal);
    expect(performance.now() - before).toBeGreaterThanOrEqual(25);
  });
});
