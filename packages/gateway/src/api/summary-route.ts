import { type SummaryAnswer, summaryAnswer, tell } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { type EnergyQuery, energySoFar } from "../ledger/energy-so-far.ts";
import { energyYesterday } from "../ledger/energy-yesterday.ts";
import type { LedgerService } from "../ledger/ledger-service.ts";
import { assumedZone } from "../meters/assumed-zone.ts";
import type { Gateway } from "../runtime/gateway.ts";
import type { Clock } from "../sources/back-off.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import { ApiError, problem } from "./api-error.ts";

const params = Type.Object({ meter: Type.String({ minLength: 1, maxLength: 200 }) });

export interface SummaryRouteOptions {
  readonly gateway: Pick<Gateway, "state">;
  readonly ledger: LedgerService;
  /** Without one nobody has said what energy costs. */
  readonly tariffs?: TariffService;
  readonly clock: Clock;
}

/** Adds `GET /api/v1/meters/:meter/summary`: energy and money of this hour, day, month and year, and of yesterday. */
export function addSummaryRoute(app: FastifyInstance, { gateway, ledger, tariffs, clock }: SummaryRouteOptions): void {
  const schema = { params, response: { 200: summaryAnswer, "4xx": problem, "5xx": problem } };
  app.get<{ Params: Static<typeof params> }>(
    "/api/v1/meters/:meter/summary",
    { schema },
    async ({ params: { meter } }, reply) => {
      const now = clock.now();
      reply.header("cache-control", "no-store");
      const source = ledger.sourceOf(meter);
      if (source === undefined) return nothingYet(gateway, meter, now);
      const { reader, names, calendar } = source;
      const query = { meter, names, calendar, now };
      return {
        ...{ meter, at: calendar.format(now), zone: calendar.zone },
        ...energySoFar(reader, query, tariffs?.extra(meter, now)),
        ...energyYesterday(reader, query),
        ...homeToday(ledger, query),
      };
    },
  );
}

/** Of a meter that was heard, and has no energy in the ledger so far. */
function nothingYet(gateway: Pick<Gateway, "state">, meter: string, now: number): SummaryAnswer {
  if (gateway.state().meters.every((known) => known.meter !== meter))
    throw new ApiError(404, "no-such-meter", tell("meterUnheard"));
  return { meter, at: new Date(now).toISOString(), zone: assumedZone() };
}

/** What of today's production was used at home; nothing where the meter belongs to no home, or that has no production. */
function homeToday(ledger: LedgerService, { meter, calendar, now }: EnergyQuery): Pick<SummaryAnswer, "home"> {
  const name = ledger.homeOf(meter);
  const time = { span: "day", from: calendar.startOf("day", now), to: now + 1 } as const;
  const [today] = (name === undefined ? undefined : ledger.selfUse(name, time))?.intervals ?? [];
  if (name === undefined || today === undefined) return {};
  const { start: _start, end: _end, imported: _imported, exported: _exported, known: _known, ...use } = today;
  return { home: { name, ...use } };
}
