import { type Configuration, type ConfigurationProblemWords, configuration } from "@meter2mqtt/contract";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { ConfigError, type ConfigErrorOptions } from "../errors.ts";
import { join, type Mark } from "./parse-yaml.ts";
import { branchFor, expectedWords, type SchemaNode, toSchemaNode } from "./schema-node.ts";
import { expectedBy, optionsOf } from "./schema-words.ts";
import { nearestWord } from "./suggest.ts";
import { usedSchema } from "./used-schema.ts";

/** Where settings came from, so that an error can say where to look. */
export interface Origins {
  /** Name of the configuration file, where there is one. */
  readonly file: string | undefined;
  readonly marks: ReadonlyMap<string, Mark>;
  /** Paths that environment variables set, and their names. */
  readonly variables: ReadonlyMap<string, string>;
}

/** Whether our own schema is one, tests ask: that takes as long as to check a configuration by it. */
const ours = { discriminator: true, meta: false, validateSchema: false } as const;

let compiled: ValidateFunction<Configuration> | undefined;

/** Checks a configuration whose defaults are filled in. Throws {@link ConfigError} about the first thing that is wrong. */
export function validateConfiguration(value: unknown, origins: Origins): Configuration {
  // Once the whole validator is made, it is the faster one.
  if ((compiled === undefined && isRight(value)) || fullValidator()(value)) return value;
  const problems = configurationProblems(value, origins);
  const [first] = problems;
  if (first === undefined) throw new ConfigError("The configuration does not fit its schema.", "", "");
  const more = problems.length === 1 ? "" : ` (${problems.length - 1} more after this.)`;
  const { path, message, hint, words } = first;
  throw configError(origins, path, message, `${hint}${more}`.trim(), { words, ...originOf(first.value) });
}

/** Everything that does not fit the schema, what matters most first. */
export function configurationProblems(value: unknown, origins: Origins): Problem[] {
  const validate = fullValidator();
  if (validate(value)) return [];
  const problems = (validate.errors ?? []).map(toProblem).filter((problem) => problem !== undefined);
  return problems.sort((a, b) => rank(a, origins) - rank(b, origins));
}

/** Only the whole schema knows what else could stand at a place. */
function fullValidator(): ValidateFunction<Configuration> {
  compiled ??= new Ajv({ ...ours, allErrors: true, verbose: true, strict: false }).compile<Configuration>(
    configuration,
  );
  return compiled;
}

/** The line of the file on which a setting stands, or that of the group it is missing from. */
export function lineOf(origins: Origins, path: string): number | undefined {
  return markFor(origins, path)?.line;
}

/** Whether a configuration fits the schema, and no more than that: at most starts it does. */
function isRight(value: unknown): value is Configuration {
  const used = usedSchema(toSchemaNode(configuration), value);
  return new Ajv({ ...ours, strict: false, code: { optimize: false } }).validate(used, value);
}

/** A {@link ConfigError} that says where the setting stands: file and line, or the variable. */
export function configError(
  origins: Origins,
  path: string,
  message: string,
  hint: string,
  options?: ConfigErrorOptions,
): ConfigError {
  const origin = { ...options?.origin, file: origins.file, line: lineOf(origins, path) };
  const variable = origins.variables.get(path);
  return new ConfigError(`${placeWords(origins, path)}${message}.`, path, hint, {
    ...options,
    origin: { ...origin, variable },
  });
}

function originOf(value: string | undefined): Pick<ConfigErrorOptions, "origin"> {
  return value === undefined ? {} : { origin: { value } };
}

/** Something that is not right in a configuration. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly hint: string;
  readonly unknownKey: boolean;
  readonly words: ConfigurationProblemWords;
  /** What stands there, where it may be shown. */
  readonly value?: string;
}

function toProblem(error: ErrorObject): Problem | undefined {
  // What each kind of value alone would have wanted; `anyOf` itself names them all.
  if (error.schemaPath.includes("/anyOf/")) return undefined;
  const parts = error.instancePath.split("/").slice(1);
  const path = parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")).join(".");
  const schema = toSchemaNode(error.parentSchema ?? {});
  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(path, String(error.params["additionalProperty"]), schema);
    case "required":
      return missing(path, String(error.params["missingProperty"]), schema);
    case "discriminator":
      return wrongType(path, error.params["tagValue"], schema);
    case "oneOf":
      return undefined;
    default:
      return wrongValue(path, error, schema);
  }
}

