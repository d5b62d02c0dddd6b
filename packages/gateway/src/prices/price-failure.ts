import type { PriceSourceState } from "@meter2mqtt/contract";
import type { PriceError } from "./price-source.ts";

/** What went wrong when prices or rates were asked for last. */
export interface PriceFailure {
  readonly error: PriceError;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How a state tells of it. */
export function shownFailure(
  failure: PriceFailure | undefined,
): Pick<PriceSourceState, "error" | "errorWords" | "errorAt"> {
  if (failure === undefined) return {};
  const { message, words } = failure.error;
  return { error: message, ...(words && { errorWords: words }), errorAt: new Date(failure.at).toISOString() };
}
