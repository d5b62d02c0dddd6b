import { describe, expect, test } from "vitest";
import { Rhythm } from "./rhythm.ts";

function rhythmOf(...gaps: number[]): { rhythm: Rhythm; now: number } {
  const rhythm = new Rhythm();
  let now = 1_000_000;
  rhythm.heard(now);
  for (const gap of gaps) {
    now += gap;
    rhythm.heard(now);
  }
  return { rhythm, now };
}

const repeat = (times: number, ...gaps: number[]) => Array.from({ length: times }, () => gaps).flat();

describe("Rhythm", () => {
  test.each([
    ["every 10 s", repeat(5, 10_000), 30_000],
    ["every second: 10 s at least", repeat(20, 1000), 10_000],
    ["in pairs every 10 s", repeat(6, 100, 9900), 29_700],
    ["an outage of a day does not count", [...repeat(8, 10_000), 86_400_000, 10_000, 10_000], 30_000],
    ["an hourly list between others does not count", [...repeat(8, 10_000), 5000, 5000, 10_000], 30_000],
    ["every hour", [3_600_000, 3_600_000], 10_800_000],
    ["one reading only", [], 60_000],
  ])("%s", (_about, gaps, patience) => {
    const { rhythm, now } = rhythmOf(...gaps);
    expect(rhythm.isStale(now + patience)).toBe(false);
    expect(rhythm.isStale(now + patience + 1)).toBe(true);
  });

  test("never heard is stale; a clock that is set back is not", () => {
    expect(new Rhythm().isStale(0)).toBe(true);
    const { rhythm, now } = rhythmOf(10_000);
    rhythm.heard(now - 5_000_000);
    expect(rhythm.isStale(now - 5_000_000)).toBe(false);
    expect(rhythm.intervalMs).toBe(10_000);
  });
});
