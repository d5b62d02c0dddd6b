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
 * time doesn't jump. Readings are given in the order in which they arrived.
 */
export class ClockJudge {
  readonly #offsets: number[] = [];

  judge({ clock, isMidnight, arrivedAt }: ClockedArrival): JudgedTime {
    if (clock === undefined) {
      if (arrivedAt === undefined) throw new TypeError("a reading has neither the meter's time nor one of arrival");
      return { at: arrivedAt + (this.#usual ?? 0), by: "arrival", clock: "absent" };
    }
    if (arrivedAt === undefined) return { at: clock, by: "meter", clock: "ok" };
    const offsetMs = clock - arrivedAt;
    const usual = this.#usual;
    const isUnset =
      isMidnight === true && Math.abs(offsetMs) > steadyMs && Math.abs(offsetMs - (usual ?? 0)) > steadyMs;
    if (isUnset || Math.abs(offsetMs) > implausibleMs) {
      return { at: arrivedAt + (usual ?? 0), by: "arrival", clock: "implausible", offsetMs };
    }
    this.#offsets.push(offsetMs);
    if (this.#offsets.length > remembered) this.#offsets.shift();
    if (usual !== undefined && Math.abs(offsetMs - usual) > steadyMs) {
      return { at: arrivedAt + usual, by: "arrival", clock: "swinging", offsetMs };
    }
    return { at: clock, by: "meter", clock: "ok", offsetMs };
  }

  /** The median of what the clock was off by lately. */
  get #usual(): number | undefined {
    if (this.#offsets.length < fewest) return undefined;
    return [...this.#offsets].sort((a, b) => a - b)[Math.floor(this.#offsets.length / 2)];
  }
}
