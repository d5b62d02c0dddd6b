import { type Static, Type } from "typebox";
import { componentView } from "./contract-components.ts";
import { remark } from "./words.ts";

/* What energy costs, as the API and MQTT say it. Money is in the contract's currency, negative where it is received. */

const at = (description: string) =>
  Type.String({
    description: `${description}, ISO 8601 with the offset of the meter's zone`,
    examples: ["2026-11-03T17:00:00+01:00"],
  });
const kilowatts = (description: string) => Type.Number({ description: `${description}, in kW` });
const quality = Type.Enum(["measured", "interpolated", "estimated", "edited"], {
  description: "How the amount is known; the worst of its intervals",
});

export const costAnswerItem = Type.Object(
  {
    start: at("First instant"),
    end: at("First instant that is not in it"),
    importKwh: Type.Number(),
    exportKwh: Type.Number(),
    cost: Type.Number({ description: "All that is paid, by components that come to more than 0" }),
    income: Type.Number({ description: "All that is received, as a positive number" }),
    net: Type.Number({ description: "cost minus income" }),
    components: Type.Record(Type.String(), Type.Number(), { description: "What each component comes to, by its id" }),
    unpricedKwh: Type.Optional(
      Type.Number({ description: "Energy that has no price yet; its cost is not in the sums" }),
    ),
  },
  { title: "Cost" },
);
export type CostAnswerItem = Static<typeof costAnswerItem>;

export const peakView = Type.Object(
  {
    start: at("Start of the window"),
    kw: kilowatts("Mean of the window as it counts"),
    quality,
    partial: Type.Optional(Type.Boolean({ description: "Not all of the window is known, or it is still running" })),
  },
  { title: "Peak" },
);
export type PeakView = Static<typeof peakView>;

const chargeStep = Type.Object({
  fromKw: kilowatts("Where it begins"),
  perMonth: Type.Number({ description: "What a month in it costs" }),
});

const meterPeak = Type.Object(
  {
    kw: kilowatts("The highest window of the month"),
    at: at("When, as the meter says it: Belgian ones say the window's end"),
    ledgerKw: Type.Optional(kilowatts("The same by the ledger")),
    differenceKw: Type.Optional(kilowatts("What the meter has more than the ledger")),
  },
  { description: "What the meter itself counted, where the rule goes by it: `kw` is this then" },
);

export const capacityMonth = Type.Object(
  {
    month: Type.String({ examples: ["2026-11"] }),
    component: Type.String({ description: "Of the contract" }),
    rule: Type.String({ description: "In words" }),
    source: Type.String({ description: "The page that states the rule" }),
    top: Type.Integer({ description: "Of how many peaks the month's value is the mean" }),
    peaks: Type.Array(peakView),
    meter: Type.Optional(meterPeak),
    kw: Type.Optional(kilowatts("The month's own value")),
    chargedKw: Type.Optional(kilowatts("What is charged for")),
    monthsKnown: Type.Integer({ description: "Of how many months that is the mean" }),
    charge: Type.Optional(Type.Number({ description: "What the month costs by it" })),
    steps: Type.Optional(Type.Array(chargeStep, { description: "Where it is charged by steps" })),
    nextStep: Type.Optional(
      Type.Object(
        { ...chargeStep.properties, more: Type.Number({ description: "Than the month costs now" }) },
        { description: "The step above the month's value" },
      ),
    ),
    perKwMonth: Type.Optional(Type.Number({ description: "What a kW costs in this month, where it is charged by kW" })),
  },
  { title: "Capacity of a month" },
);
export type CapacityMonth = Static<typeof capacityMonth>;

export const windowView = Type.Object(
  {
    component: Type.String(),
    start: at("Start of the running window"),
    end: at("Its end"),
    usedKwh: Type.Number({ description: "So far" }),
    expectedKw: kilowatts("What the window's mean will be if use goes on"),
    lowKw: kilowatts("The least that it will be, nine times in ten"),
    highKw: kilowatts("The most that it will be, nine times in ten"),
    limitKw: kilowatts("What it should stay at or below"),
    limit: Type.Enum(["set", "paid"], { description: "Set by the user, or what the month is paid for already" }),
    allowedKw: kilowatts("What may be used from now on to stay within the limit"),
    monthKw: kilowatts("The month's value if the window comes to what is expected"),
    moreCost: Type.Optional(
      Type.Number({
        description:
          "What the month costs more then; where the mean of several months is charged for, all of them together",
      }),
    ),
    breakCost: Type.Optional(
      Type.Number({ description: "What the month costs more as soon as the window goes over its limit, by steps" }),
    ),
    perKwOver: Type.Optional(
      Type.Number({ description: "What the first kW over the limit costs, as `moreCost` counts it, by kW" }),
    ),
  },
  { title: "Running window" },
);
export type WindowView = Static<typeof windowView>;

