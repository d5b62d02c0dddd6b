import type { CapacityCharge, CapacityRule } from "../capacity-rule.ts";
import type { Component, ComponentBase, ComponentKind, Contract } from "../contract.ts";
import { capacityRules } from "../rules.ts";
import type { TimeFilter } from "../time-filter.ts";
import { OutsideValue } from "./outside-value.ts";

/** Somebody else's tariff file that a contract takes its grid part from. */
export interface IncludedTariff {
  readonly format: "fri-nettleie" | "eltariff";
  /** A path, or a URL. */
  readonly file: string;
  /** Part of the tariff's name, where the file holds several. */
  readonly tariff?: string;
}

/** What a contract file says; included tariffs are not read yet. */
export interface ContractFile extends Contract {
  readonly include: readonly IncludedTariff[];
}

/**
 * Reads a contract as people write it: `docs/guides/contracts.md` says how. Keys that it doesn't know are mistakes.
 *
 * @param file The parsed YAML or JSON.
 * @throws TariffFileError naming the place, and what was expected there.
 */
export function readContractFile(file: unknown): ContractFile {
  const root = new OutsideValue(file);
  root.only(["id", "name", "currency", "include", "components"]);
  const currency = root.field("currency").text();
  if (!/^[A-Z]{3}$/.test(currency)) throw root.field("currency").wrong("expectedCurrency");
  const components = root.field("components").items().map(readComponent);
  components.forEach((component, index) => {
    if (components.findIndex(({ id }) => id === component.id) !== index)
      throw root.field("components").items()[index]?.field("id").wrong("expectedNewId");
  });
  return {
    id: root.field("id").text(),
    name: root.field("name").text(),
    currency,
    include: root.field("include").items().map(readInclude),
    components,
  };
}

function readInclude(include: OutsideValue): IncludedTariff {
  include.only(["format", "file", "tariff"]);
  const format = include.field("format").oneOf(["fri-nettleie", "eltariff"] as const);
  const tariff = include.field("tariff").optionalText();
  return { format, file: include.field("file").text(), ...(tariff === undefined ? {} : { tariff }) };
}

const baseKeys = ["id", "name", "kind", "direction", "from", "to", "when", "unless", "source"];

function readComponent(component: OutsideValue): Component {
  return { ...readBase(component), ...readKind(component) };
}

function readBase(component: OutsideValue): ComponentBase {
  const id = component.field("id").text();
  const direction = component.field("direction");
  const from = component.field("from").optionalDate();
  const to = component.field("to").optionalDate();
  const when = component.field("when");
  const unless = component.field("unless").items().map(readFilter);
  const source = component.field("source");
  return {
    id,
    name: component.field("name").optionalText() ?? id,
    direction: direction.isAbsent ? "import" : direction.oneOf(["import", "export"] as const),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(when.isAbsent ? {} : { when: readFilter(when) }),
    ...(unless.length === 0 ? {} : { unless }),
    ...(source.isAbsent ? {} : { source: { url: source.field("url").text(), about: source.field("about").text() } }),
  };
}

type Kind = ComponentKind["kind"];

/** What each kind has beside what all have, and how it is read. */
const kinds: Readonly<
  Record<Kind, readonly [keys: readonly string[], read: (component: OutsideValue) => ComponentKind]>
> = {
  spot: [["factor", "add"], (component) => ({ kind: "spot", ...readMarkUp(component) })],
  "spot-month-mean": [["factor", "add"], (component) => ({ kind: "spot-month-mean", ...readMarkUp(component) })],
  "per-kwh": [["amount"], (component) => ({ kind: "per-kwh", amount: component.field("amount").number() })],
  tiers: [["per", "tiers"], readTiers],
  "spot-support": [["share", "above", "capKwhPerMonth"], readSupport],
  "spot-replaced": [
    ["by", "capKwhPerMonth"],
    (component) => ({ kind: "spot-replaced", by: component.field("by").number(), ...readCap(component) }),
  ],
  percent: [["percent", "of"], readPercent],
  fee: [
    ["amount", "per"],
    (component) => ({
      kind: "fee",
      amount: component.field("amount").number(),
      per: component.field("per").oneOf(["day", "month", "year"] as const),
    }),
  ],
  capacity: [["rule", "charge"], readCapacity],
  netted: [["per", "amount"], (component) => ({ kind: "netted", ...readPeriodAmount(component) })],
  surplus: [["per", "amount"], (component) => ({ kind: "surplus", ...readPeriodAmount(component) })],
};

function readKind(component: OutsideValue): ComponentKind {
  const kind = component.field("kind").oneOf(Object.keys(kinds).filter(isKind));
  const [keys, read] = kinds[kind];
  component.only([...baseKeys, ...keys]);
  return read(component);
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(kinds, text);
}

function readMarkUp(component: OutsideValue): { readonly factor?: number; readonly add?: number } {
  const factor = component.field("factor").optionalNumber();
  const add = component.field("add").optionalNumber();
  return { ...(factor === undefined ? {} : { factor }), ...(add === undefined ? {} : { add }) };
}

