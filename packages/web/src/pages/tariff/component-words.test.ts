import type { ComponentView, ContractView, TimeFilterView } from "@meter2mqtt/contract";
import { capacityRules } from "@meter2mqtt/energy";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { readerLocale, useLocale } from "../../format/locale.ts";
import type { ContractWords } from "../../i18n/contract-words.ts";
import { contracts as da } from "../../i18n/da/contracts.ts";
import { contracts as de } from "../../i18n/de/contracts.ts";
import { contracts as en } from "../../i18n/en/contracts.ts";
import { contracts as nb } from "../../i18n/nb/contracts.ts";
import { contracts as nl } from "../../i18n/nl/contracts.ts";
import { contracts as sv } from "../../i18n/sv/contracts.ts";
import { chargeFacts, ruleFacts } from "./capacity-words.ts";
import { componentFacts } from "./component-words.ts";
import { dayWords, monthsWords, timesWords } from "./time-words.ts";

const before = readerLocale() ?? "en";
beforeEach(() => useLocale("en-GB"));
afterAll(() => useLocale(before));

const weekdays = {
  hours: [{ from: 6, to: 22 }],
  weekdays: [1, 2, 3, 4, 5],
  holidays: "except",
} satisfies TimeFilterView;
const shipped = (id: string) => {
  const rule = capacityRules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`${id} is gone`);
  const { when, unless, weights, charge: _, ...rest } = rule;
  return {
    ...rest,
    ...(when && { when: times(when) }),
    ...(unless && { unless: times(unless) }),
    ...(weights && { weights: weights.map((weight) => ({ when: times(weight.when), factor: weight.factor })) }),
  };
};

function times(filter: NonNullable<(typeof capacityRules)[number]["when"]>): TimeFilterView {
  const { months, weekdays: days, hours, holidays } = filter;
  return {
    ...(months && { months: [...months] }),
    ...(days && { weekdays: [...days] }),
    ...(hours && { hours: hours.map(([from, to]) => ({ from, to })) }),
    ...(holidays && { holidays }),
  };
}

/** A contract with every kind that there is. */
const details: readonly ComponentView["details"][] = [
  { kind: "spot", factor: 1.03, add: 0.01 },
  { kind: "spot", factor: -1, add: 0.02 },
  { kind: "spot-month-mean" },
  { kind: "per-kwh", amount: 0.2975 },
  { kind: "per-kwh", amount: -0.6 },
  {
    kind: "tiers",
    per: "year",
    tiers: [
      { fromKwh: 0, amount: 0.1 },
      { fromKwh: 2900, amount: 0.2 },
    ],
  },
  { kind: "spot-support", share: 0.9, above: 0.77, capKwhPerMonth: 5000 },
  { kind: "spot-replaced", by: 0.4, capKwhPerMonth: 5000 },
  { kind: "percent", percent: 25 },
  { kind: "percent", percent: 6, of: ["c0", "c3", "gone"] },
  { kind: "fee", amount: -1.72, per: "day" },
  {
    kind: "capacity",
    rule: { ...shipped("no-three-days"), charge: { kind: "steps", steps: [{ fromKw: 2, perMonth: 200 }] } },
  },
  { kind: "netted", per: "year", amount: -0.26 },
  { kind: "surplus", per: "month", amount: -0.05 },
];
const contract: ContractView = {
  ...{ id: "all", name: "All", currency: "EUR", leftOut: [] },
  components: details.map((one, index) => ({
    ...{ id: `c${index}`, name: `Name ${index}`, kind: one.kind, direction: "import", details: one },
    ...(index === 3 ? { when: weekdays, unless: [{ months: [7, 8] }] } : {}),
  })),
};

const said = (words: ContractWords) =>
  contract.components.map((component) =>
    componentFacts(component, contract, words).flatMap(({ text, list = [] }) => [text, ...list]),
  );

