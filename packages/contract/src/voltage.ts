import { type Static, Type } from "typebox";

const moment = Type.Object({
  start: Type.String({ format: "date-time", description: "begin of the ten minutes, ISO 8601 UTC" }),
  phase: Type.String({ description: "L1, or L1-L2 where the voltage stands between two phases" }),
  volts: Type.Number({ description: "mean of the ten minutes" }),
});

const phaseQuality = Type.Object({
  phase: Type.String(),
  known: Type.Integer({ description: "means of ten minutes that are known" }),
  below: Type.Integer({ description: "of those, below the nominal voltage -10 %" }),
  above: Type.Integer({ description: "of those, above the nominal voltage +10 %" }),
  beyond: Type.Integer({ description: "of those, below -15 % or above +10 %: none may be" }),
  shareOutside: Type.Number({ minimum: 0, maximum: 1, description: "(below + above) / known" }),
  lowest: moment,
  highest: moment,
  verdict: Type.Optional(
    Type.Union([Type.Literal("within"), Type.Literal("outside")], {
      description: "of weeks, by EN 50160; absent where too little is known to say",
    }),
  ),
});

const spanQuality = Type.Object({
  start: Type.String({ format: "date-time", description: "ISO 8601 with the zone's offset" }),
  end: Type.String({ format: "date-time", description: "exclusive" }),
  expected: Type.Integer({ description: "means of ten minutes that the span has" }),
  phases: Type.Array(phaseQuality, { description: "those of which something is known" }),
});

/** `GET /api/v1/meters/{meter}/voltage?from=&to=`: weeks and months of which something is known. */
export const voltageAnswer = Type.Object({
  meter: Type.String(),
  zone: Type.String({ description: "whose weeks and months these are" }),
  nominalVolts: Type.Number(),
  lowestVolts: Type.Number({ description: "95 % of a week's means must be above it" }),
  highestVolts: Type.Number({ description: "and below this one" }),
  lowestEverVolts: Type.Number({ description: "no mean may be below it" }),
  weeks: Type.Array(spanQuality, { description: "begin on Monday" }),
  months: Type.Array(spanQuality),
  worst: Type.Array(moment, { description: "means outside +-10 %, the worst first" }),
});
export type VoltageAnswer = Static<typeof voltageAnswer>;
