import type { ShownWords } from "@meter2mqtt/contract";
import type { PricePoint } from "@meter2mqtt/energy";
import type { Said } from "../errors.ts";

/** Whole days of a market, from the beginning of the first to the end of the last; epoch milliseconds. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** Somebody who says prices: a service, a file, a fixed price. */
export interface PriceSource {
  /** The configured name: under it prices are kept. */
  readonly name: string;
  readonly type: string;
  /** For people: whose prices, and where they come from. Never a token. */
  readonly description: string;
  /** The same for other languages; absent where there is nothing to translate. */
  readonly where?: ShownWords;
  readonly area: string;
  /** IANA zone in which the market's days begin. */
  readonly zone: string;
  /** When the next day's prices are published, minutes after the market's midnight; 0 where they need not be published. */
  readonly publishedAtMinute: number;
  /** The currency that prices usually come in; undefined where the answer decides. */
  readonly currency: string | undefined;
  /** Minutes of a price; undefined where the answer decides. */
  readonly resolution: 15 | 30 | 60 | undefined;
  /** So many days are asked for at once: what comes in a file for each day is not lost with one that fails. */
  readonly daysAtOnce: number;
  /** False: it costs nobody anything, so no care is taken of when it is asked. */
  readonly isRemote: boolean;
  /**
   * What is known of the span, in the order of time; what isn't known is left out, and prices of other days may be among them.
   * Rejects with {@link PriceError}; a half answer does, too, where it can be told.
   */
  fetch(span: DaySpan, signal: AbortSignal): Promise<PricePoint[]>;
}

/**
 * - `not-published`: it is there, and has no prices of these days (yet).
 * - `transient`: it is away, busy or answers half: later it may be better.
 * - `permanent`: it refuses, or answers what can't be right, until somebody changes something.
 */
export type PriceErrorKind = "not-published" | "transient" | "permanent";

/** A price source gave no prices. */
export class PriceError extends Error {
  override readonly name = "PriceError";
  readonly kind: PriceErrorKind;
  /** It asked not to be asked before this; epoch milliseconds. */
  readonly retryAt: number | undefined;
  /** The message for other languages, where it is a sentence of ours. */
  readonly words: ShownWords | undefined;

  constructor(kind: PriceErrorKind, said: string | Said, options: ErrorOptions & { readonly retryAt?: number } = {}) {
    super(typeof said === "string" ? said : said.message, options);
    this.kind = kind;
    this.words = typeof said === "string" ? undefined : said.words;
    this.retryAt = options.retryAt;
  }
}
