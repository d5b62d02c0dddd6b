import type { TimeFilter } from "./time-filter.ts";

/** How a grid company makes a charge of the highest use: data, with the page that says so. */
export interface CapacityRule {
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly source: RuleSource;
  /** The use is measured over windows of the clock of this length. */
  readonly windowMinutes: 15 | 30 | 60;
  /** What is measured: what was imported, or import minus export. */
  readonly quantity: "import" | "net";
  /** Windows outside are not looked at; nor those in `unless`. */
  readonly when?: TimeFilter;
  readonly unless?: TimeFilter;
  /** The first that holds multiplies the window's power. */
  readonly weights?: readonly { readonly when: TimeFilter; readonly factor: number }[];
  /** So many of the highest are chosen, and their mean is taken. */
  readonly top: number;
  /** At most one of each day, or of each week; `window`: any. */
  readonly distinct: "window" | "day" | "week";
  /** Chosen among the windows of the month, or of the twelve months that end with it. */
  readonly among: "month" | "twelve-months";
  /** `meter`: what the meter itself counts as the month's highest is charged for, wherever it says it; ours else. */
  readonly authority?: "meter";
  /** Each month counts at least as this. */
  readonly leastKw?: number;
  /** What is charged for is the mean of this many months' values, this month the last. */
  readonly meanOfMonths?: number;
  readonly charge?: CapacityCharge;
}

export interface RuleSource {
  readonly url: string;
  /** Who says it, and of when: `Lede: Nettleie, read 2026-11`. */
  readonly about: string;
}

/** Amounts in the contract's currency. */
export type CapacityCharge =
  | {
      readonly kind: "steps";
      /** The kW at which a step begins belongs to the one below, where the operator says `2.01 to 5`. */
      readonly isFromExcluded?: boolean;
      /** By the kW at which they begin; rising. */
      readonly steps: readonly { readonly fromKw: number; readonly perMonth: number }[];
    }
  | {
      readonly kind: "per-kw";
      /** The first whose months hold; a month outside all costs nothing. */
      readonly rates: readonly { readonly months?: readonly number[]; readonly perKwMonth: number }[];
    };

/** The charge of a month for a value; undefined where the rule has no prices. */
export function chargeOf(charge: CapacityCharge | undefined, watts: number, month: number): number | undefined {
  if (charge === undefined) return undefined;
  if (charge.kind === "steps") return stepOf(charge, watts)?.perMonth;
  const rate = charge.rates.find(({ months }) => months === undefined || months.includes(month));
  return ((rate?.perKwMonth ?? 0) * watts) / 1000;
}

/** The step that a value falls into. */
export function stepOf({ steps, isFromExcluded }: Extract<CapacityCharge, { kind: "steps" }>, watts: number) {
  return steps.findLast(({ fromKw }, index) => {
    const from = fromKw * 1000;
    return isFromExcluded === true && index > 0 ? watts > from : watts >= from;
  });
}
