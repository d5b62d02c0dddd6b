import type { LineHealth } from "@meter2mqtt/contract";
import { createDiagnosis, type Diagnosis, type LineCounters, say } from "@meter2mqtt/decoder";

/** Rates are those of the last minute, looked at once a second. */
const windowMs = 60_000;

/** Nearly all meters send more often than this; those that send once an hour are named in the hint. */
const silentMs = 60_000;

interface Sample {
  readonly at: number;
  readonly octets: number;
  readonly frames: number;
  readonly damagedFrames: number;
}

/** Watches a line's counters: totals since the start, rates over the last minute. */
export class LineMonitor {
  #samples: Sample[] = [];
  #lastOctetAt: number | undefined;
  /** When a line was opened on which nothing has come yet. */
  #silentSince: number | undefined;
  /** When it was first opened: nothing had been counted then. */
  #openedAt: number | undefined;

  /** The line was opened, or opened again. */
  opened(at: number): void {
    this.#silentSince = at;
    this.#openedAt ??= at;
  }

  /** It is not open any more. */
  closed(): void {
    this.#silentSince = undefined;
  }

  /** Said once for each opening: a minute has passed, and not one octet came. */
  silence(at: number): Diagnosis | undefined {
    const since = this.#silentSince;
    if (since === undefined || at - since < silentMs) return undefined;
    this.#silentSince = undefined;
    const seconds = Math.round((at - since) / 1000);
    const evidence = { openedAt: new Date(since).toISOString(), seconds };
    return createDiagnosis("line/no-octets", say("lineSilent", { seconds }), { evidence });
  }

  /** Octets arrived; `at` is absent for a file. */
  heard(at: number): void {
    this.#lastOctetAt = at;
    this.#silentSince = undefined;
  }

  /** To be called once a second. */
  sample({ octets, frames, damagedFrames }: Readonly<LineCounters>, at: number): void {
    const newest = this.#samples.at(-1);
    // What came before the first look counts: a meter that speaks at once and then pauses was heard in this minute.
    if (newest === undefined && this.#openedAt !== undefined && this.#openedAt < at)
      this.#samples.push({ at: this.#openedAt, octets: 0, frames: 0, damagedFrames: 0 });
    // A clock that was set back, or a decoder made anew, begins a new window.
    if (newest !== undefined && (at < newest.at || octets < newest.octets)) this.#samples = [];
    this.#samples.push({ at, octets, frames, damagedFrames });
    while ((this.#samples[1]?.at ?? at) <= at - windowMs) this.#samples.shift();
  }

  health(counters: Readonly<LineCounters>): LineHealth {
    const [oldest] = this.#samples;
    const newest = this.#samples.at(-1);
    const { octets, frames, damagedFrames, noiseOctets, readings } = counters;
    return {
      ...{ octets, frames, damagedFrames, noiseOctets, readings },
      ...ratesBetween(oldest, newest),
      ...(this.#lastOctetAt === undefined ? {} : { lastOctetAt: new Date(this.#lastOctetAt).toISOString() }),
    };
  }
}

type Rates = Pick<LineHealth, "octetsPerSecond" | "goodFrameRatio">;

function ratesBetween(oldest: Sample | undefined, newest: Sample | undefined): Rates {
  if (oldest === undefined || newest === undefined || newest.at <= oldest.at) return { octetsPerSecond: 0 };
  const octetsPerSecond = Math.round(((newest.octets - oldest.octets) / (newest.at - oldest.at)) * 10_000) / 10;
  const good = newest.frames - oldest.frames;
  const all = good + newest.damagedFrames - oldest.damagedFrames;
  return all === 0 ? { octetsPerSecond } : { octetsPerSecond, goodFrameRatio: Math.round((good / all) * 1000) / 1000 };
}
