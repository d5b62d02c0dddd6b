/** What the guard looks at: a running window, and where it leads. */
export interface GuardedWindow {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly lengthMs: number;
  readonly expectedWatts: number;
  readonly limitWatts: number;
}

export type PeakWarning = "raised" | "cleared";

/** The first part of a window says little of it: one kettle looks like an hour of kettles. */
const quietShare = 0.1;
/** It must look so for this long. */
const holdMs = 60_000;
/** What is taken back must be this much below the limit, or it would be raised again at once. */
const clearShare = 0.95;

/** Warns before a window goes over its limit, once, and says when it no longer will. Time comes in as an argument. */
export class PeakGuard {
  #isRaised = false;
  /** Since when it has looked otherwise than what was last said. */
  #since: number | undefined;
  #window = Number.NaN;

  get isRaised(): boolean {
    return this.#isRaised;
  }

  /** What is to be said now, if anything. */
  update(window: GuardedWindow, now: number): PeakWarning | undefined {
    const isNew = window.start !== this.#window;
    this.#window = window.start;
    // With its window a warning is over.
    if (isNew && this.#isRaised) return this.#say("cleared");
    if (isNew) this.#since = undefined;
    const { expectedWatts, limitWatts } = window;
    const isChange = this.#isRaised ? expectedWatts < limitWatts * clearShare : expectedWatts > limitWatts;
    const isQuiet = now - window.start < window.lengthMs * quietShare;
    if (!isChange || isQuiet) {
      this.#since = undefined;
      return undefined;
    }
    this.#since ??= now;
    if (now - this.#since < holdMs) return undefined;
    return this.#say(this.#isRaised ? "cleared" : "raised");
  }

  #say(warning: PeakWarning): PeakWarning {
    this.#isRaised = warning === "raised";
    this.#since = undefined;
    return warning;
  }
}
