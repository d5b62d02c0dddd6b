const dayMs = 86_400_000;
/** The household's time moves in steps of half a second: clocks are off by whole ones. */
const stepMs = 500;
/** Into the quarter, where it moves: on a boundary a clock that goes back shows it twice. */
const middleMs = 420_000;

/** A clock that runs a little fast or slow, and is set right now and then. */
export class MeterClock {
  readonly #driftPerDay: number;
  readonly #setAt: readonly number[];
  readonly #firstMs: number;
  readonly #start: number;

  /** `driftPerDay` in milliseconds. */
  constructor(options: {
    readonly start: number;
    readonly firstMs: number;
    readonly driftPerDay: number;
    readonly setAt: readonly number[];
  }) {
    this.#start = options.start;
    this.#firstMs = options.firstMs;
    this.#driftPerDay = options.driftPerDay;
    this.#setAt = options.setAt;
  }

  /** What the clock shows at a moment of true time, both in epoch milliseconds. It drifts a step at a time. */
  at(time: number): number {
    let since = this.#start + middleMs;
    let base = this.#firstMs;
    for (const set of this.#setAt) {
      if (set > time) break;
      since = set;
      base = stepMs;
    }
    const days = Math.max(0, Math.floor((time - since) / dayMs));
    return time + base + Math.round((days * this.#driftPerDay) / stepMs) * stepMs;
  }
}
