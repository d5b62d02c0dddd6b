/** What one look at a condition says: it is there, it is gone, or it is between the two limits. */
export type Look = "raise" | "between" | "clear";

export interface HeldSwitchOptions {
  /** So long every look must say `raise` before it is raised. */
  readonly raiseAfterMs: number;
  /** So long every look must say `clear` before it is cleared. */
  readonly clearAfterMs: number;
  /** Looks that are further apart say nothing of the time between them. Default: 15 minutes. */
  readonly maxGapMs?: number;
  /** So long a look that said `raise` outweighs others: for what swings to and fro. Default: not at all. */
  readonly raiseLastsMs?: number;
}

const defaultGapMs = 15 * 60_000;

/**
 * A condition with hysteresis: two limits, and a time for which they must be passed. A raise is always followed by a
 * clear before the next raise.
 */
export class HeldSwitch {
  readonly #options: HeldSwitchOptions;
  #isRaised: boolean;
  /** Since when all looks have asked for a change. */
  #since: number | undefined;
  #last = Number.NEGATIVE_INFINITY;
  #lastRaise = Number.NEGATIVE_INFINITY;

  constructor(options: HeldSwitchOptions, isRaised = false) {
    this.#options = options;
    this.#isRaised = isRaised;
  }

  get isRaised(): boolean {
    return this.#isRaised;
  }

  /** Takes a look at `at`; says whether that changes anything. Looks that come out of order are passed over. */
  update(look: Look, at: number): "raised" | "cleared" | undefined {
    if (at < this.#last) return undefined;
    const { raiseAfterMs, clearAfterMs, maxGapMs = defaultGapMs, raiseLastsMs = 0 } = this.#options;
    if (at - this.#last > maxGapMs) this.#since = undefined;
    this.#last = at;
    if (look === "raise") this.#lastRaise = at;
    const effective = at - this.#lastRaise < raiseLastsMs ? "raise" : look;
    if (effective !== (this.#isRaised ? "clear" : "raise")) {
      this.#since = undefined;
      return undefined;
    }
    this.#since ??= at;
    if (at - this.#since < (this.#isRaised ? clearAfterMs : raiseAfterMs)) return undefined;
    this.#since = undefined;
    this.#isRaised = !this.#isRaised;
    return this.#isRaised ? "raised" : "cleared";
  }
}
