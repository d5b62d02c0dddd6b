import { metersAnswer, readingsAnswer } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { MeterService } from "../meters/meter-service.ts";
import type { Clock } from "../sources/back-off.ts";
import { ApiError, problem } from "./api-error.ts";
import { instantOf } from "./instant-of.ts";

export interface MetersRoutesOptions {
  readonly meters: MeterService;
  readonly clock: Clock;
}

const dayMs = 86_400_000;
const params = Type.Object({
  meter: Type.String({ minLength: 1, maxLength: 200, description: "its name in topics, or its number" }),
});
const steps = { "10s": 10_000, "1m": 60_000, "5m": 300_000, "15m": 900_000, "1h": 3_600_000 } as const;
const query = Type.Object({
  from: Type.Optional(
    Type.String({
      maxLength: 40,
      description:
        "2026-01-31, midnight in the meter's zone, or 2026-01-31T13:00:00+01:00; a day before `to` without it",
    }),
  ),
  to: Type.Optional(Type.String({ maxLength: 40, description: "end, not included; now without it" })),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200 }),
  cursor: Type.Optional(Type.String({ maxLength: 60, description: "`next` of the page before" })),
  fields: Type.Optional(
    Type.String({ maxLength: 2000, description: "names of quantities, joined by commas; all without it" }),
  ),
  resolution: Type.Optional(
    Type.Enum(["10s", "1m", "5m", "15m", "1h"], {
      description: "means of so long steps of UTC, with the lowest and highest; a register's last value",
    }),
  ),
});

/** Adds `GET /api/v1/meters` and `GET /api/v1/meters/:meter/readings`. */
export function addMetersRoutes(app: FastifyInstance, { meters, clock }: MetersRoutesOptions): void {
  const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });
  app.get("/api/v1/meters", { schema: { response: answers(metersAnswer) } }, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return meters.meters(clock.now());
  });
  app.get<{ Params: Static<typeof params>; Querystring: Static<typeof query> }>(
    "/api/v1/meters/:meter/readings",
    { schema: { params, querystring: query, response: answers(readingsAnswer) } },
    async (request, reply) => {
      const { meter } = request.params;
      const page = readings(meters, meter, request.query, clock.now());
      if (page === undefined)
        throw ApiError.forPrograms(
          404,
          "no-such-meter",
          "No meter of this name was heard, and no readings of one are kept.",
        );
      reply.header("cache-control", "no-store");
      return { meter, ...page };
    },
  );
}

function readings(meters: MeterService, meter: string, asked: Static<typeof query>, now: number) {
  const calendar = meters.calendarOf(meter);
  const to = asked.to === undefined ? now + 1 : instantOf(asked.to, calendar);
  const from = asked.from === undefined ? to - dayMs : instantOf(asked.from, calendar);
  if (from >= to) throw ApiError.forPrograms(400, "time", "`from` is not before `to`.");
  const { limit, cursor, fields, resolution } = asked;
  const request = {
    ...{ from, to, limit, cursor },
    fields: fields === undefined ? undefined : new Set(fields.split(",").map((name) => name.trim())),
    resolutionMs: resolution === undefined ? undefined : steps[resolution],
  };
  try {
    return meters.readings(meter, request, now);
  } catch (error) {
    if (error instanceof RangeError) throw ApiError.forPrograms(400, "cursor", error.message, { cause: error });
    throw error;
  }
}
