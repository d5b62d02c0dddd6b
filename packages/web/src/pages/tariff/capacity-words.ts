import type { CapacityRuleView } from "@meter2mqtt/contract";
import { toUnitPrice } from "../../format/money.ts";
import { toDigits, toWhole } from "../../format/numbers.ts";
import type { ContractWords } from "../../i18n/contract-words.ts";
import type { Fact } from "./component-words.ts";
import { monthsWords, timesWords } from "./time-words.ts";

/** How a capacity rule finds what is charged for: the mean of which peaks, at which times. */
export function ruleFacts(rule: CapacityRuleView, words: ContractWords): Fact[] {
  const { capacity, times } = words;
  return [
    { text: highestWords(rule, words) },
    ...(rule.distinct === "window" ? [] : [{ text: capacity.distinct[rule.distinct] }]),
    ...(rule.when === undefined ? [] : [{ text: times.only(timesWords(rule.when, words)) }]),
    ...(rule.unless === undefined ? [] : [{ text: times.except(timesWords(rule.unless, words)) }]),
    ...(rule.quantity === "net" ? [{ text: capacity.net }] : []),
    ...(rule.authority === "meter" ? [{ text: capacity.meter }] : []),
    ...(rule.leastKw === undefined ? [] : [{ text: capacity.least(kilowatts(rule.leastKw)) }]),
    ...(rule.meanOfMonths === undefined ? [] : [{ text: capacity.meanOfMonths(toWhole(rule.meanOfMonths)) }]),
    ...weightFacts(rule, words),
  ];
}

/** What the peaks cost. */
export function chargeFacts({ charge }: CapacityRuleView, currency: string, { capacity }: ContractWords): Fact[] {
  if (charge === undefined) return [{ text: capacity.noPrices }];
  const money = (amount: number) => toUnitPrice(amount, currency);
  if (charge.kind === "steps") {
    const list = charge.steps.map(({ fromKw, perMonth }) => capacity.step(kilowatts(fromKw), money(perMonth)));
    return [{ text: capacity.steps, list }];
  }
  const [first, ...others] = charge.rates;
  if (first !== undefined && others.length === 0 && first.months === undefined)
    return [{ text: capacity.perKw(money(first.perKwMonth)) }];
  const list = charge.rates.map(({ months, perKwMonth }) =>
    capacity.rate(months === undefined ? capacity.allYear : monthsWords(months), money(perKwMonth)),
  );
  return [{ text: capacity.rates, list }];
}

function highestWords({ top, among, windowMinutes }: CapacityRuleView, { capacity }: ContractWords): string {
  const byWindow = among === "month" ? capacity.highest : capacity.highestOfYear;
  const window = windowMinutes === 15 || windowMinutes === 30 ? windowMinutes : 60;
  return byWindow[window](top, toWhole(top));
}

function weightFacts({ weights = [] }: CapacityRuleView, words: ContractWords): Fact[] {
  if (weights.length === 0) return [];
  const list = weights.map(({ when, factor }) => words.capacity.weight(timesWords(when, words), toDigits(factor, 3)));
  return [{ text: words.capacity.weights, list }];
}

function kilowatts(power: number): string {
  return `${toDigits(power, 2)} kW`;
}
