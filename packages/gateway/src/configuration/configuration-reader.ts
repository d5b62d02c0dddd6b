import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type ConfigurationProblem, configuration, tell } from "@meter2mqtt/contract";
import { type LoadOptions, loadSettings, type RawConfiguration, readConfiguration } from "../config/load-settings.ts";
import { parseYaml } from "../config/parse-yaml.ts";
import { isRecord, type SchemaNode, toSchemaNode } from "../config/schema-node.ts";
import type { Settings } from "../config/settings.ts";
import { configurationProblems, lineOf } from "../config/validate.ts";
import { ConfigError, toldError } from "../errors.ts";
import { errorCode } from "../sources/error-words.ts";

export const configurationSchema: SchemaNode = toSchemaNode(configuration);

/** The file's text; undefined where there is none. */
export function readConfigurationText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw toldError(tell("settingsUnreadable", { file }), { hint: tell("checkReadable"), cause: error });
  }
}

/** For If-Match: another one for every other content. */
export function etagOf(text: string | undefined): string {
  const digest = createHash("sha256")
    .update(text ?? "")
    .digest("base64url")
    .slice(0, 27);
  return `"${text === undefined ? "none" : digest}"`;
}

/** What a text says, as the loader reads it. Throws {@link ConfigError} where it is no YAML. */
export function valuesIn(text: string, file: string): Record<string, unknown> {
  const { value } = parseYaml(text, configurationSchema, file);
  return isRecord(value) ? value : {};
}

export interface Examined {
  readonly problems: readonly ConfigurationProblem[];
  /** Absent where there are problems. */
  readonly settings?: Settings;
}

/** Looks at a proposed text as a start would; `build` tries what the settings describe. */
export function examine(options: LoadOptions, build: (settings: Settings) => void): Examined {
  try {
    const { effective, origins } = readConfiguration(options);
    const problems = configurationProblems(effective, origins).map(({ path, message, hint, words, value }) => {
      const variable = origins.variables.get(path);
      const place = variable === undefined ? "" : `Environment variable ${variable}: `;
      const origin = { ...(variable !== undefined && { variable }), ...(value !== undefined && { value }) };
      return { path, ...lineIn(lineOf(origins, path)), message: `${place}${message}.`, hint, words, ...origin };
    });
    if (problems.length > 0) return { problems };
    const settings = loadSettings(options);
    build(settings);
    return { problems: [], settings };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: [toProblem(error, options)] };
    throw error;
  }
}

function toProblem({ message, path: said, hint, words }: ConfigError, options: LoadOptions): ConfigurationProblem {
  const shown = message.replace(/^.*?, line \d+(?:, column \d+)?: /, "");
  const origins = placesIn(options);
  const path = origins === undefined ? said : withPlaces(said, origins.effective);
  const line = /, line (\d+)/.exec(message)?.[1];
  const found = line === undefined ? origins && lineOf(origins.origins, path) : Number(line);
  return { path, ...lineIn(found), message: sentence(shown), hint, ...(words && { words }) };
}

function placesIn(options: LoadOptions): RawConfiguration | undefined {
  try {
    return readConfiguration(options);
  } catch {
    // It is no YAML: the message itself said where.
    return undefined;
  }
}

/** `mqtt.home.username` as `mqtt.0.username`: what makes the parts knows them by their names only. */
function withPlaces(path: string, effective: unknown): string {
  const config = isRecord(effective) ? effective : {};
  const prices = config["prices"];
  const lists: readonly (readonly [string, string, unknown])[] = [
    ...["sources", "mqtt", "sinks", "virtualMeters"].map((section) => [section, section, config[section]] as const),
    ["prices", "prices.sources", isRecord(prices) ? prices["sources"] : undefined],
  ];
  for (const [section, place, list] of lists) {
    const index = Array.isArray(list)
      ? list.findIndex((member) => isRecord(member) && path.startsWith(`${section}.${String(member["name"])}.`))
      : -1;
    const member: unknown = Array.isArray(list) ? list[index] : undefined;
    if (isRecord(member)) return `${place}.${index}${path.slice(`${section}.${String(member["name"])}`.length)}`;
  }
  return path;
}

function sentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

function lineIn(line: number | undefined): { readonly line?: number } {
  return line === undefined || Number.isNaN(line) ? {} : { line };
}
