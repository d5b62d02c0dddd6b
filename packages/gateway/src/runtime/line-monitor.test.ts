import { expect, test } from "vitest";
import { LineMonitor } from "./line-monitor.ts";

const none = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0 };

test("rates are those of the last minute", () => {
  const monitor = new LineMonitor();
  expect(monitor.health(none)).toEqual({ ...none, octetsPerSecond: 0 });
  const counters = { ...none };
  for (let second = 0; second <= 120; second++) {
    if (second > 0 && second <= 60) counters.octets += 100;
    if (second === 30) counters.frames += 3;
    if (second === 90) counters.damagedFrames += 1;
    if (second === 100) counters.frames += 3;
    monitor.sample(counters, second * 1000);
    if (second === 60)
      expect(monitor.health(counters)).toMatchObject({ octets: 6000, octetsPerSecond: 100, goodFrameRatio: 1 });
  }
  expect(monitor.health(counters)).toEqual({ ...counters, octetsPerSecond: 0, goodFrameRatio: 0.75 });
  for (let second = 121; second <= 200; second++) monitor.sample(counters, second * 1000);
  expect(monitor.health(counters)).toEqual({ ...counters, octetsPerSecond: 0 });
  monitor.heard(Date.UTC(2026, 0, 1));
  expect(monitor.health(counters).lastOctetAt).toBe("2026-01-01T00:00:00.000Z");
});

test("what came before the first look is part of the first minute", () => {
  const monitor = new LineMonitor();
  monitor.opened(10_000);
  const counters = { ...none, octets: 413, frames: 1 };
  monitor.sample(counters, 11_000);
  monitor.sample(counters, 20_000);
  expect(monitor.health(counters)).toMatchObject({ octetsPerSecond: 41.3, goodFrameRatio: 1 });
  for (let second = 21; second <= 70; second++) monitor.sample(counters, second * 1000);
  expect(monitor.health(counters).octetsPerSecond).toBe(6.9);
  monitor.sample(counters, 72_000);
  expect(monitor.health(counters)).toEqual({ ...counters, octetsPerSecond: 0 });
  // Opened again: what was counted before is no news.
  monitor.opened(500_000);
  for (let second = 500; second <= 570; second++) monitor.sample(counters, second * 1000);
  expect(monitor.health(counters).octetsPerSecond).toBe(0);
});

test("a clock that is set back gives no negative rate", () => {
  const monitor = new LineMonitor();
  monitor.sample({ ...none, octets: 10 }, 100_000);
  monitor.sample({ ...none, octets: 20 }, 50_000);
  expect(monitor.health(none).octetsPerSecond).toBe(0);
});

test("a line on which nothing comes is told once for each opening", () => {
  const monitor = new LineMonitor();
  expect(monitor.silence(1_000_000)).toBeUndefined();
  monitor.opened(1000);
  expect(monitor.silence(60_000)).toBeUndefined();
  expect(monitor.silence(61_000)).toMatchObject({
    code: "line/no-octets",
    severity: "warning",
    evidence: { openedAt: "1970-01-01T00:00:01.000Z", seconds: 60 },
  });
  expect(monitor.silence(200_000)).toBeUndefined();
  monitor.opened(300_000);
  monitor.closed();
  expect(monitor.silence(400_000)).toBeUndefined();
  monitor.opened(500_000);
  monitor.heard(510_000);
  expect(monitor.silence(600_000)).toBeUndefined();
});
