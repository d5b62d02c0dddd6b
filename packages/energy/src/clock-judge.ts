/** When a reading was taken, by whose clock, and what is to be said of the meter's. */
export interface JudgedTime {
  /** Epoch milliseconds: what the reading is booked at. */
  readonly at: number;
  readonly by: "meter" | "arrival";
  readonly clock: "ok" | "absent" | "implausible" | "swinging";
  /** The meter's clock minus the time of arrival. */
  readonly offsetMs?: number;
}

export interface ClockedArrival {
  /** Epoch milliseconds of the meter's clock, where it sent one. */
  readonly clock?: number | undefined;
  /** The meter's clock shows 00:00:00 of some day: what clocks show that were never set. */
  readonly isMidnight?: boolean | undefined;
  /** Epoch milliseconds, where it is known: imports have none. */
  readonly arrivedAt?: number | undefined;
}

/** More than this is no transmission delay and no clock that is a bit off: a zone or a season taken wrongly. */
const implausibleMs = 30 * 60_000;
/** A clock that runs by itself doesn't move more than this from one reading to the next. */
const steadyMs = 120_000;
const remembered = 9;
const fewest = 3;

/**
 * Decides whether the meter's clock is believed. It is, unless it is far off, shows midnight at another time of day, or
 * has just moved: then the time of arrival counts, put right by how far the clock was off while it ran steadily, so that
 * time doesn't jump. A clock that goes on from where it was while arrival lags is right: what it came with was held up on
 * its way. Readings are given in the order in which they arrived.
 */
export class ClockJudge {
  readonly #offsets: number[] = [];
  /** The median of what the clock was off by lately. */
  #usual: number | undefined;
  /** The latest reading of which the clock was believed. */
  #last: Believed | undefined;

  judge({ clock, isMidnight, arrivedAt }: ClockedArrival): JudgedTime {
    const usual = this.#usual ?? 0;
    if (clock === undefined) {
      if (arrivedAt === undefined) throw new TypeError("a reading has neither the meter's time nor one of arrival");
      return { at: arrivedAt + usual, by: "arrival", clock: "absent" };
    }
    if (arrivedAt === undefined) return { at: clock, by: "meter", clock: "ok" };
    const offsetMs = clock - arrivedAt;
    const isMoved = Math.abs(offsetMs - usual) > steadyMs;
    if (this.#isLate(clock, arrivedAt)) {
      // Late again and again without catching up: the clock is that far behind from now on.
      if (this.#last?.isLate === true && !catchesUp(this.#last, clock, arrivedAt)) this.#remember(offsetMs);
      this.#last = { clock, arrivedAt, isLate: true };
      return { at: clock, by: "meter", clock: "ok", offsetMs };
    }
    const isUnset = isMidnight === true && Math.abs(offsetMs) > steadyMs && isMoved;
    if (isUnset || Math.abs(offsetMs) > implausibleMs) {
      return { at: arrivedAt + usual, by: "arrival", clock: "implausible", offsetMs };
    }
    const isKnown = this.#usual !== undefined;
    this.#remember(offsetMs);
    if (isKnown && isMoved) return { at: arrivedAt + usual, by: "arrival", clock: "swinging", offsetMs };
    this.#last = { clock, arrivedAt, isLate: false };
    return { at: clock, by: "meter", clock: "ok", offsetMs };
  }

  /**
   * Whether the reading was taken between the last one and now and only its arrival is late. More than half an hour late
   * it must follow close on the last one, and those after it must catch up: a clock that stood still for an hour, or lost
   * one, doesn't.
   */
  #isLate(clock: number, arrivedAt: number): boolean {
    const last = this.#last;
    const usual = this.#usual;
    if (last === undefined || usual === undefined || clock <= last.clock) return false;
    if (clock - arrivedAt >= usual - steadyMs) return false;
    if (arrivedAt - clock <= implausibleMs) return true;
    return clock - last.clock <= steadyMs && (!last.isLate || catchesUp(last, clock, arrivedAt));
  }

  #remember(offsetMs: number): void {
    this.#offsets.push(offsetMs);
    if (this.#offsets.length > remembered) this.#offsets.shift();
    const { length } = this.#offsets;
    if (length >= fewest) this.#usual = [...this.#offsets].sort((a, b) => a - b)[Math.floor(length / 2)];
  }
}

/** Whether the clock moved much more than passed until arrival: what was held up comes faster than it was sent. */
function catchesUp(last: Believed, clock: number, arrivedAt: number): boolean {
  return clock - last.clock > 2 * (arrivedAt - last.arrivedAt);
}

interface Believed {
  readonly clock: number;
  readonly arrivedAt: number;
  readonly isLate: boolean;
}
