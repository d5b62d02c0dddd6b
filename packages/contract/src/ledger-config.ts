import { type Static, Type } from "typebox";

const strict = { additionalProperties: false } as const;

/** `store.ledger`: how long what is kept. */
export const ledgerStoreConfig = Type.Object(
  {
    quarterDays: Type.Integer({
      minimum: 40,
      maximum: 36_500,
      title: "Days of quarters",
      description: "Older quarters of an hour are joined to hours.",
      default: 1096,
      examples: [400],
    }),
    hourDays: Type.Integer({
      minimum: 400,
      maximum: 36_500,
      title: "Days of hours",
      description: "Of older hours only the days are kept; days are kept for good.",
      default: 4018,
      examples: [8000],
    }),
  },
  {
    ...strict,
    title: "Ledger",
    description: "Energy in quarters of an hour, hours and days; docs/guides/ledger.md says what stands in it.",
    default: {},
  },
);
export type LedgerStoreConfig = Static<typeof ledgerStoreConfig>;

const meterName = (description: string) =>
  Type.String({
    minLength: 1,
    title: "Meter",
    description: `${description}: its name in topics, or its number.`,
    examples: ["house"],
  });

const productionConfig = Type.Object(
  {
    meter: meterName("What counts the production"),
    register: Type.String({
      minLength: 1,
      title: "Register",
      description: "The one that counts what is produced.",
      default: "energyExportWh",
      examples: ["energyImportWh"],
    }),
  },
  { ...strict, title: "Production" },
);

/** Meters that belong together. */
export const homeConfig = Type.Object(
  {
    name: Type.String({
      pattern: "^[^/+#\\s]+$",
      title: "Name",
      description: "Stands for the home in the API, without blanks, `/`, `+` and `#`.",
      default: "home",
      examples: ["home"],
    }),
    meters: Type.Array(meterName("A meter at the grid"), {
      minItems: 1,
      title: "Meters at the grid",
      description: "What several of them count is added up.",
      examples: [["house"]],
    }),
    production: Type.Array(productionConfig, {
      title: "Production",
      description:
        "Meters behind solar panels and the like: with them self-consumption and self-sufficiency are known.",
      default: [],
    }),
  },
  { ...strict, title: "Home" },
);
export type HomeConfig = Static<typeof homeConfig>;
