/** Verified frames with a later clock that it takes until a counter which begins anew is believed. */
const framesUntilRestart = 3;

/** A frame as far as its invocation counter is concerned. */
export interface CountedFrame {
  readonly counter: number;
  /** Its tag was verified: nobody without the keys can have made it. */
  readonly verified: boolean;
  /** Epoch milliseconds of the meter's clock; undefined where the frame tells no time. */
  readonly clock: number | undefined;
}

/**
 * - `accepted`: the counter went up.
 * - `restarted`: verified frames have shown that the meter counts anew.
 * - `repeated`: verified, and the very one that was accepted last before this start: a second line brings it once more.
 * - `replayed`: verified, but not newer than one before it.
 * - `went-back`: the same of a frame that is not verified, which proves nothing.
 */
export type CounterVerdict = "accepted" | "restarted" | "repeated" | "replayed" | "went-back";

/** The verified frame that was accepted last. */
export interface AcceptedFrame {
  readonly counter: number;
  /** Epoch milliseconds of the latest meter clock; undefined where no frame told a time. */
  readonly clock: number | undefined;
}

/**
 * Watches the invocation counter of one system title under one key, which never goes back (Green Book, "Invocation
 * counter"). Only verified frames move the window; else anybody could close it with one made-up counter.
 *
 * A meter that counts anew (it was repaired, its memory failed) can't be told from recorded frames by one frame. Its clock
 * tells: recorded frames are older than what was accepted last.
 */
export class CounterWindow {
  #accepted: AcceptedFrame | undefined;
  /** What was accepted last is of an earlier run. */
  #isRestored = false;
  /** Of any frame, verified or not. */
  #latest: number | undefined;
  #restart: { readonly frames: number; readonly counter: number; readonly clock: number } | undefined;

  /** The counter that the next frame has to exceed. */
  get last(): number | undefined {
    return this.#accepted?.counter ?? this.#latest;
  }

  get accepted(): AcceptedFrame | undefined {
    return this.#accepted;
  }

  /** What was accepted before this start; the higher counter holds. */
  restore(accepted: AcceptedFrame): void {
    if (this.#accepted !== undefined && this.#accepted.counter >= accepted.counter) return;
    this.#accept(accepted.counter, accepted.clock, "accepted");
    this.#isRestored = true;
  }

  push(frame: CountedFrame): CounterVerdict {
    const { counter, verified } = frame;
    if (verified) return this.#pushVerified(frame);
    const wentBack = this.#latest !== undefined && counter <= this.#latest;
    this.#latest = counter;
    return wentBack ? "went-back" : "accepted";
  }

  #pushVerified(frame: CountedFrame): CounterVerdict {
    const { counter, clock } = frame;
    if (this.#accepted === undefined || counter > this.#accepted.counter)
      return this.#accept(counter, clock, "accepted");
    const { clock: acceptedClock } = this.#accepted;
    if (this.#isRestored && counter === this.#accepted.counter) return "repeated";
    if (clock === undefined || acceptedClock === undefined || clock <= acceptedClock) return "replayed";
    if (this.#restart !== undefined && clock <= this.#restart.clock) return "replayed";
    const goesOn = this.#restart !== undefined && counter > this.#restart.counter;
    const frames = goesOn ? (this.#restart?.frames ?? 0) + 1 : 1;
    this.#restart = { frames, counter, clock };
    return frames < framesUntilRestart ? "replayed" : this.#accept(counter, clock, "restarted");
  }

  #accept(counter: number, clock: number | undefined, verdict: CounterVerdict): CounterVerdict {
    this.#accepted = { counter, clock: clock ?? this.#accepted?.clock };
    this.#latest = counter;
    this.#restart = undefined;
    this.#isRestored = false;
    return verdict;
  }
}
