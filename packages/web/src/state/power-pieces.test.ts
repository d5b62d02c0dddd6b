import { describe, expect, test } from "vitest";
import { PowerPieces } from "./power-pieces.ts";
import { stepsOfPiece } from "./power-view.ts";

const step = 1000;
const length = step * stepsOfPiece;

describe("PowerPieces", () => {
  test("asks for what is not there, and again for what was not over", () => {
    const pieces = new PowerPieces();
    const now = 2.5 * length;
    expect(pieces.missing(step, [0, length, 2 * length], now)).toEqual([0, length, 2 * length]);
    pieces.put(step, 0, { points: [[1, 10]], until: length });
    pieces.put(step, 2 * length, { points: [[2 * length + 1, 30]], until: now });
    expect(pieces.missing(step, [0, length, 2 * length], now)).toEqual([length]);
    expect(pieces.missing(step, [0, length, 2 * length], now + 5 * step)).toEqual([length, 2 * length]);
    expect(pieces.points(step, [0, length, 2 * length])).toEqual([[[1, 10]], [[2 * length + 1, 30]]]);
    expect(pieces.points(step, [0])[0]).toBe(pieces.points(step, [0])[0]);
    // Another step is another piece.
    expect(pieces.missing(2000, [0], now)).toEqual([0]);
  });

  test("forgets what was not used for the longest time", () => {
    const pieces = new PowerPieces();
    for (let index = 0; index < 60; index++) pieces.put(step, index * length, { points: [[index, 1]], until: 1e15 });
    expect(pieces.points(step, [0])).toHaveLength(1);
    pieces.put(step, 60 * length, { points: [], until: 1e15 });
    expect(pieces.points(step, [0])).toHaveLength(1);
    expect(pieces.points(step, [length])).toHaveLength(0);
  });
});
