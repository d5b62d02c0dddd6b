import { tell } from "@meter2mqtt/contract";
import type { PricePoint } from "@meter2mqtt/energy";
import type { DaySpan, PriceSource } from "./price-source.ts";
import { type SourceBasics, sourceTraits } from "./source-traits.ts";

export interface FixedPriceOptions extends SourceBasics {
  /** In millionths of the currency. */
  readonly price: number;
  readonly currency: string;
}

const hourMs = 3_600_000;

/** One price for all hours. It is kept like any other, so that the past keeps the price it had. */
export function createFixedPriceSource(options: FixedPriceOptions): PriceSource {
  const { price, currency } = options;
  return {
    ...sourceTraits(options, tell("leadsFixed", { price: price / 1e6, currency })),
    type: "fixed",
    currency,
    resolution: 60,
    isRemote: false,
    fetch: ({ from, to }: DaySpan): Promise<PricePoint[]> => {
      const count = Math.ceil((to - from) / hourMs);
      const points = Array.from({ length: count }, (_, index) => {
        const start = from + index * hourMs;
        return { start, lengthMs: Math.min(hourMs, to - start), price, currency };
      });
      return Promise.resolve(points);
    },
  };
}
