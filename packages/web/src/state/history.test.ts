import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergePoints, type PowerPoint, pointsBetween, rangeOf, toLine, toSlices, withPoint } from "./history.ts";

test("pointsBetween gives what a look at every point would", () => {
  const times = fc
    .uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 20 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(times, fc.integer({ min: -5, max: 55 }), fc.integer({ min: 0, max: 30 }), (all, from, length) => {
      const points = all.map((at): PowerPoint => [at, at]);
      expect(pointsBetween(points, from, from + length)).toEqual(
        points.filter(([at]) => at >= from && at <= from + length),
      );
    }),
  );
});

describe("mergePoints", () => {
  test("is in order, without doubles and without what is too old", () => {
    const before: PowerPoint[] = [
      [1000, 1],
      [3000, 3],
    ];
    const after: PowerPoint[] = [
      [4000, 4],
      [2000, 2],
      [3000, 33],
    ];
    expect(mergePoints(before, after, 1500)).toEqual([
      [2000, 2],
      [3000, 33],
      [4000, 4],
    ]);
  });

  test("stays bounded, and keeps the newest", () => {
    const points = Array.from({ length: 9000 }, (_, at): PowerPoint => [at, at]);
    const merged = mergePoints([], points, 0);
    expect(merged).toHaveLength(7200);
    expect(merged.at(-1)).toEqual([8999, 8999]);
  });

  test("always rises in time", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer()));
    fc.assert(
      fc.property(points, points, (before, after) => {
        const times = mergePoints(before, after, 10).map(([at]) => at);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        expect(times.every((at) => at >= 10)).toBe(true);
      }),
    );
  });
});

test("withPoint gives what merging one point gives", () => {
  const rising = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 30 })
    .map((all) => all.sort((a, b) => a - b).map((at): PowerPoint => [at, at]));
  const one = fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer());
  fc.assert(
    fc.property(rising, one, fc.integer({ min: -5, max: 75 }), (points, point, from) => {
      expect(withPoint(points, point, from)).toEqual(mergePoints(points, [point], from));
    }),
  );
  const many = Array.from({ length: 7200 }, (_, at): PowerPoint => [at, at]);
  expect(withPoint(many, [7200, 1], 0)).toEqual(mergePoints(many, [[7200, 1]], 0));
});

describe("toLine", () => {
  test("breaks the line where nothing was heard for long", () => {
    const minute = 60_000;
    const line = toLine([
      [0, 1],
      [10_000, 2],
      [20_000, 3],
      [20_000 + 2 * minute, 4],
    ]);
    expect(line.watts).toEqual([1, 2, 3, null, 4]);
    expect(line.times[3]).toBeCloseTo(20.001);
  });

  test("does not break the line of a slow meter", () => {
    const points = [0, 1, 2, 4, 5].map((step): PowerPoint => [step * 300_000, step]);
    expect(toLine(points).watts).toEqual([0, 1, 2, 4, 5]);
  });

  test("of nothing is nothing", () => {
    expect(toLine([])).toEqual({ times: [], watts: [] });
  });
});

describe("toSlices and rangeOf", () => {
  const points: PowerPoint[] = [
    [0, -10],
    [500, 30],
    [1000, 5],
    [3000, 7],
  ];

  test("sum up slices, newest first, without empty ones", () => {
    expect(toSlices(points, 1000)).toEqual([
      { from: 3000, to: 4000, mean: 7, lowest: 7, highest: 7 },
      { from: 1000, to: 2000, mean: 5, lowest: 5, highest: 5 },
      { from: 0, to: 1000, mean: 10, lowest: -10, highest: 30 },
    ]);
  });

  test("tell the range, or that there is none", () => {
    expect(rangeOf(points)).toEqual({ lowest: -10, highest: 30 });
    expect(rangeOf([])).toBeUndefined();
  });
});
