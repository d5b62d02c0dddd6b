import {
  type CapacityRule,
  capacityWindows,
  type Holidays,
  highestWindows,
  type LedgerInterval,
} from "@meter2mqtt/energy";
import type { TariffData } from "./tariff-data.ts";

/** Energy that a capacity rule chooses its windows from. */
export interface RuleEnergy {
  readonly imported: readonly LedgerInterval[];
  readonly exported: readonly LedgerInterval[];
}

/**
 * Months that are over, as capacity rules see them: of each only the windows that the rule would choose. A rule that looks
 * back on twelve months is asked twice a minute, and 35,000 quarters are not read and judged each time.
 */
export class SettledMonths {
  readonly #data: TariffData;
  readonly #holidays: Holidays;
  readonly #chosen = new Map<CapacityRule, Map<number, readonly LedgerInterval[]>>();
  /** Months that end by then are taken for settled. */
  #to = Number.NEGATIVE_INFINITY;

  constructor(data: TariffData, holidays: Holidays) {
    this.#data = data;
    this.#holidays = holidays;
  }

  /** Months before this instant, a month's beginning, change seldom; {@link forget} is called when one does. */
  settle(to: number): void {
    this.#to = to;
  }

  forget(): void {
    this.#chosen.clear();
  }

  /** Something has changed in the ledger from an instant on. */
  changedFrom(at: number): void {
    if (at < this.#to) this.forget();
  }

  /** What a rule makes the same of as of all energy of the time; `from` is a month's beginning. */
  energyOf(rule: CapacityRule, from: number, to: number): RuleEnergy {
    const { calendar } = this.#data;
    const end = Math.min(this.#to, calendar.startOf("month", to));
    const isChosenByMonth = rule.among === "month";
    const months = isChosenByMonth && end > from ? calendar.starts("month", from, end) : [];
    const rest = this.#read(rule, months.length > 0 ? end : from, to);
    return {
      imported: [...months.flatMap((month) => this.#chosenOf(rule, month)), ...rest.imported],
      exported: rest.exported,
    };
  }

  #chosenOf(rule: CapacityRule, month: number): readonly LedgerInterval[] {
    const ofRule = this.#chosen.get(rule) ?? new Map<number, readonly LedgerInterval[]>();
    this.#chosen.set(rule, ofRule);
    const known = ofRule.get(month);
    if (known !== undefined) return known;
    const { calendar } = this.#data;
    const energy = this.#read(rule, month, calendar.endOf("month", month));
    const windows = capacityWindows({ rule, ...energy, calendar, holidays: this.#holidays });
    const chosen = highestWindows(rule, windows, calendar)
      .sort((a, b) => a.start - b.start)
      .map(({ start, lengthMs, wattHours: amount, quality, isPartial }): LedgerInterval => {
        return { start, lengthMs, amount, quality, coveredMs: isPartial ? lengthMs / 2 : lengthMs };
      });
    ofRule.set(month, chosen);
    return chosen;
  }

  /** Export only where the rule counts it: of what was chosen it is taken off already. */
  #read({ quantity }: CapacityRule, from: number, to: number): RuleEnergy {
    const { imported, exported } = this.#data;
    return { imported: imported(from, to), exported: quantity === "net" ? exported(from, to) : [] };
  }
}
