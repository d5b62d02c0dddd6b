import { resolve } from "node:path";
import type {
  Configuration,
  ConvertConfig,
  PriceSourceConfig,
  PricesConfig,
  TablePricesConfig,
} from "@meter2mqtt/contract";
import { areaNames, eicOf } from "../prices/areas.ts";
import type { Secret } from "./secret.ts";
import { readSecret, type SecretContext } from "./secrets.ts";
import { configError } from "./validate.ts";
import { isZone } from "./zone.ts";

type WithoutSecrets<Config> = Config extends unknown
  ? Omit<Config, "token" | "tokenFile" | "authorization" | "authorizationFile">
  : never;

/** A price source as it is configured, its secrets wrapped and apart, its file's path whole. */
export interface PriceSourceSettings {
  readonly source: WithoutSecrets<PriceSourceConfig>;
  readonly token?: Secret;
  readonly authorization?: Secret;
}

/** The section `prices` as the gateway works with it. */
export interface PriceSettings extends Pick<PricesConfig, "historyDays"> {
  readonly sources: readonly PriceSourceSettings[];
  readonly mainArea: string;
  readonly convert?: ConvertConfig;
}

/** Reads and checks what the schema can't. Throws ConfigError. */
export function priceSettings(
  config: Configuration["prices"],
  context: SecretContext,
): { readonly prices?: PriceSettings } {
  if (config === undefined) return {};
  const { area, convert, historyDays } = config;
  const sources = config.sources.map((source, index) => sourceSettings(source, `prices.sources.${index}`, context));
  const areas = sources.map(({ source }) => source.area);
  const mainArea = area ?? areas[0] ?? "";
  if (!areas.includes(mainArea)) {
    const hint = `Areas of the sources: ${areas.join(", ")}.`;
    const words = { key: "area-unknown", values: { area: mainArea, areas: areas.join(", ") } } as const;
    const message = `\`prices.area\`: no source has the area \`${mainArea}\``;
    throw configError(context.origins, "prices.area", message, hint, { words });
  }
  return { prices: { sources, mainArea, historyDays, ...(convert && { convert }) } };
}

function sourceSettings(config: PriceSourceConfig, path: string, context: SecretContext): PriceSourceSettings {
  if (config.zone !== undefined && !isZone(config.zone)) {
    const message = `\`${path}.zone\` is \`${config.zone}\`: expected an IANA time zone`;
    const words = { key: "time-zone-unknown", values: { value: config.zone } } as const;
    throw configError(context.origins, `${path}.zone`, message, "For example `Europe/London`.", { words });
  }
  switch (config.type) {
    case "entsoe": {
      const { token: text, tokenFile: file, ...source } = config;
      checkArea(config.area, path, context);
      const token = readSecret({ path: `${path}.token`, text, file }, context);
      if (token !== undefined) return { source, token };
      const hint = "Set it, or `tokenFile`: docs/guides/prices.md says how to get one.";
      const words = { key: "secret-missing", values: { setting: "token" } } as const;
      throw configError(context.origins, `${path}.token`, `\`${path}.token\` is missing`, hint, { words });
    }
    case "table": {
      const { authorization: text, authorizationFile: file, path: filePath, ...source } = config;
      checkPlace(config, path, context);
      const authorization = readSecret({ path: `${path}.authorization`, text, file }, context);
      const whole = filePath === undefined ? {} : { path: resolve(context.folder, filePath) };
      return { source: { ...source, ...whole }, ...(authorization && { authorization }) };
    }
    default:
      return { source: config };
  }
}

function checkArea(area: string, path: string, { origins }: SecretContext): void {
  if (eicOf(area) !== undefined) return;
  const message = `\`${path}.area\` is \`${area}\`: expected a bidding zone or its EIC code`;
  const words = { key: "bidding-zone-unknown", values: { area } } as const;
  throw configError(origins, `${path}.area`, message, `Known by name: ${areaNames.join(", ")}.`, { words });
}

function checkPlace({ path: file, url }: TablePricesConfig, path: string, { origins }: SecretContext): void {
  if ((file === undefined) === (url === undefined)) {
    const hint = "A table is in a file or comes from a web server.";
    const words = { key: "path-or-url", values: {} } as const;
    throw configError(origins, `${path}.path`, `\`${path}\` needs either \`path\` or \`url\``, hint, { words });
  }
  if (url !== undefined && !URL.canParse(url.replace(/\{(year|month|day)\}/g, "01")))
    throw configError(
      origins,
      `${path}.url`,
      `\`${path}.url\` is no address`,
      "For example `https://host/prices.csv`.",
      { words: { key: "address-wrong", values: { example: "https://host/prices.csv" } } },
    );
}
