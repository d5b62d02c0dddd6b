import { type Static, Type } from "typebox";

const direction = Type.Union([Type.Literal("import"), Type.Literal("export")]);
const start = Type.String({ description: "beginning of the hour, ISO 8601 UTC" });
const oneSided = Type.Array(Type.Object({ direction, start, wh: Type.Number() }));

/** `POST /api/v1/meters/:meter/compare`, and `compare --json`. */
export const compareAnswer = Type.Object({
  layout: Type.String({ description: "of the file" }),
  minutes: Type.Number({ description: "length of the file's intervals" }),
  directionAssumed: Type.Boolean({
    description: "nothing in the file nor the question says the direction: it was taken for import",
  }),
  directions: Type.Array(
    Type.Object({
      direction,
      hours: Type.Integer({ description: "that both sides have" }),
      theirsWh: Type.Number({ description: "their sum" }),
      oursWh: Type.Number({ description: "ours" }),
    }),
  ),
  different: Type.Array(Type.Object({ direction, start, theirsWh: Type.Number(), oursWh: Type.Number() }), {
    description: "hours that differ by more than 1 % and more than the last digit",
  }),
  missingInOurs: oneSided,
  missingInTheirs: oneSided,
});
export type CompareAnswer = Static<typeof compareAnswer>;
