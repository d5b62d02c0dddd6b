import { expect, test } from "vitest";
import type { OutsideInterval } from "./outside-interval.ts";
import { wholeQuarters } from "./whole-quarters.ts";

const minuteMs = 60_000;
const start = Date.UTC(2026, 0, 1);
const every = (minutes: number, count: number): OutsideInterval[] =>
  Array.from({ length: count }, (_, index) => ({
    direction: "import",
    start: start + index * minutes * minuteMs,
    lengthMs: minutes * minuteMs,
    wh: index + 1,
    quality: index === 1 ? "estimated" : "measured",
  }));

test.each([
  [
    5,
    7,
    [
      [15, 6, "estimated"],
      [15, 15, "measured"],
    ],
  ],
  [10, 7, [[60, 21, "estimated"]]],
  [20, 2, []],
  [
    15,
    2,
    [
      [15, 1, "measured"],
      [15, 2, "estimated"],
    ],
  ],
  [60, 1, [[60, 1, "measured"]]],
] as const)("intervals of %d minutes", (minutes, count, sums) => {
  const found = wholeQuarters(every(minutes, count));
  expect(found.map(({ lengthMs, wh, quality }) => [lengthMs / minuteMs, wh, quality])).toEqual(sums);
});
