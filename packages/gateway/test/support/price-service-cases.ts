import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSettings } from "../../src/config/load-settings.ts";
import type { PriceSettings } from "../../src/config/price-settings.ts";
import { centsAt, kroner, tariffAt } from "./price-services.ts";

/** A service that is tried: how it is configured, and what its prices must be. */
export interface PriceServiceCase {
  readonly service: string;
  /** A member of `prices.sources`. */
  readonly config: (url: string, timeoutSeconds?: number) => object;
  readonly lengthMs: number;
  readonly currency: string;
  /** In millionths of the currency for a kWh. */
  readonly expected: (start: number) => number;
}

/** The section `prices`, as a configuration file would give it. */
function loadPrices(prices: object): PriceSettings {
  const folder = mkdtempSync(join(tmpdir(), "meter2mqtt-prices-"));
  try {
    const file = join(folder, "meter2mqtt.yaml");
    writeFileSync(file, JSON.stringify({ prices }), { mode: 0o600 });
    const settings = loadSettings({ file, folder, environment: {} }).prices;
    if (settings === undefined) throw new Error("the section was not read");
    return settings;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const fromCents = (start: number) => centsAt(start) * 10;
const inCurrency = (rate: number) => (start: number) => {
  const exact = centsAt(start) * rate * 10;
  return Math.sign(exact) * Math.round(Math.abs(Number(exact.toFixed(6))));
};

/** The one source of a section that has no other. */
export function loadPriceSource(config: object): PriceSettings["sources"][number] {
  const [source] = loadPrices({ sources: [config] }).sources;
  if (source === undefined) throw new Error("the section has no source");
  return source;
}

/** Seconds: also on a machine that stalls the server answers before. */
const patient = 60;

export const priceServiceCases: readonly PriceServiceCase[] = [
  {
    service: "entsoe",
    config: (url, timeoutSeconds = patient) => ({
      type: "entsoe",
      area: "NO1",
      token: "right-token",
      timeoutSeconds,
      url: `${url}/entsoe`,
    }),
    ...{ lengthMs: 900_000, currency: "EUR", expected: fromCents },
  },
  {
    service: "energy-charts",
    config: (url, timeoutSeconds = patient) => ({ type: "energy-charts", area: "DE-LU", timeoutSeconds, url }),
    ...{ lengthMs: 900_000, currency: "EUR", expected: fromCents },
  },
  {
    service: "hvakosterstrommen",
    config: (url, timeoutSeconds = patient) => ({ type: "hvakosterstrommen", area: "NO1", timeoutSeconds, url }),
    ...{ lengthMs: 3_600_000, currency: "NOK" },
    // It has five decimals.
    expected: (start) => Math.round(Number(((centsAt(start) * kroner.NOK) / 1e5).toFixed(5)) * 1e5) * 10,
  },
  {
    service: "energi-data-service",
    config: (url, timeoutSeconds = patient) => ({ type: "energi-data-service", area: "DK1", timeoutSeconds, url }),
    ...{ lengthMs: 900_000, currency: "DKK", expected: inCurrency(kroner.DKK) },
  },
  {
    service: "datahub-pricelist",
    config: (url, timeoutSeconds = patient) => ({
      ...{ type: "datahub-pricelist", area: "grid-tariff", timeoutSeconds, url },
      ...{ gln: "5790000000005", chargeTypeCode: "CD" },
    }),
    ...{ lengthMs: 3_600_000, currency: "DKK", expected: tariffAt },
  },
  {
    service: "table",
    config: (url, timeoutSeconds = patient) => ({
      ...{ type: "table", area: "supplier", timeoutSeconds, url: `${url}/table/{year}-{month}-{day}.csv` },
      ...{ start: "time", price: "cent", unit: "0.01/kWh", currency: "EUR", separator: ";", decimal: "," },
    }),
    ...{ lengthMs: 3_600_000, currency: "EUR", expected: fromCents },
  },
];
