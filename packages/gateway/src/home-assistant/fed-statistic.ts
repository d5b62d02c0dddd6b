import type { LedgerHours } from "./ledger-hours.ts";

/** A meter whose hours are given. */
export interface FedMeter {
  /** Its name in topics, of which the statistics' ids are made. */
  readonly slug: string;
  /** For people. */
  readonly name: string;
  /** Under which names readings of it, and of the meters before it, are kept. */
  readonly storedNames: readonly string[];
}

/** Something of a meter that is counted by hours, as it is given to Home Assistant. */
export interface FedStatistic {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** `kWh`, or a currency. */
  readonly unit: string;
  /** Whose changes change it: registers, under these names. */
  readonly registers: readonly string[];
  readonly names: readonly string[];
  /** What tells each day from another; days that nobody changes in silence need not be there. */
  days(): ReadonlyMap<number, string>;
  /** Hours from about the one in which something changed; none while that one is still open. */
  hours(from: number, signal: AbortSignal): Promise<LedgerHours>;
}
