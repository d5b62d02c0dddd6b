import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMilliseconds, panned, piecesOf, runsOf, stepOf, stepsOfPiece, untilNow, zoomed } from "./power-view.ts";

const views = fc
  .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 10_000, max: dayMilliseconds }))
  .map(([from, span]) => ({ from, to: from + span }));

describe("zoomed", () => {
  test("keeps what is below the pointer where it is", () => {
    expect(zoomed({ from: 0, to: 100_000 }, 0.5, 25_000)).toEqual({ from: 12_500, to: 62_500 });
  });

  test("ends at ten seconds and at a day", () => {
    expect(zoomed({ from: 0, to: 20_000 }, 0.01, 0)).toEqual({ from: 0, to: 10_000 });
    const day = zoomed({ from: 0, to: dayMilliseconds }, 5, dayMilliseconds);
    expect(day).toEqual({ from: 0, to: dayMilliseconds });
  });
});

test("untilNow moves back what looks into the future, and nothing else", () => {
  expect(untilNow({ from: 50, to: 150 }, 100)).toEqual({ from: 0, to: 100 });
  expect(untilNow({ from: 0, to: 90 }, 100)).toEqual({ from: 0, to: 90 });
  expect(panned({ from: 0, to: 90 }, -10)).toEqual({ from: -10, to: 80 });
});

test("pieces cover the whole view and some more, are few, and none is in the future", () => {
  fc.assert(
    fc.property(views, (view) => {
      const step = stepOf(view);
      const length = step * stepsOfPiece;
      const pieces = piecesOf(view, step, view.to);
      expect(pieces.length).toBeLessThanOrEqual(6);
      expect(pieces[0] ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(view.from);
      expect((pieces.at(-1) ?? 0) + length).toBeGreaterThanOrEqual(view.to);
      expect(pieces.every((start) => start < view.to && start % length === 0)).toBe(true);
    }),
  );
});

describe("runsOf", () => {
  const length = 1000 * stepsOfPiece;

  test("asks for neighbours together", () => {
    expect(runsOf([0, length, 3 * length], 1000)).toEqual([
      { from: 0, to: 2 * length, starts: [0, length] },
      { from: 3 * length, to: 4 * length, starts: [3 * length] },
    ]);
    expect(runsOf([], 1000)).toEqual([]);
  });

  test("asks for no more points than are given at once", () => {
    const starts = Array.from({ length: 25 }, (_, i) => i * length);
    const runs = runsOf(starts, 1000);
    expect(runs.flatMap((run) => run.starts)).toEqual(starts);
    expect(Math.max(...runs.map((run) => run.starts.length * stepsOfPiece))).toBe(5000);
  });
});