const kwhPrice = (description: string) => Type.Number({ description: `${description}, in the contract's currency` });

export const contractPrice = Type.Object(
  {
    start: at("First instant"),
    end: at("First instant that is not in it"),
    import: Type.Optional(kwhPrice("What one more kWh taken costs, taxes and grid included; absent while not known")),
    export: Type.Optional(
      kwhPrice("What one more kWh given brings; absent while not known, or where the contract says nothing of it"),
    ),
  },
  { title: "Price of a kWh" },
);
export type ContractPriceView = Static<typeof contractPrice>;

const priceParts = Type.Record(Type.String(), Type.Number());
export const priceNow = Type.Object(
  {
    ...contractPrice.properties,
    importParts: Type.Optional(priceParts),
    exportParts: Type.Optional(priceParts),
  },
  { title: "Price now", description: "With what each component comes to, by its id" },
);
export type PriceNow = Static<typeof priceNow>;

const cheapestSpan = Type.Object({
  start: at("Its beginning"),
  end: at("Its end"),
  import: Type.Number({ description: "Mean price of a kWh in it" }),
});
const cheapestSpans = {
  cheapest1h: Type.Optional(cheapestSpan),
  cheapest3h: Type.Optional(cheapestSpan),
  cheapest6h: Type.Optional(cheapestSpan),
};

/** `GET /api/v1/meters/{meter}/prices`: what a kWh costs by the contract, from the current step on. */
export const contractPricesAnswer = Type.Object({
  currency: Type.String(),
  contract: Type.String(),
  now: Type.Optional(priceNow),
  prices: Type.Array(contractPrice),
  ...cheapestSpans,
});
export type ContractPricesAnswer = Static<typeof contractPricesAnswer>;

const tariffFields = {
  currency: Type.String({ examples: ["NOK"] }),
  contract: Type.String({ description: "The contract's id" }),
  hour: Type.Optional(costAnswerItem),
  day: Type.Optional(costAnswerItem),
  month: Type.Optional(costAnswerItem),
  capacity: Type.Array(capacityMonth),
  windows: Type.Array(windowView),
  priceNow: Type.Optional(priceNow),
  priceNext: Type.Optional(contractPrice),
  ...cheapestSpans,
};
export const tariffNow = Type.Object(tariffFields, {
  title: "Cost now",
  description: "Where a contract is configured",
});
export const energyNow = Type.Object(
  {
    meter: Type.String({ description: "Its name in topics" }),
    at: at("When this was worked out"),
    ...tariffFields,
  },
  { title: "Energy and cost now" },
);
export type EnergyNow = Static<typeof energyNow>;

export const costsAnswer = Type.Object({
  currency: Type.String(),
  contract: Type.String(),
  items: Type.Array(costAnswerItem),
});
export type CostsAnswer = Static<typeof costsAnswer>;

export const peaksAnswer = Type.Object({
  currency: Type.String(),
  contract: Type.String(),
  months: Type.Array(capacityMonth),
});
export type PeaksAnswer = Static<typeof peaksAnswer>;

export const contractView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    currency: Type.String(),
    components: Type.Array(componentView),
    leftOut: Type.Array(remark, { description: "What an included tariff says and no component can" }),
  },
  { title: "Contract" },
);
export type ContractView = Static<typeof contractView>;

export const contractsAnswer = Type.Object({
  contract: Type.Optional(contractView),
  alternatives: Type.Array(contractView),
});
export type ContractsAnswer = Static<typeof contractsAnswer>;

export const whatIfAnswer = Type.Object({
  from: at("First instant"),
  to: at("First instant that is not in it"),
  contracts: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      currency: Type.String(),
      cost: Type.Number(),
      income: Type.Number(),
      net: Type.Number(),
      components: Type.Record(Type.String(), Type.Number()),
      unpricedKwh: Type.Optional(Type.Number()),
    }),
  ),
});
export type WhatIfAnswer = Static<typeof whatIfAnswer>;
