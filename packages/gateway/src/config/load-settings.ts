import { existsSync, readFileSync } from "node:fs";
import { dirname, join as joinPath, resolve } from "node:path";
import {
  type BrokerConfig,
  type Configuration,
  configuration,
  type Remark,
  type SourceConfig,
  tell,
  type VirtualMeterConfig,
} from "@meter2mqtt/contract";
import { toldError } from "../errors.ts";
import { embeddedBrokerSettings, httpSettings } from "./access-settings.ts";
import { withDefaults, withNames } from "./defaults.ts";
import { overlayEnvironment } from "./environment.ts";
import { checkKnownMeters } from "./known-meters.ts";
import { type ParsedYaml, parseYaml } from "./parse-yaml.ts";
import { priceSettings } from "./price-settings.ts";
import { isRecord, toSchemaNode } from "./schema-node.ts";
import { exposureWarning, readKeys, readSecret, type SecretContext } from "./secrets.ts";
import type { BrokerSettings, Settings, SourceSettings } from "./settings.ts";
import { sinkSettings } from "./sink-settings.ts";
import { readSourceSecrets } from "./source-secrets.ts";
import { configError, type Origins, validateConfiguration } from "./validate.ts";
import { isZone } from "./zone.ts";

/** Name of the file that is read where none is named and it exists. */
const defaultFileName = "meter2mqtt.yaml";

export interface LoadOptions {
  /** `--config`; else the environment's METER2MQTT_CONFIG; else `meter2mqtt.yaml` in the folder, where it exists. */
  readonly file?: string | undefined;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Stands in for what the file holds, which need not be there: a change that is looked at before it is written. */
  readonly text?: string | undefined;
}

/** The configuration before it is checked, and where each setting came from. */
export interface RawConfiguration {
  /** What the file alone says. */
  readonly written: unknown;
  /** With names, defaults and the environment's settings. */
  readonly effective: unknown;
  readonly origins: Origins;
  readonly warnings: readonly Remark[];
}

const schema = toSchemaNode(configuration);

/** Finds, reads and checks the configuration. Throws {@link ConfigError}, whose message names the place. */
export function loadSettings(options: LoadOptions): Settings {
  const { written, effective, origins, warnings: notes } = readConfiguration(options);
  const { file } = origins;
  const config = validateConfiguration(effective, origins);
  const folder = file === undefined ? options.folder : dirname(resolve(file));
  const warnings = [...notes];
  const context: SecretContext = { origins, folder, warn: (warning) => warnings.push(warning) };
  const settings = toSettings(config, context);
  const isOnDisk = file !== undefined && options.text === undefined;
  const exposure = isOnDisk && holdsSecrets(written) ? exposureWarning(file) : undefined;
  if (exposure !== undefined) warnings.push(exposure);
  return { ...settings, ...(file === undefined ? {} : { file }), warnings };
}

/** Reads the configuration without looking whether it is right. Throws {@link ConfigError} where it can't be read. */
export function readConfiguration(options: LoadOptions): RawConfiguration {
  const file = options.text === undefined ? findFile(options) : configurationPath(options);
  const text = options.text ?? (file === undefined ? undefined : readText(file));
  const yaml: ParsedYaml =
    text === undefined ? { value: undefined, marks: new Map() } : parseYaml(text, schema, file ?? "");
  const settings = yaml.value ?? {};
  // Before variables are laid over it: they would make a group of anything.
  if (!isRecord(settings)) throw toldError(tell("noSettings", { file: file ?? "" }));
  const overlay = overlayEnvironment(settings, schema, options.environment);
  const value = isRecord(overlay.value) ? overlay.value : {};
  const named = { ...value, ...namedLists(value) };
  const origins: Origins = { file, marks: yaml.marks, variables: overlay.origins };
  return { written: yaml.value, effective: withDefaults(named, schema), origins, warnings: overlay.warnings };
}

/** Where the configuration is, or where it would be looked for. */
export function configurationPath({ file, folder, environment }: Omit<LoadOptions, "text">): string {
  return file ?? environment["METER2MQTT_CONFIG"] ?? joinPath(folder, defaultFileName);
}

function findFile({ file, folder, environment }: LoadOptions): string | undefined {
  const named = file ?? environment["METER2MQTT_CONFIG"];
  if (named !== undefined) return named;
  const usual = joinPath(folder, defaultFileName);
  return existsSync(usual) ? usual : undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw toldError(tell("settingsUnreadable", { file }), { hint: tell("checkReadable"), cause });
  }
}

