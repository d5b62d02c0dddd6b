import { type Static, Type } from "typebox";

/* What energy costs: contracts are files of their own (docs/guides/contracts.md), named here. */

const strict = { additionalProperties: false } as const;

const optionalText = (title: string, description: string, example: string) =>
  Type.Optional(Type.String({ minLength: 1, title, description, examples: [example] }));

export const tariffConfig = Type.Object(
  {
    meter: optionalText(
      "Meter",
      "Whose energy it is for: its name in topics, its number or its name. Needed with several meters.",
      "house",
    ),
    contract: Type.String({
      minLength: 1,
      title: "Contract",
      description: "Its file; a relative path starts at the configuration's folder.",
      examples: ["contract.yaml"],
    }),
    alternatives: Type.Array(
      Type.String({
        minLength: 1,
        title: "Contract",
        description: "Another contract's file.",
        examples: ["other-contract.yaml"],
      }),
      { title: "Alternatives", description: "Contracts to compare with: what would have been paid.", default: [] },
    ),
    prices: optionalText("Prices", "Area or name of the price source, where there are several.", "NO1"),
    country: Type.Optional(
      Type.String({
        pattern: "^[A-Z]{2}$",
        title: "Country",
        description: "Whose public holidays the contract means, by its two letters. Without it there are none.",
        examples: ["NO"],
      }),
    ),
    region: optionalText("Region", "Part of the country, where holidays differ between them.", "BY"),
    guard: Type.Object(
      {
        limitKw: Type.Optional(
          Type.Number({
            exclusiveMinimum: 0,
            maximum: 10_000,
            title: "Limit",
            description:
              "In kW, of the mean over the rule's window. Without it: what the running month has been paid for already, so that a peak that changes nothing is not warned of.",
            examples: [5],
          }),
        ),
      },
      { ...strict, title: "Peak guard", description: "Warns before a window goes over.", default: {} },
    ),
  },
  { ...strict, title: "Tariff" },
);
export type TariffConfig = Static<typeof tariffConfig>;
