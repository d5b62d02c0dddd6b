import {
  contractPricesAnswer,
  contractsAnswer,
  costsAnswer,
  energyNow,
  peaksAnswer,
  tell,
  whatIfAnswer,
} from "@meter2mqtt/contract";
import type { Calendar } from "@meter2mqtt/energy";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { Clock } from "../sources/back-off.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import { ApiError, problem } from "./api-error.ts";
import { instantOf } from "./instant-of.ts";

export interface TariffRoutesOptions {
  readonly tariffs: TariffService;
  readonly clock: Clock;
}

const dayMs = 86_400_000;
const meterParams = Type.Object({ meter: Type.String({ minLength: 1, maxLength: 200 }) });
const time = {
  from: Type.Optional(
    Type.String({
      maxLength: 40,
      description: "2026-01-31, midnight in the meter's zone, or 2026-01-31T13:00:00+01:00",
    }),
  ),
  to: Type.Optional(Type.String({ maxLength: 40, description: "end, not included; now without it" })),
};
const contract = Type.Optional(Type.String({ maxLength: 200, description: "id of one of the contracts" }));
const costsQuery = Type.Object({
  span: Type.Enum(["hour", "day", "month", "year"], { default: "day" }),
  contract,
  ...time,
});
const pricesQuery = Type.Object({
  contract,
  from: Type.Optional(Type.String({ maxLength: 40, description: "first time; the current hour without it" })),
});
const peaksQuery = Type.Object({ contract, ...time });
const whatIfQuery = Type.Object(time);

type Meter = { readonly Params: Static<typeof meterParams> };

/** What energy costs: now, over time, by another contract; and the peaks that are charged for. */
export async function addTariffRoutes(app: FastifyInstance, { tariffs, clock }: TariffRoutesOptions): Promise<void> {
  const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });
  const timeOf = ({ meter }: Meter["Params"], query: Static<typeof whatIfQuery>, days = 31) =>
    toTime(query, { now: clock.now(), days, calendar: tariffs.calendarOf(meter) });
  await app.register((scope, _options, done) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    scope.get<Meter>(
      "/api/v1/meters/:meter/energy",
      { schema: { params: meterParams, response: answers(energyNow) } },
      async ({ params }) => found(tariffs.now(params.meter, clock.now())),
    );
    scope.get<Meter>(
      "/api/v1/meters/:meter/contracts",
      { schema: { params: meterParams, response: answers(contractsAnswer) } },
      async ({ params }) => found(tariffs.contracts(params.meter)),
    );
    scope.get<Meter & { readonly Querystring: Static<typeof pricesQuery> }>(
      "/api/v1/meters/:meter/prices",
      { schema: { params: meterParams, querystring: pricesQuery, response: answers(contractPricesAnswer) } },
      async ({ params, query: { contract: id, from } }) => {
        const now = clock.now();
        const first =
          from === undefined ? undefined : Math.max(instantOf(from, tariffs.calendarOf(params.meter)), now - 8 * dayMs);
        return found(tariffs.pricesAnswer(params.meter, { now, ...(id && { id }), ...(first && { from: first }) }));
      },
    );
    scope.get<Meter & { readonly Querystring: Static<typeof costsQuery> }>(
      "/api/v1/meters/:meter/costs",
      { schema: { params: meterParams, querystring: costsQuery, response: answers(costsAnswer) } },
      async ({ params, query }) => {
        const asked = { ...query, ...timeOf(params, query, query.span === "hour" ? 2 : 31) };
        return found(bounded(() => tariffs.costs(params.meter, asked)));
      },
    );
    scope.get<Meter & { readonly Querystring: Static<typeof peaksQuery> }>(
      "/api/v1/meters/:meter/peaks",
      { schema: { params: meterParams, querystring: peaksQuery, response: answers(peaksAnswer) } },
      async ({ params, query }) => found(tariffs.peaks(params.meter, { ...query, ...timeOf(params, query) })),
    );
    scope.get<Meter & { readonly Querystring: Static<typeof whatIfQuery> }>(
      "/api/v1/meters/:meter/what-if",
      { schema: { params: meterParams, querystring: whatIfQuery, response: answers(whatIfAnswer) } },
      async ({ params, query }) => found(bounded(() => tariffs.whatIf(params.meter, timeOf(params, query)))),
    );
    done();
  });
}

function found<T>(answer: T | undefined): T {
  if (answer !== undefined) return answer;
  throw new ApiError(404, "no-tariff", tell("tariffUnknown"));
}

function bounded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new ApiError(400, "too-long", tell("costsTooLong"), { cause: error });
    throw error;
  }
}

const longestMs = 5 * 366 * dayMs;

function toTime(
  { from, to }: Static<typeof whatIfQuery>,
  { now, days, calendar }: { readonly now: number; readonly days: number; readonly calendar: Calendar | undefined },
): { from: number; to: number } {
  const end = to === undefined ? now : instantOf(to, calendar);
  const start = from === undefined ? end - days * dayMs : instantOf(from, calendar);
  if (start >= end) throw ApiError.forPrograms(400, "time", "`from` is not before `to`.");
  if (end - start > longestMs) throw new ApiError(400, "too-long", tell("costsTooLong"));
  return { from: start, to: end };
}
