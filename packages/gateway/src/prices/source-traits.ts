import type { Told } from "@meter2mqtt/contract";
import type { PriceSource } from "./price-source.ts";

/** What every source is configured with. */
export interface SourceBasics {
  readonly name: string;
  readonly area: string;
  readonly zone: string;
  readonly publishedAtMinute: number;
}

type Traits = Pick<
  PriceSource,
  "name" | "area" | "zone" | "publishedAtMinute" | "description" | "where" | "daysAtOnce"
>;

/** A month of quarters is an answer of a quarter of a megabyte. */
const usualDaysAtOnce = 31;

export function sourceTraits({ name, area, zone, publishedAtMinute }: SourceBasics, told: Told): Traits {
  const { message: description, words: where } = told;
  return { name, area, zone, publishedAtMinute, description, where, daysAtOnce: usualDaysAtOnce };
}
