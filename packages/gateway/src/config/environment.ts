import { type Remark, tell } from "@meter2mqtt/contract";
import { join } from "./parse-yaml.ts";
import { isRecord, isText, type SchemaNode } from "./schema-node.ts";
import { nearestWord } from "./suggest.ts";

const prefix = "METER2MQTT_";

/** Variables that are not settings: the configuration file's own place, keys of the command line, debugging. */
const reserved: ReadonlySet<string> = new Set(["CONFIG", "KEY", "AUTH_KEY", "DEBUG"]);

export interface Overlay {
  /** The configuration with the variables' values in their places. */
  readonly value: unknown;
  /** Which variable set a path: `http.port` by `METER2MQTT_HTTP_PORT`. */
  readonly origins: ReadonlyMap<string, string>;
  /** Variables with our prefix that are no setting. */
  readonly warnings: readonly Remark[];
}

/** The variable that sets a path: `sources.0.meter.encryptionKey` is `METER2MQTT_SOURCES_0_METER_ENCRYPTION_KEY`. */
export function environmentName(path: string): string {
  const words = path.split(".").map((part) => part.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase());
  return prefix + words.join("_");
}

/** Lays settings from the environment over those of the file: the environment wins. */
export function overlayEnvironment(
  value: unknown,
  schema: SchemaNode,
  environment: Readonly<Record<string, string | undefined>>,
): Overlay {
  const origins = new Map<string, string>();
  const warnings: Remark[] = [];
  let result = value;
  for (const [name, text] of Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.startsWith(prefix) || text === undefined || reserved.has(name.slice(prefix.length))) continue;
    const found = findLeaf(schema, squeeze(name.slice(prefix.length)), "");
    if (found === undefined) {
      warnings.push(unknownVariable(name, schema));
      continue;
    }
    origins.set(found.path, name);
    result = placed(result, found.path.split("."), coerced(text, found.schema));
  }
  return { value: result, origins, warnings };
}

interface Leaf {
  readonly path: string;
  readonly schema: SchemaNode;
}

/** Names are compared without `_`, so that `ENCRYPTIONKEY` and `ENCRYPTION_KEY` are the same. */
function squeeze(text: string): string {
  return text.replaceAll("_", "").toLowerCase();
}

function findLeaf(schema: SchemaNode, rest: string, path: string): Leaf | undefined {
  if (schema.oneOf !== undefined) return firstOf(schema.oneOf, (branch) => findLeaf(branch, rest, path));
  if (schema.items !== undefined) {
    const { items } = schema;
    const digits = /^\d{1,3}/.exec(rest)?.[0];
    return digits === undefined
      ? undefined
      : findLeaf(items, rest.slice(digits.length), join(path, String(Number(digits))));
  }
  if (schema.properties !== undefined) {
    return firstOf(Object.entries(schema.properties), ([key, property]) =>
      rest.startsWith(squeeze(key)) ? findLeaf(property, rest.slice(squeeze(key).length), join(path, key)) : undefined,
    );
  }
  return rest === "" ? { path, schema } : undefined;
}

function firstOf<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text as the setting's type wants it; text that is none of it stays, for validation to name. */
function coerced(text: string, schema: SchemaNode): unknown {
  if (isText(schema)) return text;
  if (schema.anyOf !== undefined) {
    const values = schema.anyOf.map((kind) => coerced(text, kind));
    return values.find((value) => typeof value === "number") ?? text;
  }
  const trimmed = text.trim();
  if ((schema.type === "integer" || schema.type === "number") && trimmed !== "" && Number.isFinite(Number(trimmed))) {
    return Number(trimmed);
  }
  if (schema.type === "boolean")
    return { true: true, yes: true, "1": true, false: false, no: false, "0": false }[trimmed.toLowerCase()] ?? text;
  return text;
}

/** A copy of `value` with `leaf` at the path; lists and groups on the way are made where they are missing. */
function placed(value: unknown, path: readonly string[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  if (/^\d+$/.test(key)) {
    const list: unknown[] = Array.isArray(value) ? [...value] : [];
    const index = Number(key);
    // A gap is an empty group, so that validation says what is missing there.
    while (list.length < index) list.push({});
    list[index] = placed(list[index], rest, leaf);
    return list;
  }
  const group = isRecord(value) ? value : {};
  return { ...group, [key]: placed(group[key], rest, leaf) };
}

function unknownVariable(variable: string, schema: SchemaNode): Remark {
  const numbers = variable.match(/\d+/g) ?? ["0"];
  const known = leafPaths(schema, "").map((path) => environmentName(path.replaceAll("*", numbers[0] ?? "0")));
  const near = nearestWord(variable, known);
  return near === undefined ? tell("variableUnknown", { variable }) : tell("variableMisspelt", { variable, near });
}

/** Every setting's path, with `*` for a place in a list. */
export function leafPaths(schema: SchemaNode, path: string): string[] {
  if (schema.oneOf !== undefined) return [...new Set(schema.oneOf.flatMap((branch) => leafPaths(branch, path)))];
  if (schema.items !== undefined) return leafPaths(schema.items, join(path, "*"));
  if (schema.properties === undefined) return [path];
  return Object.entries(schema.properties).flatMap(([key, property]) => leafPaths(property, join(path, key)));
}
