import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, followsMarket, type PricePoint } from "@meter2mqtt/energy";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { StoreError } from "../errors.ts";
import type { PriceSnapshot } from "../prices/price-snapshot.ts";
import type { Gateway } from "../runtime/gateway.ts";
import { type AmsPrices, amsPrices } from "../sinks/amsreader/ams-prices.ts";
import type { Clock } from "../sources/back-off.ts";
import { pointsOf } from "../tariffs/contract-prices.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import { dayPriceAnswer, energyPriceAnswer, type PriceDay } from "./amsreader-prices.ts";
import { sendFirmwareJson } from "./amsreader-send.ts";
import { ApiError } from "./api-error.ts";

export interface PriceRoutesOptions {
  readonly gateway: Partial<Pick<Gateway, "prices">>;
  readonly tariffs?: TariffService | undefined;
  readonly clock: Clock;
}

/** Of a meter; of the main area's market where it has no contract. */
const query = Type.Object({ meter: Type.Optional(Type.String({ maxLength: 200 })) });
type MeterQuery = Static<typeof query>;

const dayMs = 86_400_000;
/** The firmware's market day is Central Europe's, whatever the area. */
const marketDays = new Calendar("Europe/Berlin", createIntlZoneRules());

/** What a kWh costs and brings, in the firmware's routes. `meterOf`: the meter that is meant, where any was heard. */
export function addPriceRoutes(
  app: FastifyInstance,
  options: PriceRoutesOptions,
  meterOf: (slug: string | undefined) => string | undefined,
): void {
  const { clock } = options;
  // Programs send user and password with each request, as the firmware asks for.
  const route = { config: { basic: true }, schema: { querystring: query } };
  app.get<{ Querystring: MeterQuery }>("/energyprice.json", route, async (request, reply) => {
    const prices = shownPrices(options, meterOf(request.query.meter), clock.now());
    return sendFirmwareJson(reply, energyPriceAnswer(prices?.import));
  });
  for (const direction of ["import", "export"] as const)
    app.get<{ Querystring: MeterQuery }>(`/${direction}price.json`, route, async (request, reply) => {
      const day = dayOf(options, meterOf(request.query.meter), clock.now());
      const answer = dayPriceAnswer(direction, day);
      if (answer === undefined) throw ApiError.forPrograms(404, "no-prices", `No price of the ${direction} is known.`);
      return sendFirmwareJson(reply, answer);
    });
}

/** Prices from now on; undefined where neither a contract nor a market says any. */
export function shownPrices(
  { gateway, tariffs }: PriceRoutesOptions,
  meter: string | undefined,
  now: number,
): AmsPrices | undefined {
  try {
    const contract = meter === undefined ? undefined : tariffs?.prices(meter, now);
    return amsPrices(contract, marketOf(gateway), now);
  } catch (error) {
    // A disk that can't be read must not hide the meter's values.
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

function marketOf({ prices }: PriceRoutesOptions["gateway"]): PriceSnapshot | undefined {
  return prices?.snapshot();
}

/** The market's day that it is, and what is known after it. */
function dayOf({ gateway, tariffs }: PriceRoutesOptions, meter: string | undefined, now: number): PriceDay {
  const start = marketDays.startOf("day", now);
  const market = marketOf(gateway);
  const contract = meter === undefined ? undefined : tariffs?.prices(meter, now, start);
  if (contract !== undefined) {
    const { currency } = contract.contract;
    const imported = pointsOf(contract.prices, "import", currency);
    const sourceType = followsMarket(contract.contract) ? market?.sourceType : "fixed";
    const exported = pointsOf(contract.prices, "export", currency);
    if (imported.length > 0) return { start, now, import: imported, export: exported, sourceType };
  }
  const points: readonly PricePoint[] = market === undefined ? [] : pointsAt(gateway, market, start, now);
  return { start, now, import: points, export: points, sourceType: market?.sourceType };
}

function pointsAt(
  { prices }: PriceRoutesOptions["gateway"],
  { area, prices: ahead }: PriceSnapshot,
  start: number,
  now: number,
): readonly PricePoint[] {
  const currency = ahead[0]?.currency;
  const known = prices?.prices(area, start, now + 8 * dayMs) ?? [];
  return known.filter((point) => point.currency === currency);
}
