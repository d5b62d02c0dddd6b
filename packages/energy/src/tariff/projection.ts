const minuteMs = 60_000;
const hourMs = 3_600_000;

/** What the running window will come to, with what is not known of it yet. */
export interface Projection {
  /** Epoch milliseconds of the window's end. */
  readonly end: number;
  /**
   * Mean power of the whole window, in watts; the truth is between the other two in nine of ten cases at least. The lowest is
   * below what is used already by no more than that itself may be off.
   */
  readonly expectedWatts: number;
  readonly lowWatts: number;
  readonly highWatts: number;
  /** Energy of the window so far, in watt-hours. */
  readonly usedWattHours: number;
}

/** Minutes whose mean power is taken to go on, and whose swing says how far it may not. */
const lookBackMinutes = 10;
const swingMinutes = 30;
/** Even the steadiest home switches something on. */
const leastSwingWatts = 150;
/** What past windows came to, against what had been expected; so many are remembered for each part of a window. */
const remembered = 300;
const enough = 40;
const wantedShare = 0.95;
const assumedRatio = 2.5;
const partCount = 12;

/** A window that runs: when the zone's clock began it, and its energy so far. */
export interface RunningUse {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly usedWattHours: number;
  /** Steps of the register behind it, 1 Wh where it is not said: so much is unknown of what stood there when the window began. */
  readonly stepWattHours?: number;
}

interface Guess {
  readonly part: number;
  readonly usedWh: number;
  readonly expectedWh: number;
  readonly swingWh: number;
}

/** What past windows came to at one part of them. */
interface Past {
  /** How far off what was expected, in swings. */
  readonly ratios: number[];
  /** How much less than what had seemed used, in watt-hours. */
  readonly shortfalls: number[];
}

/**
 * Projects the running window of a tariff from power, and learns from each window that ends how far off it was: the
 * range that it states is as wide as it had to be for nearly all of the windows before (split conformal prediction).
 */
export class WindowProjector {
  readonly #windowMs: number;
  /** Mean power by minute, the latest last. */
  readonly #minutes: { at: number; sum: number; count: number }[] = [];
  #window = Number.NEGATIVE_INFINITY;
  #guesses: Guess[] = [];
  readonly #pasts: readonly Past[] = Array.from({ length: partCount }, () => ({ ratios: [], shortfalls: [] }));

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** The power imported at `at`, in order of time. */
  observe(at: number, watts: number): void {
    const minute = Math.floor(at / minuteMs) * minuteMs;
    const last = this.#minutes.at(-1);
    if (last?.at === minute) {
      last.sum += watts;
      last.count++;
      return;
    }
    this.#minutes.push({ at: minute, sum: watts, count: 1 });
    if (this.#minutes.length > swingMinutes) this.#minutes.shift();
  }

  /** A window's energy is known now: what had been expected of it is compared. */
  learn(windowStart: number, wattHours: number): void {
    if (windowStart !== this.#window) return;
    for (const { part, usedWh, expectedWh, swingWh } of this.#guesses) {
      const past = this.#pasts[part];
      remember(past?.ratios, Math.abs(wattHours - expectedWh) / swingWh);
      remember(past?.shortfalls, Math.max(0, usedWh - wattHours));
    }
    this.#guesses = [];
  }

  /** The window that began at `start` and has used so much. Undefined before any power was heard in the last minutes. */
  project(now: number, { start, usedWattHours, stepWattHours = 1 }: RunningUse): Projection | undefined {
    const watts = this.#recentWatts(now);
    if (watts === undefined) return undefined;
    if (start !== this.#window) {
      this.#window = start;
      this.#guesses = [];
    }
    const end = start + this.#windowMs;
    const remaining = (end - now) / hourMs;
    const expectedWh = usedWattHours + watts * remaining;
    const swingWh = Math.max(0.01, this.#swingWatts() * remaining);
    const part = Math.min(partCount - 1, Math.floor(((now - start) / this.#windowMs) * partCount));
    if (!this.#guesses.some((guess) => guess.part === part))
      this.#guesses.push({ part, usedWh: usedWattHours, expectedWh, swingWh });
    const past = this.#pasts[part];
    const room = swingWh * nearlyAll(past?.ratios, assumedRatio);
    const least = usedWattHours - stepWattHours - nearlyAll(past?.shortfalls, 0);
    const toWatts = (wattHours: number) => (wattHours * hourMs) / this.#windowMs;
    return {
      end,
      expectedWatts: toWatts(expectedWh),
      lowWatts: toWatts(Math.max(0, least, expectedWh - room)),
      highWatts: toWatts(expectedWh + room),
      usedWattHours,
    };
  }

  #recentWatts(now: number): number | undefined {
    const recent = this.#minutes.filter(({ at }) => at > now - lookBackMinutes * minuteMs);
    if (recent.length === 0) return undefined;
    // The latest minutes say most of what comes next.
    let weights = 0;
    let sum = 0;
    recent.forEach((minute, index) => {
      const weight = index + 1;
      sum += (minute.sum / minute.count) * weight;
      weights += weight;
    });
    return sum / weights;
  }

  #swingWatts(): number {
    const means = this.#minutes.map(({ sum, count }) => sum / count);
    const mean = means.reduce((sum, value) => sum + value, 0) / Math.max(1, means.length);
    const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, means.length);
    return leastSwingWatts + Math.sqrt(variance);
  }
}

function remember(values: number[] | undefined, value: number): void {
  if (values === undefined) return;
  values.push(value);
  if (values.length > remembered) values.shift();
}

/** What nearly all of the values were not above; `assumed` while there are too few. */
function nearlyAll(values: readonly number[] = [], assumed: number): number {
  if (values.length < enough) return assumed;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(wantedShare * (sorted.length + 1)) - 1)] ?? assumed;
}

/** The most that may be used from now on so that the window stays at the limit, in watts; 0 where it is broken already. */
export function allowedWatts(
  limitWatts: number,
  { end, usedWattHours }: Projection,
  { now, windowMs }: { readonly now: number; readonly windowMs: number },
): number {
  if (end <= now) return 0;
  return Math.max(0, ((limitWatts * windowMs) / hourMs - usedWattHours) / ((end - now) / hourMs));
}
