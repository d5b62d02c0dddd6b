import { StoreError } from "../../errors.ts";
import type { PriceFeed } from "../../prices/price-feed.ts";
import type { Clock } from "../../sources/back-off.ts";
import type { ContractPrices } from "../../tariffs/contract-prices.ts";
import { type AmsPrices, amsPrices } from "./ams-prices.ts";
import { stepsOf } from "./price-payloads.ts";

/** What is known of contracts. */
export interface ContractPort {
  /** A meter's prices by its contract; undefined where it has none, or was not heard yet. Throws StoreError. */
  pricesOf(meter: string, now: number): ContractPrices | undefined;
  /** Another number where other contracts hold than before. */
  revision(): number;
}

export interface PublishAmsPricesOptions {
  /** Of the market; absent where no source is configured. */
  readonly feed?: PriceFeed | undefined;
  readonly contracts?: ContractPort | undefined;
  /** Whose prices these are, once one was heard, and whether it has given energy to the grid. */
  readonly meter: () => { readonly slug: string | undefined; readonly hasExport: boolean };
  readonly clock: Clock;
  readonly publish: (prices: AmsPrices, hasExport: boolean) => Promise<void>;
}

const quarterMs = 900_000;
/** How soon it is seen that the meter was heard. */
const lookMs = 5000;

/** Publishes prices at once, when others hold and when others have come, until the signal aborts or publishing fails. */
export async function publishAmsPrices(options: PublishAmsPricesOptions, signal: AbortSignal): Promise<void> {
  const { feed, clock, publish } = options;
  let news = new AbortController();
  const unsubscribe = feed?.subscribe(() => news.abort());
  let looked: readonly unknown[] = [];
  let published: string | undefined;
  try {
    while (!signal.aborted) {
      news = new AbortController();
      const { slug, hasExport } = options.meter();
      const now = clock.now();
      const revision = options.contracts?.revision();
      const ingredients = [feed?.snapshots[0], Math.floor(now / quarterMs), slug, hasExport, revision];
      if (ingredients.some((ingredient, index) => ingredient !== looked[index])) {
        looked = ingredients;
        const contract = contractAt(options, slug, now);
        // It may not be known yet, though its meter is: the zone is told by the first booked reading.
        if (slug !== undefined && options.contracts !== undefined && contract === undefined) looked = [];
        const prices = amsPrices(contract, feed?.snapshots[0], now);
        const content = prices && contentOf(prices, hasExport);
        if (prices !== undefined && content !== published) {
          published = content;
          await publish(prices, hasExport);
        }
      }
      await clock.pause(lookMs, AbortSignal.any([signal, news.signal]));
    }
  } finally {
    unsubscribe?.();
  }
}

function contractAt({ contracts }: PublishAmsPricesOptions, slug: string | undefined, now: number) {
  try {
    return slug === undefined ? undefined : contracts?.pricesOf(slug, now);
  } catch (error) {
    // What a contract counts from is asked for again once the disk is there.
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** All that is published but the moment. */
function contentOf({ import: imported, export: exported }: AmsPrices, hasExport: boolean): string {
  const { sourceType, area, prices } = imported;
  return JSON.stringify([sourceType, area, prices[0]?.currency, stepsOf(imported), stepsOf(exported), hasExport]);
}
