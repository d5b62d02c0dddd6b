import type { ShownPrice } from "@meter2mqtt/contract";
import type { Command } from "commander";
import type { PriceSettings } from "../config/price-settings.ts";
import { createPriceService } from "../prices/create-price-service.ts";
import { MarketDays } from "../prices/market-days.ts";
import { PriceFeed } from "../prices/price-feed.ts";
import type { PriceService } from "../prices/price-service.ts";
import { toShownPrice } from "../prices/shown-prices.ts";
import { createLog } from "../runtime/log.ts";
import { systemClock } from "../sources/back-off.ts";
import { PriceStore } from "../store/price-store.ts";
import { type CommandStreams, processStreams, UsageError } from "./capture-input.ts";
import { parseSpan } from "./instant.ts";
import { orErrorExit, settingsFor, withDatabase } from "./store-access.ts";

export interface PricesCommandOptions {
  readonly config?: string;
  readonly area?: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** Adds `prices`; `finish` is given the exit code. */
export function addPricesCommand(program: Command, finish: (code: number) => void): void {
  program
    .command("prices")
    .summary("show the prices that are known")
    .description(
      "Shows the prices that the gateway has fetched and kept: today's and what is known of tomorrow, or those of a time. " +
        "Nobody is asked for prices. The gateway may be running.",
    )
    .option("--config <file>", "configuration, as for run")
    .option("--area <name>", "area of a price source; the main one otherwise")
    .option("--from <time>", "first: 2026-01-15 or 2026-01-15T12:00:00Z")
    .option("--to <time>", "last")
    .option("--json", "one line of JSON for each price")
    .action(async (options: PricesCommandOptions) => finish(await runPrices(options)));
}

/** Carries `prices` out; resolves with its exit code: 1 where none is known. */
export async function runPrices(
  options: PricesCommandOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const settings = settingsFor(options.config, environment);
    const { prices: section } = settings;
    if (section === undefined)
      throw new UsageError("The configuration has no section `prices`: see docs/guides/prices.md.");
    return withDatabase(settings, (database) => {
      const store = new PriceStore();
      store.attach(database);
      const known = knownPrices(serviceOf(section, store), section, options);
      for (const price of known) stdout.write(options.json === true ? `${JSON.stringify(price)}\n` : rowOf(price));
      if (known.length === 0) stderr.write("No price is known for this time.\n");
      return known.length > 0 ? 0 : 1;
    });
  });
}

function knownPrices(
  service: PriceService,
  section: PriceSettings,
  { area = section.mainArea, from, to }: PricesCommandOptions,
): readonly ShownPrice[] {
  if (!service.areas.includes(area))
    throw new UsageError(`No price source has the area "${area}". There are: ${service.areas.join(", ")}.`);
  const span = from === undefined && to === undefined ? daysFor(section) : parseSpan(from, to);
  return service.prices(area, span.from, span.to).map(toShownPrice);
}

function serviceOf(section: PriceSettings, store: PriceStore): PriceService {
  const log = createLog({ level: "warn" });
  return createPriceService(section, { store, feed: new PriceFeed(), clock: systemClock, log });
}

/** Today and tomorrow of the first source's market. */
function daysFor({ sources }: PriceSettings): { readonly from: number; readonly to: number } {
  const days = new MarketDays(sources[0]?.source.zone ?? "Europe/Brussels", 0);
  const now = systemClock.now();
  return { from: days.dayOf(now).from, to: days.dayOf(now, 1).to };
}

function rowOf({ start, end, price, currency, source, rateDay }: ShownPrice): string {
  const rate = rateDay === undefined ? "" : `  by the rate of ${rateDay}`;
  const time = `${start.slice(0, 16)}Z to ${end.slice(11, 16)}Z`;
  return `${time}  ${price.toFixed(5).padStart(9)} ${currency}/kWh  ${source}${rate}\n`;
}
