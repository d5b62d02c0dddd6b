import { type Static, Type } from "typebox";

/*
 * The components of a contract as the API says them: as in the contract's file, rules and defaults filled in. Whoever
 * shows them makes the words. Amounts are in the contract's currency, of a kWh where nothing else is said.
 */

const date = (description: string) =>
  Type.String({ description: `${description}, month and day`, examples: ["11-01"] });

/** When something holds; what isn't given holds always. */
export const timeFilterView = Type.Object(
  {
    months: Type.Optional(Type.Array(Type.Integer({ description: "1 is January" }))),
    dates: Type.Optional(Type.Object({ from: date("First day"), to: date("Last day, included") })),
    weekdays: Type.Optional(Type.Array(Type.Integer({ description: "1 is Monday" }))),
    hours: Type.Optional(
      Type.Array(
        Type.Object(
          { from: Type.Number(), to: Type.Number({ description: "not included" }) },
          { description: "Hours of the clock with their parts; over midnight where `from` is the later one" },
        ),
      ),
    ),
    holidays: Type.Optional(
      Type.Enum(["only", "except", "as-sunday"], { description: "On public holidays, on other days, or as Sundays" }),
    ),
  },
  { title: "Times" },
);
export type TimeFilterView = Static<typeof timeFilterView>;

const ruleSource = Type.Object({ url: Type.String(), about: Type.String() });

const capacityCharge = Type.Union([
  Type.Object({
    kind: Type.Literal("steps"),
    steps: Type.Array(Type.Object({ fromKw: Type.Number(), perMonth: Type.Number() })),
  }),
  Type.Object({
    kind: Type.Literal("per-kw"),
    rates: Type.Array(Type.Object({ months: Type.Optional(Type.Array(Type.Integer())), perKwMonth: Type.Number() })),
  }),
]);

/** How a charge is made of the highest use. */
export const capacityRuleView = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: "In English" }),
    source: ruleSource,
    windowMinutes: Type.Integer({ description: "Over which use is measured: 15, 30 or 60" }),
    quantity: Type.Enum(["import", "net"]),
    when: Type.Optional(timeFilterView),
    unless: Type.Optional(timeFilterView),
    weights: Type.Optional(Type.Array(Type.Object({ when: timeFilterView, factor: Type.Number() }))),
    top: Type.Integer({ description: "Of how many of the highest the mean is taken" }),
    distinct: Type.Enum(["window", "day", "week"], { description: "At most one of each day, or of each week" }),
    among: Type.Enum(["month", "twelve-months"], { description: "Among which they are chosen" }),
    authority: Type.Optional(Type.Literal("meter", { description: "What the meter itself counts is charged for" })),
    leastKw: Type.Optional(Type.Number({ description: "Each month counts at least as this" })),
    meanOfMonths: Type.Optional(Type.Integer({ description: "Of how many months the mean is charged for" })),
    charge: Type.Optional(capacityCharge),
  },
  { title: "Capacity rule" },
);
export type CapacityRuleView = Static<typeof capacityRuleView>;

const markUp = { factor: Type.Optional(Type.Number()), add: Type.Optional(Type.Number()) };
const cap = { capKwhPerMonth: Type.Optional(Type.Number()) };
const period = Type.Enum(["month", "year"]);

/** What a component comes to, by its kind; docs/guides/contracts.md says what the kinds are. */
export const componentDetails = Type.Union(
  [
    Type.Object({ kind: Type.Literal("spot"), ...markUp }),
    Type.Object({ kind: Type.Literal("spot-month-mean"), ...markUp }),
    Type.Object({ kind: Type.Literal("per-kwh"), amount: Type.Number() }),
    Type.Object({
      kind: Type.Literal("tiers"),
      per: period,
      tiers: Type.Array(Type.Object({ fromKwh: Type.Number(), amount: Type.Number() })),
    }),
    Type.Object({ kind: Type.Literal("spot-support"), share: Type.Number(), above: Type.Number(), ...cap }),
    Type.Object({ kind: Type.Literal("spot-replaced"), by: Type.Number(), ...cap }),
    Type.Object({
      kind: Type.Literal("percent"),
      percent: Type.Number(),
      of: Type.Optional(Type.Array(Type.String({ description: "ids of components" }))),
    }),
    Type.Object({ kind: Type.Literal("fee"), amount: Type.Number(), per: Type.Enum(["day", "month", "year"]) }),
    Type.Object({ kind: Type.Literal("capacity"), rule: capacityRuleView }),
    Type.Object({ kind: Type.Literal("netted"), per: period, amount: Type.Number() }),
    Type.Object({ kind: Type.Literal("surplus"), per: period, amount: Type.Number() }),
  ],
  { title: "Component by its kind" },
);
export type ComponentDetails = Static<typeof componentDetails>;

/** A component of a contract. */
export const componentView = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: "As it stands in the contract's file" }),
    kind: Type.String(),
    direction: Type.Enum(["import", "export"]),
    details: componentDetails,
    when: Type.Optional(timeFilterView),
    unless: Type.Optional(Type.Array(timeFilterView, { description: "It does not hold where one of these does" })),
    from: Type.Optional(Type.String({ description: "First day" })),
    to: Type.Optional(Type.String({ description: "The day on which it is over" })),
    source: Type.Optional(ruleSource),
  },
  { title: "Component" },
);
export type ComponentView = Static<typeof componentView>;