function unknownKey(path: string, key: string, schema: SchemaNode): Problem {
  const known = Object.keys(schema.properties ?? {});
  const near = nearestWord(key, known);
  const hint = near === undefined ? `Known here: ${known.join(", ")}.` : `Is \`${near}\` meant?`;
  const setting = join(path, key);
  const words: ConfigurationProblemWords =
    near === undefined
      ? { key: "setting-unknown", values: { setting } }
      : { key: "setting-misspelt", values: { setting, near } };
  return { path: setting, message: `\`${setting}\` is not a setting`, hint, unknownKey: true, words };
}

function missing(path: string, key: string, schema: SchemaNode): Problem {
  const property = branchFor(schema, undefined)?.properties?.[key] ?? typeSchema(schema);
  const example = property.examples?.[0];
  const hint = example === undefined ? "" : `For example \`${key}: ${String(example)}\`.`;
  const message = `\`${join(path, key)}\` is missing: expected ${expectedWords(property)}`;
  return { path, message, hint, unknownKey: false, words: missingWords(key, property) };
}

function missingWords(setting: string, property: SchemaNode): ConfigurationProblemWords {
  const options = optionsOf(property);
  if (options !== undefined) return { key: "setting-needed-of", values: { setting, options } };
  const example = property.examples?.[0];
  if (example === undefined) return { key: "setting-needed", values: { setting } };
  return { key: "setting-needed-like", values: { setting, example: `${setting}: ${String(example)}` } };
}

/** The schema of the `type` that chooses between the branches of a `oneOf`. */
function typeSchema(schema: SchemaNode): SchemaNode {
  const types = (schema.oneOf ?? []).map((branch) => branch.properties?.["type"]?.const);
  return { enum: types };
}

function wrongType(path: string, value: unknown, schema: SchemaNode): Problem | undefined {
  // A missing `type` is reported as missing already.
  if (value === undefined) return undefined;
  const { enum: types = [] } = typeSchema(schema);
  const near = nearestWord(String(value), types.map(String));
  const hint = near === undefined ? "" : `Is \`${near}\` meant?`;
  return {
    path: join(path, "type"),
    message: `\`${join(path, "type")}\` is \`${String(value)}\`: expected ${expectedWords({ enum: types })}`,
    hint,
    unknownKey: false,
    words: { key: "value-option", values: { options: types.join(", ") } },
    value: String(value),
  };
}

function wrongValue(path: string, { data, keyword }: ErrorObject, schema: SchemaNode): Problem {
  // What was written may be a secret at the wrong place, so only short plain values are repeated.
  const shown =
    schema.writeOnly !== true &&
    ["string", "number", "boolean"].includes(typeof data) &&
    String(data).length <= 24 &&
    // An address with a password in it.
    !String(data).includes("@");
  const is = shown ? ` is \`${String(data)}\`` : " is not right";
  const about = schema.pattern === undefined || schema.description === undefined ? "" : schema.description;
  const { text, words } = expectedBy(keyword, schema);
  const value = shown && data !== "" ? { value: String(data) } : {};
  return { path, message: `\`${path}\`${is}: expected ${text}`, hint: about, unknownKey: false, words, ...value };
}

/** Unknown keys first: a misspelt key explains the missing one. Then in the file's order. */
function rank(problem: Problem, origins: Origins): number {
  const line = markFor(origins, problem.path)?.line ?? 0;
  return line + (problem.unknownKey ? 0 : 1_000_000);
}

function markFor(origins: Origins, path: string): Mark | undefined {
  for (let place = path; place !== ""; place = place.split(".").slice(0, -1).join(".")) {
    const mark = origins.marks.get(place);
    if (mark !== undefined) return mark;
  }
  return undefined;
}

function placeWords(origins: Origins, path: string): string {
  const variable = origins.variables.get(path);
  if (variable !== undefined) return `Environment variable ${variable}: `;
  if (origins.file === undefined) return "Configuration: ";
  const mark = markFor(origins, path);
  return mark === undefined ? `${origins.file}: ` : `${origins.file}, line ${mark.line}: `;
}
