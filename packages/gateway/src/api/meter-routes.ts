import { eventsAnswer, tell, voltageAnswer } from "@meter2mqtt/contract";
import type { Calendar } from "@meter2mqtt/energy";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { LedgerService } from "../ledger/ledger-service.ts";
import type { Gateway } from "../runtime/gateway.ts";
import type { Clock } from "../sources/back-off.ts";
import { toVoltageCsv, voltageCsvHeader } from "../voltage/voltage-csv.ts";
import { voltageReport } from "../voltage/voltage-report.ts";
import { ApiError, problem } from "./api-error.ts";
import { instantOf } from "./instant-of.ts";

const dayMs = 86_400_000;
/** A year and a bit: some 50 000 means are judged at once, not more. */
const mostDays = 400;
const usualDays = 35;

const params = Type.Object({ meter: Type.String({ maxLength: 200 }) });
const instant = (description: string) =>
  Type.Optional(Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d", maxLength: 40, description }));
const voltageQuery = Type.Object({
  from: instant(
    "2026-01-31, midnight in the meter's zone, or 2026-01-31T13:00:00+01:00; 35 days before `to` without it",
  ),
  to: instant("end, not included; now without it"),
  format: Type.Enum(["json", "csv"], { default: "json", description: "csv: the means themselves" }),
});
const eventsQuery = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }) });

export interface MeterRoutesOptions {
  readonly gateway: Pick<Gateway, "voltage" | "events">;
  readonly clock: Clock;
  /** Knows in whose zone a meter's days begin; of UTC without it. */
  readonly ledger?: Pick<LedgerService, "calendarOfMeter"> | undefined;
}

const noSuchMeter = () => new ApiError(404, "no-such-meter", tell("meterUnheard"));

/** What was kept of a meter beside its readings: voltage quality, and events. */
export function addMeterRoutes(app: FastifyInstance, { gateway, clock, ledger }: MeterRoutesOptions): void {
  const errors = { "4xx": problem, "5xx": problem };
  const voltageSchema = { params, querystring: voltageQuery, response: { 200: voltageAnswer, ...errors } };
  app.get<{ Params: Static<typeof params>; Querystring: Static<typeof voltageQuery> }>(
    "/api/v1/meters/:meter/voltage",
    { schema: voltageSchema },
    async ({ params: { meter }, query }, reply) => {
      const { from, to } = spanOf(query, clock.now(), ledger?.calendarOfMeter(meter));
      const data = gateway.voltage(meter, from, to);
      if (data === undefined) throw noSuchMeter();
      reply.header("cache-control", "no-store");
      if (query.format === "json") return voltageReport({ meter, ...data });
      reply.type("text/csv; charset=utf-8").serializer(String);
      return voltageCsvHeader + data.rows.map((row) => toVoltageCsv(meter, row)).join("");
    },
  );
  app.get<{ Params: Static<typeof params>; Querystring: Static<typeof eventsQuery> }>(
    "/api/v1/meters/:meter/events",
    { schema: { params, querystring: eventsQuery, response: { 200: eventsAnswer, ...errors } } },
    async ({ params: { meter }, query }, reply) => {
      const events = gateway.events(meter, query.limit);
      if (events === undefined) throw noSuchMeter();
      reply.header("cache-control", "no-store");
      return { meter, events };
    },
  );
}

/** The time that is asked about. Throws ApiError for one that is none, or is too long. */
function spanOf(
  query: Static<typeof voltageQuery>,
  now: number,
  calendar: Calendar | undefined,
): { from: number; to: number } {
  const to = query.to === undefined ? now : instantOf(query.to, calendar);
  const from = query.from === undefined ? to - usualDays * dayMs : instantOf(query.from, calendar);
  if (from >= to) throw ApiError.forPrograms(400, "time", "`from` is not before `to`.");
  if (to - from > mostDays * dayMs)
    throw ApiError.forPrograms(400, "span-too-long", `At most ${mostDays} days can be asked about at once.`);
  return { from, to };
}
