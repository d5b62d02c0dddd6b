import { type Static, Type } from "typebox";
import { lineHealth, shownDiagnosis } from "./live.ts";
import { words } from "./words.ts";

const instant = (description: string) =>
  Type.String({ format: "date-time", description: `${description}, ISO 8601 UTC` });

/** Everything that the gateway is connected to, in one form. */
export const connection = Type.Object({
  id: Type.String({ description: "stands for it in URLs: source:han, output:broker, prices:entsoe" }),
  kind: Type.Union([
    Type.Literal("source"),
    Type.Literal("broker"),
    Type.Literal("sink"),
    Type.Literal("virtual-meter"),
    Type.Literal("prices"),
  ]),
  name: Type.String(),
  type: Type.String({ description: "serial, mqtt, postgresql, entsoe, ...: as in the configuration" }),
  description: Type.String({ description: "where it is, in words; never with a secret" }),
  where: Type.Optional(words),
  status: Type.Union([
    Type.Literal("connecting"),
    Type.Literal("open"),
    Type.Literal("waiting"),
    Type.Literal("ended"),
    Type.Literal("failed"),
  ]),
  lastSuccessAt: Type.Optional(
    instant("when a reading came, an entry was delivered or prices were fetched, since the start"),
  ),
  lastError: Type.Optional(
    Type.Object(
      {
        at: instant("when it was first seen"),
        message: Type.String(),
        words: Type.Optional(words),
        isCurrent: Type.Boolean(),
      },
      { description: "the latest since the start; current: it goes on" },
    ),
  ),
  line: Type.Optional(lineHealth),
  diagnosis: Type.Optional(shownDiagnosis),
  outbox: Type.Optional(
    Type.Object(
      {
        waiting: Type.Integer({ minimum: 0, description: "entries that it has not got yet" }),
        oldestAt: Type.Optional(instant("when the oldest of them was put into the log")),
        ageSeconds: Type.Optional(Type.Integer({ minimum: 0, description: "how long that one has waited" })),
        keptIn: Type.Optional(Type.Union([Type.Literal("disk"), Type.Literal("memory")])),
      },
      { description: "what waits for a broker or sink" },
    ),
  ),
  delivered: Type.Optional(Type.Integer({ minimum: 0, description: "entries since the start" })),
  dropped: Type.Optional(Type.Integer({ minimum: 0, description: "refused, or given up because a bound was passed" })),
  area: Type.Optional(Type.String({ description: "of a price source" })),
  knownUntil: Type.Optional(instant("end of the last price that is known")),
});
export type Connection = Static<typeof connection>;

/** `GET /api/v1/connections`. */
export const connectionsAnswer = Type.Object({ connections: Type.Array(connection) });
export type ConnectionsAnswer = Static<typeof connectionsAnswer>;

/** `POST /api/v1/connections/{id}/test`. */
export const connectionTestAnswer = Type.Object({
  id: Type.String(),
  ok: Type.Boolean(),
  message: Type.String({ description: "what was seen, and what to do where it is not well" }),
  words: Type.Optional(words),
  milliseconds: Type.Integer({ minimum: 0, description: "what it took" }),
});
export type ConnectionTestAnswer = Static<typeof connectionTestAnswer>;
