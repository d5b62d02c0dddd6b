import { divideRounded } from "./decimal.ts";

/** What a central bank says of a day: one unit of `base` is `rate` / 10^8 units of `quote`. */
export interface ExchangeRate {
  /** `2026-01-15` */
  readonly day: string;
  readonly base: string;
  readonly quote: string;
  readonly rate: number;
}

/** Decimals of a rate. Norges Bank has four for 100 units of a currency. */
export const rateDigits = 8;
const rateSteps = 10n ** BigInt(rateDigits);

/** An amount in another currency, and the day whose rate was used: an earlier one where that day has none. */
export interface Converted {
  readonly amount: number;
  readonly rateDay: string;
}

/** Older rates convert nothing: the longest holidays are a week. */
const maxAgeDays = 14;
const dayMs = 86_400_000;

interface Ratio {
  readonly multiply: bigint;
  readonly divide: bigint;
}

/** Rates of one bank, which quotes all currencies against one: the euro or the krone. */
export class ExchangeTable {
  readonly #days = new Map<string, ExchangeRate[]>();

  constructor(rates: readonly ExchangeRate[]) {
    for (const rate of rates) {
      const day = this.#days.get(rate.day);
      if (day === undefined) this.#days.set(rate.day, [rate]);
      else day.push(rate);
    }
  }

  /** Converts an integer amount by the rates of the day, or of the latest day before it that has them; else undefined. */
  convert(
    amount: number,
    currencies: { readonly from: string; readonly to: string },
    day: string,
  ): Converted | undefined {
    for (let back = 0; back <= maxAgeDays; back++) {
      const rateDay = new Date(Date.parse(day) - back * dayMs).toISOString().slice(0, 10);
      const ratio = ratioOf(this.#days.get(rateDay) ?? [], currencies);
      if (ratio === undefined) continue;
      return { amount: Number(divideRounded(BigInt(amount) * ratio.multiply, ratio.divide)), rateDay };
    }
    return undefined;
  }
}

function ratioOf(
  rates: readonly ExchangeRate[],
  { from, to }: { readonly from: string; readonly to: string },
): Ratio | undefined {
  for (const step of stepsFrom(rates, from)) {
    if (step.to === to) return step;
    const second = stepsFrom(rates, step.to).find((next) => next.to === to);
    if (second !== undefined) return { multiply: step.multiply * second.multiply, divide: step.divide * second.divide };
  }
  return undefined;
}

/** Where one rate leads to from a currency, either way. */
function stepsFrom(rates: readonly ExchangeRate[], from: string): (Ratio & { readonly to: string })[] {
  return rates.flatMap(({ base, quote, rate }) => {
    if (rate <= 0) return [];
    if (base === from) return [{ to: quote, multiply: BigInt(rate), divide: rateSteps }];
    return quote === from ? [{ to: base, multiply: rateSteps, divide: BigInt(rate) }] : [];
  });
}
