import type { ComponentView, ContractView } from "@meter2mqtt/contract";
import { readerLocale } from "../../format/locale.ts";
import { toUnitPrice } from "../../format/money.ts";
import { toDigits } from "../../format/numbers.ts";
import type { ContractWords } from "../../i18n/contract-words.ts";
import { chargeFacts, ruleFacts } from "./capacity-words.ts";
import { timesWords } from "./time-words.ts";

/** Something that a contract says, and what it says of each of several. */
export interface Fact {
  readonly text: string;
  readonly list?: readonly string[];
}

type Details = ComponentView["details"];

/** What a component of a contract says: what it comes to, then when. */
export function componentFacts(component: ComponentView, contract: ContractView, words: ContractWords): Fact[] {
  const { times } = words;
  return [
    ...detailFacts(component.details, contract, words),
    ...(component.when === undefined ? [] : [{ text: times.only(timesWords(component.when, words)) }]),
    ...(component.unless ?? []).map((filter) => ({ text: times.except(timesWords(filter, words)) })),
  ];
}

function detailFacts(details: Details, contract: ContractView, words: ContractWords): Fact[] {
  const { currency } = contract;
  const paid = (amount: number, say: (price: string) => string) => [{ text: paidWords(amount, say, currency, words) }];
  switch (details.kind) {
    case "spot":
    case "spot-month-mean":
      return [{ text: marketWords(details, currency, words) }];
    case "per-kwh":
      return paid(details.amount, words.perKwh);
    case "tiers": {
      const tier = ({ fromKwh, amount }: (typeof details.tiers)[number]) =>
        paidWords(amount, (price) => words.tier(kilowattHours(fromKwh), price), currency, words);
      return [{ text: words.tiers[details.per], list: details.tiers.map(tier) }];
    }
    case "spot-support": {
      const above = toUnitPrice(details.above, currency);
      return [{ text: words.support(percent(details.share * 100), above) }, ...capFacts(details, words)];
    }
    case "spot-replaced":
      return [...paid(details.by, words.replaced), ...capFacts(details, words)];
    case "percent":
      return [{ text: percentWords(details, contract, words) }];
    case "fee":
    case "netted":
    case "surplus":
      return paid(details.amount, sayPer(details, words));
    case "capacity":
      return [...ruleFacts(details.rule, words), ...chargeFacts(details.rule, currency, words)];
  }
}

type PerPeriod = Extract<Details, { kind: "fee" | "netted" | "surplus" }>;

function sayPer(details: PerPeriod, words: ContractWords): (price: string) => string {
  return details.kind === "fee" ? words.fee[details.per] : words[details.kind][details.per];
}

/** What is negative is received. */
function paidWords(amount: number, say: (price: string) => string, currency: string, words: ContractWords): string {
  const text = say(toUnitPrice(Math.abs(amount), currency));
  return amount < 0 ? words.received(text) : text;
}

/** The market's price as a formula, the same in every language: `Market price × 1.03 + €0.01`. */
function marketWords(
  { kind, factor = 1, add = 0 }: Extract<Details, { kind: "spot" | "spot-month-mean" }>,
  currency: string,
  words: ContractWords,
): string {
  const isReceived = factor < 0;
  const market = kind === "spot" ? words.market : words.marketMonth;
  const times = Math.abs(factor) === 1 ? "" : ` × ${toDigits(Math.abs(factor), 4)}`;
  const more = isReceived ? -add : add;
  const plus = more === 0 ? "" : ` ${more < 0 ? "−" : "+"} ${toUnitPrice(Math.abs(more), currency)}`;
  const formula = `${market}${times}${plus}`;
  return isReceived ? words.received(formula) : formula;
}

function percentWords(
  { percent: value, of }: Extract<Details, { kind: "percent" }>,
  { components }: ContractView,
  words: ContractWords,
): string {
  if (of === undefined) return words.percent(percent(value));
  const names = of.map((id) => components.find((one) => one.id === id)?.name ?? id);
  return words.percentOf(percent(value), new Intl.ListFormat(readerLocale()).format(names));
}

function capFacts({ capKwhPerMonth }: { readonly capKwhPerMonth?: number }, words: ContractWords): Fact[] {
  return capKwhPerMonth === undefined ? [] : [{ text: words.upTo(kilowattHours(capKwhPerMonth)) }];
}

function kilowattHours(energy: number): string {
  return `${toDigits(energy, 3)} kWh`;
}

function percent(value: number): string {
  return `${toDigits(value, 2)} %`;
}
