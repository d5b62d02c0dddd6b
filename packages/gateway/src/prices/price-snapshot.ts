import { endOf, type PricePoint } from "@meter2mqtt/energy";

/** A price as it is shown: in the currency that the user wants, where its rate is known. */
export interface AreaPrice extends PricePoint {
  /** Name of the source that said it. */
  readonly source: string;
  /** The day whose exchange rate was used; absent for a price in its own currency. */
  readonly rateDay?: string;
}

/** What is known of an area from a moment on. */
export interface PriceSnapshot {
  readonly area: string;
  /** The moment. */
  readonly at: number;
  /** Kind of the source whose prices are shown, as the configuration names it: `entsoe`. */
  readonly sourceType: string | undefined;
  /** From the price that holds then to the last one known, of one currency, in the order of time. */
  readonly prices: readonly AreaPrice[];
  /** The same and those of the last hour: the current hour's price is the mean of all its quarters, past ones as well. */
  readonly withLastHour: readonly AreaPrice[];
}

const hourMs = 3_600_000;

/** Cuts a snapshot out of an area's prices. */
export function snapshotOf(
  { area, at }: Pick<PriceSnapshot, "area" | "at">,
  prices: readonly AreaPrice[],
  typeOf: (source: string) => string | undefined,
): PriceSnapshot {
  const ahead = prices.filter((price) => endOf(price) > at);
  const [first] = ahead;
  const sourceType = first && typeOf(first.source);
  // A sum in euro among sums in kroner would be read as kroner: such a price counts as not known here.
  const shown = prices.filter((price) => endOf(price) > at - hourMs && price.currency === first?.currency);
  return { area, at, sourceType, prices: shown.filter((price) => endOf(price) > at), withLastHour: shown };
}