function namedLists(value: Record<string, unknown>): Record<string, unknown> {
  const sources = withNames(value["sources"], (item) => String(item["type"] ?? "source"));
  const mqtt = withNames(value["mqtt"], () => "mqtt");
  const virtualMeters = withNames(value["virtualMeters"], (item) => `virtual-${String(item["type"] ?? "meter")}`);
  const sinks = withNames(value["sinks"], (item) => String(item["type"] ?? "sink"));
  return {
    ...(sources === undefined ? {} : { sources }),
    ...(mqtt === undefined ? {} : { mqtt }),
    ...(virtualMeters === undefined ? {} : { virtualMeters }),
    ...(sinks === undefined ? {} : { sinks }),
    ...namedPrices(value["prices"]),
  };
}

function namedPrices(prices: unknown): Record<string, unknown> {
  if (!isRecord(prices) || prices["sources"] === undefined) return {};
  const sources = withNames(prices["sources"], (item) => String(item["type"] ?? "prices"));
  return { prices: { ...prices, sources } };
}

function toSettings(config: Configuration, context: SecretContext): Omit<Settings, "warnings"> {
  const { sources, mqtt, sinks, broker, virtualMeters, homes, http, store, events, log } = config;
  checkNames("sources", sources ?? [], context.origins);
  checkNames("mqtt", mqtt, context.origins);
  // Pages show all of them in one list.
  const brokers = ["embedded", ...mqtt.map(({ name }) => name)];
  checkNames("sinks", sinks, context.origins, brokers);
  checkNames("virtualMeters", virtualMeters, context.origins, [...brokers, ...sinks.map(({ name }) => name)]);
  checkNames("homes", homes, context.origins);
  checkNames("prices.sources", config.prices?.sources ?? [], context.origins);
  checkChosenMeters(virtualMeters, sources, context.origins);
  checkKnownMeters(config.meters, context.origins);
  return {
    simulated: sources === undefined,
    sources: sources?.map((source, index) => sourceSettings(source, index, context)) ?? [simulatedSource()],
    meters: config.meters,
    mqtt: mqtt.map((settings, index) => brokerSettings(settings, index, context)),
    sinks: sinks.map((sink, index) => sinkSettings(sink, index, context)),
    broker: embeddedBrokerSettings(broker, mqtt.length > 0, context),
    virtualMeters,
    homes,
    http: httpSettings(http, context),
    store: { ...store, path: resolve(context.folder, store.path) },
    events: checkedEvents(events, context.origins),
    ...homeAssistantSettings(config.homeAssistant, context),
    ...priceSettings(config.prices, context),
    tariffs: config.tariffs.map((tariff) => ({
      ...tariff,
      contract: resolve(context.folder, tariff.contract),
      alternatives: tariff.alternatives.map((file) => resolve(context.folder, file)),
    })),
    log,
  };
}

/** What is shown where nothing is configured: an encrypted Danish meter, so that the whole way is real but the numbers. */
function simulatedSource(): SourceSettings {
  const source = withDefaults({ type: "simulator", name: "simulator" }, { ...schema.properties?.["sources"]?.items });
  if (!isSimulator(source)) throw new Error("the simulator's defaults do not fit its own schema");
  return { source, secrets: {}, meter: { name: "Simulated meter" } };
}

function isSimulator(value: unknown): value is SourceConfig {
  return isRecord(value) && value["type"] === "simulator" && typeof value["speed"] === "number";
}

function sourceSettings(source: SourceConfig, index: number, context: SecretContext): SourceSettings {
  const path = `sources.${index}.meter`;
  const { name, slug, zone, country, systemTitle, grid, mainFuse, scales, multipliers } = source.meter;
  const { nominalVoltage } = source.meter;
  if (zone !== undefined && !isZone(zone)) {
    throw configError(
      context.origins,
      `${path}.zone`,
      `\`${path}.zone\` is \`${zone}\`: expected an IANA time zone`,
      "For example `Europe/Copenhagen`.",
      { words: { key: "time-zone-unknown", values: { value: zone } } },
    );
  }
  return {
    ...readSourceSecrets(source, `sources.${index}`, context),
    meter: {
      ...(name === undefined ? {} : { name }),
      ...(slug === undefined ? {} : { slug }),
      ...(zone === undefined ? {} : { zone }),
      ...(country === undefined ? {} : { country }),
      ...(systemTitle === undefined ? {} : { systemTitle }),
      ...(grid === undefined ? {} : { grid }),
      ...(mainFuse === undefined ? {} : { mainFuse }),
      ...(scales === undefined ? {} : { scales }),
      ...(multipliers === undefined ? {} : { multipliers }),
      ...(nominalVoltage === undefined ? {} : { nominalVoltage }),
      ...readKeys(source.meter, path, context),
    },
  };
}

