/** What must outlive a restart. */
export interface PulseState {
  /** All pulses that were counted here. */
  readonly pulses: number;
  /** The device's own count when it was heard last. */
  readonly lastTotal?: number;
}

export interface PulseMeterOptions {
  readonly pulsesPerKwh: number;
  readonly counts: "total" | "increment";
  readonly state?: PulseState | undefined;
}

const msPerHour = 3_600_000;

/**
 * Power and energy from counted pulses. Between two pulses nobody knows the power, but that it was at most one pulse's
 * energy over the time since the last: so it falls as that time grows.
 */
export class PulseMeter {
  readonly #options: PulseMeterOptions;
  #pulses: number;
  #lastTotal: number | undefined;
  #lastPulseAt: number | undefined;
  /** Between the last two changes of the count. */
  #powerW: number | undefined;

  constructor(options: PulseMeterOptions) {
    this.#options = options;
    this.#pulses = options.state?.pulses ?? 0;
    this.#lastTotal = options.state?.lastTotal;
  }

  get state(): PulseState {
    return { pulses: this.#pulses, ...(this.#lastTotal === undefined ? {} : { lastTotal: this.#lastTotal }) };
  }

  get energyWh(): number {
    return (this.#pulses * 1000) / this.#options.pulsesPerKwh;
  }

  /** The device said a number, at `at` in epoch milliseconds. Gives how many pulses came since the last time. */
  heard(count: number, at: number): number {
    const pulses = this.#options.counts === "increment" ? count : this.#sinceTotal(count);
    if (pulses <= 0) return 0;
    this.#pulses += pulses;
    // Two messages of one instant are one change: their pulses belong to the time before both.
    if (this.#lastPulseAt !== undefined && at > this.#lastPulseAt)
      this.#powerW = this.#powerOf(pulses, at - this.#lastPulseAt);
    this.#lastPulseAt = at;
    return pulses;
  }

  /** Power at `now`, in whole W; undefined until the count has changed twice. */
  powerW(now: number): number | undefined {
    if (this.#powerW === undefined || this.#lastPulseAt === undefined) return undefined;
    const since = now - this.#lastPulseAt;
    return Math.round(since <= 0 ? this.#powerW : Math.min(this.#powerW, this.#powerOf(1, since)));
  }

  /** A total that falls is that of a device which was started anew: it counts from 0 again. */
  #sinceTotal(total: number): number {
    const last = this.#lastTotal;
    this.#lastTotal = total;
    if (last === undefined) return 0;
    return total >= last ? total - last : total;
  }

  #powerOf(pulses: number, ms: number): number {
    return (pulses * 1000 * msPerHour) / (this.#options.pulsesPerKwh * ms);
  }
}