function readCap(component: OutsideValue): { readonly capKwhPerMonth?: number } {
  const capKwhPerMonth = component.field("capKwhPerMonth").optionalNumber();
  return capKwhPerMonth === undefined ? {} : { capKwhPerMonth };
}

function readPeriodAmount(component: OutsideValue): { readonly per: "month" | "year"; readonly amount: number } {
  return {
    per: component.field("per").oneOf(["month", "year"] as const),
    amount: component.field("amount").number(),
  };
}

function readTiers(component: OutsideValue): ComponentKind {
  const tiers = component
    .field("tiers")
    .items()
    .map((tier) => {
      tier.only(["fromKwh", "amount"]);
      return { fromKwh: tier.field("fromKwh").number(), amount: tier.field("amount").number() };
    });
  tiers.sort((a, b) => a.fromKwh - b.fromKwh);
  if (tiers[0]?.fromKwh !== 0) throw component.field("tiers").wrong("expectedTiers");
  return { kind: "tiers", per: component.field("per").oneOf(["month", "year"] as const), tiers };
}

function readSupport(component: OutsideValue): ComponentKind {
  return {
    kind: "spot-support",
    share: component.field("share").number(),
    above: component.field("above").number(),
    ...readCap(component),
  };
}

function readPercent(component: OutsideValue): ComponentKind {
  const of = component.field("of");
  return {
    kind: "percent",
    percent: component.field("percent").number(),
    ...(of.isAbsent ? {} : { of: of.items().map((id) => id.text()) }),
  };
}

/** A rule by the id of one that is shipped, with the operator's own prices. */
function readCapacity(component: OutsideValue): ComponentKind {
  const choices = capacityRules.map((candidate) => candidate.id);
  const id = component.field("rule").oneOf(choices);
  const rule = capacityRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw component.field("rule").wrong("expectedOneOf", { choices: choices.join(", ") });
  const charge = component.field("charge");
  const priced: CapacityRule = charge.isAbsent ? rule : { ...rule, charge: readCharge(charge) };
  return { kind: "capacity", rule: priced };
}

function readCharge(charge: OutsideValue): CapacityCharge {
  charge.only(["steps", "isFromExcluded", "rates"]);
  if (!charge.field("steps").isAbsent) {
    const steps = charge
      .field("steps")
      .items()
      .map((step) => {
        step.only(["fromKw", "perMonth"]);
        return { fromKw: step.field("fromKw").number(), perMonth: step.field("perMonth").number() };
      });
    steps.sort((a, b) => a.fromKw - b.fromKw);
    return { kind: "steps", steps, ...(charge.field("isFromExcluded").value === true ? { isFromExcluded: true } : {}) };
  }
  const rates = charge
    .field("rates")
    .items()
    .map((rate) => {
      rate.only(["months", "perKwMonth"]);
      const months = rate.field("months");
      return {
        perKwMonth: rate.field("perKwMonth").number(),
        ...(months.isAbsent ? {} : { months: months.items().map((month) => month.integer(1, 12)) }),
      };
    });
  if (rates.length === 0) throw charge.wrong("expectedCharge");
  return { kind: "per-kw", rates };
}

function readFilter(filter: OutsideValue): TimeFilter {
  filter.only(["months", "dates", "weekdays", "hours", "holidays"]);
  const months = filter.field("months");
  const weekdays = filter.field("weekdays");
  const hours = filter.field("hours");
  const dates = filter.field("dates");
  const holidays = filter.field("holidays");
  return {
    ...(months.isAbsent ? {} : { months: months.items().map((month) => month.integer(1, 12)) }),
    ...(weekdays.isAbsent ? {} : { weekdays: weekdays.items().map((day) => day.integer(1, 7)) }),
    ...(hours.isAbsent ? {} : { hours: hours.items().map(readSpan) }),
    ...(dates.isAbsent ? {} : { dates: readDates(dates) }),
    ...(holidays.isAbsent ? {} : { holidays: holidays.oneOf(["only", "except", "as-sunday"] as const) }),
  };
}

/** `[22, 6]`, hours and parts of hours of the clock. */
function readSpan(span: OutsideValue): readonly [number, number] {
  const [from, to, ...more] = span.items().map((hour) => hour.number());
  const isSpan = from !== undefined && to !== undefined && more.length === 0;
  if (!isSpan || from < 0 || from >= 24 || to <= 0 || to > 24) throw span.wrong("expectedHours");
  return [from, to];
}

/** `["11-01", "03-31"]` */
function readDates(dates: OutsideValue): readonly [string, string] {
  const [from, to, ...more] = dates.items().map((date) => date.text());
  const isDate = (text: string | undefined) => text !== undefined && /^(0\d|1[0-2])-([0-2]\d|3[01])$/.test(text);
  if (from === undefined || to === undefined || !isDate(from) || !isDate(to) || more.length > 0)
    throw dates.wrong("expectedDays");
  return [from, to];
}
