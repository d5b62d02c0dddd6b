import { type PricesAnswer, pricesAnswer } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { PriceService } from "../prices/price-service.ts";
import { toShownPrice } from "../prices/shown-prices.ts";
import type { Clock } from "../sources/back-off.ts";
import { ApiError, problem } from "./api-error.ts";
import { instantOf } from "./instant-of.ts";

const dayMs = 86_400_000;
/** A leap year and a month of quarters is what one answer holds at most. */
const mostDays = 400;

const pricesQuery = Type.Object({
  area: Type.Optional(Type.String({ maxLength: 100, description: "the main one otherwise" })),
  from: Type.Optional(
    Type.String({
      maxLength: 40,
      description: "2026-01-31, midnight in the zone of the area's market days, or 2026-01-31T13:00:00+01:00",
    }),
  ),
  to: Type.Optional(Type.String({ maxLength: 40, description: "end, not included" })),
});

export interface PricesRouteOptions {
  readonly gateway: { readonly prices?: Pick<PriceService, "areas" | "calendarOf" | "prices"> | undefined };
  readonly clock: Clock;
}

/** Adds `GET /api/v1/prices?area=&from=&to=`; without times: from a day ago to all that is known. */
export function addPricesRoute(app: FastifyInstance, { gateway, clock }: PricesRouteOptions): void {
  const schema = { querystring: pricesQuery, response: { 200: pricesAnswer, "4xx": problem, "5xx": problem } };
  app.get<{ Querystring: Static<typeof pricesQuery> }>("/api/v1/prices", { schema }, async (request, reply) => {
    const { prices } = gateway;
    if (prices === undefined)
      throw ApiError.forPrograms(404, "no-prices", "No price source is configured: see docs/guides/prices.md.");
    const { area = prices.areas[0] ?? "", from, to } = request.query;
    if (!prices.areas.includes(area))
      throw ApiError.forPrograms(
        404,
        "no-such-area",
        `No price source has this area. There are: ${prices.areas.join(", ")}.`,
      );
    const now = clock.now();
    const calendar = prices.calendarOf(area);
    const span = {
      from: from === undefined ? now - dayMs : instantOf(from, calendar),
      to: to === undefined ? now + 8 * dayMs : instantOf(to, calendar),
    };
    if (span.to <= span.from || span.to - span.from > mostDays * dayMs)
      throw ApiError.forPrograms(400, "span", `\`to\` must be after \`from\`, by ${mostDays} days at most.`);
    reply.header("cache-control", "no-store");
    const shown = prices.prices(area, span.from, span.to).map(toShownPrice);
    return { area, areas: [...prices.areas], prices: shown } satisfies PricesAnswer;
  });
}
