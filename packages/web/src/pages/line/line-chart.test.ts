import type { LineAnswer } from "@meter2mqtt/contract";
import { expect, test } from "vitest";
import { lineColumns, lineTotals } from "./line-chart.ts";

const start = Date.UTC(2026, 0, 15);

function answer(count: number): LineAnswer {
  const steps = Array.from({ length: count }, (_, index): LineAnswer["steps"][number] => ({
    at: new Date(start + index * 60_000).toISOString(),
    ...{ octets: 600, octetsPerSecond: 10, frames: 6, damagedFrames: index === 3 ? 2 : 0, checksumFailures: 0 },
    ...{ noiseOctets: 0, readings: 6 },
    ...(index === 5 ? { longestGapSeconds: 42 } : {}),
  }));
  const [from, to] = [new Date(start).toISOString(), new Date(start + count * 60_000).toISOString()];
  return { source: "hall", from, to, stepSeconds: 60, steps, statuses: [] };
}

test.each([0, 1, 10, 180, 181, 1440])("%d steps become at most 180 columns, and nothing of them is lost", (count) => {
  const columns = lineColumns(answer(count));
  expect(columns.length).toBeLessThanOrEqual(180);
  expect(lineTotals(columns)).toEqual({
    frames: count * 6,
    damaged: count > 3 ? 2 : 0,
    gap: count > 5 ? 42 : 0,
  });
});

test("a column has the mean rate, and no silence where none ended in it", () => {
  expect(lineColumns(answer(1))).toEqual([{ at: start, octetsPerSecond: 10, frames: 6, damaged: 0, gap: undefined }]);
});
