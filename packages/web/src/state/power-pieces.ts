import type { PowerPoint } from "./history.ts";
import { stepsOfPiece } from "./power-view.ts";

interface Piece {
  readonly points: readonly PowerPoint[];
  /** Up to when it was complete as it was asked for; what came later is not in it. */
  readonly until: number;
}

/** Pieces kept: some hundreds of kilobytes at most. The one that was not used for the longest time goes first. */
const maximumPieces = 60;

/** Stretches of net power that were asked for already, by their step and beginning. */
export class PowerPieces {
  readonly #pieces = new Map<string, Piece>();

  put(step: number, start: number, piece: Piece): void {
    const key = `${step}/${start}`;
    this.#pieces.delete(key);
    this.#pieces.set(key, piece);
    const [oldest] = this.#pieces.keys();
    if (this.#pieces.size > maximumPieces && oldest !== undefined) this.#pieces.delete(oldest);
  }

  /** Which of the pieces have to be asked for: those not there, and those that were not over when they came. */
  missing(step: number, starts: readonly number[], now: number): number[] {
    return starts.filter((start) => {
      const piece = this.#pieces.get(`${step}/${start}`);
      const end = start + step * stepsOfPiece;
      return piece === undefined || piece.until < Math.min(end, now - step);
    });
  }

  /** The points of each piece that is there, in order; the same arrays as long as nothing was put in their place. */
  points(step: number, starts: readonly number[]): readonly (readonly PowerPoint[])[] {
    return starts.flatMap((start) => {
      const piece = this.#touch(`${step}/${start}`);
      return piece === undefined ? [] : [piece.points];
    });
  }

  clear(): void {
    this.#pieces.clear();
  }

  #touch(key: string): Piece | undefined {
    const piece = this.#pieces.get(key);
    if (piece === undefined) return undefined;
    this.#pieces.delete(key);
    this.#pieces.set(key, piece);
    return piece;
  }
}
