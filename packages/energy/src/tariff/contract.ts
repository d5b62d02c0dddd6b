import type { CapacityRule, RuleSource } from "./capacity-rule.ts";
import type { TimeFilter } from "./time-filter.ts";

/** What somebody pays for electricity, and is paid: components in the order in which they are worked out. */
export interface Contract {
  readonly id: string;
  readonly name: string;
  /** ISO 4217. All amounts are in it. */
  readonly currency: string;
  readonly components: readonly Component[];
}

/** What every component has. */
export interface ComponentBase {
  readonly id: string;
  /** For people: `Grid energy, day`. */
  readonly name: string;
  /** Of which energy it is. Fees and capacity are of the import's side. */
  readonly direction: "import" | "export";
  /** First day, `2026-01-01`; and the day on which it is over. Of the calendar's zone. */
  readonly from?: string;
  readonly to?: string;
  readonly when?: TimeFilter;
  /** Does not hold where one of these does: another component stands in its place. */
  readonly unless?: readonly TimeFilter[];
  readonly source?: RuleSource;
}

/** Positive is paid, negative is received; amounts per kWh unless they say otherwise. */
export type Component = ComponentBase & ComponentKind;

export type ComponentKind =
  /** The market's price, times a factor, with a mark-up: -1 for what is sold. */
  | { readonly kind: "spot"; readonly factor?: number; readonly add?: number }
  /** The mean of the market's prices in the month, the same for each kWh. */
  | { readonly kind: "spot-month-mean"; readonly factor?: number; readonly add?: number }
  | { readonly kind: "per-kwh"; readonly amount: number }
  /** By what was used since the month or the year began; each tier holds from its kWh on. */
  | {
      readonly kind: "tiers";
      readonly per: "month" | "year";
      readonly tiers: readonly { readonly fromKwh: number; readonly amount: number }[];
    }
  /** A state's support: a share of what the market is above a threshold, up to so many kWh a month. */
  | {
      readonly kind: "spot-support";
      readonly share: number;
      readonly above: number;
      readonly capKwhPerMonth?: number;
    }
  /** The market's price is replaced by a fixed one, up to so many kWh a month: what that is less, or more. */
  | { readonly kind: "spot-replaced"; readonly by: number; readonly capKwhPerMonth?: number }
  /** Of what the components before it come to, or those named: a value-added tax. */
  | { readonly kind: "percent"; readonly percent: number; readonly of?: readonly string[] }
  | { readonly kind: "fee"; readonly amount: number; readonly per: "day" | "month" | "year" }
  | { readonly kind: "capacity"; readonly rule: CapacityRule }
  /** For each kWh given to the grid that was also taken from it within the period: net metering. */
  | { readonly kind: "netted"; readonly per: "month" | "year"; readonly amount: number }
  /** For each kWh given to the grid that was not taken from it within the period. */
  | { readonly kind: "surplus"; readonly per: "month" | "year"; readonly amount: number };
