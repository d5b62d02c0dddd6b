import { type Static, Type } from "typebox";

/** `POST /api/v1/meters/:meter/corrections`: what a stretch of time came to, by the bill or by better knowledge. */
export const correctionRequest = Type.Object(
  {
    register: Type.String({ minLength: 1, maxLength: 200 }),
    start: Type.String({ format: "date-time", description: "where the time begins" }),
    end: Type.String({ format: "date-time", description: "its end, not included; 35 days later at most" }),
    // One schema of two types, not a union: a server that coerces types would take the null of a union for 0.
    amount: Type.Unsafe<number | null>({
      type: ["number", "null"],
      minimum: 0,
      maximum: 1e12,
      description: "all of it together, in the register's unit; null takes earlier edits of this time back",
    }),
    by: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: "who does it, where nobody is logged in: the trail has the user who is, whatever stands here",
      }),
    ),
    why: Type.Optional(Type.String({ maxLength: 500, description: "the reason: it stays in the trail" })),
  },
  { additionalProperties: false },
);
export type CorrectionRequest = Static<typeof correctionRequest>;

export const correctionAnswer = Type.Object({
  meter: Type.String(),
  register: Type.String(),
  unit: Type.String(),
  intervals: Type.Integer({ description: "how many intervals of the ledger were set, or given back what they were" }),
  was: Type.Number({ description: "what all of the time came to before, as far as it was known" }),
  amount: Type.Number({ description: "what it comes to now" }),
});
export type CorrectionAnswer = Static<typeof correctionAnswer>;

/** `GET /api/v1/homes`: meters that belong together. */
export const homesAnswer = Type.Object({
  homes: Type.Array(
    Type.Object({
      name: Type.String({ description: "as the other routes of homes take it" }),
      meters: Type.Array(Type.String(), { description: "at the grid, by their names in topics where they are known" }),
      production: Type.Boolean({ description: "whether self-use is known" }),
    }),
  ),
});
export type HomesAnswer = Static<typeof homesAnswer>;
