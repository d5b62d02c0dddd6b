import { BackOff } from "../sources/back-off.ts";
import type { PriceError, PriceErrorKind } from "./price-source.ts";

const minuteMs = 60_000;

/** First and longest wait after each kind of failure. */
const waits: Readonly<Record<PriceErrorKind, { readonly firstMs: number; readonly maxMs: number }>> = {
  "not-published": { firstMs: 10 * minuteMs, maxMs: 60 * minuteMs },
  transient: { firstMs: minuteMs, maxMs: 60 * minuteMs },
  permanent: { firstMs: 60 * minuteMs, maxMs: 360 * minuteMs },
};

/** When something that failed may be tried again: waits double, each kind of failure with its own; a server's wish counts. */
export class RetryLane {
  readonly #random: () => number;
  #backOffs: Record<PriceErrorKind, BackOff>;
  #at = Number.NEGATIVE_INFINITY;

  constructor(random: () => number) {
    this.#random = random;
    this.#backOffs = createBackOffs(random);
  }

  /** Not before this; epoch milliseconds. */
  get at(): number {
    return this.#at;
  }

  failed(error: Pick<PriceError, "kind" | "retryAt">, now: number): void {
    const wait = this.#backOffs[error.kind].next();
    this.#at = Math.max(now + wait, error.retryAt ?? 0);
  }

  /** Not before so long from now, whatever happened. */
  rest(ms: number, now: number): void {
    this.#at = now + ms;
  }

  /** It worked, or something new is to be had. */
  reset(): void {
    this.#backOffs = createBackOffs(this.#random);
    this.#at = Number.NEGATIVE_INFINITY;
  }
}

function createBackOffs(random: () => number): Record<PriceErrorKind, BackOff> {
  const backOff = (kind: PriceErrorKind) => new BackOff({ ...waits[kind], random });
  return {
    "not-published": backOff("not-published"),
    transient: backOff("transient"),
    permanent: backOff("permanent"),
  };
}
