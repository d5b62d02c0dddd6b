import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPriceSource } from "../src/prices/create-price-service.ts";
import { MarketDays } from "../src/prices/market-days.ts";
import { PriceHttp } from "../src/prices/price-http.ts";
import { PriceWatch } from "../src/prices/price-watch.ts";
import { ManualClock } from "../src/runtime/manual-clock.ts";
import { PriceStore } from "../src/store/price-store.ts";
import { driven } from "./support/driven.ts";
import { loadPriceSource, priceServiceCases } from "./support/price-service-cases.ts";
import { type PriceServices, startPriceServices } from "./support/price-services.ts";

let services: PriceServices;
beforeAll(async () => {
  services = await startPriceServices();
});
afterAll(() => services.close());

const hourMs = 3_600_000;

describe.each(priceServiceCases)("$service", ({ config, lengthMs, currency, expected }) => {
  test.each([
    ["2026-01-15", 24],
    ["2026-03-29", 23],
    ["2026-10-25", 25],
  ])("on %s, a day of %i hours, every price is at its own time", async (date, hours) => {
    const clock = new ManualClock(Date.parse(`${date}T11:00Z`));
    const store = new PriceStore();
    const source = createPriceSource(loadPriceSource(config(services.url)), new PriceHttp(clock));
    const log = pino({ level: "silent" });
    const options = { source, store, clock, log, historyDays: 0, changed: () => undefined, random: () => 0.5 };
    const watch = new PriceWatch(options);
    const stop = new AbortController();
    const work = watch.run(stop.signal);
    await driven(clock, `prices: ${watch.state.error ?? ""}`, () => watch.state.lastSuccessAt !== undefined);
    stop.abort();
    await work;

    const { from, to } = new MarketDays(source.zone, 0).dayOf(clock.now());
    expect((to - from) / hourMs).toBe(hours);
    const prices = store.pricesBetween(source.area, from, to).get(source.name) ?? [];
    expect(prices).toHaveLength((hours * hourMs) / lengthMs);
    prices.forEach(({ start, lengthMs: length, price, currency: said }, index) => {
      expect({ start, length, price, said }).toEqual({
        ...{ start: from + index * lengthMs, length: lengthMs, said: currency },
        price: expected(from + index * lengthMs),
      });
    });
  });
});
