import { type Static, Type } from "typebox";
import { words } from "./words.ts";

const instant = (description: string) =>
  Type.String({ format: "date-time", description: `${description}, ISO 8601 UTC` });

/** How a source of prices or exchange rates is. */
export const priceSourceState = Type.Object({
  name: Type.String(),
  type: Type.String({ description: "entsoe, energy-charts, ...: as in the configuration; exchange-rates for a bank" }),
  description: Type.String({ description: "whose prices, in words" }),
  where: Type.Optional(words),
  area: Type.String({ description: "for a bank: its own currency" }),
  status: Type.Union([Type.Literal("ok"), Type.Literal("waiting"), Type.Literal("failed")], {
    description: "waiting: nothing is wrong, and there is no price for now yet",
  }),
  knownUntil: Type.Optional(instant("end of the last price that is known")),
  lastSuccessAt: Type.Optional(instant("when everything that was asked for came, since the start")),
  error: Type.Optional(Type.String({ description: "what happened at the last attempt, and what to do" })),
  errorWords: Type.Optional(words),
  errorAt: Type.Optional(instant("when it happened")),
});
export type PriceSourceState = Static<typeof priceSourceState>;

const shownPrice = Type.Object({
  start: instant("when it begins to hold"),
  end: instant("when it ends"),
  price: Type.Number({ description: "for a kWh, as the source says it: without VAT, fees and tariffs" }),
  currency: Type.String({ description: "ISO 4217" }),
  source: Type.String({ description: "name of the price source" }),
  rateDay: Type.Optional(
    Type.String({
      description: "converted by the exchange rate of this day; an earlier one than its own is the latest known",
    }),
  ),
});
export type ShownPrice = Static<typeof shownPrice>;

/** `GET /api/v1/prices`: an hour without an entry has no known price. */
export const pricesAnswer = Type.Object({
  area: Type.String(),
  areas: Type.Array(Type.String(), { description: "all that are configured" }),
  prices: Type.Array(shownPrice),
});
export type PricesAnswer = Static<typeof pricesAnswer>;

/** What `<base>/prices` and `<base>/prices/<area>` carry, retained: prices from now on. */
export const mqttPrices = Type.Object(
  {
    area: Type.String(),
    source: Type.Optional(Type.String({ description: "name of the price source of the current or the next price" })),
    currency: Type.Optional(Type.String({ description: "ISO 4217; absent where no price is known" })),
    current: Type.Optional(Type.Number({ description: "what a kWh costs now; absent where that is not known" })),
    prices: Type.Array(
      Type.Object({ start: instant("when it begins to hold"), end: instant("when it ends"), price: Type.Number() }),
      { description: "from the current price to the last one known; what is missing between is not known" },
    ),
    min: Type.Optional(Type.Number({ description: "lowest of the hourly prices from the current hour on" })),
    max: Type.Optional(Type.Number({ description: "highest of them" })),
    cheapest1h: Type.Optional(instant("beginning of the cheapest hour")),
    cheapest3h: Type.Optional(instant("beginning of the cheapest three hours in a row")),
    cheapest6h: Type.Optional(instant("beginning of the cheapest six hours in a row")),
  },
  {
    title: "Prices",
    description: "<base>/prices for the main area, <base>/prices/<area> for each other one; retained",
  },
);
export type MqttPrices = Static<typeof mqttPrices>;
