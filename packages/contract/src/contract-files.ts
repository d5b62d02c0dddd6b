import { type Static, Type } from "typebox";
import { whatIfAnswer } from "./tariffs.ts";
import { remark, words } from "./words.ts";

/* Contracts as files in the configuration's folder, as the API shows and changes them. */

/** What a contract's file may be called: a name and an ending, and no way to another folder. */
export const contractFileName = "^[A-Za-z0-9][A-Za-z0-9_-]{0,59}\\.(?:yaml|yml|json)$";

const name = Type.String({ maxLength: 65, pattern: contractFileName, description: "a file's: contract.yaml" });
/** Many times any contract. */
export const contractOctets = 128 * 1024;
const yaml = Type.String({ maxLength: contractOctets, description: "the file's text" });
const etag = Type.String({ description: "of the file's content: for If-Match of a change" });
const sentences = (description: string) => Type.Array(remark, { description });
const content = Type.Record(Type.String(), Type.Unknown(), { description: "what the text says" });

/** Something in a contract that is not right. */
export const contractProblem = Type.Object({
  path: Type.String({ description: "components.0.per; empty for the whole" }),
  line: Type.Optional(Type.Integer({ minimum: 1, description: "of the text" })),
  message: Type.String({ description: "in English" }),
  hint: Type.String({ description: "in English" }),
  words: Type.Optional(words),
});
export type ContractProblem = Static<typeof contractProblem>;

const use = Type.Object({
  meter: Type.Optional(Type.String({ description: "as the settings name it" })),
  as: Type.Union([Type.Literal("contract"), Type.Literal("alternative")]),
});

const listedContract = Type.Object({
  name: Type.String({ description: "of the file; a path where the settings name one that is elsewhere" }),
  editable: Type.Boolean({
    description: "false: it is not in the configuration's folder, or its name is none of ours",
  }),
  etag: Type.Optional(etag),
  id: Type.Optional(Type.String()),
  title: Type.Optional(Type.String({ description: "the contract's own name" })),
  currency: Type.Optional(Type.String()),
  country: Type.Optional(Type.String({ description: "of the settings that use it" })),
  from: Type.Optional(Type.String({ description: "first day of its first component" })),
  components: Type.Integer({ minimum: 0 }),
  usedBy: Type.Array(use),
  problems: sentences("what is wrong with it"),
});
export type ListedContract = Static<typeof listedContract>;

/** `GET /api/v1/contract-files`. */
export const contractFilesAnswer = Type.Object({
  editable: Type.Boolean({ description: "false: the folder is read-only for the gateway" }),
  items: Type.Array(listedContract, { description: "200 at most" }),
});
export type ContractFilesAnswer = Static<typeof contractFilesAnswer>;

/** `GET /api/v1/contract-files/{name}`. */
export const contractFileAnswer = Type.Object({
  ...{ name, etag, yaml },
  values: content,
  usedBy: Type.Array(use),
  problems: Type.Array(contractProblem),
  warnings: sentences("what is left out, and what to look at"),
});
export type ContractFileAnswer = Static<typeof contractFileAnswer>;

/** Body of `POST /api/v1/contract-files/check`. */
export const contractCheckRequest = Type.Object(
  {
    name: Type.Optional(name),
    yaml,
    values: Type.Optional({ ...content, description: "what the text is to say; its comments stay" }),
  },
  { additionalProperties: false },
);
export type ContractCheckRequest = Static<typeof contractCheckRequest>;

export const contractCheckAnswer = Type.Object({
  ok: Type.Boolean(),
  errors: Type.Array(contractProblem),
  warnings: sentences("what is left out, and what to look at"),
  yaml: Type.Object({
    before: Type.String({ description: "the file as it is" }),
    after: Type.String({ description: "as it would be" }),
    diff: Type.String({ description: "unified, as `diff -u` writes it; empty where nothing changes" }),
  }),
  values: content,
});
export type ContractCheckAnswer = Static<typeof contractCheckAnswer>;

/** Body of `POST /api/v1/contract-files/trial`. */
export const contractTrialRequest = Type.Object(
  {
    name: Type.Optional(name),
    yaml,
    meter: Type.String({ minLength: 1, maxLength: 200 }),
    country: Type.Optional(Type.String({ pattern: "^[A-Z]{2}$", description: "whose public holidays are meant" })),
  },
  { additionalProperties: false },
);
export type ContractTrialRequest = Static<typeof contractTrialRequest>;

/** The contract on trial first, then the meter's own where it has one. */
export const contractTrialAnswer = Type.Object({
  ...whatIfAnswer.properties,
  whole: Type.Boolean({ description: "true: the last whole month; false: the running one so far" }),
});
export type ContractTrialAnswer = Static<typeof contractTrialAnswer>;

/** Body of `PUT /api/v1/contract-files/{name}`. */
export const contractSaveRequest = Type.Object({ yaml }, { additionalProperties: false });
export type ContractSaveRequest = Static<typeof contractSaveRequest>;

export const contractSaveAnswer = Type.Object({
  name,
  etag,
  used: Type.Boolean({ description: "whether the settings use it: then it is at work now" }),
  warnings: sentences("what to know"),
});
export type ContractSaveAnswer = Static<typeof contractSaveAnswer>;

/** `GET /api/v1/contract-files/patterns`: contracts to begin with; all prices in them are made up. */
export const contractPatternsAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      country: Type.Optional(Type.String({ description: "two letters; absent: any" })),
      currency: Type.String(),
      yaml,
    }),
  ),
});
export type ContractPatternsAnswer = Static<typeof contractPatternsAnswer>;

/** `PUT /api/v1/tariff-files/{name}`: what is in somebody else's tariff file. */
export const tariffFileAnswer = Type.Object({
  name,
  format: Type.Union([Type.Literal("fri-nettleie"), Type.Literal("eltariff")]),
  currency: Type.String(),
  tariffs: Type.Array(
    Type.Object({
      name: Type.String(),
      from: Type.String(),
      to: Type.Optional(Type.String()),
      components: Type.Integer({ minimum: 0 }),
      leftOut: sentences("what it says and no component can"),
    }),
  ),
});
export type TariffFileAnswer = Static<typeof tariffFileAnswer>;
