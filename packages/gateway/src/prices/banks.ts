import { type ShownWords, tell } from "@meter2mqtt/contract";
import type { ExchangeRate } from "@meter2mqtt/energy";
import { type PriceHttp, placeName, statusError } from "./price-http.ts";
import { parseRates, type RateColumns } from "./sdmx-csv.ts";

export type BankName = "ecb" | "norges-bank";

/** A central bank that says exchange rates. */
export interface Bank {
  readonly name: BankName;
  /** For people. */
  readonly title: string;
  /** The same for other languages, where it has another name there. */
  readonly where?: ShownWords;
  /** The currency that it quotes all others against. */
  readonly home: string;
  /** Rates from the first day to the last, days as `2026-01-15`. Rejects with PriceError. */
  rates(first: string, last: string, signal: AbortSignal): Promise<ExchangeRate[]>;
}

interface Api extends RateColumns {
  readonly title: string;
  readonly where?: ShownWords;
  readonly home: string;
  readonly url: string;
  /** Path with the series of these currencies. */
  readonly path: (currencies: readonly string[]) => string;
  readonly format: Readonly<Record<string, string>>;
  /** Whether a status means "nothing in these days" rather than an error. */
  readonly emptyStatus: readonly number[];
}

/**
 * European Central Bank, Data Portal API (https://data.ecb.europa.eu/help/api/data): dataflow `EXR`, series
 * `D.<currencies>.EUR.SP00.A`, units of the currency for one euro. Updated about 16:00 CET on working days of TARGET.
 *
 * Norges Bank, API for open data (https://www.norges-bank.no/en/topics/Statistics/open-data/): dataflow `EXR`, series
 * `B.<currencies>.NOK.SP`, kroner for 10^UNIT_MULT units of the currency. Published about 16:00 on Norwegian working days.
 *
 * Both are SDMX web services: `startPeriod`, `endPeriod`; 404 where there are no observations in that time.
 */
const europe = tell("leadsCentralBank");

const apis: Readonly<Record<BankName, Api>> = {
  ecb: {
    ...{ title: europe.message, where: europe.words, home: "EUR", url: "https://data-api.ecb.europa.eu/service" },
    path: (currencies) => `/data/EXR/D.${currencies.join("+")}.EUR.SP00.A`,
    format: { format: "csvdata", detail: "dataonly" },
    // One euro is the base, although the columns say it the other way round: CURRENCY against CURRENCY_DENOM.
    ...{ separator: ",", base: "CURRENCY_DENOM", quote: "CURRENCY" },
    emptyStatus: [404],
  },
  "norges-bank": {
    ...{ title: "Norges Bank", home: "NOK", url: "https://data.norges-bank.no/api" },
    path: (currencies) => `/data/EXR/B.${currencies.join("+")}.NOK.SP`,
    format: { format: "csv", locale: "en" },
    ...{ separator: ";", base: "BASE_CUR", quote: "QUOTE_CUR" },
    emptyStatus: [404],
  },
};

/** Currencies of the markets that there are sources for. */
const currencies: readonly string[] = ["BGN", "CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "NOK", "PLN", "RON", "SEK"];

export interface BankOptions {
  readonly name: BankName;
  /** Default: the bank's own. */
  readonly url?: string | undefined;
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

export function createBank({ name, url: base, timeoutMs, http }: BankOptions): Bank {
  const api = apis[name];
  return {
    name,
    title: api.title,
    ...(api.where && { where: api.where }),
    home: api.home,
    rates: async (first, last, signal) => {
      const foreign = currencies.filter((currency) => currency !== api.home);
      const url = new URL((base ?? api.url).replace(/\/$/, "") + api.path(foreign));
      const parameters = { ...api.format, startPeriod: first, endPeriod: last };
      for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
      const answer = await http.get({ url, timeoutMs }, signal);
      if (api.emptyStatus.includes(answer.status)) return [];
      if (answer.status !== 200) throw statusError(url, answer);
      return parseRates(answer.text, api, placeName(url));
    },
  };
}
