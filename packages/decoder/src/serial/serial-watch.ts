import type { DecodeEvent } from "../events.ts";
import { createMeterDecoder, type MeterDecoder } from "../pipeline.ts";
import { createIntlZoneRules } from "../zone-rules.ts";
import type { SerialSettings } from "./serial-settings.ts";

/** What came at one rate and format. */
export interface Tried {
  readonly settings: SerialSettings;
  readonly octets: number;
  /** Frames whose checks passed. */
  readonly frames: number;
  readonly damagedFrames: number;
}

export interface Chunk {
  readonly octets: Uint8Array;
  readonly at: number;
}

/** Meters speak every 10 s or more often; a little longer, and one that does is heard. */
const windowMs = 12_000;
/** Each time round is longer, up to this many windows, for meters that speak once a minute. */
const mostWindows = 5;
/** A line that is quiet for so long is between two telegrams; the shortest such pause, of a P1 port, has 0.9 s. */
const pauseMs = 400;
/** A telegram of so many octets is waited for to its end. */
const longTelegram = 1500;
/** Octets that are kept, so that the frame by which the settings are known is read as well. */
const maxKept = 32 * 1024;

/**
 * Watches what comes at one rate and format, until a frame passes its checks, or it is clear that none will: a whole
 * telegram came and was none, or nothing came for longer than meters are silent.
 */
export class SerialWatch {
  readonly settings: SerialSettings;
  readonly #decoder: MeterDecoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), mayMakeCode: false });
  readonly #openedAt: number;
  readonly #windowMs: number;
  readonly #longestMs: number;
  readonly #chunks: Chunk[] = [];
  #kept = 0;
  /** Frames whose content is none. */
  #malformed = 0;
  #lastAt: number;
  /** Whether the telegram that is coming, or came last, was heard from its beginning. */
  #isWhole = false;

  /** `round`: 1 when these settings are tried for the first time. */
  constructor(settings: SerialSettings, now: number, round: number) {
    this.settings = settings;
    this.#openedAt = now;
    this.#lastAt = now;
    this.#windowMs = windowMs * Math.min(round, mostWindows);
    // 11 bits make an octet with its parity.
    const telegramMs = (longTelegram * 11 * 1000) / settings.baud;
    this.#longestMs = this.#windowMs + Math.max(10_000, telegramMs);
  }

  heard(octets: Uint8Array, now: number): void {
    if (now - this.#lastAt >= pauseMs) this.#isWhole = true;
    this.#lastAt = now;
    this.#chunks.push({ octets, at: now });
    this.#kept += octets.length;
    while (this.#kept > maxKept) this.#kept -= this.#chunks.shift()?.octets.length ?? this.#kept;
    this.#count(this.#decoder.push(octets, now));
  }

  /** To be asked several times a second. */
  verdict(now: number): "listening" | "found" | "nothing" {
    const { octets } = this.#decoder.counters;
    if (octets > 0) this.#count(this.#decoder.idle(now));
    if (this.#isFound()) return "found";
    const open = now - this.#openedAt;
    const isQuiet = now - this.#lastAt >= pauseMs;
    const isOver = (octets > 0 && this.#isWhole && isQuiet) || (open >= this.#windowMs && isQuiet);
    if (!isOver && open < this.#longestMs) return "listening";
    // Some frames end with the line's pause only.
    if (octets > 0) this.#count(this.#decoder.end(now));
    return this.#isFound() ? "found" : "nothing";
  }

  /** A frame without a checksum may be a chance: then what it holds is none, and most of what came is noise. */
  #isFound(): boolean {
    const { frames, octets, noiseOctets } = this.#decoder.counters;
    return frames > this.#malformed && noiseOctets * 2 <= octets;
  }

  #count(events: readonly DecodeEvent[]): void {
    for (const event of events) {
      if (event.kind === "diagnosis" && event.diagnosis.code === "axdr/malformed") this.#malformed++;
    }
  }

  /** What came, for whoever reads the line from now on. */
  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  get tried(): Tried {
    const { octets, frames, damagedFrames } = this.#decoder.counters;
    return { settings: this.settings, octets, frames, damagedFrames };
  }
}
