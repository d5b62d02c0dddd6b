import {
  type LedgerEditRequest,
  ledgerEditRequest,
  ledgerEditsAnswer,
  ledgerIntervalsAnswer,
  ledgerRegistersAnswer,
  ledgerSpan,
  selfUseAnswer,
  tell,
} from "@meter2mqtt/contract";
import type { Calendar } from "@meter2mqtt/energy";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { LedgerService, LedgerTime } from "../ledger/ledger-service.ts";
import type { Clock } from "../sources/back-off.ts";
import { ApiError, problem } from "./api-error.ts";
import { authorOf } from "./doors/route-access.ts";
import { instantOf } from "./instant-of.ts";

export interface LedgerRoutesOptions {
  readonly ledger: LedgerService;
  readonly clock: Clock;
}

const dayMs = 86_400_000;
/** Intervals in one answer: a quarter of a year of quarters, more than a year of hours, any number of days. */
const maxIntervals = 10_000;
const spanMs = { quarter: 900_000, hour: 3_600_000, day: dayMs, month: 28 * dayMs, year: 365 * dayMs } as const;
/** What is given without `from`. */
const usualMs = { quarter: dayMs, hour: 2 * dayMs, day: 31 * dayMs, month: 366 * dayMs, year: 3660 * dayMs } as const;

const meterParams = Type.Object({ meter: Type.String({ minLength: 1, maxLength: 200 }) });
const homeParams = Type.Object({ home: Type.String({ minLength: 1, maxLength: 200 }) });
const time = {
  from: Type.Optional(
    Type.String({
      maxLength: 40,
      description: "first beginning: 2026-01-31, midnight in the meter's zone, or 2026-01-31T13:00:00+01:00",
    }),
  ),
  to: Type.Optional(Type.String({ maxLength: 40, description: "end, not included; now without it" })),
};
const register = Type.String({ minLength: 1, maxLength: 200, default: "energyImportWh" });
const span = { ...ledgerSpan, default: "hour" };
const intervalsQuery = Type.Object({ register, span, ...time });
const editsQuery = Type.Object({ register, ...time });
const selfUseQuery = Type.Object({ span, ...time });

type MeterParams = Static<typeof meterParams>;
type HomeParams = Static<typeof homeParams>;

interface IntervalsQuery {
  readonly register: string;
  readonly span: LedgerTime["span"];
  readonly from?: string;
  readonly to?: string;
}

/** Energy by quarters, hours, days, months and years; the trail of what people have changed in it. */
export async function addLedgerRoutes(app: FastifyInstance, options: LedgerRoutesOptions): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    addMeterRoutes(scope, options);
    addEditRoutes(scope, options);
    addHomeRoutes(scope, options);
    done();
  });
}

const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });

function addMeterRoutes(app: FastifyInstance, { ledger, clock }: LedgerRoutesOptions): void {
  app.get<{ Params: MeterParams }>(
    "/api/v1/meters/:meter/registers",
    { schema: { params: meterParams, response: answers(ledgerRegistersAnswer) } },
    async ({ params }) => found(ledger.registers(params.meter), "meter"),
  );
  app.get<{ Params: MeterParams; Querystring: IntervalsQuery }>(
    "/api/v1/meters/:meter/intervals",
    { schema: { params: meterParams, querystring: intervalsQuery, response: answers(ledgerIntervalsAnswer) } },
    async ({ params, query }) => {
      const asked = toTime(query, clock.now(), ledger.calendarOfMeter(params.meter));
      return found(ledger.intervals(params.meter, query.register, asked), "register");
    },
  );
}

function addEditRoutes(app: FastifyInstance, { ledger, clock }: LedgerRoutesOptions): void {
  app.get<{ Params: MeterParams; Querystring: Omit<IntervalsQuery, "span"> }>(
    "/api/v1/meters/:meter/edits",
    { schema: { params: meterParams, querystring: editsQuery, response: answers(ledgerEditsAnswer) } },
    async ({ params, query }) => {
      const asked = toTime({ ...query, span: "day" }, clock.now(), ledger.calendarOfMeter(params.meter));
      return found(ledger.edits(params.meter, query.register, asked), "register");
    },
  );
  app.post<{ Params: MeterParams; Body: LedgerEditRequest }>(
    "/api/v1/meters/:meter/edits",
    {
      schema: { params: meterParams, body: ledgerEditRequest, response: answers(ledgerEditsAnswer) },
      config: { access: "admin" },
    },
    async ({ params, body, identity }) => {
      const { amount, start, by, ...rest } = body;
      const edit = { ...rest, by: authorOf(identity, by), start: instantOf(start), amount: amount ?? undefined };
      const edited = ledger.edit(params.meter, edit, clock.now());
      if (edited !== undefined) return edited;
      const words = "No interval of this register starts then, or it is so old that only its day is kept.";
      throw ApiError.forPrograms(404, "no-such-interval", words);
    },
  );
}

function addHomeRoutes(app: FastifyInstance, { ledger, clock }: LedgerRoutesOptions): void {
  app.get<{ Params: HomeParams; Querystring: IntervalsQuery }>(
    "/api/v1/homes/:home/intervals",
    { schema: { params: homeParams, querystring: intervalsQuery, response: answers(ledgerIntervalsAnswer) } },
    async ({ params, query }) => {
      const asked = toTime(query, clock.now(), ledger.calendarOfHome(params.home));
      return found(ledger.homeIntervals(params.home, query.register, asked), "home");
    },
  );
  app.get<{ Params: HomeParams; Querystring: Omit<IntervalsQuery, "register"> }>(
    "/api/v1/homes/:home/self-use",
    { schema: { params: homeParams, querystring: selfUseQuery, response: answers(selfUseAnswer) } },
    async ({ params, query }) => {
      if (query.span === "quarter")
        throw ApiError.forPrograms(
          400,
          "span",
          "Self-use is told by hour, day, month or year: meters may count in hours only.",
        );
      const asked = toTime(query, clock.now(), ledger.calendarOfHome(params.home));
      return found(ledger.selfUse(params.home, asked), "home");
    },
  );
}

const missing = {
  meter: tell("meterUnknown"),
  register: tell("registerUnknown"),
  home: tell("homeUnknown"),
} as const;

function found<T>(answer: T | undefined, what: keyof typeof missing): T {
  if (answer === undefined) throw new ApiError(404, `no-such-${what}`, missing[what]);
  return answer;
}

function toTime(
  { span: wanted, from, to }: Omit<IntervalsQuery, "register">,
  now: number,
  calendar: Calendar | undefined,
): LedgerTime {
  const end = to === undefined ? now : instantOf(to, calendar);
  const start = from === undefined ? end - usualMs[wanted] : instantOf(from, calendar);
  if (start >= end) throw ApiError.forPrograms(400, "time", "`from` is not before `to`.");
  const count = Math.ceil((end - start) / spanMs[wanted]);
  if (count > maxIntervals) throw new ApiError(400, "too-many", tell("intervalsMany", { count, most: maxIntervals }));
  return { span: wanted, from: start, to: end };
}
