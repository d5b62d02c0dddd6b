import { summaryAnswer } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { energySoFar } from "../ledger/energy-so-far.ts";
import { energyYesterday } from "../ledger/energy-yesterday.ts";
import type { LedgerService } from "../ledger/ledger-service.ts";
import type { Clock } from "../sources/back-off.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import { ApiError, problem } from "./api-error.ts";

const params = Type.Object({ meter: Type.String({ minLength: 1, maxLength: 200 }) });

export interface SummaryRouteOptions {
  readonly ledger: LedgerService;
  /** Without one nobody has said what energy costs. */
  readonly tariffs?: TariffService;
  readonly clock: Clock;
}

/** Adds `GET /api/v1/meters/:meter/summary`: energy and money of this hour, day, month and year, and of yesterday. */
export function addSummaryRoute(app: FastifyInstance, { ledger, tariffs, clock }: SummaryRouteOptions): void {
  const schema = { params, response: { 200: summaryAnswer, "4xx": problem, "5xx": problem } };
  app.get<{ Params: Static<typeof params> }>(
    "/api/v1/meters/:meter/summary",
    { schema },
    async ({ params: { meter } }, reply) => {
      const now = clock.now();
      const source = ledger.sourceOf(meter);
      if (source === undefined) throw new ApiError(404, "no-such-meter", "The ledger knows no meter of this name.");
      const { reader, names, calendar } = source;
      const query = { meter, names, calendar, now };
      reply.header("cache-control", "no-store");
      return {
        ...{ meter, at: calendar.format(now), zone: calendar.zone },
        ...energySoFar(reader, query, tariffs?.extra(meter, now)),
        ...energyYesterday(reader, query),
      };
    },
  );
}