test("every kind of component is told", () => {
  expect(said(en)).toEqual([
    ["Market price × 1.03 + €0.01"],
    ["Paid to you: Market price − €0.02"],
    ["Mean of the month’s market prices"],
    ["€0.2975 for each kWh", "When: Monday–Friday, 6:00–22:00, not on public holidays", "Not: July, August"],
    ["Paid to you: €0.60 for each kWh"],
    ["By what was used since the year began", "From 0 kWh: €0.10 for each kWh", "From 2,900 kWh: €0.20 for each kWh"],
    ["90 % of what the market price is above €0.77 is paid back", "Up to 5,000 kWh a month"],
    ["€0.40 for each kWh in the place of the market price", "Up to 5,000 kWh a month"],
    ["25 % of all before it"],
    ["6 % of: Name 0, Name 3 and gone"],
    ["Paid to you: €1.72 a day"],
    ["Mean of the 3 highest hours of the month", "At most one of each day", "What a month costs", "From 2 kW: €200.00"],
    ["Paid to you: €0.26 for each kWh given to the grid that was taken from it in the same year"],
    ["Paid to you: €0.05 for each kWh given to the grid beyond what was taken in the month"],
  ]);
});

describe("times", () => {
  test.each<[TimeFilterView, string]>([
    [{}, "always"],
    [{ months: [10, 11, 12, 1, 2, 3] }, "October–March"],
    [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, "January–December"],
    [{ months: [1, 3, 4] }, "January, March, April"],
    [{ weekdays: [6, 7] }, "Saturday, Sunday"],
    [{ dates: { from: "11-01", to: "02-29" } }, "1 November – 29 February"],
    [
      {
        hours: [
          { from: 22, to: 6 },
          { from: 12, to: 13.5 },
        ],
      },
      "22:00–6:00, 12:00–13:30",
    ],
    [{ weekdays: [7], holidays: "as-sunday" }, "Sunday, public holidays as Sundays"],
  ])("%j are %s", (filter, words) => {
    expect(timesWords(filter, en)).toBe(words);
  });

  test("in German, by the same data", () => {
    useLocale("de-DE");
    expect(timesWords(weekdays, de)).toBe("Montag–Freitag, 6:00–22:00, nicht an Feiertagen");
    expect(said(de)[3]?.[0]).toBe("0,2975\u00a0€ für jede kWh");
    expect(monthsWords([4, 5, 6])).toBe("April–Juni");
    expect(dayWords("2026-01-31")).toBe("31.01.2026");
  });

  test("what is no day stays as it is", () => {
    expect(dayWords("soon")).toBe("soon");
  });
});

test.each([
  [
    "no-fjellnett-five-weeks",
    ["Mean of the 5 highest hours of twelve months", "At most one of each week", "Weighted by time"],
  ],
  [
    "be-vlg-month-peak",
    [
      "The highest quarter-hour of the month",
      "As the meter itself counts it",
      "Each month counts as 2.5 kW at least",
      "Charged for is the mean of 12 months",
    ],
  ],
  ["se-seom", ["Mean of the 3 highest hours of the month", "When: Monday–Friday, 7:00–19:00, not on public holidays"]],
  [
    "se-malarenergi-low",
    ["Mean of the 3 highest hours of the month", "Not: November–March, Monday–Friday, 7:00–20:00"],
  ],
])("the rule %s", (id, facts) => {
  expect(ruleFacts(shipped(id), en).map(({ text }) => text)).toEqual(facts);
});

test("what a capacity rule costs", () => {
  const rule = shipped("se-seom");
  expect(chargeFacts(rule, "SEK", en)).toEqual([{ text: "No prices are set" }]);
  const one = { ...rule, charge: { kind: "per-kw" as const, rates: [{ perKwMonth: 36 }] } };
  expect(chargeFacts(one, "EUR", en)).toEqual([{ text: "A kW costs €36.00 a month" }]);
  const rates = [{ months: [11, 12, 1], perKwMonth: 111.5 }, { perKwMonth: 55.75 }];
  expect(chargeFacts({ ...rule, charge: { kind: "per-kw", rates } }, "EUR", en)).toEqual([
    { text: "What a kW costs a month", list: ["November–January: €111.50", "Whole year: €55.75"] },
  ]);
});

test.each(Object.entries({ nb, da, sv, de, nl }))("%s says as much as English", (_language, words) => {
  const lengths = (all: ContractWords) => said(all).map((facts) => facts.length);
  expect(lengths(words)).toEqual(lengths(en));
  for (const text of said(words).flat()) expect(text).not.toMatch(/undefined|NaN|\[object|=>/);
});
