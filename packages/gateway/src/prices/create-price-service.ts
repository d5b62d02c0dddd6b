import { parseDecimal, priceDigits } from "@meter2mqtt/energy";
import type { PriceSettings, PriceSourceSettings } from "../config/price-settings.ts";
import { Secret } from "../config/secret.ts";
import { ConfigError } from "../errors.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import type { PriceStore } from "../store/price-store.ts";
import { eicOf, marketZoneOf } from "./areas.ts";
import { createBank } from "./banks.ts";
import { createDatahubPricelistSource } from "./datahub-pricelist.ts";
import { createEnergiDataServiceSource } from "./energi-data-service.ts";
import { createEnergyChartsSource } from "./energy-charts.ts";
import { createEntsoeSource } from "./entsoe.ts";
import { createFixedPriceSource } from "./fixed-price.ts";
import { createHvakosterstrommenSource } from "./hvakosterstrommen.ts";
import type { PriceFeed } from "./price-feed.ts";
import { PriceHttp } from "./price-http.ts";
import { PriceService } from "./price-service.ts";
import type { PriceSource } from "./price-source.ts";
import { createPriceTableSource } from "./price-table.ts";

export interface PriceServiceDependencies {
  readonly store: PriceStore;
  readonly feed: PriceFeed;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random?: () => number;
}

/** A bank's answer has a few kilobytes. */
const bankTimeoutMs = 30_000;
/** The European auction's results are published about 13:00 of Brussels (single day-ahead coupling, 12:45 to 13:00). */
const usualPublication = "13:00";

/** The service that the section `prices` describes; nobody is asked before it runs. */
export function createPriceService(settings: PriceSettings, dependencies: PriceServiceDependencies): PriceService {
  const { sources, mainArea, historyDays, convert } = settings;
  const http = new PriceHttp(dependencies.clock);
  const bank = convert && createBank({ name: convert.bank, url: convert.url, timeoutMs: bankTimeoutMs, http });
  return new PriceService({
    ...dependencies,
    ...{ mainArea, historyDays },
    sources: sources.map((source) => createPriceSource(source, http)),
    convert: convert && bank && { to: convert.to, bank },
  });
}

/** The price source that a member of `prices.sources` describes. */
export function createPriceSource({ source, token, authorization }: PriceSourceSettings, http: PriceHttp): PriceSource {
  const { name, area } = source;
  const publishedAt = "publishedAt" in source ? source.publishedAt : undefined;
  const basics = {
    ...{ name, area, zone: source.zone ?? defaultZone(source) },
    publishedAtMinute: minuteOf(publishedAt ?? defaultPublication(source)),
  };
  const timeoutMs = "timeoutSeconds" in source ? source.timeoutSeconds * 1000 : 0;
  const remote = { ...basics, timeoutMs, http };
  switch (source.type) {
    case "entsoe": {
      const { url, sequence } = source;
      const wish = { eic: eicOf(area) ?? area, resolution: source.resolution === "15" ? 15 : 60, sequence } as const;
      return createEntsoeSource({ ...remote, ...wish, url, token: token ?? new Secret("") });
    }
    case "energy-charts":
      return createEnergyChartsSource({ ...remote, url: source.url });
    case "hvakosterstrommen":
      return createHvakosterstrommenSource({ ...remote, url: source.url, currency: source.currency });
    case "energi-data-service":
      return createEnergiDataServiceSource({ ...remote, url: source.url, currency: source.currency });
    case "datahub-pricelist": {
      const { url, gln, chargeTypeCode, note } = source;
      return createDatahubPricelistSource({ ...remote, url, gln, chargeTypeCode, note });
    }
    case "fixed": {
      const { currency } = source;
      return createFixedPriceSource({ ...basics, price: fixedPrice(source), currency });
    }
    case "table":
      return createPriceTableSource({ ...remote, ...mappingOf(source), place: placeOf(source, authorization) });
  }
}

type SettingsOf<Type extends PriceSourceSettings["source"]["type"]> = Extract<
  PriceSourceSettings["source"],
  { type: Type }
>;

function defaultZone(source: PriceSourceSettings["source"]): string {
  if (source.type === "hvakosterstrommen") return "Europe/Oslo";
  if (source.type === "energi-data-service" || source.type === "datahub-pricelist") return "Europe/Copenhagen";
  return marketZoneOf(source.area);
}

/** What no auction decides, tomorrow has from today's midnight on. */
function defaultPublication(source: PriceSourceSettings["source"]): string {
  const isAuction =
    source.type !== "fixed" && source.type !== "datahub-pricelist" && !("path" in source && source.path);
  return isAuction ? usualPublication : "00:00";
}

function fixedPrice({ name, price }: SettingsOf<"fixed">): number {
  const steps = parseDecimal(String(price), priceDigits);
  if (steps !== undefined) return steps;
  const words = { key: "price-too-fine", values: { price: String(price), digits: String(priceDigits) } } as const;
  const message = `the price \`${price}\` is no number with ${priceDigits} decimals`;
  throw new ConfigError(message, `prices.${name}.price`, "", { words });
}

function mappingOf({ format, rows, start, price, minutes, unit, currency, separator, decimal }: SettingsOf<"table">) {
  const lengths = { "15": 15, "30": 30, "60": 60 } as const;
  const cells = { format, separator: separator === "tab" ? "\t" : separator, decimal };
  return { ...cells, ...{ rows, start, price, unit, currency }, minutes: lengths[minutes] };
}

function placeOf({ path, url }: SettingsOf<"table">, authorization: Secret | undefined) {
  if (path !== undefined) return { path };
  return { url: url ?? "", ...(authorization && { authorization }) };
}

/** `13:00` as minutes after midnight. */
function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}
