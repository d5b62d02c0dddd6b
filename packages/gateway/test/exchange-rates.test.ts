import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BankName, createBank } from "../src/prices/banks.ts";
import { PriceFeed } from "../src/prices/price-feed.ts";
import { PriceHttp } from "../src/prices/price-http.ts";
import { PriceService } from "../src/prices/price-service.ts";
import { RateWatch } from "../src/prices/rate-watch.ts";
import { ManualClock } from "../src/runtime/manual-clock.ts";
import { PriceStore } from "../src/store/price-store.ts";
import { driven } from "./support/driven.ts";
import { type HttpDevice, startHttpDevice } from "./support/http-device.ts";

const never = new AbortController().signal;
const log = pino({ level: "silent" });
const hour = 3_600_000;
/** Days without a rate, beside weekends. */
const holidays = ["2026-01-06"];

let device: HttpDevice;
let clock: ManualClock;
let status: number;
beforeEach(async () => {
  clock = new ManualClock(Date.parse("2026-01-15T08:00Z"));
  status = 200;
  device = await startHttpDevice((request, response) => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    const rows = daysBetween(url.searchParams.get("startPeriod") ?? "", url.searchParams.get("endPeriod") ?? "");
    const body = url.pathname.includes("EUR.SP00.A") ? ecbTable(rows) : norgesBankTable(rows);
    if (rows.length === 0 && status === 200) response.writeHead(404).end();
    else response.writeHead(status).end(body);
  });
});
afterEach(() => device.close());

/** Working days of a span that have been by the clock's afternoon. */
function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 24 * hour) {
    const day = new Date(at).toISOString().slice(0, 10);
    const isPublished = at + 15 * hour <= clock.now();
    if (![0, 6].includes(new Date(at).getUTCDay()) && !holidays.includes(day) && isPublished) days.push(day);
  }
  return days;
}

const dayNumber = (day: string) => Number(day.slice(8));

function ecbTable(days: readonly string[]): string {
  const rows = days.flatMap((day) => [
    `EXR.D.NOK.EUR.SP00.A,D,NOK,EUR,SP00,A,${day},11.${dayNumber(day)}`,
    `EXR.D.DKK.EUR.SP00.A,D,DKK,EUR,SP00,A,${day},7.46`,
  ]);
  return ["KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE", ...rows].join("\n");
}

function norgesBankTable(days: readonly string[]): string {
  const rows = days.flatMap((day) => [
    `B;Business;EUR;Euro;NOK;Norwegian krone;SP;Spot;4;false;0;Units;C;${day};11.${dayNumber(day)}`,
    `B;Business;SEK;Swedish krona;NOK;Norwegian krone;SP;Spot;2;false;2;Hundreds;C;${day};104.5`,
  ]);
  const head =
    "FREQ;Frequency;BASE_CUR;Base Currency;QUOTE_CUR;Quote Currency;TENOR;Tenor;DECIMALS;CALCULATED;UNIT_MULT;Unit Multiplier;COLLECTION;TIME_PERIOD;OBS_VALUE";
  return [head, ...rows].join("\n");
}

const bank = (name: BankName) => createBank({ name, url: device.url, timeoutMs: 60_000, http: new PriceHttp(clock) });

describe("banks", () => {
  test("the European Central Bank says units for a euro", async () => {
    const rates = await bank("ecb").rates("2026-01-09", "2026-01-13", never);
    expect(rates.filter(({ quote }) => quote === "NOK")).toEqual([
      { day: "2026-01-09", base: "EUR", quote: "NOK", rate: 1_190_000_000 },
      { day: "2026-01-12", base: "EUR", quote: "NOK", rate: 1_112_000_000 },
      { day: "2026-01-13", base: "EUR", quote: "NOK", rate: 1_113_000_000 },
    ]);
    expect(device.requests[0]?.path).toBe(
      "/data/EXR/D.BGN+CHF+CZK+DKK+GBP+HUF+NOK+PLN+RON+SEK.EUR.SP00.A?format=csvdata&detail=dataonly&startPeriod=2026-01-09&endPeriod=2026-01-13",
    );
  });

  test("Norges Bank says kroner for one unit or a hundred", async () => {
    expect(await bank("norges-bank").rates("2026-01-12", "2026-01-12", never)).toEqual([
      { day: "2026-01-12", base: "EUR", quote: "NOK", rate: 1_112_000_000 },
      { day: "2026-01-12", base: "SEK", quote: "NOK", rate: 104_500_000 },
    ]);
    expect(device.requests[0]?.path).toContain(".NOK.SP?format=csv&locale=en&startPeriod=2026-01-12");
  });

  test("days without rates give none, and what is no table is said to be none", async () => {
    expect(await bank("ecb").rates("2026-01-10", "2026-01-11", never)).toEqual([]);
    const other = await startHttpDevice((_request, response) => response.end("<html></html>"));
    const wrong = createBank({ name: "ecb", url: other.url, timeoutMs: 60_000, http: new PriceHttp(clock) });
    await expect(wrong.rates("2026-01-12", "2026-01-12", never)).rejects.toMatchObject({ kind: "permanent" });
    await other.close();
  });
});

