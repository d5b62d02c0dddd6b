import { type Told, tell } from "@meter2mqtt/contract";
import { Freshness } from "./freshness.ts";
import { originalTelegram } from "./original-telegram.ts";
import type { HeardReading, Snapshot } from "./snapshot.ts";
import { ValueAges } from "./value-ages.ts";

export interface MeterWatchOptions {
  /** Name in topics, number or name of the meter; undefined: the only one that is heard. */
  readonly meter?: string | undefined;
  /** A meter with a longer interval is not offered. Default: any is. */
  readonly slowestMs?: number;
  /** IANA zone of the clock of a source's meters. */
  readonly zoneOf: (source: string) => string;
}

/** Other meters that are remembered: more than there are, in a house whose meter was not chosen. */
const maxOthers = 16;

/** Follows the meter that a virtual one stands for, and knows what of it may be told. */
export class MeterWatch {
  readonly #options: MeterWatchOptions;
  #slug: string | undefined;
  #latest: HeardReading | undefined;
  #telegram: Uint8Array | undefined;
  #tariff: number | undefined;
  #meter = new Freshness();
  #ages = new ValueAges();
  readonly #others = new Map<string, Freshness>();

  constructor(options: MeterWatchOptions) {
    this.#options = options;
  }

  /** Takes a reading in. True where it is of the meter that is followed. */
  heard(heard: HeardReading): boolean {
    const { state, reading, at, retired } = heard;
    if (retired !== undefined && retired === this.#slug) this.#slug = state.meter;
    if (!this.#isChosen(heard)) return false;
    this.#slug ??= state.meter;
    if (state.meter !== this.#slug) {
      this.#noteOther(state.meter, at);
      return false;
    }
    this.#latest = heard;
    this.#telegram = originalTelegram(heard);
    this.#tariff = reading.tariff ?? this.#tariff;
    this.#meter.heard(at);
    this.#ages.heard(reading, at);
    return true;
  }

  /** What may be told now; undefined where {@link problem} says why nothing may. */
  snapshot(now: number): Snapshot | undefined {
    const latest = this.#latest;
    if (latest === undefined || this.problem(now) !== undefined) return undefined;
    const { state, at } = latest;
    const clock = state.timestamp === undefined ? Number.NaN : Date.parse(state.timestamp);
    return {
      state,
      values: this.#ages.fresh(state, this.#meter, now),
      zone: this.#options.zoneOf(state.source),
      at: Number.isNaN(clock) ? at : clock,
      ...(this.#tariff === undefined ? {} : { tariff: this.#tariff }),
      ...(this.#telegram === undefined ? {} : { telegram: this.#telegram }),
    };
  }

  /** Why nothing may be told now, in words. */
  problem(now: number): Told | undefined {
    const { meter, slowestMs } = this.#options;
    if (this.#latest === undefined) {
      return meter === undefined ? tell("meterNotHeard") : tell("meterNamedNotHeard", { meter });
    }
    const others = [...this.#others].filter(([, freshness]) => freshness.isFresh(now)).map(([slug]) => slug);
    if (others.length > 0) {
      return tell("metersSeveral", { meters: [this.#slug, ...others].join(", ") });
    }
    if (!this.#meter.isFresh(now)) {
      return tell("meterGone", { since: new Date(this.#latest.at).toISOString() });
    }
    return slowestMs === undefined ? undefined : this.#slowness(slowestMs);
  }

  #slowness(slowestMs: number): Told | undefined {
    const { intervalMs } = this.#meter;
    if (intervalMs === undefined) return tell("meterRhythm");
    if (intervalMs <= slowestMs) return undefined;
    return tell("meterSlow", { seconds: Math.round(intervalMs / 1000), most: slowestMs / 1000 });
  }

  #isChosen({ state }: HeardReading): boolean {
    const { meter } = this.#options;
    return meter === undefined || [state.meter, state.meterId, state.name].includes(meter);
  }

  #noteOther(slug: string, at: number): void {
    const known = this.#others.get(slug) ?? new Freshness();
    known.heard(at);
    this.#others.set(slug, known);
    const [oldest] = this.#others.keys();
    if (this.#others.size > maxOthers && oldest !== undefined) this.#others.delete(oldest);
  }
}
