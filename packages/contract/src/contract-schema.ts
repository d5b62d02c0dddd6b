import { type TProperties, type TSchema, Type } from "typebox";

/*
 * What a contract's file holds (docs/guides/contracts.md), for forms and editors. The energy package reads such files and says
 * what is right; a test holds the two together.
 */

const strict = { additionalProperties: false } as const;

/** A capacity rule that is shipped. */
export interface NamedRule {
  readonly id: string;
  readonly name: string;
}

const optional = Type.Optional;
const text = (title: string, description: string, example: string) =>
  Type.String({ minLength: 1, maxLength: 200, title, description, examples: [example] });
const number = (title: string, description: string, example: number) =>
  Type.Number({ title, description, examples: [example] });
const amount = (description = "Of a kWh, in the contract's currency; negative where it is received.") =>
  number("Amount", description, 0.25);
const day = (title: string, description: string) =>
  optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", title, description, examples: ["2026-01-01"] }));
const several = (values: readonly number[], title: string, description: string) =>
  optional(
    Type.Unsafe<readonly number[]>({
      type: "array",
      items: { enum: [...values] },
      uniqueItems: true,
      title,
      description,
    }),
  );
const numbersTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const months = several(numbersTo(12), "Months", "In these months only.");

const filterProperties = {
  months,
  weekdays: several(numbersTo(7), "Days of the week", "On these days only."),
  hours: optional(
    Type.Array(Type.Array(Type.Number({ minimum: 0, maximum: 24 }), { minItems: 2, maxItems: 2 }), {
      title: "Hours",
      description: "By the clock, the last hour excluded, also over midnight.",
      examples: ["22-6, 12-13:30"],
    }),
  ),
  dates: optional(
    Type.Array(Type.String({ pattern: "^(?:0\\d|1[0-2])-(?:[0-2]\\d|3[01])$" }), {
      ...{ minItems: 2, maxItems: 2, title: "Dates" },
      description: "First day and last day as month and day, also over the new year.",
      examples: ["04-01 to 09-30"],
    }),
  ),
  holidays: optional(
    Type.Enum(["only", "except", "as-sunday"], {
      title: "Public holidays",
      description: "`only` on them, `except` on them, or `as-sunday`: they count as Sundays.",
    }),
  ),
};
const filter = (title: string, description: string) => Type.Object(filterProperties, { ...strict, title, description });

const base = {
  id: text("Id", "Short, and no other component's.", "grid-day"),
  name: optional(text("Name", "As on the bill; the id without it.", "Grid, day")),
};
const validity = {
  direction: optional(
    Type.Enum(["import", "export"], {
      ...{ title: "Direction", default: "import" },
      description: "Of energy that is taken, or of energy that is given to the grid.",
    }),
  ),
  from: day("From", "The first day on which it holds."),
  to: day("To", "The day on which it is over."),
  when: optional(filter("When", "It holds at these times only.")),
  unless: optional(
    Type.Array(filter("Exception", "It doesn't hold at these times."), {
      title: "Unless",
      description: "Times at which it doesn't hold.",
    }),
  ),
  source: optional(
    Type.Object(
      {
        url: text("Address", "The page that says so.", "https://grid.example/prices"),
        about: text("About", "Who says it, and of when.", "My grid company: prices of 2026"),
      },
      { ...strict, title: "Source", description: "Where it is from." },
    ),
  ),
};

function component(kind: string, title: string, about: string, own: TProperties): TSchema {
  return Type.Object(
    { kind: Type.Literal(kind, { description: about }), ...base, ...own, ...validity },
    { ...strict, title },
  );
}

const markUp = {
  factor: optional(number("Factor", "What the market's price is multiplied by; 1 without it.", 1.03)),
  add: optional(number("Add", "What comes to it, of a kWh.", 0.04)),
};
const cap = optional(number("At most", "So many kWh a month.", 5000));
const period = (values: readonly string[]) => Type.Enum([...values], { title: "Per", description: "Over which time." });

