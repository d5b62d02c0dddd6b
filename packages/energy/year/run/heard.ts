import { quarterMs } from "@meter2mqtt/energy";
import type { Directions, SentList } from "../world/sent-list.ts";

interface Neighbour {
  readonly clock: number;
  readonly registers: Directions;
}

/** The registers that reached the reader with a right clock, nearest to each boundary; and what it was told for the hour. */
export class Heard {
  readonly #before = new Map<number, Neighbour>();
  readonly #behind = new Map<number, Neighbour>();
  /** Hours for which the right register came. */
  readonly #hours = new Set<number>();
  /** Hours for which a register came, right or old. */
  readonly #lists = new Set<number>();

  note({ clock, trueClock, registers, isOld }: SentList): void {
    if (registers === undefined) return;
    const quarter = Math.floor(trueClock / quarterMs) * quarterMs;
    const hour = Math.floor(trueClock / (4 * quarterMs)) * 4 * quarterMs;
    this.#lists.add(hour);
    if (isOld !== true) this.#hours.add(hour);
    if (clock === undefined || Math.abs(clock - trueClock) >= 1000) return;
    const neighbour = { clock, registers };
    const behind = this.#behind.get(quarter);
    if (behind === undefined || clock < behind.clock) this.#behind.set(quarter, neighbour);
    const before = this.#before.get(quarter + quarterMs);
    if (before === undefined || clock > before.clock) this.#before.set(quarter + quarterMs, neighbour);
  }

  /** Whether the register of this full hour came. */
  hasHour(hour: number): boolean {
    return this.#hours.has(hour);
  }

  hasList(hour: number): boolean {
    return this.#lists.has(hour);
  }

  /** What the registers moved between the two neighbours of a boundary, and how far these are apart. */
  around(boundary: number): { readonly moved: Directions; readonly apartMs: number } | undefined {
    const before = this.#before.get(boundary);
    const behind = this.#behind.get(boundary);
    if (before === undefined || behind === undefined) return undefined;
    const moved = (name: keyof Directions) => behind.registers[name] - before.registers[name];
    return { moved: { import: moved("import"), export: moved("export") }, apartMs: behind.clock - before.clock };
  }
}
