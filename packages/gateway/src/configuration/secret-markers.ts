import { join } from "../config/parse-yaml.ts";
import { branchFor, isRecord, type SchemaNode } from "../config/schema-node.ts";
import { ConfigError } from "../errors.ts";

/** Stands for a secret in what is shown: it is set, and where. Sent back, it says that the secret stays. */
export interface SecretMarker {
  readonly set: true;
  readonly from?: string;
}

/** Gives the secret that a marker's `from` names; undefined where there is none. */
export type FindSecret = (from: string) => string | undefined;

/** The password in an address: `mqtt://user:password@host`. */
const userInfo = /^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:)([^/?#@]+)(@)/i;
const hidden = "***";

function isMarker(value: unknown): value is SecretMarker {
  return isRecord(value) && value["set"] === true && Object.keys(value).every((key) => key === "set" || key === "from");
}

/** A copy in which no secret is: markers stand for them, and passwords in addresses are hidden. */
export function withMarkers(value: unknown, schema: SchemaNode | undefined, path = "", prefix = ""): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) => withMarkers(item, schema?.items, join(path, String(index)), prefix));
  if (isRecord(value)) {
    const properties = schema === undefined ? undefined : branchFor(schema, value["type"])?.properties;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        withMarkers(inner, properties?.[key], join(path, key), prefix),
      ]),
    );
  }
  if (typeof value !== "string") return value;
  // What stands at no place that the schema knows may be a secret under a misspelt name.
  if (schema === undefined || schema.writeOnly === true)
    return { set: true, from: prefix + path } satisfies SecretMarker;
  return withoutPassword(value);
}

/** An address whose password is hidden; any other text as it is. */
export function withoutPassword(text: string): string {
  return text.replace(userInfo, `$1${hidden}$3`);
}

/** A copy in which each marker is the secret that it stands for. Throws {@link ConfigError}. */
export function withSecrets(value: unknown, schema: SchemaNode | undefined, find: FindSecret, path = ""): unknown {
  if (isMarker(value)) return secretOf(value, schema, find, path);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => withSecrets(item, schema?.items, find, join(path, String(index))));
  if (isRecord(value)) {
    const properties = schema === undefined ? undefined : branchFor(schema, value["type"])?.properties;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, withSecrets(inner, properties?.[key], find, join(path, key))]),
    );
  }
  if (typeof value !== "string" || userInfo.exec(value)?.[2] !== hidden) return value;
  const known = find(path);
  if (known !== undefined && withoutPassword(known) === value) return known;
  const words = { key: "secret-again", values: {} } as const;
  throw new ConfigError(`\`${path}\` has another address now, so its password must be entered again.`, path, "", {
    words,
  });
}

function secretOf({ from }: SecretMarker, schema: SchemaNode | undefined, find: FindSecret, path: string): string {
  const place = from ?? path;
  // A secret stays one: it must not move to where it would be shown.
  const isSecret = schema !== undefined && schema.writeOnly === true && nameOf(place) === nameOf(path);
  const secret = isSecret ? find(place) : undefined;
  if (secret !== undefined) return secret;
  const words = { key: "secret-gone", values: {} } as const;
  throw new ConfigError(`\`${path}\` says that its secret stays as it is, and none is set there.`, path, "Enter it.", {
    words,
  });
}

/** The last word of a path, without places in lists. */
function nameOf(path: string): string | undefined {
  return path.split(".").findLast((part) => !/^\d+$/.test(part));
}

/** The text at a path of a value. */
export function textAt(value: unknown, path: string): string | undefined {
  const found = path.split(".").reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return /^\d+$/.test(key) ? inner[Number(key)] : undefined;
    return isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
  return typeof found === "string" ? found : undefined;
}
