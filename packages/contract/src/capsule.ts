import { type Static, Type } from "typebox";
import { meterConfig } from "./config.ts";

const strict = { additionalProperties: false } as const;
const instant = (description: string) => Type.String({ maxLength: 40, description });
const hexKey = (description: string) => Type.String({ pattern: "^([0-9a-f]{32}|[0-9a-f]{64})$", description });
const word = (maxLength: number) => Type.String({ maxLength });

const counts = Type.Object(
  {
    notDeciphered: Type.Integer({ description: "no key opens them" }),
    notRead: Type.Integer({ description: "whole, and not understood: nobody can say what in them is an identity" }),
    damaged: Type.Integer({ description: "a checksum is wrong, or a part is missing" }),
  },
  { ...strict, description: "messages that were left out, by reason" },
);

const capsuleFrame = Type.Object(
  {
    at: Type.Optional(instant("when its last octet arrived, ISO 8601 UTC; absent where it isn't known")),
    octets: Type.String({
      pattern: "^([0-9a-f]{2})+$",
      maxLength: 200_000,
      description: "the frames of one message, hexadecimal",
    }),
    identifying: Type.Optional(
      Type.Enum(["not-deciphered", "not-read", "damaged"], {
        description: "as the meter sent it, with all that it says of whose it is, and why",
      }),
    ),
  },
  strict,
);

const capsuleDiagnosis = Type.Object(
  {
    code: word(80),
    severity: word(20),
    message: word(1000),
    evidence: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    count: Type.Integer({ minimum: 1 }),
    last: Type.Optional(instant("when it was last said")),
  },
  strict,
);

const testKeys = Type.Object(
  {
    encryptionKey: Type.Optional(hexKey("opens the frames of this capsule and of nothing else")),
    authenticationKey: Type.Optional(hexKey("the same for their tags")),
    systemTitle: Type.Optional(Type.String({ pattern: "^[0-9a-f]{16}$" })),
  },
  strict,
);

const capsuleSource = Type.Object(
  {
    name: word(40),
    settings: Type.Record(Type.String(), Type.Unknown(), {
      description: "of the source and its meter, as in the configuration: what names nobody",
    }),
    input: Type.Enum(["live", "file"], { description: "a line, or a capture" }),
    zone: Type.Optional(
      Type.String({ maxLength: 60, description: "IANA zone of the meter's clock, where it was set" }),
    ),
    country: Type.Optional(Type.String({ pattern: "^[A-Z]{2}$" })),
    scales: meterConfig.properties.scales,
    testKeys: Type.Optional(testKeys),
    readings: Type.Integer({ description: "how many readings the frames gave before anything was replaced" }),
    leftOut: counts,
    diagnoses: Type.Array(capsuleDiagnosis, { maxItems: 200 }),
    frames: Type.Array(capsuleFrame, { maxItems: 20_000 }),
  },
  strict,
);

/** A capsule: frames for a bug report that say the same as a meter's, and no longer whose they are. */
export const capsule = Type.Object(
  {
    capsule: Type.Literal(1, { description: "version of this form" }),
    made: instant("when it was made, ISO 8601 UTC"),
    program: Type.Object(
      { version: word(40), node: word(40), platform: word(40), architecture: word(40), zone: word(60) },
      { ...strict, description: "what made it, and the zone of its clock" },
    ),
    replaced: Type.Integer({ description: "how many different numbers, names and texts were replaced" }),
    configuration: Type.Record(Type.String(), Type.Unknown(), {
      description: "the other settings that differ from their defaults: numbers, switches and words of a list",
    }),
    sources: Type.Array(capsuleSource, { maxItems: 100 }),
  },
  { ...strict, $id: "capsule", title: "Capsule" },
);
export type Capsule = Static<typeof capsule>;
export type CapsuleSource = Static<typeof capsuleSource>;
export type CapsuleDiagnosis = Static<typeof capsuleDiagnosis>;

/** `POST /api/v1/capsule`. */
export const capsuleRequest = Type.Object(
  {
    source: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: "name of a source; all without it" }),
    ),
    frames: Type.Integer({ minimum: 1, maximum: 2000, default: 100, description: "at most so many, the latest" }),
    includeUndecryptable: Type.Boolean({
      default: false,
      description: "frames that can't be made anonymous go in as they are, and say so",
    }),
  },
  strict,
);
export type CapsuleRequest = Static<typeof capsuleRequest>;

export const capsuleSummary = Type.Object({
  sources: Type.Integer(),
  frames: Type.Integer(),
  octets: Type.Integer({ description: "of the frames" }),
  from: Type.Optional(instant("arrival of the first frame")),
  to: Type.Optional(instant("arrival of the last frame")),
  replaced: Type.Integer({ description: "different numbers, names and texts that were replaced" }),
  identifying: Type.Integer({ description: "frames that are as the meter sent them" }),
  leftOut: counts,
  hasTestKeys: Type.Boolean({ description: "ciphered frames were ciphered anew, under keys that are in the file" }),
  diagnoses: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer() })),
  settings: Type.Object({
    kept: Type.Integer(),
    leftOut: Type.Integer({ description: "texts such as names, hosts and topics, and secrets" }),
  }),
});
export type CapsuleSummary = Static<typeof capsuleSummary>;

export const capsuleAnswer = Type.Object({
  fileName: Type.String(),
  content: Type.String({ description: "the file: look at it before you give it away" }),
  summary: capsuleSummary,
});
export type CapsuleAnswer = Static<typeof capsuleAnswer>;
