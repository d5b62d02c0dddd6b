import { pino } from "pino";
import { expect, test } from "vitest";
import { createPriceSource } from "../src/prices/create-price-service.ts";
import { MarketDays } from "../src/prices/market-days.ts";
import { PriceHttp } from "../src/prices/price-http.ts";
import type { PriceSource } from "../src/prices/price-source.ts";
import { PriceWatch } from "../src/prices/price-watch.ts";
import { ManualClock } from "../src/runtime/manual-clock.ts";
import { PriceStore } from "../src/store/price-store.ts";
import { driven } from "./support/driven.ts";
import { loadPriceSource, type PriceServiceCase, priceServiceCases } from "./support/price-service-cases.ts";
import { type PriceFault, type PriceServices, startPriceServices } from "./support/price-services.ts";

const faults: Readonly<Record<Exclude<PriceFault, "none">, string>> = {
  down: "down",
  slow: "slow: no answer",
  "too-many": "429, Retry-After: 120",
  truncated: "truncated answer",
  half: "half of the prices",
  "wrong-zone": "wrong zone",
  stale: "stale: the day before",
  unpublished: "not published yet",
};
const dstDays = ["2026-03-29", "2026-10-25"] as const;
const minuteMs = 60_000;
/** Far enough from every moment at which something is asked again. */
const watchedMinutes = 12;

/** A service, and the server that plays it. */
interface Played extends PriceServiceCase {
  readonly services: PriceServices;
}

interface Trial {
  readonly source: PriceSource;
  readonly clock: ManualClock;
  readonly watch: PriceWatch;
  readonly prices: () => readonly { readonly start: number; readonly price: number }[];
  readonly stop: () => Promise<void>;
}

function begin({ config, services }: Played, date: string): Trial {
  // One that does not answer is waited for by a real clock.
  const timeoutSeconds = services.fault === "slow" ? 1 : undefined;
  const clock = new ManualClock(Date.parse(`${date}T09:00Z`));
  const store = new PriceStore();
  const source = createPriceSource(loadPriceSource(config(services.url, timeoutSeconds)), new PriceHttp(clock));
  const shared = { source, store, clock, historyDays: 0, changed: () => undefined, random: () => 0.5 };
  const watch = new PriceWatch({ ...shared, log: pino({ level: "silent" }) });
  const stop = new AbortController();
  const work = watch.run(stop.signal);
  const { from, to } = new MarketDays(source.zone, 0).dayOf(clock.now());
  const prices = () => store.pricesBetween(source.area, from, to).get(source.name) ?? [];
  return {
    ...{ source, clock, watch, prices },
    stop: async () => {
      stop.abort();
      await work;
    },
  };
}

/** The clock stands while an answer is on its way: how long one takes is the machine's, not the service's. */
function driver({ service, services }: Played, clock: ManualClock) {
  return (what: string, holds: () => boolean, stepMs = 5000) =>
    driven(clock, `${service}: ${what}`, holds, { stepMs, isBusy: () => services.pending > 0 });
}

/** What a service said and how often it was asked for some minutes; how long prices took once it worked again. */
async function tryFault(service: Played, fault: PriceFault): Promise<string> {
  const { services } = service;
  services.fault = fault;
  services.requests.length = 0;
  const { clock, watch, prices, stop } = begin(service, "2026-01-15");
  const drive = driver(service, clock);
  await drive(fault, () => watch.state.error !== undefined);
  const { error = "", status } = watch.state;
  const begun = clock.now();
  await drive("some minutes", () => clock.now() - begun >= watchedMinutes * minuteMs);
  const requests = services.requests.length;
  // Whatever came, no price is another than the true one.
  for (const { start, price } of prices()) expect(price).toBe(service.expected(start));
  const kept = prices().length;
  services.fault = "none";
  const isBack = () => watch.state.lastSuccessAt !== undefined;
  const minutes = await drive(`after ${fault}`, isBack);
  expect(prices().every(({ start, price }) => price === service.expected(start))).toBe(true);
  await stop();
  // Never hammering: a back-off that begins with a minute.
  expect(requests).toBeLessThanOrEqual(4);
  expect(minutes).toBeLessThan(60);
  const words = error.replaceAll(new URL(services.url).host, "the server");
  const asked = `Asked ${requests === 1 ? "once" : `${requests} times`} in ${watchedMinutes} minutes`;
  const back = minutes < 30 ? "half an hour" : "an hour";
  return `${status}: ${words} ${asked}; ${kept} prices kept, all right; the rest came within ${back} after.`;
}

async function tryDay(service: Played, date: string): Promise<string> {
  service.services.fault = "none";
  const { clock, watch, prices, stop } = begin(service, date);
  await driver(service, clock)(`on ${date}`, () => watch.state.lastSuccessAt !== undefined);
  await stop();
  const known = prices();
  expect(known.every(({ start, price }) => price === service.expected(start))).toBe(true);
  const hours = (known.length * service.lengthMs) / 3_600_000;
  expect(hours).toBe(date === "2026-03-29" ? 23 : 25);
  return `ok: ${known.length} prices, ${hours} hours, each at its own time.`;
}

/** All faults of one service, one after the other. */
async function tryService(service: PriceServiceCase): Promise<string[]> {
  const services = await startPriceServices();
  try {
    const played = { ...service, services };
    const lines: string[] = [];
    const note = (title: string, said: string) => lines.push(`| ${service.service} | ${title} | ${said} |`);
    for (const [fault, title] of Object.entries(faults)) note(title, await tryFault(played, faultOf(fault)));
    for (const date of dstDays) note(`DST: ${date}`, await tryDay(played, date));
    return lines;
  } finally {
    await services.close();
  }
}

test("what becomes of each service's faults is as docs/price-faults.md says", { timeout: 600_000 }, async () => {
  // Side by side, each with a server and a clock of its own: one that does not answer is waited for.
  const lines = (await Promise.all(priceServiceCases.map(tryService))).flat();
  const table = `${["| Service | Fault | What happened |", "| --- | --- | --- |", ...lines].join("\n")}\n`;
  process.stdout.write(`\n${table}\n`);
  const introduction = [
    "# What happens when a price service fails",
    "",
    "Written by a test that runs each price source against a server of its own that answers in that service's documented",
    "format, and fails in one way at a time. The clock is a made one; back-off and jitter are set to their means.",
    "",
    "",
  ].join("\n");
  await expect(introduction + table).toMatchFileSnapshot("../../../docs/price-faults.md");
});

function faultOf(text: string): PriceFault {
  const found = Object.keys(faults).find((fault): fault is Exclude<PriceFault, "none"> => fault === text);
  if (found === undefined) throw new Error(`${text} is no fault`);
  return found;
}