function brokerSettings(config: BrokerConfig, index: number, context: SecretContext): BrokerSettings {
  const path = `mqtt.${index}`;
  const { password: text, passwordFile: file, ...rest } = config;
  if (!URL.canParse(config.url)) {
    throw configError(
      context.origins,
      `${path}.url`,
      `\`${path}.url\` is no address: expected \`mqtt://host:port\``,
      "",
      { words: { key: "address-wrong", values: { example: "mqtt://host:port" } } },
    );
  }
  const password = readSecret({ path: `${path}.password`, text, file }, context);
  return { ...rest, tls: resolvedTls(config.tls, context.folder), ...(password === undefined ? {} : { password }) };
}

function homeAssistantSettings(
  config: Configuration["homeAssistant"],
  context: SecretContext,
): Pick<Settings, "homeAssistant"> {
  if (config === undefined) return {};
  const { url, token: text, tokenFile: file } = config;
  const path = "homeAssistant.token";
  const token = readSecret({ path, text, file }, context);
  if (token === undefined) {
    throw configError(
      context.origins,
      path,
      `\`${path}\` is missing`,
      "Set it, or `tokenFile`: a long-lived access token of an administrator.",
      { words: { key: "secret-missing", values: { setting: "token" } } },
    );
  }
  return { homeAssistant: { url, token } };
}

function resolvedTls(
  { caFile, certFile, keyFile, rejectUnauthorized }: BrokerConfig["tls"],
  folder: string,
): BrokerConfig["tls"] {
  return {
    rejectUnauthorized,
    ...(caFile === undefined ? {} : { caFile: resolve(folder, caFile) }),
    ...(certFile === undefined ? {} : { certFile: resolve(folder, certFile) }),
    ...(keyFile === undefined ? {} : { keyFile: resolve(folder, keyFile) }),
  };
}

function checkNames(
  list: string,
  members: readonly { readonly name: string }[],
  origins: Origins,
  taken: readonly string[] = [],
): void {
  members.forEach(({ name }, index) => {
    if (members.findIndex((other) => other.name === name) === index && !taken.includes(name)) return;
    throw configError(
      origins,
      `${list}.${index}.name`,
      `\`${list}.${index}.name\`: the name \`${name}\` is taken`,
      "Every name stands for one.",
      { words: { key: "name-taken", values: { name } } },
    );
  });
}

/** A charger must not follow a meter that was made up, nor one of several that chance has chosen. */
function checkChosenMeters(
  virtualMeters: readonly VirtualMeterConfig[],
  sources: readonly SourceConfig[] | undefined,
  origins: Origins,
): void {
  if (sources === undefined && virtualMeters.length > 0) {
    const hint =
      "Without any, a simulated meter is shown, and no charger may follow its numbers. For a trial: a source of `type: simulator`.";
    const words = { key: "sources-missing", values: {} } as const;
    throw configError(origins, "virtualMeters", "`virtualMeters` need `sources`", hint, { words });
  }
  const index = virtualMeters.findIndex(({ meter }) => meter === undefined);
  if (index < 0 || (sources ?? []).length < 2) return;
  const path = `virtualMeters.${index}.meter`;
  const hint =
    "With several sources it must say which meter it stands for: its name in topics, its number or its name.";
  const words = { key: "meter-not-chosen", values: {} } as const;
  throw configError(origins, path, `\`${path}\` is missing`, hint, { words });
}

/** An event that is cleared where it is raised would come and go with every reading. */
function checkedEvents(events: Configuration["events"], origins: Origins): Configuration["events"] {
  if (events.fuse.clearPercent < events.fuse.percent) return events;
  const path = "events.fuse.clearPercent";
  const message = `\`${path}\` is not below \`events.fuse.percent\``;
  const words = { key: "event-never-over", values: {} } as const;
  throw configError(origins, path, message, "For example 80 and 90.", { words });
}

const secretKeys = ["encryptionKey", "authenticationKey", "password", "token", "secret", "authorization", "headers"];

/** Whether secrets stand in the file itself. */
function holdsSecrets(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecrets);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, inner]) => secretKeys.includes(key) || holdsSecrets(inner));
}