function componentsOf(rules: readonly NamedRule[]): TSchema[] {
  return [
    component("spot", "Market's price", "The market's price × `factor` + `add`.", markUp),
    component(
      "spot-month-mean",
      "Market's mean",
      "The mean of the market's prices in the month × `factor` + `add`.",
      markUp,
    ),
    component("per-kwh", "Price of a kWh", "The same for each kWh.", { amount: amount() }),
    component("tiers", "Tiers", "By what was used since the month or year began.", {
      per: period(["month", "year"]),
      tiers: Type.Array(
        Type.Object(
          { fromKwh: number("From", "kWh where it begins; the first at 0.", 0), amount: amount() },
          { ...strict, title: "Tier" },
        ),
        { minItems: 1, title: "Tiers", description: "The first begins at 0 kWh." },
      ),
    }),
    component("spot-support", "Support", "A share of what the market's price is above a threshold is paid back.", {
      share: number("Share", "0.9 is 90 %.", 0.9),
      above: number("Above", "The threshold, of a kWh.", 0.77),
      capKwhPerMonth: cap,
    }),
    component("spot-replaced", "State's price", "A fixed price in the place of the market's.", {
      by: number("By", "The price of a kWh.", 0.4),
      capKwhPerMonth: cap,
    }),
    component(
      "percent",
      "Percent",
      "Percent of all components of its direction before it, or of those named in `of`: a value-added tax.",
      {
        percent: number("Percent", "Of what has come together.", 25),
        of: optional(
          Type.Array(text("Id", "Of a component before it.", "grid-day"), {
            title: "Of",
            description: "Ids of the components that are meant; all before it without.",
          }),
        ),
      },
    ),
    component("fee", "Fee", "An amount for each day, month or year.", {
      amount: amount("In the contract's currency; negative where it is received."),
      per: period(["day", "month", "year"]),
    }),
    component("capacity", "Capacity charge", "What the highest use costs, by a rule.", {
      rule: Type.Unsafe<string>({
        enum: rules.map(({ id }) => id),
        ...{ title: "Rule", description: "How the peaks are counted." },
        titles: Object.fromEntries(rules.map(({ id, name }) => [id, name])),
      }),
      charge: optional(chargeSchema),
    }),
    component(
      "netted",
      "Net metering",
      "For each kWh given to the grid that was also taken from it within the period.",
      {
        per: period(["month", "year"]),
        amount: amount(),
      },
    ),
    component("surplus", "Surplus", "For each kWh given to the grid that was not taken from it within the period.", {
      per: period(["month", "year"]),
      amount: amount(),
    }),
  ];
}

const chargeSchema = Type.Object(
  {
    steps: optional(
      Type.Array(
        Type.Object(
          {
            fromKw: number("From", "kW where it begins; the first at 0.", 0),
            perMonth: number("A month", "What a month in it costs.", 120),
          },
          { ...strict, title: "Step" },
        ),
        { title: "Steps", description: "A month costs what its step costs." },
      ),
    ),
    isFromExcluded: optional(
      Type.Boolean({ title: "From excluded", description: "The kW at which a step begins belongs to the one below." }),
    ),
    rates: optional(
      Type.Array(
        Type.Object(
          { perKwMonth: number("A kW", "What a kW costs a month.", 36), months },
          { ...strict, title: "Rate" },
        ),
        { title: "Rates", description: "A month costs so much for each kW." },
      ),
    ),
  },
  { ...strict, title: "Charge", description: "What it costs: steps, or rates." },
);

const include = Type.Array(
  Type.Object(
    {
      format: Type.Enum(["fri-nettleie", "eltariff"], {
        title: "Format",
        description: "`fri-nettleie` of Norway, `eltariff` of Sweden.",
      }),
      file: text("File", "Beside the contract, or an address that begins with https://.", "my-grid-company.yml"),
      tariff: optional(text("Tariff", "Part of its name, where the file holds several.", "household")),
    },
    { ...strict, title: "Tariff file" },
  ),
  { title: "Included tariff files", description: "The grid's part out of an open tariff file." },
);

/** JSON Schema of a contract's file, by the capacity rules that there are. */
export function contractFileSchema(rules: readonly NamedRule[]): TSchema {
  return Type.Object(
    {
      id: text("Id", "What programs call it; two contracts of a meter have two.", "home"),
      name: text("Name", "What people call it.", "Spot with my grid company"),
      currency: Type.String({
        pattern: "^[A-Z]{3}$",
        title: "Currency",
        description: "Three capital letters.",
        examples: ["NOK"],
      }),
      components: Type.Array(Type.Unsafe<unknown>({ oneOf: componentsOf(rules), title: "Component" }), {
        title: "Components",
        description: "The lines of the bill, worked out in this order.",
      }),
      include: optional(include),
    },
    { ...strict, title: "Contract" },
  );
}
