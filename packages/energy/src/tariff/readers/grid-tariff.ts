import type { Component } from "../contract.ts";
import type { TariffRemark } from "./sentences.ts";

/** A grid company's tariff out of a file: components to be put into a contract. */
export interface GridTariff {
  /** For people: `Example Nett, household, from 2026-01-01`. */
  readonly name: string;
  readonly currency: string;
  /** First day, and the day on which it is over. */
  readonly from: string;
  readonly to?: string;
  readonly components: readonly Component[];
  /** What the file says and no component can. */
  readonly leftOut: readonly TariffRemark[];
}
