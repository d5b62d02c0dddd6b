import { parseDecimal, priceDigits } from "@meter2mqtt/energy";
import type { PriceSettings, PriceSourceSettings } from "../config/price-settings.ts";
import { Secret } from "../config/secret.ts";
import { ConfigError } from "../errors.ts";
import { partKey } from "../runtime/parts/part-key.ts";
import type { Clock } from "../sources/back-off.ts";
import { eicOf, marketZoneOf } from "./areas.ts";
import { createBank } from "./banks.ts";
import { createDatahubPricelistSource } from "./datahub-pricelist.ts";
import { createEnergiDataServiceSource } from "./energi-data-service.ts";
import { createEnergyChartsSource } from "./energy-charts.ts";
import { createEntsoeSource } from "./entsoe.ts";
import { createFixedPriceSource } from "./fixed-price.ts";
import { createHvakosterstrommenSource } from "./hvakosterstrommen.ts";
import { PriceHttp } from "./price-http.ts";
import { type PricePlan, PriceService, type PriceServicePorts } from "./price-service.ts";
import type { PriceSource } from "./price-source.ts";
import { createPriceTableSource } from "./price-table.ts";

/** A bank's answer has a few kilobytes. */
const bankTimeoutMs = 30_000;
/** The European auction's results are published about 13:00 of Brussels (single day-ahead coupling, 12:45 to 13:00). */
const usualPublication = "13:00";

/** A plan, with what it was made of: so another one finds what is the same in it. */
export interface MadePricePlan extends PricePlan {
  readonly http: PriceHttp;
  /** By the settings. */
  readonly made: ReadonlyMap<string, PriceSource>;
  readonly bankKey: string;
}

/** The service that the section `prices` describes; nobody is asked before it runs. Throws ConfigError. */
export function createPriceService(settings: PriceSettings, dependencies: PriceServicePorts): PriceService {
  return new PriceService(planPrices(settings, dependencies.clock), dependencies);
}

/** What the section `prices` describes; what is set as in the plan before is the same object as in that. Throws ConfigError. */
export function planPrices(settings: PriceSettings, clock: Clock, before?: MadePricePlan): MadePricePlan {
  const { mainArea, historyDays, convert } = settings;
  const http = before?.http ?? new PriceHttp(clock);
  const sources = settings.sources.map((source) => {
    const key = partKey(source);
    return [key, before?.made.get(key) ?? createPriceSource(source, http)] as const;
  });
  const bankKey = partKey({ name: convert?.bank, url: convert?.url });
  const known = before?.bankKey === bankKey ? before.convert?.bank : undefined;
  const newBank = () => convert && createBank({ name: convert.bank, url: convert.url, timeoutMs: bankTimeoutMs, http });
  const bank = convert && (known ?? newBank());
  return {
    ...{ mainArea, historyDays, http, bankKey, made: new Map(sources) },
    sources: sources.map(([, source]) => source),
    convert: convert && bank && { to: convert.to, bank },
  };
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
