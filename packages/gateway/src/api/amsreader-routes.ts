import { freemem, hostname } from "node:os";
import { type GatewayState, type MqttEnergy, tell } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { StoreError } from "../errors.ts";
import { energySoFar } from "../ledger/energy-so-far.ts";
import type { LedgerService } from "../ledger/ledger-service.ts";
import type { Gateway, PowerTime } from "../runtime/gateway.ts";
import { capacityOf, tariffAnswer } from "../sinks/amsreader/capacity-fields.ts";
import { toDeviceId } from "../sinks/amsreader/device-id.ts";
import { plotAnswer, plots } from "../sinks/amsreader/energy-plots.ts";
import type { Clock } from "../sources/back-off.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import {
  type AnswerContext,
  dataAnswer,
  realtimeAnswer,
  realtimeMinutes,
  realtimeTotal,
  sysinfoAnswer,
} from "./amsreader-answers.ts";
import { addPriceRoutes, shownPrices } from "./amsreader-price-routes.ts";
import { addQuietRoutes } from "./amsreader-quiet-routes.ts";
import { sendFirmwareJson as send } from "./amsreader-send.ts";
import { ApiError } from "./api-error.ts";
import { lastMonthOf } from "./last-month.ts";

export interface AmsReaderRoutesOptions {
  readonly gateway: Pick<Gateway, "state" | "power"> & Partial<Pick<Gateway, "prices">>;
  readonly clock: Clock;
  readonly installationId?: string | undefined;
  readonly ledger?: LedgerService | undefined;
  readonly tariffs?: TariffService | undefined;
}

/** Programs send user and password with each request, as the firmware asks for. */
const config = { basic: true };
const meterQuery = Type.Object({ meter: Type.Optional(Type.String({ maxLength: 200 })) });
type MeterQuery = Static<typeof meterQuery>;
const realtimeQuery = Type.Object({
  meter: Type.Optional(Type.String({ maxLength: 200 })),
  offset: Type.Integer({ minimum: 0, maximum: realtimeTotal, default: 0 }),
  size: Type.Integer({ minimum: 0, maximum: realtimeTotal, default: 60 }),
});

/** The read routes of amsreader-firmware, for the first meter or the one that `?meter=` names. */
export function addAmsReaderRoutes(app: FastifyInstance, options: AmsReaderRoutesOptions): void {
  const { gateway, clock, installationId = "" } = options;
  const context = ({ meter: slug }: MeterQuery): AnswerContext => {
    const state = gateway.state();
    const meter = meterOf(state, slug);
    const now = clock.now();
    const energy = energyOf(options, meter?.meter, now);
    return {
      ...{ gateway: state, meter, now, freeMemory: freemem() },
      ...(energy === undefined ? {} : { energy }),
      ...{ deviceId: toDeviceId(installationId), hostname: hostname() },
      prices: shownPrices(options, meter?.meter, now),
    };
  };
  addPlotRoutes(app, options);
  addPriceRoutes(app, options, (slug) => meterOf(gateway.state(), slug)?.meter);
  addTariffRoute(app, options);
  addQuietRoutes(app);
  const route = { config, schema: { querystring: meterQuery } };
  app.get<{ Querystring: MeterQuery }>("/data.json", route, async (request, reply) =>
    send(reply, dataAnswer(context(request.query))),
  );
  app.get<{ Querystring: MeterQuery }>("/sysinfo.json", route, async (request, reply) =>
    send(reply, sysinfoAnswer({ ...context(request.query), ...lastMonth(options, request.query.meter) })),
  );
  app.get<{ Querystring: Static<typeof realtimeQuery> }>(
    "/realtime.json",
    { config, schema: { querystring: realtimeQuery } },
    async (request, reply) => {
      const { offset, size, meter: slug } = request.query;
      const now = clock.now();
      const meter = meterOf(gateway.state(), slug);
      // One point for each step of 10 s.
      const points = meter === undefined ? [] : gateway.power(meter.meter, realtimeSpan(now));
      return send(reply, realtimeAnswer(points ?? [], { now, offset, size: Math.min(size, realtimeTotal - offset) }));
    },
  );
}

function realtimeSpan(now: number): PowerTime {
  return { from: now - realtimeMinutes * 60_000, to: now, maxPoints: realtimeMinutes * 6 };
}

function lastMonth({ gateway, ledger, tariffs, clock }: AmsReaderRoutesOptions, slug: string | undefined) {
  const meter = meterOf(gateway.state(), slug)?.meter;
  return { lastMonth: meter === undefined ? undefined : lastMonthOf({ ledger, tariffs }, meter, clock.now()) };
}

/** Peaks and limits of the running month, by the contract's capacity rule. */
function addTariffRoute(app: FastifyInstance, options: AmsReaderRoutesOptions): void {
  const { gateway, clock } = options;
  app.get<{ Querystring: MeterQuery }>(
    "/tariff.json",
    { config, schema: { querystring: meterQuery } },
    async (request, reply) => {
      const meter = meterOf(gateway.state(), request.query.meter);
      const energy = energyOf(options, meter?.meter, clock.now());
      const capacity = energy === undefined ? undefined : capacityOf(energy);
      if (capacity !== undefined) return send(reply, tariffAnswer(capacity));
      throw ApiError.forPrograms(
        404,
        "no-tariff",
        "No contract with a capacity rule is configured for this meter, or nothing of this month is known yet.",
      );
    },
  );
}

/** The histories of the firmware, out of the ledger. */
function addPlotRoutes(app: FastifyInstance, { gateway, clock, ledger }: AmsReaderRoutesOptions): void {
  for (const plot of plots)
    app.get<{ Querystring: MeterQuery }>(
      `/${plot}.json`,
      { config, schema: { querystring: meterQuery } },
      async (request, reply) => {
        const meter = meterOf(gateway.state(), request.query.meter);
        const source = meter === undefined ? undefined : ledger?.sourceOf(meter.meter);
        if (source === undefined)
          throw ApiError.forPrograms(404, "no-history", "The ledger knows nothing of this meter yet.");
        return send(reply, plotAnswer(plot, source, clock.now()));
      },
    );
}

/** What the live values show is not held up by a disk that fails. */
function energyOf(
  { ledger, tariffs }: AmsReaderRoutesOptions,
  meter: string | undefined,
  now: number,
): MqttEnergy | undefined {
  const source = meter === undefined ? undefined : ledger?.sourceOf(meter);
  if (source === undefined || meter === undefined) return undefined;
  const { reader, names, calendar } = source;
  try {
    return energySoFar(reader, { meter, names, calendar, now }, tariffs?.extra(meter, now));
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** Throws {@link ApiError} for a meter that was not heard. */
function meterOf({ meters }: GatewayState, slug: string | undefined): GatewayState["meters"][number] | undefined {
  if (slug === undefined) return meters[0];
  const found = meters.find(({ meter }) => meter === slug);
  if (found === undefined) throw new ApiError(404, "no-such-meter", tell("meterUnheard"));
  return found;
}
