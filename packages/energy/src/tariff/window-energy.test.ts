import { describe, expect, test } from "vitest";
import type { LedgerInterval } from "../ledger-intervals.ts";
import { energyOfWindow } from "./window-energy.ts";

const minuteMs = 60_000;
const start = Date.UTC(2026, 10, 3, 14);

function quarter(index: number, amount: number, coveredMinutes = 15): LedgerInterval {
  const lengthMs = 15 * minuteMs;
  const quality = coveredMinutes === 15 ? "measured" : "estimated";
  return { start: start + index * lengthMs, lengthMs, amount, quality, coveredMs: coveredMinutes * minuteMs };
}

describe("energyOfWindow", () => {
  const hour = { start, lengthMs: 60 * minuteMs };

  test("adds up what is known as a whole", () => {
    expect(energyOfWindow([quarter(0, 100), quarter(1, 200), quarter(2, 300), quarter(3, 400)], hour)).toBe(1000);
  });

  test("a little that was missed is as the rest", () => {
    expect(energyOfWindow([quarter(0, 250), quarter(1, 250), quarter(2, 250), quarter(3, 200, 12)], hour)).toBeCloseTo(
      1000,
      6,
    );
  });

  test("a window of which a part was not heard, or all of it, has no energy to learn from", () => {
    expect(energyOfWindow([quarter(0, 100), quarter(1, 200), quarter(2, 300)], hour)).toBeUndefined();
    expect(energyOfWindow([], hour)).toBeUndefined();
  });

  test("nor has one that is a part of a longer interval", () => {
    const longer: LedgerInterval = { ...hour, amount: 1000, quality: "measured", coveredMs: hour.lengthMs };
    expect(energyOfWindow([longer], { start, lengthMs: 15 * minuteMs })).toBeUndefined();
  });
});
