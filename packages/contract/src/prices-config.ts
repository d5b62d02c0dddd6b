import { type Static, Type } from "typebox";

/* Where prices come from: the members of `prices.sources`, told apart by `type`. Without any, no host is asked. */

const strict = { additionalProperties: false } as const;

const name = Type.String({
  minLength: 1,
  title: "Name",
  description: "What logs and pages call it. Without one: its type, numbered where there are several.",
  examples: ["spot"],
});

const areaName = "^[A-Za-z0-9][A-Za-z0-9 _.:-]{0,39}$";

const area = (description: string, example: string) =>
  Type.String({ pattern: areaName, title: "Area", description, examples: [example] });

const currency = (description: string, example: string) =>
  Type.String({ pattern: "^[A-Z]{3}$", title: "Currency", description, examples: [example] });

const zone = Type.Optional(
  Type.String({
    minLength: 1,
    title: "Time zone of the market",
    description:
      "IANA zone in which its days begin and `publishedAt` is meant. Without it the market's own where that is known, else `Europe/Brussels`.",
    examples: ["Europe/London"],
  }),
);

const publishedAt = Type.Optional(
  Type.String({
    pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    title: "Published at",
    description:
      "When the next day's prices are there, by the market's clock: `13:00` for auctions and addresses, `00:00` for files and tariffs. They are asked for some minutes later.",
    examples: ["13:00"],
  }),
);

const timeoutSeconds = Type.Integer({
  minimum: 1,
  maximum: 300,
  title: "Time for an answer",
  description: "In seconds. A server that takes longer is asked again later.",
  default: 30,
  examples: [60],
});

const common = { name, zone, publishedAt, timeoutSeconds };

const url = (preset: string) =>
  Type.String({
    pattern: "^https?://[^@?#\\s]+$",
    title: "Address",
    description: "Another one than the service's own, for a proxy or a trial.",
    default: preset,
    examples: [preset],
  });

const secret = (title: string, description: string, example: string) =>
  Type.Optional(Type.String({ minLength: 1, writeOnly: true, title, description, examples: [example] }));

const secretFile = (title: string, instead: string, example: string) =>
  Type.Optional(
    Type.String({
      minLength: 1,
      title,
      description: `Instead of \`${instead}\`.`,
      examples: [`/run/secrets/${example}`],
    }),
  );

const entsoePrices = Type.Object(
  {
    type: Type.Literal("entsoe", {
      title: "Type",
      description: "ENTSO-E's Transparency Platform: day-ahead prices of all Europe. It needs a free token.",
    }),
    ...common,
    area: area("Bidding zone by its name (docs/guides/prices.md has them) or by its EIC code of 16 characters.", "NO1"),
    token: secret(
      "Token",
      "The security token of your account. Better kept in `tokenFile` or the environment.",
      "00000000-0000-0000-0000-000000000000",
    ),
    tokenFile: secretFile("File with the token", "token", "entsoe-token"),
    resolution: Type.Enum(["15", "60"], {
      title: "Minutes of a price",
      description: "Which to take where the market has both; else what there is.",
      default: "15",
      examples: ["60"],
    }),
    sequence: Type.Integer({
      minimum: 1,
      maximum: 9,
      title: "Sequence",
      description:
        "Which auction, where a zone has several: 1 is the common European one; 2 that of EXAA for Germany and Austria.",
      default: 1,
      examples: [2],
    }),
    url: url("https://web-api.tp.entsoe.eu/api"),
  },
  { ...strict, title: "ENTSO-E" },
);

const energyChartsPrices = Type.Object(
  {
    type: Type.Literal("energy-charts", {
      title: "Type",
      description: "Energy-Charts of Fraunhofer ISE: day-ahead prices of most of Europe, without a token.",
    }),
    ...common,
    area: area("Bidding zone as its API names it: `DE-LU`, `AT`, `NO1`.", "DE-LU"),
    url: url("https://api.energy-charts.info"),
  },
  { ...strict, title: "Energy-Charts" },
);

