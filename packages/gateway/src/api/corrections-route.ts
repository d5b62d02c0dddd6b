import { type CorrectionRequest, correctionAnswer, correctionRequest, homesAnswer, tell } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { ApiError, problem } from "./api-error.ts";
import { authorOf } from "./doors/route-access.ts";
import { instantOf } from "./instant-of.ts";
import type { LedgerRoutesOptions } from "./ledger-routes.ts";

/** The longest month and the days around it: what a bill is for, and what is set in one transaction. */
const longestMs = 35 * 86_400_000;

const meterParams = Type.Object({ meter: Type.String({ minLength: 1, maxLength: 200 }) });
const homesQuery = Type.Object({
  meter: Type.Optional(Type.String({ maxLength: 200, description: "only the homes that it belongs to" })),
});
const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });

/** What a stretch of time came to by the bill; and which meters belong together. */
export function addCorrectionsRoute(app: FastifyInstance, { ledger, clock }: LedgerRoutesOptions): void {
  app.post<{ Params: Static<typeof meterParams>; Body: CorrectionRequest }>(
    "/api/v1/meters/:meter/corrections",
    {
      config: { access: "admin" },
      schema: { params: meterParams, body: correctionRequest, response: answers(correctionAnswer) },
    },
    async ({ params, body, identity }, reply) => {
      const { register, start, end, amount, why } = body;
      const by = authorOf(identity, body.by);
      const [from, to] = [instantOf(start), instantOf(end)];
      if (from >= to) throw ApiError.forPrograms(400, "time", "`start` is not before `end`.");
      if (to - from > longestMs) throw new ApiError(400, "too-long", tell("editTooLong", { days: 35 }));
      if (to > clock.now()) throw new ApiError(400, "time", tell("timeNotOver"));
      const asked = { from, to, amount: amount ?? undefined, by, why };
      const done = ledger.correct(params.meter, register, asked, clock.now());
      if (done === undefined) throw new ApiError(404, "no-such-interval", tell("editUnknown"));
      reply.header("cache-control", "no-store");
      return done;
    },
  );
  app.get<{ Querystring: Static<typeof homesQuery> }>(
    "/api/v1/homes",
    { schema: { querystring: homesQuery, response: answers(homesAnswer) } },
    async ({ query }, reply) => {
      reply.header("cache-control", "no-store");
      return { homes: ledger.homes(query.meter) };
    },
  );
}