describe("RateWatch", () => {
  async function watching(store: PriceStore, until: string, check: () => boolean = () => true) {
    const options = {
      bank: bank("ecb"),
      store,
      clock,
      log,
      historyDays: 3,
      changed: () => undefined,
      random: () => 0.5,
    };
    const watch = new RateWatch(options);
    const stop = new AbortController();
    const work = watch.run(stop.signal);
    await driven(clock, until, () => clock.now() >= Date.parse(until) && check(), { stepMs: 300_000 });
    stop.abort();
    await work;
    return watch;
  }
  const asked = () => device.requests.map(({ path }) => new URL(path, device.url).searchParams.get("startPeriod"));

  test("at the start the days before, then once on every working day, on a holiday a few times", async () => {
    const store = new PriceStore();
    clock = new ManualClock(Date.parse("2026-01-02T08:00Z"));
    const watch = await watching(store, "2026-01-08T20:00Z");
    expect(store.rateRange("ecb")).toEqual({ first: "2025-12-23", last: "2026-01-08" });
    expect(watch.state).toMatchObject({ status: "ok", type: "exchange-rates" });
    const times = asked();
    // The start and its afternoon; Monday; four tries on the holiday; Wednesday; Thursday.
    expect(times[0]).toBe("2025-12-23");
    expect(times.filter((day) => day === "2026-01-06").length).toBeLessThanOrEqual(5);
    expect(times.length).toBeLessThanOrEqual(10);
  });

  test("after a restart only the days that are missing are asked for", async () => {
    const store = new PriceStore();
    await watching(store, "2026-01-15T08:30Z", () => store.rateRange("ecb") !== undefined);
    device.requests.length = 0;
    clock = new ManualClock(Date.parse("2026-01-20T18:00Z"));
    await watching(store, "2026-01-20T18:30Z", () => store.rateRange("ecb")?.last === "2026-01-20");
    expect(asked()).toEqual(["2026-01-15"]);
  });

  test("a bank that fails is said, and asked again", async () => {
    const store = new PriceStore();
    status = 500;
    const watch = await watching(store, "2026-01-15T09:00Z", () => device.requests.length > 2);
    expect(watch.state).toMatchObject({ status: "failed", error: expect.stringContaining("HTTP 500") });
    expect(device.requests.length).toBeLessThan(10);
  });
});

describe("PriceService", () => {
  const at = Date.parse("2026-01-18T12:00Z");
  const price = (start: number, currency: string, source = "spot") => ({
    ...{ area: "NO1", source, start, lengthMs: hour, price: 100_000, currency },
  });

  function serviceWith(store: PriceStore): PriceService {
    const convert = { to: "NOK", bank: bank("norges-bank") };
    const plan = { sources: [], mainArea: "NO1", historyDays: 0, convert };
    return new PriceService(plan, { store, feed: new PriceFeed(), clock, log });
  }

  test("shows prices by the rate of their day or the latest before it, and says which", () => {
    const store = new PriceStore();
    const rate = (day: string, value: number) => ({ bank: "norges-bank", day, base: "EUR", quote: "NOK", rate: value });
    store.put(
      [price(at, "EUR"), price(at + hour, "NOK"), price(at - 72 * hour, "EUR")],
      [rate("2026-01-15", 11e8), rate("2026-01-16", 12e8)],
    );
    const shown = serviceWith(store).prices("NO1", 0, at + 48 * hour);
    expect(shown.map(({ price: amount, currency, rateDay }) => [amount, currency, rateDay])).toEqual([
      [1_100_000, "NOK", "2026-01-15"],
      // A Sunday takes Friday's.
      [1_200_000, "NOK", "2026-01-16"],
      [100_000, "NOK", undefined],
    ]);
  });

  test("without a rate a price stays in its own currency, and is not mixed with others", () => {
    const store = new PriceStore();
    store.put([price(at, "EUR"), price(at + hour, "NOK")]);
    clock = new ManualClock(at + 1);
    const service = serviceWith(store);
    expect(service.prices("NO1", 0, at + 48 * hour).map(({ currency }) => currency)).toEqual(["EUR", "NOK"]);
    expect(service.snapshot().prices.map(({ currency }) => currency)).toEqual(["EUR"]);
  });

  test("a source that is configured no more still knows what it said", () => {
    const store = new PriceStore();
    store.put([price(at, "NOK", "old one")]);
    expect(serviceWith(store).prices("NO1", at, at + hour)).toHaveLength(1);
  });
});