const hvakosterstrommenPrices = Type.Object(
  {
    type: Type.Literal("hvakosterstrommen", {
      title: "Type",
      description: "hvakosterstrommen.no: Norway's spot prices, without VAT and support, without a token.",
    }),
    ...common,
    area: Type.Enum(["NO1", "NO2", "NO3", "NO4", "NO5"], {
      title: "Area",
      description: "Price area.",
      examples: ["NO5"],
    }),
    currency: Type.Enum(["NOK", "EUR"], {
      title: "Currency",
      description: "The service says both.",
      default: "NOK",
      examples: ["EUR"],
    }),
    url: url("https://www.hvakosterstrommen.no"),
  },
  { ...strict, title: "hvakosterstrommen.no" },
);

const energiDataServicePrices = Type.Object(
  {
    type: Type.Literal("energi-data-service", {
      title: "Type",
      description: "Energi Data Service of Energinet: spot prices of Denmark and its neighbours, without a token.",
    }),
    ...common,
    area: area("Price area as its data sets name it: `DK1`, `DK2`, `NO2`, `SE4`.", "DK1"),
    currency: Type.Enum(["DKK", "EUR"], {
      title: "Currency",
      description: "DKK is missing until the next working day for prices published at weekends: those come in EUR.",
      default: "DKK",
      examples: ["EUR"],
    }),
    url: url("https://api.energidataservice.dk"),
  },
  { ...strict, title: "Energi Data Service" },
);

const datahubPricelistPrices = Type.Object(
  {
    type: Type.Literal("datahub-pricelist", {
      title: "Type",
      description: "A grid company's tariff out of Energi Data Service's price list (Denmark), in DKK without VAT.",
    }),
    ...common,
    area: area("Your name for this tariff.", "grid-tariff"),
    gln: Type.String({
      pattern: "^[0-9]{13}$",
      title: "GLN",
      description: "13 digits that stand for the grid company.",
      examples: ["5790000000005"],
    }),
    chargeTypeCode: Type.String({
      minLength: 1,
      maxLength: 60,
      title: "Charge type code",
      description: "As the price list has it.",
      examples: ["CD"],
    }),
    note: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        title: "Note",
        description: "Where one code stands for several tariffs: the text of the column `Note`.",
        examples: ["Nettarif C time"],
      }),
    ),
    url: url("https://api.energidataservice.dk"),
  },
  { ...strict, title: "Danish grid tariffs" },
);

const fixedPrices = Type.Object(
  {
    type: Type.Literal("fixed", { title: "Type", description: "One price for all hours." }),
    name,
    zone,
    area: area("Your name for it.", "home"),
    price: Type.Number({
      minimum: -1000,
      maximum: 1000,
      title: "Price",
      description: "For a kWh. From a change on the new one holds; what is past keeps its price.",
      examples: [0.2895],
    }),
    currency: currency("Three letters (ISO 4217).", "EUR"),
  },
  { ...strict, title: "Fixed price" },
);

const column = (title: string, description: string, example: string) =>
  Type.String({ minLength: 1, maxLength: 100, title, description, examples: [example] });

const tablePrices = Type.Object(
  {
    type: Type.Literal("table", {
      title: "Type",
      description: "CSV or JSON in a file or from a web server, by a mapping that you describe.",
    }),
    ...common,
    area: area("Your name for it.", "supplier"),
    path: Type.Optional(
      Type.String({
        minLength: 1,
        title: "File",
        description: "A relative path starts at the configuration's folder. Either this or `url`.",
        examples: ["prices.csv"],
      }),
    ),
    url: Type.Optional(
      Type.String({
        pattern: "^https?://[^@#\\s]+$",
        title: "Address",
        description:
          "`{year}`, `{month}` and `{day}` stand for the day in question; an address without them is asked for all days at once.",
        examples: ["https://supplier.example/prices/{year}-{month}-{day}.json"],
      }),
    ),
    authorization: secret(
      "Authorization",
      "The whole `Authorization` header, where the server asks for one.",
      "Bearer some-token",
    ),
    authorizationFile: secretFile("File with the authorization", "authorization", "price-authorization"),
    format: Type.Enum(["csv", "json"], {
      title: "Format",
      description: "CSV has the names of its columns in the first line.",
      default: "csv",
      examples: ["json"],
    }),
    rows: Type.String({
      minLength: 1,
      title: "Rows",
      description: "For JSON: where the list is, names joined by dots; `.` is the whole.",
      default: ".",
      examples: ["data.prices"],
    }),
    start: column("Start", "Column (CSV) or path in a row (JSON) of the time at which the price begins.", "time_start"),
    price: column("Price", "Column or path of the price.", "value"),
    minutes: Type.Enum(["15", "30", "60"], {
      title: "Minutes of a price",
      description: "How long each price holds.",
      default: "60",
      examples: ["15"],
    }),
    unit: Type.Enum(["1/kWh", "0.01/kWh", "1/MWh"], {
      title: "Unit",
      description: "One unit of the currency for a kWh, a hundredth of it (cent, øre) for a kWh, or one for a MWh.",
      default: "1/kWh",
      examples: ["1/MWh"],
    }),
    currency: currency("Three letters (ISO 4217).", "EUR"),
    separator: Type.Enum([",", ";", "tab"], {
      title: "Separator",
      description: "For CSV: what is between two columns.",
      default: ",",
      examples: [";"],
    }),
    decimal: Type.Enum([".", ","], {
      title: "Decimal mark",
      description: "What the decimals of a price begin with.",
      default: ".",
      examples: [","],
    }),
  },
  { ...strict, title: "Table" },
);

