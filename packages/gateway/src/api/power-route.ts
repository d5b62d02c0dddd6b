import { historyAnswer, tell } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { Gateway, PowerTime } from "../runtime/gateway.ts";
import type { Clock } from "../sources/back-off.ts";
import { ApiError, problem } from "./api-error.ts";

const params = Type.Object({ meter: Type.String({ maxLength: 200 }) });
const instant = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 8.64e15, description }));
const query = Type.Object({
  minutes: Type.Integer({ minimum: 1, maximum: 1440, default: 60, description: "the last ones; without `from`" }),
  from: instant("epoch milliseconds, not included"),
  to: instant("epoch milliseconds, included; now without it"),
  points: Type.Integer({ minimum: 1, maximum: 5000, default: 720, description: "at most; each a mean" }),
});

export interface PowerRouteOptions {
  readonly gateway: Pick<Gateway, "power">;
  readonly clock: Clock;
}

/** Adds `GET /api/v1/meters/:meter/power`: net power over time, as a line on a page wants it. */
export function addPowerRoute(app: FastifyInstance, { gateway, clock }: PowerRouteOptions): void {
  const schema = { params, querystring: query, response: { 200: historyAnswer, "4xx": problem, "5xx": problem } };
  app.get<{ Params: Static<typeof params>; Querystring: Static<typeof query> }>(
    "/api/v1/meters/:meter/power",
    { schema },
    async (request, reply) => {
      const { meter } = request.params;
      const points = gateway.power(meter, timeOf(request.query, clock.now()));
      if (points === undefined) throw new ApiError(404, "no-such-meter", tell("meterUnheard"));
      reply.header("cache-control", "no-store");
      return { meter, points };
    },
  );
}

/** Throws ApiError for a time that is none. */
function timeOf({ minutes, from, to, points }: Static<typeof query>, now: number): PowerTime {
  const end = to ?? now;
  const start = from ?? end - minutes * 60_000;
  if (start >= end) throw ApiError.forPrograms(400, "time", "`from` is not before `to`.");
  return { from: start, to: end, maxPoints: points };
}