export type EntsoePricesConfig = Static<typeof entsoePrices>;
export type EnergyChartsPricesConfig = Static<typeof energyChartsPrices>;
export type HvakosterstrommenPricesConfig = Static<typeof hvakosterstrommenPrices>;
export type EnergiDataServicePricesConfig = Static<typeof energiDataServicePrices>;
export type DatahubPricelistPricesConfig = Static<typeof datahubPricelistPrices>;
export type FixedPricesConfig = Static<typeof fixedPrices>;
export type TablePricesConfig = Static<typeof tablePrices>;
export type PriceSourceConfig =
  | EntsoePricesConfig
  | EnergyChartsPricesConfig
  | HvakosterstrommenPricesConfig
  | EnergiDataServicePricesConfig
  | DatahubPricelistPricesConfig
  | FixedPricesConfig
  | TablePricesConfig;

const priceSource = Type.Unsafe<PriceSourceConfig>({
  type: "object",
  title: "Price source",
  required: ["type"],
  discriminator: { propertyName: "type" },
  oneOf: [
    entsoePrices,
    energyChartsPrices,
    hvakosterstrommenPrices,
    energiDataServicePrices,
    datahubPricelistPrices,
    fixedPrices,
    tablePrices,
  ],
});

const convertConfig = Type.Object(
  {
    to: currency("Into which prices are converted: three letters (ISO 4217).", "NOK"),
    bank: Type.Enum(["ecb", "norges-bank"], {
      title: "Bank",
      description: "Whose daily rates are fetched and used: the European Central Bank or Norges Bank.",
      examples: ["norges-bank"],
    }),
    url: Type.Optional(
      Type.String({
        pattern: "^https?://[^@?#\\s]+$",
        title: "Address",
        description: "Another one than the bank's own, for a proxy or a trial.",
        examples: ["http://127.0.0.1:8080"],
      }),
    ),
  },
  {
    ...strict,
    title: "Conversion",
    description:
      "Prices are kept in the currency they came in, and shown in this one by the rate of their day, or of the latest day before it.",
  },
);
export type ConvertConfig = Static<typeof convertConfig>;

export const pricesConfig = Type.Object(
  {
    sources: Type.Array(priceSource, {
      minItems: 1,
      maxItems: 20,
      title: "Price sources",
      description: "Several of one area: the first one that knows an hour's price is believed.",
    }),
    area: Type.Optional(
      area("Which one MQTT's `prices` topic and the firmware's formats show; the first source's otherwise.", "NO1"),
    ),
    historyDays: Type.Integer({
      minimum: 0,
      maximum: 366,
      title: "Days back",
      description: "Prices of so many past days are fetched where they are missing. What is there is kept for good.",
      default: 7,
      examples: [31],
    }),
    convert: Type.Optional(convertConfig),
  },
  {
    ...strict,
    title: "Prices",
    description: "What a kWh costs: docs/guides/prices.md. Without this section nobody is asked for prices.",
  },
);
export type PricesConfig = Static<typeof pricesConfig>;
